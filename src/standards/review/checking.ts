import type { DataElement, Pack, Places } from '../declarations/index.ts';
import type { ReviewFindings, ReviewPlace } from './findings.ts';

/** What every check works on. */
export interface Reviewing {
  readonly pack: Pack;
  readonly places: Pick<Places, 'of' | 'ofRow'>;
  readonly findings: ReviewFindings;
}

/** Where a declaration, or one of its keys, stands. */
export function placeOf({ places }: Reviewing, of: object, key?: string): ReviewPlace {
  const { file, line, column } = places.of(of, key);
  return { file, line, column };
}

/** The place as a reader writes it: `core/elements/person.yaml:12`. */
export function whereIs(reviewing: Reviewing, of: object, key?: string): string {
  const { file, line } = placeOf(reviewing, of, key);
  return `${file}:${line}`;
}

/** Groups of at least two that share a key; what has no key (null) shares none. */
export function sharing<T>(of: Iterable<T>, keyOf: (one: T) => string | null): [string, T, T[]][] {
  const groups = Map.groupBy(of, keyOf);
  return [...groups].flatMap(([key, [first, ...rest]]): [string, T, T[]][] =>
    key === null || key === '' || first === undefined || rest.length === 0 ? [] : [[key, first, rest]],
  );
}

/** Elements in force: what was rejected or abolished keeps its words and is compared with nothing. */
export function inForce({ pack }: Reviewing): DataElement[] {
  return [...pack.elements.values()].filter(({ status }) => status !== 'abolished' && status !== 'rejected');
}
