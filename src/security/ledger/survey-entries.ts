/** The ledger in aggregate, for auditors: counts over a period, and the list of signed checkpoints. */
import type { Tx } from '#infrastructure/sql/index.ts';
import { MAX_PAGE } from './find-entries.ts';
import { fault } from './errors.ts';
import { countEntries, selectCheckpointsBelow } from './sql-survey.ts';
import type { CountRow } from './sql-survey.ts';
import type { LatestCheckpoint } from './sql-read.ts';

type Query = Pick<Tx, 'query'>;

/** Longest period of one survey: it reads every entry in it. */
export const MAX_SURVEY_DAYS = 92;
const DAY_MS = 86_400_000;

/** How many acts had each outcome, by what `value` names. */
export interface OutcomeCounts {
  readonly value: string;
  readonly permitted: number;
  readonly refused: number;
  readonly failed: number;
}

export interface Survey {
  /** Days in Shanghai, YYYY-MM-DD, ascending; a day without entries is absent. */
  readonly days: readonly OutcomeCounts[];
  readonly branches: readonly OutcomeCounts[];
  readonly acts: readonly OutcomeCounts[];
  /** Codes of refusals and failures, most frequent first. */
  readonly reasons: readonly OutcomeCounts[];
}

/** Counts over [from, to), at most `MAX_SURVEY_DAYS`. @throws Fault ledger.bad-range */
export async function surveyEntries(tx: Query, from: Date, to: Date): Promise<Survey> {
  const spanMs = to.getTime() - from.getTime();
  if (!(spanMs > 0 && spanMs <= MAX_SURVEY_DAYS * DAY_MS)) throw fault('bad-range');
  const rows = await countEntries(tx, from, to);
  return {
    days: gather(rows, 'day'),
    branches: gather(rows, 'branch'),
    acts: gather(rows, 'act'),
    reasons: gather(rows, 'reason')
      .filter(({ value }) => value !== '')
      .toSorted((a, b) => b.refused + b.failed - (a.refused + a.failed)),
  };
}

function gather(rows: readonly CountRow[], by: CountRow['by']): OutcomeCounts[] {
  const byValue = new Map<string, Record<string, number>>();
  for (const row of rows) {
    if (row.by !== by) continue;
    const counts = byValue.get(row.value) ?? {};
    counts[row.outcome] = row.count;
    byValue.set(row.value, counts);
  }
  return [...byValue].map(([value, { permitted = 0, refused = 0, failed = 0 }]) => {
    return { value, permitted, refused, failed };
  });
}

export interface CheckpointsAsked {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly smallest?: number | undefined;
  readonly largest?: number | undefined;
}

export interface CheckpointPage {
  readonly items: readonly LatestCheckpoint[];
  readonly nextCursor: string | null;
}

/** Signed checkpoints, largest first; of sizes from `smallest` to `largest`. @throws Fault ledger.bad-cursor */
export async function listCheckpoints(tx: Query, page: CheckpointsAsked): Promise<CheckpointPage> {
  if (page.cursor !== undefined && !/^[1-9]\d{0,14}$/.test(page.cursor)) throw fault('bad-cursor');
  const limit = Math.max(1, Math.min(MAX_PAGE, Math.floor(page.limit)));
  const ends = [page.cursor, page.largest === undefined ? undefined : page.largest + 1].flatMap((end) =>
    end === undefined ? [] : [Number(end)],
  );
  const range = { below: ends.length > 0 ? Math.min(...ends) : null, atLeast: page.smallest ?? null };
  const rows = await selectCheckpointsBelow(tx, range, limit + 1);
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? String(items.at(-1)?.size) : null };
}
