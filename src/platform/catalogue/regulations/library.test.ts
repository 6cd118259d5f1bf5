import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editedFiles } from '../../../../test/support/packs.ts';
import { compileSnapshot } from '../snapshot.ts';
import { openLibrary } from './library.ts';
import type { Library } from './library.ts';
import { isDueOn } from './to-review.ts';

const policy = `@id("try")
@title("试 / Try")
@basis("decree-799#16 personal-information-law#34")
permit (principal, action, resource in Resource::"person");
`;
const laws = 'regulations/regulations.yaml';
const own = 'local/regulations/of-own/regulations.yaml';

function library(edits: Parameters<typeof editedFiles>[0] = {}): Library {
  return openLibrary(
    compileSnapshot([...editedFiles(edits), { path: 'core/policies/try.cedar', text: policy }]),
  );
}

const plain = { filters: {}, language: 'zh' } as const;

/** What is due on a day, as `reason thing cited`, in order. */
function due({ review }: Library, on: string): string[] {
  return review
    .all(plain)
    .filter((row) => isDueOn(row, on))
    .map(({ reason, name, cited }) => `${reason} ${name} ${cited}`)
    .sort();
}

const swap = (from: string, to: string) => (text: string) => {
  assert.ok(text.includes(from), from);
  return text.replace(from, to);
};

test('a document names everything that rests on it: resources, matters with their clocks, policies, sources', () => {
  const shipped = library();
  const kinds = (name: string) => new Set(shipped.document(name).rests.map(({ kind }) => kind));
  assert.deepEqual(kinds('decree-809'), new Set(['resource']));
  assert.equal(shipped.document('decree-809').regulation.resources.length, 8);
  const [moveIn] = shipped.article('household-registration', '13').rests;
  assert.deepEqual([moveIn?.kind, moveIn?.name, moveIn?.days], ['matter', 'registration/move-in', 10]);
  const [tried] = shipped.article('decree-799', '16').rests;
  assert.deepEqual([tried?.kind, tried?.name, tried?.title.en], ['policy', 'try', 'Try']);
  const tables = shipped.article('gb-t-39046-2020', 'A.1').rests.map(({ kind, name }) => `${kind} ${name}`);
  assert.deepEqual(tables, ['code-list matter-kind']);
  assert.ok(shipped.document('ga-t-543-1-2011').rests.some(({ kind }) => kind === 'element'));
});

/** A code list whose source says so. */
function sourced(source: string): Parameters<typeof editedFiles>[0] {
  const values = "values:\n  - { code: '1', zh: 一, en: One }\n";
  const title = 'code-list: made\ntitle: { zh: 试, en: Made }\n';
  return { 'core/code-lists/made.yaml': `${title}source: '${source}'\n${values}` };
}

test('a standard is found in a source by its number, with its year or without, not within a longer one', () => {
  const cites = (source: string, standard: string): number =>
    library(sourced(source))
      .document(standard)
      .rests.filter(({ name }) => name === 'made').length;
  assert.equal(cites('GB/T 28181', 'gb-t-28181'), 1);
  assert.equal(cites('GB/T 28181-2099', 'gb-t-28181'), 0);
  assert.equal(cites('GB/T 28181.3, GB/T 28181', 'gb-t-28181'), 1);
  assert.equal(cites('GB/T 43697, 就高从严', 'gb-t-43697-2024'), 1);
  assert.equal(cites('GB/T 43697-2099', 'gb-t-43697-2024'), 0);
});

test('nothing of the shipped packs is to be reviewed', () => {
  assert.deepEqual(due(library(), '2026-11-28'), []);
});

test('what rests on a decree is listed until it begins, and after it ended; not in between', () => {
  const ended = library({
    [laws]: swap("inForce: '2025-08-01'", "inForce: '2025-08-01'\n    until: '2026-12-31'"),
  });
  assert.equal(due(ended, '2025-07-31').length, 8);
  assert.match(due(ended, '2025-07-31')[0] ?? '', /^not-yet .* decree-809$/);
  assert.deepEqual(due(ended, '2025-08-01'), []);
  assert.deepEqual(due(ended, '2026-12-31'), []);
  assert.equal(due(ended, '2027-01-01').length, 8);
  assert.match(due(ended, '2027-01-01')[0] ?? '', /^ended /);
});

test('what rests on an article is listed when it changes, until somebody has read the new one', () => {
  const changed = swap(
    "- number: '13'\n        gist:\n          zh: 迁入",
    "- number: '13'\n        to: '2026-05-31'\n        gist: { zh: 旧, en: old }\n      - number: '13'\n        from: '2026-06-01'\n        gist:\n          zh: 迁入",
  );
  const unread = library({ [laws]: changed });
  assert.deepEqual(due(unread, '2026-05-31'), []);
  const row = 'changed registration/move-in household-registration#13';
  assert.deepEqual(due(unread, '2026-06-01'), [row]);
  const readOn = (day: string) =>
    library({
      [laws]: changed,
      'core/purposes.yaml': swap('household-registration#13', `household-registration#13@${day}`),
    });
  assert.equal(due(readOn('2026-05-01'), '2026-06-01').length, 1, 'read before the change');
  assert.deepEqual(due(readOn('2026-06-01'), '2026-06-01'), [], 'read since');
  assert.equal(unread.article('household-registration', '13').readings.length, 2);
});

test('a new edition and a document that takes the place of another are listed, with what takes it', () => {
  const edition =
    "kind: law\n    editions: [{ edition: a }, { edition: b, from: '2026-07-01' }]\n    verification: draft";
  const edited = library({
    'regulations/rules/regulations.yaml': swap(
      'motor vehicles }\n    kind: rule\n    verification: draft',
      `motor vehicles }\n    ${edition}`,
    ),
  });
  assert.deepEqual(due(edited, '2026-06-30'), []);
  assert.deepEqual(due(edited, '2026-07-01'), [
    'changed registration/vehicle vehicle-registration',
    'changed registration/vehicle-transfer vehicle-registration',
  ]);
  const replaced = library({
    [own]:
      "regulations:\n  own:\n    title: { zh: 本机关规定, en: Own rules }\n    kind: own\n    inForce: '2026-09-01'\n" +
      '    supersedes: [vehicle-registration]\n    verification: draft\n',
  });
  assert.equal(due(replaced, '2026-08-31').length, 0);
  assert.equal(due(replaced, '2026-09-01').length, 2);
  const [row] = replaced.review.all(plain).filter(({ reason }) => reason === 'superseded');
  assert.equal(row?.by?.zh, '《本机关规定》');
});

test('documents are found by what their articles say, in both languages; articles by number and gist', () => {
  const { documents, articles } = library();
  const found = (q: string) => documents.all({ ...plain, q }).map(({ name }) => name);
  assert.deepEqual(found('调阅'), ['decree-799']);
  assert.deepEqual(found('Register of VIEWINGS'), ['decree-799']);
  const rows = articles.all({ ...plain, q: '第十六条' });
  assert.deepEqual(
    rows.map(({ regulation, number }) => `${regulation}#${number}`),
    ['decree-799#16'],
  );
});
