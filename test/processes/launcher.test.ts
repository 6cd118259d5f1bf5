/** tools/launch.mjs on a tiny project of its own, run by the Node that the machine has. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { projectRoot } from '#infrastructure/config/index.ts';
import { machinesNode } from '../support/node-process.ts';

const lock = '{"lockfileVersion": 3}';
let root: string;
before(() => {
  root = mkdtempSync(join(tmpdir(), 'minqiao-launch-'));
  const bin = join(root, 'node_modules', `node-linux-${process.arch}`, 'bin');
  for (const folder of [join(root, 'tools'), bin]) mkdirSync(folder, { recursive: true });
  cpSync(join(projectRoot, 'tools', 'launch.mjs'), join(root, 'tools', 'launch.mjs'));
  writeFileSync(join(root, 'package-lock.json'), lock);
  const script = `#!/bin/sh\ncase "$2" in fail) exit 7;; wait) trap '' HUP; sleep 30;; esac\necho "$@"\n`;
  writeFileSync(join(bin, 'node'), script, { mode: 0o755 });
  markInstalled(lock);
});
after(() => rmSync(root, { recursive: true, force: true }));

function markInstalled(text: string): void {
  const digest = createHash('sha256').update(text).update(process.arch).digest('hex');
  writeFileSync(join(root, 'node_modules', '.minqiao-installed'), digest);
}

function launch(...args: string[]): { code: number | null; out: string; err: string } {
  const env = { PATH: process.env['PATH'], npm_config_offline: 'true' };
  const result = spawnSync(machinesNode(), [join(root, 'tools', 'launch.mjs'), ...args], { cwd: '/', env });
  return { code: result.status, out: result.stdout.toString(), err: result.stderr.toString() };
}

test('it hands over to the Node of the project: verbs, tests, scripts, with their arguments as they are', () => {
  const { out, err } = launch('ledger', 'a b', '--x=$HOME');
  assert.equal(out, `${root}/src/node/main.ts ledger a b --x=$HOME\n`, err);
  assert.equal(launch('test', 'some').out, `${root}/tools/test.ts some\n`);
  assert.equal(launch('--script', 'bench/run.ts', 'x').out, `${root}/bench/run.ts x\n`);
});

test('the exit code is the child’s', () => assert.equal(launch('fail').code, 7));

test('a signal is passed on, and the code says which', async () => {
  const child = spawn(machinesNode(), [join(root, 'tools', 'launch.mjs'), 'wait'], { stdio: 'ignore' });
  await wait(1_000);
  child.kill('SIGTERM');
  const code = await new Promise((resolve) => child.once('exit', resolve));
  assert.equal(code, 143);
});

test('another lock file is installed first; when that fails, it says so: exit code 3', () => {
  writeFileSync(join(root, 'package-lock.json'), 'not a lock file');
  const { code, out, err } = launch('config');
  assert.equal(code, 3);
  assert.equal(out, '');
  assert.match(err, /Installing what package-lock\.json pins/);
  assert.match(err, /minqiao: npm ci failed/);
  assert.ok(existsSync(join(root, 'node_modules')));
  writeFileSync(join(root, 'package-lock.json'), lock);
});
