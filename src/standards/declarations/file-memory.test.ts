import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editedFiles } from '../../../test/support/packs.ts';
import { openFileMemory, parsePack } from './index.ts';
import type { FileMemory, PackFile } from './index.ts';

const sex = 'core/code-lists/sex.yaml';
const person = 'core/resources/person.yaml';
const withCsv = (rows: string) => ({
  [sex]: (text: string) => text.replace(/values:[^]*/, 'values: sex.csv\n'),
  'core/code-lists/sex.csv': `code,zh,en\n${rows}`,
});

/** States of the packs one after the other, as an officer's previews and a node's releases bring them. */
const states: readonly (readonly PackFile[])[] = [
  editedFiles({}),
  editedFiles({ [person]: (text) => text.replace('cycle: daily', 'cycle: hourly') }),
  editedFiles({}),
  editedFiles({ [sex]: null }),
  editedFiles(withCsv('1,男,Male\n2,女,Female\n0,未知,Unknown\n9,未说明,Unspecified\n')),
  editedFiles(withCsv('1,男,Male\n2,女性,Female\n0,未知,Unknown\n9,未说明,Unspecified\n')),
  editedFiles({
    'core/code-lists/sex-again.yaml': editedFiles({}).find(({ path }) => path === sex)?.text ?? '',
  }),
  editedFiles({ [person]: (text) => `# moved down by a line\n${text}` }),
  editedFiles({}),
];

function agree(memory: FileMemory): boolean {
  return states.every((files) => {
    const [fresh, remembered] = [parsePack(files), parsePack(files, memory)];
    try {
      assert.deepEqual(remembered.pack, fresh.pack);
      assert.deepEqual(remembered.errors, fresh.errors);
      assert.deepEqual(remembered.warnings, fresh.warnings);
      assert.equal(remembered.fileOf('resources', 'person'), fresh.fileOf('resources', 'person'));
      return true;
    } catch {
      return false;
    }
  });
}

test('with a memory every state of the packs is what it is without: same values, same findings at the same places', () => {
  assert.ok(agree(openFileMemory()));
});

test('planted bug: a memory that goes by the name of a file alone would be noticed', () => {
  const kept = new Map<string, Parameters<FileMemory['keep']>[1]>();
  const memory = openFileMemory();
  const careless: FileMemory = {
    places: memory.places,
    find: ({ path }) => kept.get(path),
    keep: ({ path }, add) => void kept.set(path, add),
  };
  assert.equal(agree(careless), false);
});
