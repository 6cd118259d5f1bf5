import { sortedBy, sortNames } from '#infrastructure/lists/index.ts';
import type { Tx } from '#infrastructure/sql/index.ts';
import type { QualitySeverity } from '#standards/declarations/index.ts';

type Reader = Pick<Tx, 'query'>;

export const findingStates = ['open', 'accepted', 'closed'] as const;
export type FindingState = (typeof findingStates)[number];

/** A record that breaks a rule: which, since when, and what became of it. Never the value. */
export interface FindingRow {
  readonly number: number;
  readonly resource: string;
  readonly record: string;
  readonly rule: string;
  readonly field: string;
  readonly severity: QualitySeverity;
  readonly owner: string;
  readonly state: FindingState;
  readonly firstSeen: Date;
  readonly lastSeen: Date;
  readonly changedAt: Date;
  readonly handler: string | null;
  readonly handlerName: string | null;
  readonly reason: string | null;
  readonly decidedByName: string | null;
}

const columns = `number::int as number, resource, record, rule, field, severity, owner, state, first_seen as "firstSeen",
  last_seen as "lastSeen", changed_at as "changedAt", handler, handler_name as "handlerName", reason,
  decided_by_name as "decidedByName"`;

export interface FindingFilter {
  /** Null: of every branch. */
  readonly owner: string | null;
  readonly resource: string | null;
  readonly rule: string | null;
  readonly severity: QualitySeverity | null;
  readonly state: FindingState | null;
  readonly handler: string | null;
}

const sortColumns = {
  number: 'number',
  firstSeen: 'first_seen',
  lastSeen: 'last_seen',
  changedAt: 'changed_at',
} as const;
export const findingSorts = sortNames(sortColumns);
export type FindingSort = (typeof findingSorts)[number];

/** One more than asked for; `after` is the last of the page before. */
export async function selectFindings(
  tx: Reader,
  filter: FindingFilter,
  sort: FindingSort,
  after: number | null,
  limit: number,
): Promise<FindingRow[]> {
  const { column, direction, than } = sortedBy(sortColumns, sort);
  return tx.query<FindingRow>(
    `select ${columns} from quality.finding f
      where ($1::text is null or owner = $1) and ($2::text is null or resource = $2) and ($3::text is null or rule = $3)
        and ($4::text is null or severity = $4) and ($5::text is null or state = $5) and ($6::uuid is null or handler = $6)
        and ($7::bigint is null or (${column}, number) ${than}
              (select l.${column}, l.number from quality.finding l where l.number = $7))
      order by ${column} ${direction}, number ${direction} limit $8`,
    [
      filter.owner,
      filter.resource,
      filter.rule,
      filter.severity,
      filter.state,
      filter.handler,
      after,
      limit + 1,
    ],
  );
}

export async function findFinding(tx: Reader, number: number): Promise<FindingRow | undefined> {
  const rows = await tx.query<FindingRow>(`select ${columns} from quality.finding where number = $1`, [
    number,
  ]);
  return rows[0];
}

/** In the order of their numbers, so that two who mark at once never wait in a ring. */
export async function lockFindings(tx: Tx, numbers: readonly number[]): Promise<FindingRow[]> {
  return tx.query<FindingRow>(
    `select ${columns} from quality.finding where number = any($1::bigint[]) order by number for update`,
    [numbers],
  );
}

export async function updateDecided(
  tx: Tx,
  numbers: readonly number[],
  decided: {
    readonly state: 'open' | 'accepted';
    readonly reason: string;
    readonly by: string;
    readonly at: Date;
  },
): Promise<void> {
  await tx.query(
    `update quality.finding
        set state = $2, reason = $3, decided_by_name = $4, changed_at = $5, handler = null, handler_name = null
      where number = any($1::bigint[])`,
    [numbers, decided.state, decided.reason, decided.by, decided.at],
  );
}

export async function updateTaken(
  tx: Tx,
  number: number,
  handler: { readonly id: string; readonly name: string; readonly at: Date },
): Promise<void> {
  await tx.query(
    `update quality.finding set handler = $2, handler_name = $3, changed_at = $4 where number = $1`,
    [number, handler.id, handler.name, handler.at],
  );
}

/** Which rules have findings, for the choices of a filter. */
export async function selectRulesFound(
  tx: Reader,
  owner: string | null,
): Promise<{ readonly resource: string; readonly rule: string; readonly field: string }[]> {
  return tx.query(
    `select distinct resource, rule, field from quality.finding
      where ($1::text is null or owner = $1) order by resource, rule, field limit 500`,
    [owner],
  );
}
