import { sortedBy, sortNames } from '#infrastructure/lists/index.ts';
import type { Tx } from '#infrastructure/sql/index.ts';

type Reader = Pick<Tx, 'query'>;

export const correctionStates = ['filed', 'accepted', 'refused', 'withdrawn'] as const;
export type CorrectionState = (typeof correctionStates)[number];

/** What somebody says is wrong in a record. What was said and answered is sealed. */
export interface CorrectionRow {
  readonly number: number;
  readonly id: string;
  readonly state: CorrectionState;
  readonly resource: string;
  readonly record: string;
  readonly field: string;
  readonly owner: string;
  readonly subjectTag: Buffer | null;
  readonly said: Buffer;
  readonly answer: Buffer | null;
  readonly filer: string;
  readonly filerName: string;
  readonly filerKind: 'officer' | 'citizen';
  readonly filedAt: Date;
  readonly dueAt: Date;
  readonly handler: string | null;
  readonly handlerName: string | null;
  readonly decider: string | null;
  readonly deciderName: string | null;
  readonly decidedAt: Date | null;
  readonly receipt: string | null;
  readonly changedAt: Date;
  readonly version: number;
}

const columns = `number::int as number, id, state, resource, record, field, owner, subject_tag as "subjectTag", said, answer,
  filer, filer_name as "filerName", filer_kind as "filerKind", filed_at as "filedAt", due_at as "dueAt", handler,
  handler_name as "handlerName", decider, decider_name as "deciderName", decided_at as "decidedAt", receipt,
  changed_at as "changedAt", version`;

export type NewCorrection = Pick<
  CorrectionRow,
  | 'id'
  | 'resource'
  | 'record'
  | 'field'
  | 'owner'
  | 'subjectTag'
  | 'said'
  | 'filer'
  | 'filerName'
  | 'filerKind'
> & { readonly filedAt: Date; readonly dueAt: Date };

export async function insertCorrection(tx: Tx, row: NewCorrection): Promise<CorrectionRow> {
  const rows = await tx.query<CorrectionRow>(
    `insert into quality.correction (id, state, resource, record, field, owner, subject_tag, said, filer, filer_name,
       filer_kind, filed_at, due_at, changed_at, version)
     values ($1, 'filed', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $11, 1) returning ${columns}`,
    [
      row.id,
      row.resource,
      row.record,
      row.field,
      row.owner,
      row.subjectTag,
      row.said,
      row.filer,
      row.filerName,
      row.filerKind,
      row.filedAt,
      row.dueAt,
    ],
  );
  return rows[0] as CorrectionRow;
}

export async function countOpenCorrections(tx: Reader, filer: string): Promise<number> {
  const rows = await tx.query<{ count: number }>(
    `select count(*)::int as count from quality.correction where filer = $1 and state = 'filed'`,
    [filer],
  );
  return rows[0]?.count ?? 0;
}

const sortColumns = { number: 'number', filedAt: 'filed_at', dueAt: 'due_at', state: 'state' } as const;
export const correctionSorts = sortNames(sortColumns);
export type CorrectionSort = (typeof correctionSorts)[number];

export interface CorrectionFilter {
  /** Null: of every branch. */
  readonly owner: string | null;
  readonly filer: string | null;
  readonly state: CorrectionState | null;
  readonly resource: string | null;
  /** Only those whose answer was due by then and is not there. */
  readonly dueBefore: Date | null;
}

/** One more than asked for; `after` is the last of the page before. */
export async function selectCorrections(
  tx: Reader,
  { owner, filer, state, resource, dueBefore }: CorrectionFilter,
  sort: CorrectionSort,
  after: number | null,
  limit: number,
): Promise<CorrectionRow[]> {
  const { column, direction, than } = sortedBy(sortColumns, sort);
  return tx.query<CorrectionRow>(
    `select ${columns} from quality.correction
      where ($1::text is null or owner = $1) and ($2::uuid is null or filer = $2) and ($3::text is null or state = $3)
        and ($4::text is null or resource = $4) and ($5::timestamptz is null or (state = 'filed' and due_at < $5))
        and ($6::bigint is null or (${column}, number) ${than}
              (select l.${column}, l.number from quality.correction l where l.number = $6))
      order by ${column} ${direction}, number ${direction} limit $7`,
    [owner, filer, state, resource, dueBefore, after, limit + 1],
  );
}

export async function findCorrection(tx: Reader, number: number): Promise<CorrectionRow | undefined> {
  const rows = await tx.query<CorrectionRow>(`select ${columns} from quality.correction where number = $1`, [
    number,
  ]);
  return rows[0];
}

export async function lockCorrection(tx: Tx, number: number): Promise<CorrectionRow | undefined> {
  const rows = await tx.query<CorrectionRow>(
    `select ${columns} from quality.correction where number = $1 for update`,
    [number],
  );
  return rows[0];
}

/** Writes what an act changed; the version goes up by one. */
export async function updateCorrection(
  tx: Tx,
  number: number,
  next: Pick<
    CorrectionRow,
    | 'state'
    | 'answer'
    | 'handler'
    | 'handlerName'
    | 'decider'
    | 'deciderName'
    | 'decidedAt'
    | 'receipt'
    | 'changedAt'
  >,
): Promise<CorrectionRow> {
  const rows = await tx.query<CorrectionRow>(
    `update quality.correction
        set state = $2, answer = $3, handler = $4, handler_name = $5, decider = $6, decider_name = $7, decided_at = $8,
            receipt = $9, changed_at = $10, version = version + 1
      where number = $1 returning ${columns}`,
    [
      number,
      next.state,
      next.answer,
      next.handler,
      next.handlerName,
      next.decider,
      next.deciderName,
      next.decidedAt,
      next.receipt,
      next.changedAt,
    ],
  );
  return rows[0] as CorrectionRow;
}

export interface StepRow {
  readonly act: string;
  readonly at: Date;
  readonly byName: string;
}

export async function insertStep(
  tx: Tx,
  correction: number,
  step: { readonly act: string; readonly at: Date; readonly by: string; readonly byName: string },
): Promise<void> {
  await tx.query(
    `insert into quality.step (correction, number, act, at, by, by_name)
     select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5 from quality.step where correction = $1`,
    [correction, step.act, step.at, step.by, step.byName],
  );
}

export async function selectSteps(tx: Reader, correction: number): Promise<StepRow[]> {
  return tx.query<StepRow>(
    `select act, at, by_name as "byName" from quality.step where correction = $1 order by number`,
    [correction],
  );
}
