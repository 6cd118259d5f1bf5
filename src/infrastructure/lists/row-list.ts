import type { Text } from '#infrastructure/faults/index.ts';
import type { FileColumn } from '#infrastructure/table-files/index.ts';
import { fit, SearchTexts } from './search-texts.ts';

export type Language = keyof Text;

/** By filter: how many of what was found have each of its values. */
export type Facets = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** One page of a list of rows. */
interface RowPage<T> {
  readonly items: readonly T[];
  /** Where the next page begins; null on the last one. */
  readonly nextOffset: number | null;
  readonly total: number;
}

export interface Choice {
  readonly q?: string | undefined;
  readonly filters: Readonly<Record<string, string>>;
  /** A key of `sorts`, with `-` before it for descending; absent: best match first, else as declared. */
  readonly sort?: string | undefined;
  readonly language: Language;
}

export interface PageRequest extends Choice {
  readonly limit: number;
  readonly offset: number;
}

/** How rows of one kind are searched, filtered, sorted and written to a file. */
export interface Listing<Row> {
  /** What a search text is looked for in. */
  readonly texts: (row: Row) => readonly (string | Text | null)[];
  readonly filters: Readonly<Record<string, Filter<Row>>>;
  readonly sorts: Readonly<Record<string, (row: Row, language: Language) => string | number | null>>;
  readonly columns: readonly FileColumn<Row>[];
}

export interface Filter<Row> {
  readonly fits: (row: Row, wanted: string) => boolean;
  /** What may be asked for: one of these, a day (`YYYY-MM-DD`), or a short text. */
  readonly takes: readonly string[] | 'day' | 'text';
  /** The value by which rows are counted; absent where counts would tell nothing. */
  readonly countedBy?: (row: Row) => string | null;
}

/** Chinese by pinyin, English by letters, numbers in either by their value. */
const collators: Readonly<Record<Language, Intl.Collator>> = {
  zh: new Intl.Collator('zh-CN', { numeric: true }),
  en: new Intl.Collator('en-GB', { numeric: true }),
};

/** Rows that are all at hand, ready to be asked. Sorted orders are kept: there are few keys, and sorting is what costs. */
export class RowList<Row> {
  readonly listing: Listing<Row>;
  readonly #rows: readonly Row[];
  #texts: SearchTexts | undefined;
  readonly #orders = new Map<string, readonly number[]>();

  constructor(rows: readonly Row[], listing: Listing<Row>) {
    this.#rows = rows;
    this.listing = listing;
  }

  /** One page of what fits. */
  page({ limit, offset, ...choice }: PageRequest): RowPage<Row> {
    const found = this.all(choice);
    const end = offset + limit;
    return {
      items: found.slice(offset, end),
      nextOffset: end < found.length ? end : null,
      total: found.length,
    };
  }

  /** Everything that fits, in order: as sorted, else the best match first, else as declared. */
  all({ q = '', filters, sort, language }: Choice): readonly Row[] {
    const fits = this.#search(q);
    const wanted = this.#wanted(filters);
    if (fits === null && wanted.length === 0 && !sort) return this.#rows;
    const found: Row[][] = [[], [], [], []]; // by how well they fit; one heap when sorted
    const add = (place: number): void => {
      const how = fits === null ? fit.within : (fits[place] ?? fit.none);
      if (how === fit.none) return;
      const row = this.#rows[place] as Row;
      if (wanted.every(([, holds]) => holds(row))) found[sort === undefined ? how : fit.within]?.push(row);
    };
    if (sort === undefined) for (let place = 0; place < this.#rows.length; place++) add(place);
    else for (const place of this.#ordered(sort, language)) add(place);
    return [fit.whole, fit.beginning, fit.within].flatMap((how) => found[how] ?? []);
  }

  /** What each filter would leave, the others as they are; and how many fit them all. */
  facets({ q = '', filters }: Pick<Choice, 'q' | 'filters'>): {
    readonly total: number;
    readonly facets: Facets;
  } {
    const fits = this.#search(q);
    const wanted = this.#wanted(filters);
    const faceted = Object.entries(this.listing.filters).flatMap(([name, { countedBy }]) =>
      countedBy ? [{ name, countedBy, counts: new Map<string, number>() }] : [],
    );
    let total = 0;
    this.#rows.forEach((row, place) => {
      if (fits !== null && fits[place] === fit.none) return;
      const against = wanted.filter(([, holds]) => !holds(row)).map(([name]) => name);
      if (against.length > 1) return;
      if (against.length === 0) total++;
      for (const { name, countedBy, counts } of faceted) {
        if (against.length === 1 && against[0] !== name) continue;
        const value = countedBy(row);
        if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
      }
    });
    return {
      total,
      facets: Object.fromEntries(faceted.map(({ name, counts }) => [name, Object.fromEntries(counts)])),
    };
  }

  /** How well each row fits a text; null for no text. */
  #search(q: string): Uint8Array | null {
    if (q.trim() === '') return null;
    this.#texts ??= new SearchTexts(this.#rows.map((row) => plain(this.listing.texts(row))));
    return this.#texts.search(q);
  }

  #wanted(filters: Choice['filters']): readonly (readonly [string, (row: Row) => boolean])[] {
    return Object.entries(filters).flatMap(([name, value]) => {
      const filter = this.listing.filters[name];
      return filter ? [[name, (row: Row) => filter.fits(row, value)] as const] : [];
    });
  }

  /** The places of all rows in this order. */
  #ordered(sort: string, language: Language): readonly number[] {
    const key = `${sort} ${language}`;
    let order = this.#orders.get(key);
    if (order === undefined) this.#orders.set(key, (order = this.#sorted(sort, language)));
    return order;
  }

  #sorted(sort: string, language: Language): readonly number[] {
    const descending = sort.startsWith('-');
    const valueOf = this.listing.sorts[descending ? sort.slice(1) : sort];
    const keyed = this.#rows.map((row, place) => ({ place, value: valueOf?.(row, language) ?? null }));
    const compare = comparator(collators[language], descending ? -1 : 1);
    return keyed.sort((a, b) => compare(a.value, b.value) || a.place - b.place).map(({ place }) => place);
  }
}

function plain(texts: readonly (string | Text | null)[]): readonly string[] {
  return texts.flatMap((text) =>
    text === null ? [] : typeof text === 'string' ? [text] : [text.zh, text.en],
  );
}

/** What has no value stands last, whichever way the list is sorted. */
function comparator(collator: Intl.Collator, direction: 1 | -1) {
  return (a: string | number | null, b: string | number | null): number => {
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    if (typeof a === 'number' && typeof b === 'number') return direction * (a - b);
    return direction * collator.compare(String(a), String(b));
  };
}
