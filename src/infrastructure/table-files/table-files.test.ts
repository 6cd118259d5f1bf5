import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { collectRows, exportBody, requireFewRows, writeTableFile } from './index.ts';
import type { FileColumn, FileFormat } from './index.ts';

interface Row {
  readonly code: string;
  readonly count: number | null;
}
const columns: readonly FileColumn<Row>[] = [
  { key: 'code', title: { zh: '代码', en: 'Code' }, value: ({ code }) => code },
  { key: 'count', title: { zh: '数量', en: 'Count' }, value: ({ count }) => count },
];
const about = {
  language: 'en',
  at: new Date('2026-11-28T01:02:03Z'),
  actor: { agency: '690100000000' },
} as const;
const title = { zh: '清单', en: 'A list' };

/** The parts of a workbook (ZIP, APPNOTE.TXT 4.3): each found by its row of the central directory. */
function partsOf(zip: Buffer): string[] {
  const parts: string[] = [];
  for (let at = zip.indexOf('PK\u0001\u0002'); at >= 0; at = zip.indexOf('PK\u0001\u0002', at + 46)) {
    const [method, size, start] = [
      zip.readUInt16LE(at + 10),
      zip.readUInt32LE(at + 20),
      zip.readUInt32LE(at + 42),
    ];
    const data = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28);
    const bytes = zip.subarray(data, data + size);
    parts.push((method === 0 ? bytes : inflateRawSync(bytes)).toString());
  }
  return parts;
}

async function textOf(rows: readonly Row[], more: object = {}, where: object = {}): Promise<string> {
  const format: FileFormat = 'csv';
  const table = { name: 'list', title, columns, rows, format, ...more };
  return (await writeTableFile(table, { ...about, ...where })).content.toString();
}

test('the first line says what, from whom and when; Excel finds the mark that it needs', async () => {
  const text = await textOf([{ code: '007', count: null }], { note: 'receipt' });
  assert.equal(text, '\ufeffA list · 690100000000 · 2026-11-28T01:02:03.000Z · receipt\nCode,Count\n007,\n');
  assert.match(
    await textOf([], {}, { language: 'zh', demo: true }),
    /^\ufeff清单 .*演示数据，均为虚构\n代码,数量\n$/,
  );
});

test('only the columns that were chosen leave, in the order of the list', async () => {
  assert.match(await textOf([{ code: '007', count: 3 }], { chosen: ['count'] }), /\nCount\n3\n$/);
});

test('a cell that begins like a formula is disarmed, and twin: without that it would be one', async () => {
  const text = await textOf([{ code: '=1+1', count: null }]);
  assert.match(text, /\n'=1\+1,\n$/);
  assert.doesNotMatch(text, /^=/m);
  assert.match(text.replace("'=", '='), /^=/m, 'the check above would notice');
});

test('whatever stands in a row, the workbook opens, holds it as text, and nothing as a formula', async () => {
  const hostile = fc.string({ unit: 'binary', maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(hostile, fc.constantFrom('=1+1', '\u0000\u0008', '<a>&"', '@x')),
      async (code) => {
        const table = { name: 'list', title, columns, rows: [{ code, count: 1 }], format: 'xlsx' } as const;
        const xml = partsOf((await writeTableFile(table, about)).content);
        assert.ok(xml.length > 2);
        for (const one of xml) {
          assert.doesNotMatch(one, /<f[ >]/);
          assert.doesNotMatch(one, /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('a cell longer than Excel takes ends visibly', async () => {
  assert.match(await textOf([{ code: 'x'.repeat(40_000), count: null }]), /\nx{32766}…,\n$/);
});

test('what does not fit is refused rather than cut, as soon as that is known', async () => {
  assert.throws(() => requireFewRows(3, 2), { code: 'table-files.too-many-rows' });
  requireFewRows(2, 2);
  let pages = 0;
  const endless = async () => {
    pages++;
    return { items: [1, 2], nextCursor: 'more' };
  };
  await assert.rejects(collectRows(endless, 5), { code: 'table-files.too-many-rows' });
  assert.equal(pages, 3);
  const given = [
    { items: [1, 2], nextCursor: 'b' },
    { items: [3], nextCursor: null },
  ];
  assert.deepEqual(
    await collectRows(async (cursor) => given[cursor === 'b' ? 1 : 0] as (typeof given)[0]),
    [1, 2, 3],
  );
});

test('the body of an export is closed and knows its columns', () => {
  const schema = JSON.stringify(exportBody(columns, {}));
  assert.match(schema, /"additionalProperties":false/);
  assert.match(schema, /"required":\["format"\]/);
  assert.match(schema, /"code","count"/);
});
