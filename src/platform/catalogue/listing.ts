import type { FileColumn } from '#infrastructure/table-files/index.ts';
import type { Words } from '#standards/declarations/index.ts';

export type Language = keyof Words;

/** One page of a list. */
export interface Page<T> {
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
  readonly texts: (row: Row) => readonly (string | Words | null)[];
  readonly filters: Readonly<Record<string, Filter<Row>>>;
  readonly sorts: Readonly<Record<string, (row: Row, language: Language) => string | number | null>>;
  readonly columns: readonly FileColumn<Row>[];
}

export interface Filter<Row> {
  readonly fits: (row: Row, wanted: string) => boolean;
  /** What may be asked for: one of these, a day (`YYYY-MM-DD`), or a short text. */
  readonly takes: readonly string[] | 'day' | 'text';
}

interface Entry<Row> {
  readonly row: Row;
  readonly place: number;
  /** The texts in lower case, made once: a list of 40,000 values is searched with every key that is typed. */
  readonly texts: readonly string[];
}

/** Chinese by pinyin, English by letters, numbers in either by their value. */
const collators: Readonly<Record<Language, Intl.Collator>> = {
  zh: new Intl.Collator('zh-CN', { numeric: true }),
  en: new Intl.Collator('en-GB', { numeric: true }),
};

/** Rows that never change, ready to be asked. Sorted orders are kept: there are few keys, and sorting is what costs. */
export class DeclaredList<Row> {
  readonly listing: Listing<Row>;
  readonly #rows: readonly Row[];
  #entries: readonly Entry<Row>[] | undefined;
  readonly #orders = new Map<string, readonly Entry<Row>[]>();

  constructor(rows: readonly Row[], listing: Listing<Row>) {
    this.#rows = rows;
    this.listing = listing;
  }

  /** One page of what fits. */
  page({ limit, offset, ...choice }: PageRequest): Page<Row> {
    const found = this.all(choice);
    const end = offset + limit;
    return {
      items: found.slice(offset, end),
      nextOffset: end < found.length ? end : null,
      total: found.length,
    };
  }

  /** Everything that fits, in order. */
  all({ q = '', filters, sort, language }: Choice): readonly Row[] {
    const words = q.trim().toLowerCase();
    const wanted = Object.entries(filters).flatMap(([name, value]) => {
      const filter = this.listing.filters[name];
      return filter ? [(row: Row) => filter.fits(row, value)] : [];
    });
    if (words === '' && wanted.length === 0 && !sort) return this.#rows;
    const entries = this.#ordered(sort, language).filter(({ row }) => wanted.every((fits) => fits(row)));
    const found = words === '' ? entries : matching(entries, words, sort === undefined);
    return found.map(({ row }) => row);
  }

  #ordered(sort: string | undefined, language: Language): readonly Entry<Row>[] {
    this.#entries ??= this.#rows.map((row, place) => ({
      row,
      place,
      texts: lowered(this.listing.texts(row)),
    }));
    if (sort === undefined) return this.#entries;
    const key = `${sort} ${language}`;
    let order = this.#orders.get(key);
    if (order === undefined) {
      order = this.#sorted(this.#entries, sort, language);
      this.#orders.set(key, order);
    }
    return order;
  }

  #sorted(entries: readonly Entry<Row>[], sort: string, language: Language): readonly Entry<Row>[] {
    const descending = sort.startsWith('-');
    const valueOf = this.listing.sorts[descending ? sort.slice(1) : sort];
    if (!valueOf) return entries;
    const keyed = entries.map((entry) => ({ entry, value: valueOf(entry.row, language) }));
    const direction = descending ? -1 : 1;
    const compare = comparator(collators[language], direction);
    return keyed
      .sort((a, b) => compare(a.value, b.value) || a.entry.place - b.entry.place)
      .map(({ entry }) => entry);
  }
}

function lowered(texts: readonly (string | Words | null)[]): readonly string[] {
  return texts
    .flatMap((text) => (text === null ? [] : typeof text === 'string' ? [text] : [text.zh, text.en]))
    .map((text) => text.toLowerCase());
}

/** What has no value stands last, whichever way the list is sorted. */
function comparator(collator: Intl.Collator, direction: 1 | -1) {
  return (a: string | number | null, b: string | number | null): number => {
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    if (typeof a === 'number' && typeof b === 'number') return direction * (a - b);
    return direction * collator.compare(String(a), String(b));
  };
}

/** Entries of which a text holds the words; the best first: equal, then beginning with them, then by how early they stand. */
function matching<Row>(
  entries: readonly Entry<Row>[],
  words: string,
  byRank: boolean,
): readonly Entry<Row>[] {
  const ranked = entries.flatMap((entry) => {
    let rank = Infinity;
    for (const text of entry.texts) {
      const at = text.indexOf(words);
      if (at >= 0) rank = Math.min(rank, text.length === words.length ? -1 : at);
    }
    return rank === Infinity ? [] : [{ entry, rank }];
  });
  if (byRank) ranked.sort((a, b) => a.rank - b.rank); // stable: as declared within one rank
  return ranked.map(({ entry }) => entry);
}
