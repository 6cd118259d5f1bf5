import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { RowList } from '#infrastructure/lists/index.ts';
import type { Choice } from '#infrastructure/lists/index.ts';
import type { CodeValue } from '#standards/declarations/index.ts';
import { initialsOf } from './initials.ts';
import { codeValueListing } from './listings.ts';

const everything: Choice = { filters: {}, language: 'zh' };

function value(code: string, zh: string, more: Partial<CodeValue> = {}): CodeValue {
  const open = { from: null, to: null, parent: null, pinyin: null, verification: 'draft' } as const;
  return { code, zh, en: `Value ${code}`, ...open, ...more };
}

const few = new RowList(
  [
    value('10', '重庆', { pinyin: 'cq', from: '2020-01-01', to: '2020-12-31' }),
    value('2', '阿坝', { pinyin: 'ab', from: '2020-01-01' }),
    value('1', '北京', { pinyin: 'bj' }),
  ],
  codeValueListing,
);

function codes(choice: Partial<Choice>): string[] {
  return few.all({ ...everything, ...choice }).map(({ code }) => code);
}

test('a search finds by code, either language and pinyin initials; what equals it stands first', () => {
  assert.deepEqual(codes({ q: 'CQ' }), ['10']);
  assert.deepEqual(codes({ q: ' 北 ' }), ['1']);
  assert.deepEqual(codes({ q: 'value 2' }), ['2']);
  assert.deepEqual(codes({ q: '1' }), ['1', '10']);
  assert.deepEqual(codes({ q: 'nothing' }), []);
});

test('Chinese sorts by pinyin, English by letters, numbers by value; what has none stands last both ways', () => {
  assert.deepEqual(codes({ sort: 'label' }), ['2', '1', '10']);
  assert.deepEqual(codes({ sort: 'label', language: 'en' }), ['1', '2', '10']);
  assert.deepEqual(codes({ sort: '-code' }), ['10', '2', '1']);
  assert.deepEqual(codes({ sort: 'from' }), ['10', '2', '1']);
  assert.deepEqual(codes({ sort: '-from' }), ['10', '2', '1']);
  assert.deepEqual(codes({}), ['10', '2', '1'], 'without a sort, as declared');
});

test('a day chooses what was valid on it, its ends included', () => {
  assert.deepEqual(codes({ filters: { on: '2020-12-31' } }), ['10', '2', '1']);
  assert.deepEqual(codes({ filters: { on: '2021-01-01' } }), ['2', '1']);
  assert.deepEqual(codes({ filters: { on: '2019-12-31' } }), ['1']);
});

test('pages hold everything once, in order, whatever was asked', () => {
  const rows = Array.from({ length: 137 }, (_, index) =>
    value(String(index), index % 3 ? '甲' : '乙', { pinyin: index % 2 ? 'j' : null }),
  );
  const list = new RowList(rows, codeValueListing);
  const asked = fc.record({
    q: fc.constantFrom(undefined, '1', '甲', 'j', ''),
    sort: fc.constantFrom(undefined, 'code', '-label', 'parent', 'nonsense'),
    limit: fc.integer({ min: 1, max: 100 }),
    language: fc.constantFrom('zh' as const, 'en' as const),
  });
  fc.assert(
    fc.property(asked, ({ limit, ...more }) => {
      const choice = { ...everything, ...more };
      const seen: CodeValue[] = [];
      for (let offset: number | null = 0; offset !== null;) {
        const page = list.page({ ...choice, limit, offset });
        assert.ok(page.items.length <= limit);
        assert.equal(page.total, list.all(choice).length);
        seen.push(...page.items);
        offset = page.nextOffset;
      }
      assert.deepEqual(seen, list.all(choice));
      assert.equal(new Set(seen).size, seen.length);
    }),
    { numRuns: 100 },
  );
});

test('no search text throws, and a place far behind the end is an empty last page', () => {
  fc.assert(fc.property(fc.string(), (q) => void few.all({ ...everything, q })));
  const page = few.page({ ...everything, limit: 20, offset: Number.MAX_SAFE_INTEGER });
  assert.deepEqual(page, { items: [], nextOffset: null, total: 3 });
});

test('a list of 40,000 values reads and sorts its rows once, whatever is asked of it afterwards', () => {
  const rows = Array.from({ length: 40_000 }, (_, index) =>
    value(String(110000000 + index), `第${index}村民委员会`, { pinyin: 'cmwyh', parent: String(index >> 6) }),
  );
  const reads = { texts: 0, label: 0 };
  const { texts, sorts } = codeValueListing;
  const counting = {
    ...codeValueListing,
    texts: (row: CodeValue) => (reads.texts++, texts(row)),
    sorts: {
      ...sorts,
      label: (row: CodeValue, language: 'zh' | 'en') => (
        reads.label++,
        sorts['label']?.(row, language) ?? null
      ),
    },
  };
  const list = new RowList(rows, counting);
  const questions: Partial<Choice>[] = [
    {},
    { q: '39999' },
    { q: 'cmwyh' },
    { sort: 'label' },
    { filters: { on: '2026-01-01' } },
  ];
  for (const question of questions) {
    for (const offset of [0, 20_000, 39_980]) list.page({ ...everything, ...question, limit: 20, offset });
  }
  assert.deepEqual(reads, { texts: rows.length, label: rows.length });
});

test('a title is found by its pinyin initials; letters and digits stay, the rest goes', () => {
  assert.equal(initialsOf('户籍地址'), 'hjdz');
  assert.equal(initialsOf('机动车（IP地址）2'), 'jdcipdz2');
  assert.equal(initialsOf('·'), '');
});
