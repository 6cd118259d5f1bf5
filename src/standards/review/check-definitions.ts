import type { DataElement } from '../declarations/index.ts';
import { inForce, placeOf, sharing, whereIs } from './checking.ts';
import type { Reviewing } from './checking.ts';
import { bare, bigrams, wordsOf } from './normalise.ts';
import { similarPairs } from './similar.ts';

/** From here on two definitions are worth a look: below, they share only the field's usual phrases. */
const alike = { zh: 0.75, en: 0.8 } as const;
/** Tokens below which two definitions are alike by chance. */
const least = { zh: 6, en: 4 } as const;

/** Definitions that are the same, nearly the same, or say no more than the name. */
export function checkDefinitions(reviewing: Reviewing): void {
  const elements = inForce(reviewing);
  const same = new Set<DataElement>();
  for (const keyOf of [
    ({ definition }: DataElement) => bare(definition.zh),
    ({ definition }: DataElement) => bare(definition.en),
  ]) {
    for (const [, first, rest] of sharing(elements, keyOf)) {
      for (const one of rest.filter((other) => !same.has(other))) {
        same.add(one);
        report(reviewing, 'same-definition', one, first);
      }
    }
  }
  checkAlike(
    reviewing,
    elements.filter((one) => !same.has(one)),
  );
  for (const element of elements) checkRestates(reviewing, element);
}

function checkAlike(reviewing: Reviewing, elements: readonly DataElement[]): void {
  const zh = elements.map(({ definition }) => bigrams(definition.zh));
  const en = elements.map(({ definition }) => [...new Set(wordsOf(definition.en))]);
  const pairs = [...similarPairs(zh, alike.zh, least.zh), ...similarPairs(en, alike.en, least.en)];
  const named = new Set<string>();
  for (const { a, b, score } of pairs.toSorted((x, y) => x.b - y.b || x.a - y.a || y.score - x.score)) {
    const [first, one] = [elements[a], elements[b]];
    if (first === undefined || one === undefined || named.has(`${a}|${b}`)) continue;
    named.add(`${a}|${b}`);
    report(reviewing, 'similar-definition', one, first, Math.floor(score * 100));
  }
}

function report(
  reviewing: Reviewing,
  code: 'same-definition' | 'similar-definition',
  one: DataElement,
  first: DataElement,
  value = 100,
): void {
  const params = { value, other: first.name, where: whereIs(reviewing, first, 'definition') };
  const place = placeOf(reviewing, one, 'definition');
  reviewing.findings.add(code, place, [one.name, first.name], params);
}

/** What a definition may add to the name without saying anything. */
const emptyZh = new Set(
  '的之其为是指即以所与和或及等一种个用于表示中在上下由对该此本者有关信息情况内容具体相应代码',
);
const emptyEn = new Set(
  'code value name number kind given stated data item element information one each any'.split(' '),
);

function checkRestates(reviewing: Reviewing, element: DataElement): void {
  const { title, object, property, definition } = element;
  const known = new Set(bare(title.zh + object.zh + property.zh));
  const characters = definition.zh.replace(/^待译 /, '').match(/\p{Script=Han}/gu) ?? [];
  const added = characters.filter((one) => !known.has(one) && !emptyZh.has(one));
  const words = new Set(wordsOf([title.en, object.en, property.en].join(' ')));
  const more = wordsOf(definition.en).filter((word) => !words.has(word) && !emptyEn.has(word));
  const value =
    characters.length > 0 && added.length === 0 ? definition.zh : more.length === 0 ? definition.en : null;
  if (value === null) return;
  const place = placeOf(reviewing, element, 'definition');
  reviewing.findings.add('definition-restates-name', place, [element.name], { value });
}
