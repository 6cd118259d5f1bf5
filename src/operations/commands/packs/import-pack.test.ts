import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { finishSwap } from './import-pack.ts';

let folder: string;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'minqiao-taking-'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** A folder of packs as a process left it that was killed; what stands in a file is its path's text. */
function left(name: string, files: Readonly<Record<string, string>>): string {
  const into = join(folder, name);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(into, path)), { recursive: true });
    writeFileSync(join(into, path), text);
  }
  return into;
}

function contentOf(into: string): Record<string, string> {
  const files = readdirSync(into, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    paths.map((path) => [path.slice(into.length + 1), readFileSync(path, 'utf8')] as const),
  );
}

const old = { 'core/pack.yaml': 'old', '.taken/core.json': 'old' };
const whole = { '.taken/core.next/pack.yaml': 'new', '.taken/core.next.bundle': 'new' };

test('a taking that was cut off is finished or undone, wherever it was', () => {
  const states: readonly (readonly [string, Readonly<Record<string, string>>, 'old' | 'new'])[] = [
    ['nothing-begun', old, 'old'],
    ['files-half-written', { ...old, '.taken/core.next/pack.yaml': 'ne' }, 'old'],
    ['all-written', { ...old, ...whole }, 'old'],
    ['old-set-aside', { '.taken/core.json': 'old', '.taken/core.last/pack.yaml': 'old', ...whole }, 'old'],
    [
      'new-in-place',
      {
        'core/pack.yaml': 'new',
        '.taken/core.json': 'old',
        '.taken/core.last/pack.yaml': 'old',
        '.taken/core.next.bundle': 'new',
      },
      'new',
    ],
    ['remembered', { 'core/pack.yaml': 'new', '.taken/core.json': 'new', '.taken/core.last/pack.yaml': 'old' }, 'new'],
  ];
  for (const [name, files, version] of states) {
    const into = left(name, files);
    finishSwap(into, 'core');
    assert.deepEqual(contentOf(into), { '.taken/core.json': version, 'core/pack.yaml': version }, name);
  }
});

test('a first taking that was cut off leaves nothing', () => {
  const into = left('first', whole);
  finishSwap(into, 'core');
  assert.deepEqual([existsSync(join(into, 'core')), contentOf(into)], [false, {}]);
});
