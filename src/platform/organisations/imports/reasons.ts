import type { Words } from '#standards/declarations/index.ts';

/** Why a row is refused: the closed list, in both languages. `{name}` is filled with a parameter. */
export const reasons = {
  'code-invalid': { zh: '机构代码不正确：{zh}', en: 'Not a code: {en}' },
  'code-twice': { zh: '本文件第 {other} 行已有此代码', en: 'Row {other} of this file has this code already' },
  'code-reused': {
    zh: '此代码已于 {on} 撤销，不得再启用',
    en: 'This code was abolished on {on} and is never given again',
  },
  'cells-missing': { zh: '本行列数与表头不符（{count}，应为 {expected}）', en: 'The row has {count} cells, the heading {expected}' }, // prettier-ignore
  'value-missing': { zh: '必填项为空', en: 'A required value is empty' },
  'too-long': { zh: '超过 {limit} 个字', en: 'More than {limit} characters' },
  'control-character': { zh: '含有不可见的控制字符', en: 'There is an invisible control character' },
  'no-such-code': { zh: '代码表中没有此代码，或已停用', en: 'The code list has no such code in force' },
  'date-invalid': {
    zh: '日期应为 YYYY-MM-DD 形式的真实日期',
    en: 'A day of the calendar as YYYY-MM-DD is expected',
  },
  'date-later': {
    zh: '日期晚于本次导入的生效日期 {on}',
    en: 'The date is after {on}, from which the import holds',
  },
  'dates-swapped': { zh: '撤销日期早于启用日期', en: 'The end is before the beginning' },
  'established-differs': {
    zh: '启用日期与登记的 {on} 不符',
    en: 'The registry has {on} as the day of establishment',
  },
  'before-last-change': {
    zh: '生效日期早于该机构最近一次变更（{on}）',
    en: 'The organisation changed later than that, on {on}',
  },
  'parent-itself': { zh: '上级机构是其自身', en: 'It is its own parent' },
  'parent-missing': {
    zh: '上级机构既不在登记中，也不在本文件中',
    en: 'Neither the registry nor this file has the parent',
  },
  'parent-abolished': { zh: '上级机构已撤销', en: 'The parent is abolished' },
  'parent-refused': {
    zh: '上级机构所在的行（或更上级）被退回',
    en: 'The row of the parent, or one above it, was refused',
  },
  cycle: { zh: '上级关系成环（或在环之下）', en: 'The parents form a circle, or it hangs below one' },
  'too-deep': { zh: '层级超过 {limit} 级', en: 'More than {limit} stand one under another' },
  'has-children': { zh: '仍有下级机构，不能撤销', en: 'Others still stand under it; it cannot be abolished' },
} as const satisfies Readonly<Record<string, Words>>;

export type Reason = keyof typeof reasons;
export type Params = Readonly<Record<string, string | number>>;

/** One value of one row that is refused. `number` is the row's, as Excel shows it. */
export interface Refusal {
  readonly number: number;
  readonly field: string;
  readonly value: string;
  readonly reason: Reason;
  readonly params: Params;
}

/** The reason as a sentence. */
export function reasonWords(reason: string, params: Params): Words {
  const words = (reasons as Readonly<Record<string, Words>>)[reason] ?? { zh: reason, en: reason };
  const fill = (text: string): string => text.replaceAll(/\{([a-z]+)\}/gi, (whole, name: string) => String(params[name] ?? whole)); // prettier-ignore
  return { zh: fill(words.zh), en: fill(words.en) };
}
