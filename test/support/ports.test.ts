import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { freePorts } from './ports.ts';

/** So few that whoever does not know of the others' takes one of them: twenty of sixty, twice. */
const lowest = randomInt(10_000, 19_000);
const range = [lowest, lowest + 60] as const;

test('two processes are never given the same port, though neither listens yet', async () => {
  const module = new URL('ports.ts', import.meta.url).href;
  const program = `const { freePorts } = await import('${module}');
    console.log(JSON.stringify(await freePorts(20, ${JSON.stringify(range)})));`;
  const mine = await freePorts(20, range);
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program]);
  const theirs = JSON.parse(stdout) as number[];
  assert.equal(new Set([...mine, ...theirs]).size, 40);
});
