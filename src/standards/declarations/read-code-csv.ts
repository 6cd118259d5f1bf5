import { readCsv } from './csv.ts';
import type { CsvRow } from './csv.ts';
import { complain, isDay } from './decode.ts';
import type { Place, Reading } from './decode.ts';
import { limits } from './limits.ts';
import { verifications } from './model.ts';
import type { CodeValue, Verification } from './model.ts';

export const codePattern = /^[0-9A-Za-z][0-9A-Za-z._-]{0,39}$/;
export const pinyinPattern = /^[a-z0-9]{1,60}$/;

/** A value as written; what it leaves out, its list states. */
export interface WrittenValue extends Omit<CodeValue, 'verification'> {
  readonly verification: Verification | null;
}

/** The values of a list, and where each stood. */
export interface ReadValues {
  readonly rows: readonly WrittenValue[];
  readonly placeOf: (index: number) => Place;
}

/** Finds the text of a CSV beside `file`; null when it isn't among the files given. */
export type Beside = (file: string, name: string) => { readonly path: string; readonly text: string } | null;

const noKeys = new Map<string, never>();
const columns = ['code', 'zh', 'en', 'from', 'to', 'parent', 'pinyin', 'verification'] as const;

/** Reads the values of a code list from a CSV file; what is wrong is reported at its line of that file. */
export function readCsvValues(
  name: string,
  beside: Beside,
  from: Place,
  reading: Reading,
): ReadValues | undefined {
  const file = beside(reading.file, name);
  if (file === null) return complain(reading, 'missing-file', from, from.path, { name });
  const start = { line: 1, column: 1 };
  if (file.text.length > limits.csvLength)
    return complain({ ...reading, file: file.path }, 'too-large', start, '', {
      size: file.text.length,
      limit: limits.csvLength,
    });
  const csv = readCsv(file.text, limits.codeValues);
  const at = { ...reading, file: file.path };
  if (!csv.ok)
    return complain(at, 'bad-csv', { line: csv.line, column: 1 }, '', { detail: csv.zh, detailEn: csv.en });
  const header = csv.rows[0]?.cells ?? [];
  const known =
    header.every((cell) => (columns as readonly string[]).includes(cell)) &&
    new Set(header).size === header.length;
  if (!known || !['code', 'zh', 'en'].every((cell) => header.includes(cell)))
    return complain(at, 'bad-csv', start, '', {
      detail: `首行 ${header.join(',')}`,
      detailEn: `first line ${header.join(',')}`,
    });
  const places = columns.map((column) => header.indexOf(column));
  const body = csv.rows.slice(1);
  const rows = body.map((row) => csvValue(row, places, at));
  if (rows.includes(undefined)) return undefined;
  const placeOf = (index: number): Place => ({
    ...start,
    file: file.path,
    path: 'values',
    keys: noKeys,
    line: body[index]?.line ?? 1,
  });
  return { rows: rows as WrittenValue[], placeOf };
}

/** One row; the same demands as in YAML, checked by hand because there may be a hundred thousand. */
function csvValue(
  { line, cells }: CsvRow,
  places: readonly number[],
  reading: Reading,
): WrittenValue | undefined {
  const cell = (index: number): string | null => {
    const place = places[index] ?? -1;
    return place < 0 ? null : cells[place]?.trim() || null;
  };
  const [own, zh, en, from, to, parent, pinyin, verification] = columns.map((_, index) => cell(index));
  const wrong = (detail: string, detailEn: string) =>
    complain(reading, 'bad-csv', { line, column: 1 }, '', { detail, detailEn });
  if (!own || !codePattern.test(own))
    return wrong(`代码“${own ?? ''}”不合要求`, `unsuitable code “${own ?? ''}”`);
  if (!zh || !en || unsuitable(zh) || unsuitable(en))
    return wrong('缺少名称，或含控制字符', 'a name is missing or has control characters');
  if ((from && !isDay(from)) || (to && !isDay(to))) return wrong('日期不存在', 'a date that doesn’t exist');
  if (parent && !codePattern.test(parent)) return wrong('上级代码不合要求', 'unsuitable parent code');
  if (pinyin && !pinyinPattern.test(pinyin))
    return wrong('拼音首字母应为小写', 'pinyin initials are lower-case');
  const mark = verification ? verifications.find((one) => one === verification) : null;
  if (mark === undefined)
    return wrong('核对标记应为 verified、secondary 或 draft', 'the mark is verified, secondary or draft');
  return {
    code: own,
    zh: zh.normalize('NFC'),
    en: en.normalize('NFC'),
    from: from ?? null,
    to: to ?? null,
    parent: parent ?? null,
    pinyin: pinyin ?? null,
    verification: mark,
  };
}

function unsuitable(name: string): boolean {
  return name.length > 200 || /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\ufeff]/.test(name);
}
