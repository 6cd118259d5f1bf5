import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import writeXlsxFile from 'write-excel-file/node';
import { stringify } from 'csv-stringify/sync';
import { Fault } from '#infrastructure/faults/index.ts';
import { writeLines } from '#infrastructure/table-files/index.ts';
import { kindOf, readSheet } from './index.ts';
import type { SheetRow } from './index.ts';

async function rowsOf(file: Buffer): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const group of readSheet(file)) rows.push(...group);
  return rows;
}
const cellsOf = async (file: Buffer): Promise<(readonly string[])[]> =>
  (await rowsOf(file)).map(({ cells }) => cells);

async function workbook(lines: readonly (readonly string[])[]): Promise<Buffer> {
  return (await writeLines(lines, 'xlsx')).content;
}

const codeIs = (code: string) => (error: unknown) => error instanceof Fault && error.code === code;
/** 机构代码 in GB18030. */
const gb18030 = Buffer.from([0xbb, 0xfa, 0xb9, 0xb9, 0xb4, 0xfa, 0xc2, 0xeb]);

test('CSV in UTF-8, with and without BOM, and in GB18030 reads the same', async () => {
  const text = '机构代码,名称\r\n690101000000,"晨光,分局"\r\n';
  const expected = [
    ['机构代码', '名称'],
    ['690101000000', '晨光,分局'],
  ];
  assert.deepEqual(await cellsOf(Buffer.from(text)), expected);
  assert.deepEqual(await cellsOf(Buffer.from(`\ufeff${text}`)), expected);
  assert.deepEqual(await cellsOf(Buffer.concat([gb18030, Buffer.from(',code\n')])), [['机构代码', 'code']]);
});

test('whatever is written as CSV or Excel is read back, with the numbers of its rows', async () => {
  const cell = fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.replaceAll(/[\p{Cc}\ufffe\uffff\ufeff]/gu, ' ').trim() || 'x'); // prettier-ignore
  const lines = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(lines, async (rows) => {
      assert.deepEqual(await cellsOf(Buffer.from(stringify(rows))), rows);
      const read = await rowsOf(await workbook(rows));
      assert.deepEqual(
        read.map(({ cells }) => cells.map((text) => text.trimEnd())),
        rows,
      );
      assert.deepEqual(
        read.map(({ number }) => number),
        rows.map((_row, place) => place + 1),
      );
    }),
    { numRuns: 60 },
  );
});

test('a cell that reads “constructor” or “__proto__” is a cell like any other', async () => {
  const words = Object.getOwnPropertyNames(Object.prototype);
  const read = await cellsOf(await workbook([words, ['plain', 'words']]));
  assert.deepEqual(
    read.map((cells) => cells.map((text) => text.trimEnd())),
    [words, ['plain', 'words']],
  );
});

test('whatever the bytes are, rows or a fault of the list come out', async () => {
  const sample = await workbook([['code', 'name'], ['1', '2']]); // prettier-ignore
  const mutated = fc.tuple(fc.nat(sample.length - 1), fc.nat(255)).map(([place, byte]) => {
    const copy = Buffer.from(sample);
    copy[place] = byte;
    return copy;
  });
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array)),
    mutated,
  );
  await fc.assert(
    fc.asyncProperty(bytes, async (file) => {
      try {
        await rowsOf(file);
      } catch (error) {
        assert.ok(error instanceof Fault, String(error));
      }
    }),
    { numRuns: 300 },
  );
});

test('merged cells are refused with their places', async () => {
  const file = await writeXlsxFile([[{ value: 'a', type: String, columnSpan: 2 }, null], [{ value: 'b', type: String }]]).toBuffer(); // prettier-ignore
  await assert.rejects(rowsOf(file), (error) => codeIs('sheets.merged-cells')(error) && /A1:B1/.test((error as Fault).text('zh'))); // prettier-ignore
});

test('a date is a day and a long number keeps its digits', async () => {
  const file = await writeXlsxFile([
    [
      { value: new Date('2020-03-01T00:00:00Z'), type: Date, format: 'yyyy-mm-dd' },
      { value: 690101000000, type: Number },
    ],
  ]).toBuffer();
  assert.deepEqual(await cellsOf(file), [['2020-03-01', '690101000000']]);
});

test('other files are refused by content, whatever they are called', () => {
  for (const start of [
    Buffer.from('%PDF-1.7'),
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0]),
    Buffer.from('a\0b'),
    Buffer.alloc(0),
  ])
    // prettier-ignore
    assert.throws(() => kindOf(start), codeIs('sheets.unknown-type'));
  assert.equal(kindOf(Buffer.from('code,name')), 'csv');
});

test('broken quotes, other encodings, too many columns and too long cells have their place', async () => {
  await assert.rejects(rowsOf(Buffer.from('a,b\n"c,d\n')), codeIs('sheets.broken-csv'));
  await assert.rejects(rowsOf(Buffer.from([0x61, 0xff, 0xff, 0x0a])), codeIs('sheets.unknown-encoding'));
  await assert.rejects(rowsOf(Buffer.from(`${'a,'.repeat(100)}b\n`)), codeIs('sheets.too-large'));
  await assert.rejects(rowsOf(Buffer.from(`a\n${'b'.repeat(3000)}\n`)), codeIs('sheets.cell-too-long'));
});

test('planted: a reader that trusted its bytes to be UTF-8 would have read other characters', async () => {
  const trusting = gb18030.toString('utf8');
  assert.notEqual(trusting, (await cellsOf(Buffer.concat([gb18030, Buffer.from('\n')])))[0]?.[0]);
});
