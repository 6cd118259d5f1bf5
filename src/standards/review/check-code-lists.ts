import type { CodeList, CodeValue } from '../declarations/index.ts';
import { placeOf } from './checking.ts';
import type { Reviewing } from './checking.ts';
import { findCircles } from './circles.ts';
import { bare } from './normalise.ts';

/** Code lists: labels that repeat, periods that nobody stated, parents in a circle. */
export function checkCodeLists(reviewing: Reviewing): void {
  for (const list of reviewing.pack.codeLists.values()) {
    checkRepeated(reviewing, list, 'zh');
    checkRepeated(reviewing, list, 'en');
    checkPeriods(reviewing, list);
    const parents = Map.groupBy(list.values, ({ code }) => code);
    const edges = new Map(
      [...parents].map(([code, values]) => [
        code,
        [...new Set(values.flatMap(({ parent }) => (parent === null ? [] : [parent])))],
      ]),
    );
    for (const circle of findCircles(edges)) {
      const at = list.values.findIndex(({ code }) => code === circle[0]);
      const names = circle.slice(0, -1).map((code) => `${list.name}.${code}`);
      reviewing.findings.add('circular-parent', rowPlace(reviewing, list, at), names, {
        value: circle.join(' → '),
      });
    }
  }
}

function rowPlace({ places }: Reviewing, list: CodeList, index: number) {
  const { file, line, column } = places.ofRow(list.values, index);
  return { file, line, column };
}

/** Labels of values below one parent that are valid at the same time. Most lists have no repeated label at all. */
function checkRepeated(reviewing: Reviewing, list: CodeList, language: 'zh' | 'en'): void {
  const code = language === 'zh' ? 'repeated-label' : 'repeated-english-label';
  const seen = new Map<string, CodeValue[]>();
  for (const [index, value] of list.values.entries()) {
    const key = `${value.parent ?? ''}|${bare(value[language])}`;
    const same = seen.get(key);
    if (same === undefined) {
      seen.set(key, [value]);
      continue;
    }
    const other = same.find((one) => one.code !== value.code && together(one, value));
    same.push(value);
    if (other === undefined) continue;
    if (language === 'en' && bare(other.zh) === bare(value.zh)) continue; // named already
    const names = [`${list.name}.${value.code}`, `${list.name}.${other.code}`];
    const params = { value: value.code, other: other.code };
    reviewing.findings.add(code, rowPlace(reviewing, list, index), names, params);
  }
}

function together(a: CodeValue, b: CodeValue): boolean {
  const begins = (from: string | null, to: string | null) => from === null || to === null || from <= to;
  return begins(a.from, b.to) && begins(b.from, a.to);
}

function checkPeriods(reviewing: Reviewing, list: CodeList): void {
  const open = list.values.filter(({ from, to }) => from === null && to === null);
  const [first] = open;
  if (first === undefined) return;
  if (open.length === list.values.length)
    return reviewing.findings.add('no-period', placeOf(reviewing, list), [list.name]);
  const params = { value: open.length, other: first.code };
  reviewing.findings.add('value-without-period', placeOf(reviewing, list), [list.name], params);
}
