import { isValidOn } from '#standards/declarations/index.ts';
import type { CodeList, CodeValue, DataElement, Words } from '#standards/declarations/index.ts';
import { dayInChina } from '#standards/declarations/index.ts';
import type { Catalogue } from './load-packs.ts';

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
  readonly total: number;
}

export interface PageRequest {
  readonly q?: string | undefined;
  readonly limit: number;
  readonly offset: number;
}

/** Elements whose names, identifier or definition hold the words, best first; all of them without words. */
export function findElements(catalogue: Catalogue, request: PageRequest): Page<DataElement> {
  const elements = [...catalogue.pack.elements.values()];
  return page(
    search(elements, request.q, (one) => [one.identifier, one.name, one.title, one.definition]),
    request,
  );
}

export interface CodeListSummary {
  readonly name: string;
  readonly title: Words;
  readonly version: string;
  readonly verification: CodeList['verification'];
  readonly source: string;
  readonly values: number;
}

export function findCodeLists(catalogue: Catalogue, request: PageRequest): Page<CodeListSummary> {
  const lists = [...catalogue.pack.codeLists.values()];
  const found = search(lists, request.q, (one) => [one.name, one.title]);
  return page(found.map(summaryOf), request);
}

function summaryOf({ name, title, version, verification, source, values }: CodeList): CodeListSummary {
  return { name, title, version, verification, source, values: values.length };
}

/** Values of one list; with `at` only those in force on its day. */
export function findCodeValues(
  list: CodeList,
  request: PageRequest & { readonly at?: Date | undefined },
): Page<CodeValue> {
  const day = request.at && dayInChina(request.at);
  const inForce = day ? list.values.filter((value) => isValidOn(value, day)) : list.values;
  return page(
    search(inForce, request.q, (one) => [one.code, one, ...(one.pinyin ? [one.pinyin] : [])]),
    request,
  );
}

/** Which fields use an element or a code list: `resource.field`. */
export function usesOf(catalogue: Catalogue, isUsed: (element: DataElement) => boolean): string[] {
  return [...catalogue.resources.values()].flatMap(({ declaration }) =>
    declaration.fields
      .filter((field) => {
        const element = catalogue.pack.elements.get(field.element ?? '');
        return element !== undefined && isUsed(element);
      })
      .map((field) => `${declaration.name}.${field.name}`),
  );
}

/** Items of which a text begins with the words come before those that only hold them. */
function search<T>(
  items: readonly T[],
  q: string | undefined,
  textsOf: (item: T) => readonly (string | Words)[],
): readonly T[] {
  const words = q?.trim().toLowerCase() ?? '';
  if (words === '') return items;
  const ranked = items.flatMap((item, place) => {
    const texts = textsOf(item).flatMap((text) => (typeof text === 'string' ? [text] : [text.zh, text.en]));
    const at = texts.map((text) => text.toLowerCase().indexOf(words)).filter((index) => index >= 0);
    return at.length === 0 ? [] : [{ item, place, rank: Math.min(...at) }];
  });
  return ranked.sort((a, b) => a.rank - b.rank || a.place - b.place).map(({ item }) => item);
}

function page<T>(items: readonly T[], { limit, offset }: PageRequest): Page<T> {
  const end = offset + limit;
  return {
    items: items.slice(offset, end),
    nextCursor: end < items.length ? String(end) : null,
    total: items.length,
  };
}
