/** The runner must not call a run good that wasn't: each way for a test file to go wrong is planted here. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { SourceFile } from '../tidy/project.ts';
import { findChromium } from './chromium.ts';
import { groupOf, slowest, testFiles } from './files.ts';
import { inSlots } from './in-slots.ts';
import { add, inWords, nothing, type Tally } from './tally.ts';

const planted: Record<string, string> = {
  passes: "it('holds', () => {}); it('holds too', () => {});",
  skips: "it('waits', { skip: 'no reason' }, () => {});",
  fails:
    "describe('group', () => { it('breaks', () => { throw new Error('planted'); }); it('holds', () => {}); });",
  crashes: 'process.exit(7);',
  'does-not-parse': 'const = 1;',
  'holds-nothing': 'export {};',
  hangs: "it('never ends', () => new Promise(() => setInterval(() => {}, 1000)));",
  'fails-before':
    "describe('group', () => { before(() => { throw new Error('no start'); }); it('a', () => {}); });",
  'rejects-later': "it('holds', () => { void Promise.reject(new Error('lost')); });",
};

let folder = '';
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'minqiao-runner-'));
  for (const [name, body] of Object.entries(planted)) {
    writeFileSync(
      join(folder, `${name}.test.mjs`),
      `import { before, describe, it } from 'node:test';\n${body}\n`,
    );
  }
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** Runs planted files in a process of its own, because node:test refuses to run inside a test. */
function runPlanted(names: readonly string[]): Tally {
  const runner = fileURLToPath(new URL('run-files.ts', import.meta.url));
  const options = {
    root: folder,
    files: names.map((name) => `${name}.test.mjs`),
    concurrency: 2,
    timeoutMs: 1500,
  };
  const program = `
    import { runFiles } from ${JSON.stringify(runner)};
    const signal = AbortSignal.timeout(20_000);
    const { tally } = await runFiles({ ...${JSON.stringify(options)}, signal, say: () => {} });
    console.log(JSON.stringify(tally)); process.exit(0);`;
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const path = join(folder, 'program.mjs');
  writeFileSync(path, program);
  const child = spawnSync(process.execPath, [path], { env, encoding: 'utf8' });
  assert.equal(child.status, 0, child.stderr);
  return JSON.parse(child.stdout) as Tally;
}

describe('the test runner', () => {
  it('counts what passes and what is skipped', () => {
    assert.deepEqual(runPlanted(['passes', 'skips']), { passed: 2, skipped: 1, failures: [] });
  });
  it('names a failing case with its place, and does not count its group again', () => {
    const { passed, failures } = runPlanted(['fails']);
    assert.equal(passed, 1);
    assert.deepEqual(
      failures.map(({ name, at }) => [name, at]),
      [['breaks', 'fails.test.mjs:2']],
    );
    assert.match(failures[0]?.detail ?? '', /planted/);
  });
  for (const name of [
    'crashes',
    'does-not-parse',
    'holds-nothing',
    'hangs',
    'fails-before',
    'rejects-later',
  ]) {
    it(`fails a file that ${name.replaceAll('-', ' ')}`, () => {
      const { failures } = runPlanted([name]);
      assert.ok(failures.length > 0, 'no failure was reported');
    });
  }
  it('ends with one line that says it all', () => {
    const failure = { at: 'a', name: 'b', detail: '' };
    assert.equal(inWords({ ...nothing, passed: 3 }), '3 passed, 0 failed');
    assert.equal(
      inWords(add({ ...nothing, skipped: 2 }, { ...nothing, failures: [failure] })),
      '0 passed, 1 failed, 2 skipped',
    );
  });
  it('puts each file into one group, also when a helper asks for the database', () => {
    const texts = {
      'src/a/b/pure.test.ts': '',
      'src/a/b/direct.test.ts': "import { testDatabase } from '../../../test/support/database.ts';",
      'src/a/b/helped.test.ts': "import { readyActor } from '../../../test/support/actor.ts';",
      'src/a/b/quoted.test.ts': 'const text = "import a from \'../../../test/support/database.ts\'";',
      'test/support/actor.ts': "import { testDatabase } from './database.ts';",
      'test/processes/kill.test.ts': '',
      'test/pages/desk.test.ts': '',
    };
    const files = new Map(
      Object.entries(texts).map(([path, text]) => [path, new SourceFile(path, 0, () => text)]),
    );
    const inGroups = Object.keys(texts).map((path) => groupOf(path, files));
    assert.deepEqual(inGroups, ['unit', 'database', 'database', 'unit', 'database', 'processes', 'pages']);
  });
  it('begins with the files that take longest, whatever their names', () => {
    const root = fileURLToPath(new URL('../../', import.meta.url));
    const found = testFiles(root);
    assert.deepEqual(
      slowest.filter((path) => ![...found.values()].flat().includes(path)),
      [],
      'no such file',
    );
    assert.equal(found.get('processes')?.[0], 'test/processes/kill.test.ts');
    assert.equal(found.get('unit')?.[0], 'src/platform/records/matrix.test.ts');
  });
  it('works on as many things at once as it has slots, in their order; what fails is not passed over', async () => {
    let now = 0;
    const most: number[] = [];
    const order: number[] = [];
    await inSlots([1, 2, 3, 4, 5], 2, async (one) => {
      order.push(one);
      most.push(++now);
      await new Promise(setImmediate);
      now--;
    });
    assert.deepEqual(order, [1, 2, 3, 4, 5]);
    assert.equal(Math.max(...most), 2);
    await assert.rejects(
      inSlots([1], 2, () => Promise.reject(new Error('planted'))),
      /planted/,
    );
  });
  it('takes only an executable for a Chromium', () => {
    assert.equal(findChromium('/nowhere/chromium'), undefined);
    assert.equal(findChromium(process.execPath), process.execPath);
  });
});
