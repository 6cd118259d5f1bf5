import type { DataElement } from '../declarations/index.ts';
import type { ReviewCode } from './findings.ts';
import { inForce, placeOf, sharing, whereIs } from './checking.ts';
import type { Reviewing } from './checking.ts';
import { bare, sameEnglishTitle, sameTitle } from './normalise.ts';

/** What is declared twice: a symbol, a concept, a title. Identifiers and names declared twice are refused when packs are read. */
export function checkDuplicates(reviewing: Reviewing): void {
  const elements = inForce(reviewing);
  const { qualifiers } = reviewing.pack;
  repeated(reviewing, 'duplicate-symbol', 'symbol', elements, (one) =>
    one.symbol === null ? null : `${bare(one.object.zh)}|${one.symbol}`,
  );
  for (const [value, first, rest] of sharing(qualifiers.values(), ({ symbol }) => symbol)) {
    const params = { value, other: first.name, where: whereIs(reviewing, first, 'symbol') };
    for (const one of rest) {
      const names = [one.name, first.name];
      reviewing.findings.add('duplicate-symbol', placeOf(reviewing, one, 'symbol'), names, params);
    }
  }
  repeated(reviewing, 'duplicate-concept', 'property', elements, ({ object, property, representation }) =>
    [bare(object.zh), bare(property.zh), representation].join(' · '),
  );
  repeated(reviewing, 'duplicate-title', 'title', elements, ({ object, title }) =>
    [bare(object.zh), bare(title.zh)].join(' · '),
  );
  checkTitles(reviewing, elements);
}

function repeated(
  reviewing: Reviewing,
  code: ReviewCode,
  key: 'symbol' | 'property' | 'title',
  elements: readonly DataElement[],
  keyOf: (one: DataElement) => string | null,
): void {
  for (const [shared, first, rest] of sharing(elements, keyOf)) {
    const value =
      code === 'duplicate-concept' ? shared : ((key === 'symbol' ? first.symbol : first.title.zh) ?? '');
    for (const one of rest) report(reviewing, code, key, one, first, value);
  }
}

function report(
  reviewing: Reviewing,
  code: ReviewCode,
  key: string,
  one: DataElement,
  first: DataElement,
  value: string,
): void {
  const params = { value, other: first.name, where: whereIs(reviewing, first, key) };
  reviewing.findings.add(code, placeOf(reviewing, one, key), [one.name, first.name], params);
}

/** Titles that are the same in other words, or but for one letter; each pair is named once. */
function checkTitles(reviewing: Reviewing, elements: readonly DataElement[]): void {
  const named = new Set<string>();
  const once = (code: 'same-title' | 'similar-title', one: DataElement, first: DataElement) => {
    const pair = [one.name, first.name].toSorted().join('|');
    const known =
      bare(one.object.zh) === bare(first.object.zh) && bare(one.title.zh) === bare(first.title.zh);
    if (named.has(pair) || known) return;
    named.add(pair);
    const value = code === 'same-title' ? one.title.zh : `${one.title.zh} ~ ${first.title.zh}`;
    report(reviewing, code, 'title', one, first, value);
  };
  for (const [, first, rest] of sharing(elements, ({ title }) => bare(title.zh)))
    for (const one of rest) once('same-title', one, first);
  const within = (one: DataElement, title: string) => `${bare(one.object.zh)}|${title}`;
  for (const [, first, rest] of sharing(elements, (one) => within(one, sameTitle(one.title.zh))))
    for (const one of rest) once('similar-title', one, first);
  for (const [, first, rest] of sharing(elements, (one) => within(one, sameEnglishTitle(one.title.en))))
    for (const one of rest) once('similar-title', one, first);
  for (const [one, first] of oneLetterApart(elements, within)) once('similar-title', one, first);
  checkSynonyms(reviewing, elements);
}

/** A character that turns a title into another: 曾用名 is no slip of 用名. */
const tellsApart =
  /[曾原非未不无新旧副正前后总子父母男女主从左右上下内外入出第一二三四五六七八九十甲乙丙a-z0-9]/;
const shortest = { zh: 5, en: 9 } as const; // letters; shorter titles differ by one letter as a matter of course

function* oneLetterApart(
  elements: readonly DataElement[],
  within: (one: DataElement, title: string) => string,
): Iterable<[DataElement, DataElement]> {
  for (const language of ['zh', 'en'] as const) {
    const titles = new Map(elements.map((one) => [within(one, bare(one.title[language])), one]));
    for (const one of elements) {
      const letters = Array.from(bare(one.title[language]));
      if (letters.length < shortest[language]) continue;
      for (const [at, letter] of letters.entries()) {
        if (language === 'zh' ? tellsApart.test(letter) : /[0-9]/.test(letter)) continue;
        const shorter = letters.toSpliced(at, 1).join('');
        const other = titles.get(within(one, shorter));
        if (other !== undefined && other !== one) yield [one, other];
      }
    }
  }
}

function checkSynonyms(reviewing: Reviewing, elements: readonly DataElement[]): void {
  const titles = new Map(elements.map((one) => [bare(one.title.zh), one]));
  const synonyms = new Map<string, DataElement>();
  for (const one of elements) {
    for (const synonym of one.synonyms) {
      const word = bare(synonym);
      const first = titles.get(word) ?? synonyms.get(word);
      if (first === undefined) synonyms.set(word, one);
      else if (first !== one) report(reviewing, 'synonym-is-title', 'synonyms', one, first, synonym);
    }
  }
}
