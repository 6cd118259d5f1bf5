#!/usr/bin/env node
/**
 * The one way in: `npm start`, `npm test`, `npx minqiao <verb>`. Runs on any Node from 20 and has no dependency,
 * because nothing is installed yet when it runs first. It installs what package-lock.json pins, then hands over to
 * Node 24 from the registry (docs/decisions/0001-node-24-from-the-registry.md).
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const oldestNode = 20;
const ownNode = 24;

const major = Number(process.versions.node.split('.')[0]);
if (major < oldestNode) fail(`Node ${oldestNode} or newer is needed; this is ${process.version}.`);
installIfNeeded();
handOver(findNode(), commandFor(process.argv.slice(2)));

/** Installs when package-lock.json is not the one that node_modules was made from. */
function installIfNeeded() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const digest = createHash('sha256').update(lock).update(process.arch).digest('hex');
  const mark = join(root, 'node_modules', '.minqiao-installed');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === digest) return;
  process.stderr.write('Installing what package-lock.json pins (once; under a minute) …\n');
  const result = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (result.status !== 0) fail('npm ci failed; see above. Is the npm registry reachable?');
  writeFileSync(mark, digest);
}

function findNode() {
  const own = join(root, 'node_modules', `node-linux-${process.arch}`, 'bin', 'node');
  if (existsSync(own)) return own;
  if (major >= ownNode) return process.execPath;
  return fail(
    `Node ${ownNode} is needed and the registry has none for ${process.platform}-${process.arch}; install it and try again.`,
  );
}

function commandFor(args) {
  if (args[0] === '--script') return [join(root, args[1]), ...args.slice(2)];
  if (args[0] === 'test') return [join(root, 'tools', 'test.ts'), ...args.slice(1)];
  return [join(root, 'src', 'node', 'main.ts'), ...args];
}

function handOver(node, args) {
  const cache = join(root, '.cache', 'compile');
  mkdirSync(cache, { recursive: true });
  const env = { ...process.env, NODE_COMPILE_CACHE: cache, PATH: `${dirname(node)}:${process.env.PATH}` };
  const child = spawn(node, args, {
    cwd: process.cwd(),
    env,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  // A signal is passed on, because it may have been sent to this process alone; on Ctrl-C the child then gets it twice,
  // which it takes as once. If this process is killed, the child sees the channel close and stops by itself.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => fail(String(error)));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 1)));
}

function fail(reason) {
  process.stderr.write(`minqiao: ${reason}\n`);
  process.exit(3);
}
