import type { Database } from '#infrastructure/sql/index.ts';
import type { Pack, Resource } from '#standards/declarations/index.ts';
import { FEWEST_ACTORS, surveyUse } from '#security/ledger/index.ts';
import type { Freshness, StateAnswer } from './schema.ts';
import { selectState, upsertStates } from './sql.ts';

/** What the records' own counting found of one resource. */
export interface CountedVolume {
  readonly resource: string;
  readonly records: number;
  readonly lastChange: Date | null;
  readonly months: readonly {
    readonly month: string;
    readonly created: number;
    readonly changed: number;
    readonly erased: number;
  }[];
}

const dayMs = 86_400_000;
const usePeriodDays = 30;
const shanghaiMs = 8 * 3_600_000;
/** Within how many days of the latest change another is due. */
const cycleDays: Readonly<Record<Resource['cycle'], number | null>> = {
  realtime: null,
  daily: 1,
  weekly: 7,
  monthly: 31,
  quarterly: 92,
  yearly: 366,
};

/**
 * Keeps how each resource stands, for its page. Uses are those of whole past days: who looks again and again must not
 * see a count grow by one when somebody they know has looked.
 */
export async function countStates(
  { app, reader }: { readonly app: Database; readonly reader: Database },
  volumes: readonly CountedVolume[],
  at: Date,
): Promise<void> {
  const to = new Date(Math.floor((at.getTime() + shanghaiMs) / dayMs) * dayMs - shanghaiMs);
  const from = new Date(to.getTime() - usePeriodDays * dayMs);
  const uses = await surveyUse(reader, from, to);
  const states = volumes.map(({ resource, records, lastChange, months }) => ({
    resource,
    state: {
      records,
      lastChange: lastChange?.toISOString() ?? null,
      months,
      use: uses.get(resource) ?? null,
      tooFew: uses.get(resource) === null,
      from: from.toISOString(),
      to: to.toISOString(),
    },
  }));
  await upsertStates(app, states, at);
}

/** How a resource stands, with its promise measured at an instant; null before it was first counted. */
export async function findState(
  app: Pick<Database, 'query'>,
  { name, cycle }: Pick<Resource, 'name' | 'cycle'>,
  pack: Pack,
  at: Date,
): Promise<StateAnswer | null> {
  const found = await selectState(app, name);
  if (!found) return null;
  const { countedAt, state } = found;
  const freshness = freshnessOf(cycle, state.lastChange === null ? null : new Date(state.lastChange), at);
  const purposes = (state.use?.by.purpose.shown ?? []).flatMap(({ value }) => pack.purposes.get(value) ?? []);
  return {
    countedAt: countedAt.toISOString(),
    state,
    freshness,
    purposes: Object.fromEntries(purposes.map((purpose) => [purpose.name, purpose.title])),
    fewestActors: FEWEST_ACTORS,
  };
}

/** The promise of a cycle against the latest change. Pure. */
export function freshnessOf(cycle: Resource['cycle'], lastChange: Date | null, at: Date): Freshness {
  const days = cycleDays[cycle];
  if (days === null || lastChange === null) return { cycle, dueAt: null, kept: null };
  const due = new Date(lastChange.getTime() + days * dayMs);
  return { cycle, dueAt: due.toISOString(), kept: at <= due };
}
