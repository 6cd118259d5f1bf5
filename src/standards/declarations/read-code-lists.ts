import {
  day,
  derive,
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
import type { Decode, Reading } from './decode.ts';
import { limits } from './limits.ts';
import { specials, verifications } from './model.ts';
import type { CodeList, CodeValue, Verification, Words } from './model.ts';
import { codePattern, pinyinPattern, readCsvValues } from './read-code-csv.ts';
import type { Beside, ReadValues, WrittenValue } from './read-code-csv.ts';

const code = shaped(codePattern, '字母、数字与 . _ -，至多 40 字', 'letters, digits and . _ -, at most 40');

/** One value as a person writes it. */
export const codeValue = record<WrittenValue>({
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
    : list(codeValue, limits.entries)(tree, path, reading);

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

/** `code-lists/*.yaml`: one list a file; `from` and `verification` stand for all values that state none. */
export function codeListFile(beside: Beside): Decode<CodeList> {
  return derive(written, (head, { reading }): CodeList | undefined => {
    const { 'code-list': name, from, values: source, ...rest } = head;
    const at = reading.places.of(head, 'values');
    const read =
      typeof source === 'string' ? readCsvValues(source, beside, at, reading) : inYaml(source, reading);
    if (read === undefined) return undefined;
    const complete = read.rows.map((row): CodeValue => {
      return { ...row, from: row.from ?? from, verification: row.verification ?? head.verification };
    });
    reading.places.setRows(complete, read.placeOf);
    return { name, ...rest, values: complete };
  });
}

function inYaml(rows: readonly WrittenValue[], { places }: Reading): ReadValues {
  return { rows, placeOf: (index) => places.of(rows[index] ?? rows) };
}
