import { sortedBy } from '#infrastructure/lists/index.ts';
import type { Tx } from '#infrastructure/sql/index.ts';
import type { ImportState } from '../schema.ts';
import type { Refusal } from './reasons.ts';
import { changeColumns, importColumns, refusalColumns } from './sorts.ts';
import type { ChangeSort, ImportSort, RefusalSort } from './sorts.ts';

type Reader = Pick<Tx, 'query'>;

export interface Problem {
  readonly zh: string;
  readonly en: string;
}

export interface ImportRow {
  readonly id: string;
  readonly name: string;
  readonly effectiveOn: string;
  readonly basis: string;
  readonly state: ImportState;
  readonly bytes: number;
  readonly sha256: string | null;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly acceptedBy: string | null;
  readonly skipRefused: boolean;
  readonly attempts: number;
  readonly endedAt: Date | null;
  readonly rowsRead: number;
  readonly rowsRefused: number;
  readonly rowsUnchanged: number;
  readonly established: number;
  readonly renamed: number;
  readonly moved: number;
  readonly amended: number;
  readonly abolished: number;
  readonly problem: Problem | null;
  readonly seenEvent: string | null;
}

const columns = `id, name, effective_on::text as "effectiveOn", basis, state, bytes::float8 as bytes, sha256,
  requested_by as "requestedBy", requested_at as "requestedAt", accepted_by as "acceptedBy", skip_refused as "skipRefused",
  attempts, ended_at as "endedAt", rows_read as "rowsRead", rows_refused as "rowsRefused", rows_unchanged as "rowsUnchanged",
  established, renamed, moved, amended, abolished, problem, seen_event::text as "seenEvent"`;

export async function insertImport(
  tx: Tx,
  row: { id: string; name: string; effectiveOn: string; basis: string; by: string; at: Date },
): Promise<void> {
  await tx.query(
    `insert into organisations.import (id, name, effective_on, basis, state, requested_by, requested_at)
     values ($1, $2, $3, $4, 'receiving', $5, $6)`,
    [row.id, row.name, row.effectiveOn, row.basis, row.by, row.at],
  );
}

export async function findImport(tx: Reader, id: string): Promise<ImportRow | undefined> {
  const rows = await tx.query<ImportRow>(`select ${columns} from organisations.import where id = $1`, [id]);
  return rows[0];
}

/** The same, held until the transaction ends. */
export async function lockImport(tx: Tx, id: string): Promise<ImportRow | undefined> {
  const rows = await tx.query<ImportRow>(
    `select ${columns} from organisations.import where id = $1 for update`,
    [id],
  );
  return rows[0];
}

/** `after`: the last of the page before. */
export async function selectImports(
  tx: Reader,
  { state, sort }: { readonly state: ImportState | null; readonly sort: ImportSort },
  after: string | null,
  limit: number,
): Promise<ImportRow[]> {
  const { column, direction, than } = sortedBy(importColumns, sort);
  return tx.query<ImportRow>(
    `select ${columns} from organisations.import
      where ($1::text is null or state = $1)
        and ($2::uuid is null or (${column}, id) ${than} (select ${column}, id from organisations.import where id = $2))
      order by ${column} ${direction}, id ${direction} limit $3`,
    [state, after, limit],
  );
}

/** Imports that hold a file. */
export async function countOpen(tx: Reader): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `select count(*)::int as count from organisations.import
      where state in ('receiving', 'waiting', 'checking', 'checked', 'accepted', 'applying')`,
  );
  return row?.count ?? 0;
}

export async function insertPart(tx: Reader, id: string, number: number, content: Buffer): Promise<void> {
  await tx.query(`insert into organisations.import_part (import, number, content) values ($1, $2, $3)`, [
    id,
    number,
    content,
  ]);
}

export async function selectPart(tx: Reader, id: string, number: number): Promise<Buffer | undefined> {
  const rows = await tx.query<{ content: Buffer }>(
    `select content from organisations.import_part where import = $1 and number = $2`,
    [id, number],
  );
  return rows[0]?.content;
}

/** The file was received whole. Returns whether it was being received. */
export async function updateReceived(
  tx: Reader,
  id: string,
  file: { bytes: number; sha256: string },
): Promise<boolean> {
  const rows = await tx.query(
    `update organisations.import set state = 'waiting', bytes = $2, sha256 = $3 where id = $1 and state = 'receiving' returning id`,
    [id, file.bytes, file.sha256],
  );
  return rows.length > 0;
}

export async function updateAccepted(
  tx: Tx,
  id: string,
  accepted: { by: string; skipRefused: boolean },
): Promise<void> {
  await tx.query(
    `update organisations.import set state = 'accepted', accepted_by = $2, skip_refused = $3, attempts = 0 where id = $1`,
    [id, accepted.by, accepted.skipRefused],
  );
}

export interface ClaimedImport extends ImportRow {
  readonly runner: string;
}

/** Takes the oldest import that waits to be checked or applied, or whose runner has been silent. One process wins. */
export async function claimImport(
  tx: Reader,
  claim: { runner: string; at: Date; silentSince: Date },
): Promise<ImportRow | undefined> {
  const rows = await tx.query<ImportRow>(
    `update organisations.import
        set state = case when state in ('waiting', 'checking') then 'checking' else 'applying' end,
            runner = $1, heartbeat_at = $2, attempts = attempts + 1
      where id = (select id from organisations.import
                   where state in ('waiting', 'accepted') or (state in ('checking', 'applying') and heartbeat_at < $3)
                   order by requested_at for update skip locked limit 1)
      returning ${columns}`,
    [claim.runner, claim.at, claim.silentSince],
  );
  return rows[0];
}

export async function hasImportWork(tx: Reader, silentSince: Date): Promise<boolean> {
  const rows = await tx.query(
    `select id from organisations.import
      where state in ('waiting', 'accepted') or (state in ('checking', 'applying') and heartbeat_at < $1) limit 1`,
    [silentSince],
    'organisations-import-work',
  );
  return rows.length > 0;
}

/** Says that the runner lives and how far it is. `stop`: somebody discarded the import, or another runner has it. */
export async function updateImportProgress(
  tx: Reader,
  run: { id: string; runner: string; at: Date; rows: number | null },
): Promise<{ stop: boolean }> {
  const rows = await tx.query(
    `update organisations.import set heartbeat_at = $3, rows_read = coalesce($4, rows_read)
      where id = $1 and runner = $2 and state in ('checking', 'applying') returning id`,
    [run.id, run.runner, run.at, run.rows],
  );
  return { stop: rows.length === 0 };
}

/** Lets the run go after a failure, so that it is tried again at once, by whoever comes first. */
export async function updateReleased(tx: Reader, id: string, runner: string): Promise<void> {
  await tx.query(`update organisations.import set heartbeat_at = '-infinity' where id = $1 and runner = $2`, [
    id,
    runner,
  ]);
}

export interface CheckCounts {
  readonly rowsRead: number;
  readonly rowsRefused: number;
  readonly rowsUnchanged: number;
  readonly established: number;
  readonly renamed: number;
  readonly moved: number;
  readonly amended: number;
  readonly abolished: number;
  readonly seenEvent: string;
}

export async function updateChecked(
  tx: Reader,
  run: { id: string; runner: string; at: Date },
  counts: CheckCounts,
): Promise<void> {
  await tx.query(
    `update organisations.import set state = 'checked', ended_at = $3, attempts = 0, rows_read = $4, rows_refused = $5,
            rows_unchanged = $6, established = $7, renamed = $8, moved = $9, amended = $10, abolished = $11, seen_event = $12
      where id = $1 and runner = $2 and state = 'checking'`,
    [
      run.id,
      run.runner,
      run.at,
      counts.rowsRead,
      counts.rowsRefused,
      counts.rowsUnchanged,
      counts.established,
      counts.renamed,
      counts.moved,
      counts.amended,
      counts.abolished,
      counts.seenEvent,
    ],
  );
}

/** Ends it, or sends it back to be checked again. Only its runner, or without one whoever has locked the row. */
export async function updateState(
  tx: Reader,
  id: string,
  runner: string | null,
  to: { state: ImportState; at: Date; problem?: Problem },
): Promise<boolean> {
  const rows = await tx.query(
    `update organisations.import set state = $3, ended_at = $4, problem = coalesce($5, problem)
      where id = $1 and ($2::uuid is null or runner = $2) returning id`,
    [id, runner, to.state, to.at, to.problem ? JSON.stringify(to.problem) : null],
  );
  return rows.length > 0;
}

/** The file and the rows read from it go; what was found and what came of it stays. */
export async function deleteWork(tx: Reader, id: string): Promise<void> {
  await tx.query(`delete from organisations.staged where import = $1`, [id]);
  await tx.query(`delete from organisations.import_part where import = $1`, [id]);
}

export async function deleteFindings(tx: Reader, id: string): Promise<void> {
  await tx.query(`delete from organisations.staged where import = $1`, [id]);
  await tx.query(`delete from organisations.refusal where import = $1`, [id]);
}

export async function insertRefusals(tx: Reader, id: string, refusals: readonly Refusal[]): Promise<void> {
  await tx.query(
    `insert into organisations.refusal (import, number, field, value, reason, params)
     select $1, n.number, n.field, n.value, n.reason, n.params::jsonb
       from unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[]) as n (number, field, value, reason, params)`,
    [
      id,
      refusals.map((one) => one.number),
      refusals.map((one) => one.field),
      refusals.map((one) => one.value),
      refusals.map((one) => one.reason),
      refusals.map((one) => JSON.stringify(one.params)),
    ],
  );
}

export interface RefusalRow extends Omit<Refusal, 'reason'> {
  readonly id: string;
  readonly reason: string;
}

export async function selectRefusals(
  tx: Reader,
  id: string,
  sort: RefusalSort,
  after: { number: number; id: string } | null,
  limit: number,
): Promise<RefusalRow[]> {
  const { direction, than } = sortedBy(refusalColumns, sort);
  return tx.query<RefusalRow>(
    `select id::text as id, number, field, value, reason, params from organisations.refusal
      where import = $1 and ($2::int is null or (number, id) ${than} ($2, $3::bigint))
      order by number ${direction}, organisations.refusal.id ${direction} limit $4`,
    [id, after?.number ?? null, after?.id ?? null, limit],
  );
}

export interface StagedChange {
  readonly number: number;
  readonly code: string;
  readonly parent: string | null;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly change: string[];
}

export async function selectChanges(
  tx: Reader,
  id: string,
  sort: ChangeSort,
  after: string | null,
  limit: number,
): Promise<StagedChange[]> {
  const { column, direction, than } = sortedBy(changeColumns, sort);
  return tx.query<StagedChange>(
    `select number, code, parent, name_zh as "nameZh", name_en as "nameEn", change from organisations.staged
      where import = $1 and not refused and cardinality(change) > 0
        and ($2::text is null or (${column}, code) ${than}
              (select l.${column}, l.code from organisations.staged l where l.import = $1 and l.code = $2 and not l.refused limit 1))
      order by ${column} ${direction}, code ${direction} limit $3`,
    [id, after, limit],
  );
}

/** Those of an import whose names change: accounts follow them. */
export async function selectRenamed(
  tx: Reader,
  id: string,
  afterCode: string,
  limit: number,
): Promise<{ code: string; parent: string | null; nameZh: string; nameEn: string }[]> {
  return tx.query(
    `select code, parent, name_zh as "nameZh", name_en as "nameEn" from organisations.staged
      where import = $1 and not refused and 'renamed' = any(change) and code > $2 order by code limit $3`,
    [id, afterCode, limit],
  );
}
