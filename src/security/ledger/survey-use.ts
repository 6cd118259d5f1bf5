/** How each resource is used, in aggregate that tells of nobody: for whoever reads the catalogue. */
import type { Tx } from '#infrastructure/sql/index.ts';
import { countUse } from './sql-survey.ts';
import type { UseRow } from './sql-survey.ts';

/** Fewer people than this behind a count, and it isn't told. */
export const FEWEST_ACTORS = 5;

const dimensions = ['agency', 'branch', 'role', 'purpose'] as const;

export interface UseCount {
  readonly value: string;
  readonly permitted: number;
}

/** Counts of one part of the uses; what too few people stand behind is left out, with one more so that nobody subtracts. */
export interface UseBy {
  readonly shown: readonly UseCount[];
  readonly anyHidden: boolean;
}

export interface ResourceUse {
  readonly permitted: number;
  /** Null when between one and `FEWEST_ACTORS` people were refused. */
  readonly refused: number | null;
  readonly by: Readonly<Record<(typeof dimensions)[number], UseBy>>;
}

/** By resource; null for one that was used, by fewer than `FEWEST_ACTORS`. One that was not used is absent. */
export async function surveyUse(
  tx: Pick<Tx, 'query'>,
  from: Date,
  to: Date,
): Promise<ReadonlyMap<string, ResourceUse | null>> {
  const rows = Map.groupBy(await countUse(tx, from, to), ({ resource }) => resource);
  return new Map([...rows].map(([resource, counts]) => [resource, withoutFew(counts)]));
}

/** What may be told of one resource's counts. */
export function withoutFew(rows: readonly Omit<UseRow, 'resource'>[]): ResourceUse | null {
  const whole = rows.find(({ by }) => by === 'all');
  if (!whole || whole.actors < FEWEST_ACTORS) return null;
  const { permitted, refused, refusedActors } = whole;
  const mayTell = refused === 0 || refusedActors >= FEWEST_ACTORS;
  const parts = dimensions.map((by) => [by, partWithoutFew(rows.filter((row) => row.by === by))]);
  return { permitted, refused: mayTell ? refused : null, by: Object.fromEntries(parts) as ResourceUse['by'] };
}

/**
 * Groups of too few people are hidden, and then the smallest other group too: whoever subtracts what is shown from the
 * whole finds a number behind which at least `FEWEST_ACTORS` stand.
 */
function partWithoutFew(rows: readonly Omit<UseRow, 'resource'>[]): UseBy {
  const used = rows.filter(({ actors }) => actors > 0);
  const many = used.filter(({ actors }) => actors >= FEWEST_ACTORS);
  const anyHidden = many.length < used.length;
  const smallest = anyHidden ? many.toSorted((a, b) => a.permitted - b.permitted)[0] : undefined;
  const shown = many.filter((row) => row !== smallest);
  return { shown: shown.map(({ value, permitted }) => ({ value, permitted })), anyHidden };
}
