import type { CodeList, Words } from '../declarations/index.ts';
import { placeOf } from './checking.ts';
import type { Reviewing } from './checking.ts';
import type { ReviewCode, ReviewPlace } from './findings.ts';

/** Whether each text is in the language that its key names. Empty texts are refused when packs are read. */
export function checkLanguages(reviewing: Reviewing): void {
  const { elements, qualifiers, codeLists, numberRules, regulations, purposes, objectClasses } =
    reviewing.pack;
  const keys = ['title', 'definition', 'object', 'property', 'unit', 'note', 'reference', 'summary'] as const;
  const all = [elements, qualifiers, codeLists, numberRules, regulations, purposes, objectClasses];
  for (const declared of all) {
    for (const one of declared.values()) {
      const texts = one as Partial<Record<(typeof keys)[number], Words | null>>;
      for (const key of keys) checkWords(reviewing, texts[key], one, key, one.name);
    }
  }
  for (const codeList of codeLists.values()) checkLabels(reviewing, codeList);
  checkResources(reviewing);
}

function checkResources(reviewing: Reviewing): void {
  for (const resource of reviewing.pack.resources.values()) {
    const { name, sharing, groups, fields } = resource;
    checkWords(reviewing, resource.title, resource, 'title', name);
    checkWords(reviewing, resource.summary, resource, 'summary', name);
    checkWords(reviewing, sharing.conditions, sharing, 'conditions', name);
    for (const group of groups) checkWords(reviewing, group.title, group, 'title', `${name}.${group.name}`);
    for (const field of fields) {
      // A title that the field doesn't state itself is its element's, whose own place is named.
      const own = reviewing.places.of(field).keys.has('title');
      if (own) checkWords(reviewing, field.title, field, 'title', `${name}.${field.name}`);
      checkWords(reviewing, field.why, field, 'why', `${name}.${field.name}`);
    }
  }
}

function checkLabels(reviewing: Reviewing, { name, values }: CodeList): void {
  for (const [index, value] of values.entries()) {
    const found = problemOf(value);
    if (found === null) continue;
    const { file, line, column } = reviewing.places.ofRow(values, index);
    report(reviewing, found, { file, line, column }, `${name}.${value.code}`);
  }
}

function checkWords(
  reviewing: Reviewing,
  words: Words | null | undefined,
  of: object,
  key: string,
  name: string,
): void {
  const found = words === null || words === undefined ? null : problemOf(words);
  if (found !== null) report(reviewing, found, placeOf(reviewing, of, key), name);
}

interface Problem {
  readonly code: ReviewCode;
  readonly value: string;
}

function report(reviewing: Reviewing, { code, value }: Problem, place: ReviewPlace, name: string): void {
  reviewing.findings.add(code, place, [name], { value });
}

const placeholder =
  /^(?:todo|tbd|tba|fixme|xxx+|untranslated|[?？.…-]+|待补|待补充|待译|待翻译|未翻译)[.。]?$|^待译 /i;
const han = /\p{Script=Han}/gu;

/** What is wrong with a pair of texts, if anything. An English text may quote a Chinese word; a Chinese one may be a bare `C1`. */
export function problemOf({ zh, en }: Words): Problem | null {
  for (const value of [zh, en]) if (placeholder.test(value)) return { code: 'missing-translation', value };
  const chinese = en.match(han)?.length ?? 0;
  const latin = en.match(/[A-Za-z]{2,}/g)?.length ?? 0;
  if (chinese > 0 && chinese >= latin) return { code: 'chinese-in-english', value: en };
  const foreign = zh.match(/[a-z]{3,}/g)?.length ?? 0;
  if (foreign > 0 && (zh.match(han)?.length ?? 0) === 0 && (foreign > 1 || zh === en || / /.test(zh)))
    return { code: 'english-in-chinese', value: zh };
  return null;
}
