import { fill } from '../declarations/index.ts';
import type { Params, Words } from '../declarations/index.ts';

/** One thing wrong (or doubtful) in a table: file, row and column as Excel shows them, what, and what to do. */
export interface TableFinding extends Words {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly file: string;
  /** From 1; 0 is the whole file. */
  readonly row: number;
  /** `A`, `B`, …; empty is the whole row. */
  readonly column: string;
  readonly fix: Words;
}

type Template = Words & { readonly severity: 'error' | 'warning'; readonly fix: Words };

/** The closed list of what only a table can have wrong; what a declaration has wrong is found by the parser of packs. */
export const tableProblems = {
  'empty-table': {
    severity: 'error',
    zh: '表中没有数据',
    en: 'the table has no rows',
    fix: { zh: '第一行为列名，其下每行一条', en: 'headings in the first row, one entry in each row below' },
  },
  'unknown-column': {
    severity: 'error',
    zh: '不认识的列“{value}”',
    en: 'unknown column “{value}”',
    fix: { zh: '可用的列：{known}', en: 'known columns: {known}' },
  },
  'missing-column': {
    severity: 'error',
    zh: '缺少列“{value}”',
    en: 'the column “{value}” is missing',
    fix: { zh: '补上该列', en: 'add the column' },
  },
  'repeated-column': {
    severity: 'error',
    zh: '列“{value}”出现两次',
    en: 'the column “{value}” stands twice',
    fix: { zh: '只保留一列', en: 'keep one' },
  },
  'missing-cell': {
    severity: 'error',
    zh: '“{value}”为空',
    en: '“{value}” is empty',
    fix: { zh: '填写；合并的单元格请先取消合并', en: 'fill it in; unmerge merged cells first' },
  },
  'extra-cell': {
    severity: 'error',
    zh: '此格在列名之外：{value}',
    en: 'the cell stands beyond the headings: {value}',
    fix: { zh: '为其加列名，或清除', en: 'give it a heading, or clear it' },
  },
  'repeated-row': {
    severity: 'error',
    zh: '“{value}”已在第 {other} 行',
    en: '“{value}” stands in row {other} already',
    fix: { zh: '只保留一行', en: 'keep one of the rows' },
  },
  'conflicting-cell': {
    severity: 'error',
    zh: '同一代码集的“{value}”与第 {other} 行不同',
    en: '“{value}” of the same list differs from row {other}',
    fix: { zh: '统一，或只写在第一行', en: 'make them the same, or state it in the first row only' },
  },
  'not-a-value': {
    severity: 'warning',
    zh: '{value} 不是值而是一组性质（{other}），已略过',
    en: '{value} is no value but a group of properties ({other}); it was passed over',
    fix: { zh: '需要时另建资源', en: 'declare a resource for it, if needed' },
  },
  'cut-text': {
    severity: 'warning',
    zh: '{value} 的定义超过 {other} 字，已截断',
    en: 'the definition of {value} exceeds {other} characters and was cut',
    fix: { zh: '改写定义', en: 'rewrite the definition' },
  },
  'not-in-table': {
    severity: 'error',
    zh: '{value}',
    en: '{valueEn}',
    fix: { zh: '先改正已有的标准包', en: 'correct the packs that are there first' },
  },
} as const satisfies Record<string, Template>;

export type TableProblem = keyof typeof tableProblems;

/** A finding of the closed list. `column` counts from 0; undefined is the whole row. Values are a stranger's. */
export function tableFinding(
  code: TableProblem,
  at: { readonly file: string; readonly row: number; readonly column?: number | undefined },
  params: Params = {},
): TableFinding {
  const { severity, zh, en, fix }: Template = tableProblems[code];
  return {
    severity,
    code,
    file: at.file,
    row: at.row,
    column: at.column === undefined ? '' : letters(at.column),
    zh: fill(zh, params),
    en: fill(en, params),
    fix: { zh: fill(fix.zh, params), en: fill(fix.en, params) },
  };
}

/** The letters of a column as a spreadsheet shows them, from 0. */
export function letters(column: number): string {
  let text = '';
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26))
    text = String.fromCharCode(65 + ((left - 1) % 26)) + text;
  return text;
}
