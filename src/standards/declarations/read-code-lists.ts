import { readCsv } from './csv.ts';
import type { CsvRow } from './csv.ts';
import {
  complain,
  day,
  derive,
  isDay,
  list,
  oneOf,
  optional,
  otherwise,
  record,
  required,
  shaped,
  slug,
  text,
  words,
} from './decode.ts';
import type { Decode, Place, Reading } from './decode.ts';
import { limits } from './limits.ts';
import { specials, verifications } from './model.ts';
import type { CodeList, CodeValue, Verification, Words } from './model.ts';

const codePattern = /^[0-9A-Za-z][0-9A-Za-z._-]{0,39}$/;
const code = shaped(codePattern, '字母、数字与 . _ -，至多 40 字', 'letters, digits and . _ -, at most 40');
const pinyinPattern = /^[a-z0-9]{1,60}$/;

interface WrittenValue extends Omit<CodeValue, 'verification'> {
  readonly verification: Verification | null;
}
const value = record<WrittenValue>({
  code: required(code),
  zh: required(text),
  en: required(text),
  from: optional(day),
  to: optional(day),
  parent: optional(code),
  pinyin: optional(shaped(pinyinPattern, '拼音首字母小写', 'lower-case pinyin initials')),
  verification: optional(oneOf(verifications)),
});

interface WrittenList {
  'code-list': string;
  title: Words;
  version: string;
  verification: Verification;
  source: string;
  standard: string | null;
  special: CodeList['special'];
  from: string | null;
  values: readonly WrittenValue[] | string;
}

/** `values:` is a list, or the name of a CSV file beside the YAML file. */
const values: Decode<readonly WrittenValue[] | string> = (tree, path, reading) =>
  tree.kind === 'text'
    ? shaped(/^[a-z0-9][a-z0-9-]{0,60}\.csv$/, '旁边的 CSV 文件名', 'the name of a CSV file beside this one')(
        tree,
        path,
        reading,
      )
    : list(value, limits.entries)(tree, path, reading);

const written = record<WrittenList>({
  'code-list': required(slug),
  title: required(words),
  version: otherwise(text, '1'),
  verification: otherwise(oneOf(verifications), 'draft'),
  source: required(text),
  standard: optional(text),
  special: optional(oneOf(specials)),
  from: optional(day),
  values: required(values),
});

/** Finds the text of a CSV beside `file`; null when it isn't among the files given. */
export type Beside = (file: string, name: string) => { readonly path: string; readonly text: string } | null;

/** `code-lists/*.yaml`: one list a file; `from` and `verification` stand for all values that state none. */
export function codeListFile(beside: Beside): Decode<CodeList> {
  return derive(written, (head, { reading }): CodeList | undefined => {
    const { 'code-list': name, from, values: source, ...rest } = head;
    const at = reading.places.of(head, 'values');
    const rows = typeof source === 'string' ? csvValues(source, beside, at, reading) : source;
    if (rows === undefined) return undefined;
    const complete = rows.map((row): CodeValue => {
      const whole = { ...row, from: row.from ?? from, verification: row.verification ?? head.verification };
      reading.places.set(whole, reading.places.of(row));
      return whole;
    });
    return { name, ...rest, values: complete };
  });
}

const columns = ['code', 'zh', 'en', 'from', 'to', 'parent', 'pinyin', 'verification'] as const;

function csvValues(
  name: string,
  beside: Beside,
  from: Place,
  reading: Reading,
): readonly WrittenValue[] | undefined {
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
  const made = csv.rows.slice(1).map((row) => csvValue(row, places, at));
  return made.includes(undefined) ? undefined : (made as WrittenValue[]);
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
  const value: WrittenValue = {
    code: own,
    zh: zh.normalize('NFC'),
    en: en.normalize('NFC'),
    from: from ?? null,
    to: to ?? null,
    parent: parent ?? null,
    pinyin: pinyin ?? null,
    verification: mark,
  };
  reading.places.set(value, { file: reading.file, path: 'values', line, column: 1, keys: noKeys });
  return value;
}
const noKeys = new Map<string, never>();

function unsuitable(name: string): boolean {
  return name.length > 200 || /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\ufeff]/.test(name);
}
