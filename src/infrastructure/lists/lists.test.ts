import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { encodeCursor } from '#infrastructure/http/index.ts';
import { keyIn, numberIn, pageByNumber, RowList, sortedBy, sortNames, uuidForm, writeList, writeRows } from './index.ts'; // prettier-ignore
import type { Listing, Page } from './index.ts';

const columns = { number: 'number', name: 'a.name' } as const;
const context = { language: 'en', at: new Date(0), actor: { agency: '690100000000' } } as const;

test('a list is sorted by the names that it has, either way, and by no other', () => {
  assert.deepEqual(sortNames(columns), ['number', '-number', 'name', '-name']);
  assert.deepEqual(sortedBy(columns, '-name'), { column: 'a.name', direction: 'desc', than: '<' });
  assert.throws(() => sortedBy(columns, 'pin; drop table' as 'name'));
});

test('pages follow each other to the end, and the file has what they have; a cursor that is no place is refused', async () => {
  const all = Array.from({ length: 25 }, (_, n) => ({ number: n + 1 }));
  const read = async ({
    limit,
    cursor,
  }: {
    limit: number;
    cursor?: string;
  }): Promise<Page<{ number: number }>> =>
    pageByNumber(all.filter(({ number }) => number > (numberIn(cursor) ?? 0)).slice(0, limit + 1), limit);
  const about = {
    name: 'numbers',
    title: { zh: '数', en: 'Numbers' },
    columns: [
      { key: 'number', title: { zh: '数', en: 'Number' }, value: (row: { number: number }) => row.number },
    ],
  };
  const { file, count } = await writeList<{ number: number }, object>(
    about,
    read,
    { format: 'csv' },
    context,
    { mostInPage: 7 },
  );
  assert.equal(count, 25);
  assert.equal(file.content.toString().trimEnd().split('\n').length, 27);
  await assert.rejects(
    writeList<{ number: number }, object>(about, read, { format: 'csv' }, context, { mostRows: 24 }),
    {
      code: 'table-files.too-many-rows',
    },
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map((text) => encodeCursor([text])),
      ),
      (hostile) => {
        assert.throws(() => numberIn(hostile), { code: 'http.invalid-cursor' });
        assert.throws(() => keyIn(hostile, uuidForm), { code: 'http.invalid-cursor' });
      },
    ),
  );
});

test('rows at hand leave as they are filtered and sorted', async () => {
  const listing: Listing<{ code: string }> = {
    texts: ({ code }) => [code],
    filters: {},
    sorts: { code: ({ code }) => code },
    columns: [{ key: 'code', title: { zh: '代码', en: 'Code' }, value: ({ code }) => code }],
  };
  const list = new RowList([{ code: 'b1' }, { code: 'a1' }, { code: 'c2' }], listing);
  const about = { name: 'codes', title: { zh: '代码', en: 'Codes' } };
  const { file, count } = await writeRows(list, about, { format: 'csv', q: '1', sort: 'code' }, context);
  assert.equal(count, 2);
  assert.match(file.content.toString(), /\nCode\na1\nb1\n$/);
});
