import type { Tx } from '#infrastructure/sql/index.ts';
import type { Place } from './page.ts';
import type { RequestState } from './request-rules.ts';

type Reader = Pick<Tx, 'query'>;

export interface RequestRow {
  readonly reference: string;
  readonly kind: string;
  readonly branch: string;
  readonly organisation: string | null;
  readonly note: string | null;
  readonly state: RequestState;
  readonly assignedTo: string | null;
  readonly assignedToName: string | null;
  readonly openedBy: string;
  readonly openedByName: string;
  readonly openedAt: Date;
  readonly until: Date;
  readonly stateAt: Date;
  readonly version: number;
}

export interface StepRow {
  readonly number: number;
  readonly act: string;
  readonly at: Date;
  readonly byName: string;
  readonly toName: string | null;
  readonly reason: string | null;
}

const columns = `reference, kind, branch, organisation, note, state, assigned_to as "assignedTo",
  assigned_to_name as "assignedToName", opened_by as "openedBy", opened_by_name as "openedByName",
  opened_at as "openedAt", until, state_at as "stateAt", version`;

export async function insertRequest(tx: Tx, row: RequestRow): Promise<void> {
  await tx.query(
    `insert into desk.request (reference, kind, branch, organisation, note, state, assigned_to, assigned_to_name,
       opened_by, opened_by_name, opened_at, until, state_at, version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      row.reference,
      row.kind,
      row.branch,
      row.organisation,
      row.note,
      row.state,
      row.assignedTo,
      row.assignedToName,
      row.openedBy,
      row.openedByName,
      row.openedAt,
      row.until,
      row.stateAt,
      row.version,
    ],
  );
}

export async function lockRequest(tx: Tx, reference: string): Promise<RequestRow | undefined> {
  const rows = await tx.query<RequestRow>(
    `select ${columns} from desk.request where reference = $1 for update`,
    [reference],
  );
  return rows[0];
}

export async function findRequest(tx: Reader, reference: string): Promise<RequestRow | undefined> {
  const rows = await tx.query<RequestRow>(`select ${columns} from desk.request where reference = $1`, [
    reference,
  ]);
  return rows[0];
}

export async function updateRequest(tx: Tx, row: RequestRow): Promise<void> {
  await tx.query(
    `update desk.request set state = $2, assigned_to = $3, assigned_to_name = $4, until = $5, state_at = $6,
            version = $7 where reference = $1`,
    [row.reference, row.state, row.assignedTo, row.assignedToName, row.until, row.stateAt, row.version],
  );
}

/** The version of the request numbers its steps, so the row's lock keeps them in order. */
export async function insertStep(
  tx: Tx,
  reference: string,
  step: StepRow & { readonly by: string; readonly to: string | null },
): Promise<void> {
  await tx.query(
    `insert into desk.request_step (reference, number, act, at, by_officer, by_name, to_officer, to_name, reason)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [reference, step.number, step.act, step.at, step.by, step.byName, step.to, step.toName, step.reason],
  );
}

export async function selectSteps(tx: Reader, reference: string, limit: number): Promise<StepRow[]> {
  return tx.query<StepRow>(
    `select number, act, at, by_name as "byName", to_name as "toName", reason
       from desk.request_step where reference = $1 order by number desc limit $2`,
    [reference, limit],
  );
}

/** What the officer may use as a purpose now. */
export async function selectAssignedRequests(
  tx: Reader,
  officer: string,
  at: Date,
  limit: number,
): Promise<RequestRow[]> {
  return tx.query<RequestRow>(
    `select ${columns} from desk.request
      where assigned_to = $1 and state = 'assigned' and until > $2 order by until, reference limit $3`,
    [officer, at, limit],
  );
}

export interface RequestFilter {
  /** queue: waiting here; mine: assigned to me; opened: opened by me; unit: all of the branch that I may see. */
  readonly view: 'queue' | 'mine' | 'opened' | 'unit';
  readonly officer: string;
  readonly branch: string;
  /** Start of the codes of the units whose queues are seen. */
  readonly unitPrefix: string;
  readonly state: RequestState | null;
  readonly kind: string | null;
}

const views: Readonly<Record<RequestFilter['view'], string>> = {
  queue: `state = 'waiting' and branch = $2 and (organisation is null or starts_with(organisation, $3))`,
  mine: `assigned_to = $1`,
  opened: `opened_by = $1`,
  unit: `branch = $2 and (organisation is null or starts_with(organisation, $3))`,
};

/** Columns that a list may be ordered by; a closed list, since a name cannot be a parameter. */
export const requestOrders = { openedAt: 'opened_at', until: 'until' } as const;

/**
 * One page with one row more to see whether there is another. Not each view uses each of the first three parameters;
 * naming them once gives them a type.
 */
export async function selectRequests(
  tx: Reader,
  filter: RequestFilter,
  order: {
    readonly by: keyof typeof requestOrders;
    readonly descending: boolean;
    readonly after: Place | null;
  },
  limit: number,
): Promise<RequestRow[]> {
  const column = requestOrders[order.by];
  const [direction, beyond] = order.descending ? ['desc', '<'] : ['asc', '>'];
  return tx.query<RequestRow>(
    `select ${columns} from desk.request
      where ${views[filter.view]} and ($1::uuid, $2::text, $3::text) is not null
        and ($4::text is null or state = $4) and ($5::text is null or kind = $5)
        and ($6::timestamptz is null or (${column}, reference) ${beyond} ($6, $7))
      order by ${column} ${direction}, reference ${direction} limit $8`,
    [
      filter.officer,
      filter.branch,
      filter.unitPrefix,
      filter.state,
      filter.kind,
      order.after?.at ?? null,
      order.after?.reference ?? null,
      limit + 1,
    ],
  );
}
