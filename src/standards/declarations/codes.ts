import type { CodeList, CodeValue } from './model.ts';

const chinaOffsetMs = 8 * 60 * 60 * 1000;
const dayMs = 24 * 60 * 60 * 1000;
let lastDay = { number: Number.NaN, text: '' };

/** The calendar day in China of an instant, `YYYY-MM-DD`: code values are valid by days. Asked several times a request. */
export function dayInChina(at: Date): string {
  const number = Math.floor((at.getTime() + chinaOffsetMs) / dayMs);
  if (number !== lastDay.number)
    lastDay = { number, text: new Date(number * dayMs).toISOString().slice(0, 10) };
  return lastDay.text;
}

/** Whether a value is valid on a day (`YYYY-MM-DD`, ends inclusive). */
export function isValidOn(value: Pick<CodeValue, 'from' | 'to'>, on: string): boolean {
  return (value.from === null || value.from <= on) && (value.to === null || on <= value.to);
}

/** Indexes are derived, so they live beside the frozen lists and vanish with them. */
const indexes = new WeakMap<readonly Period[], ReadonlyMap<string, readonly Period[]>>();
type Period = Pick<CodeValue, 'code' | 'from' | 'to'>;

/** All meanings of one code, whenever valid; constant time however long the list. */
export function meaningsOf<V extends Period>(values: readonly V[], code: string): readonly V[] {
  let index = indexes.get(values);
  if (index === undefined) {
    index = Map.groupBy(values, (value) => value.code);
    indexes.set(values, index);
  }
  return (index.get(code) ?? []) as readonly V[];
}

/** The meaning of a code on a day, or undefined. */
export function findCode(list: CodeList, code: string, on: string): CodeValue | undefined {
  return meaningsOf(list.values, code).find((value) => isValidOn(value, on));
}

/** The values valid on a day, in the list's order. */
export function codesOn(list: CodeList, on: string): readonly CodeValue[] {
  return list.values.filter((value) => isValidOn(value, on));
}
