import type { Tx } from '#infrastructure/sql/index.ts';
import type { Closing } from './closing.ts';

type Reader = Pick<Tx, 'query'>;

const columns = `number::int as number, resource, owner, state, closes_at as "closesAt", reason, asked_by as "askedBy",
  asked_by_name as "askedByName", asked_at as "askedAt", decided_by as "decidedBy", decided_by_name as "decidedByName",
  decided_at as "decidedAt", remark, entry`;

/** The closing that is asked for or in force. */
export async function findClosing(tx: Reader, resource: string): Promise<Closing | undefined> {
  const rows = await tx.query<Closing>(
    `select ${columns} from grants.closing where resource = $1 and state in ('proposed', 'closed')`,
    [resource],
  );
  return rows[0];
}

/** The same, locked: whoever asks or decides waits for the one before. */
export async function lockClosing(tx: Tx, resource: string): Promise<Closing | undefined> {
  await tx.query(`select pg_advisory_xact_lock(hashtext($1))`, [`grants.closing/${resource}`]);
  return findClosing(tx, resource);
}

/** All of a resource, newest first. */
export async function selectClosings(tx: Reader, resource: string): Promise<Closing[]> {
  return tx.query<Closing>(
    `select ${columns} from grants.closing where resource = $1 order by number desc limit 50`,
    [resource],
  );
}

export async function insertClosing(tx: Tx, row: Omit<Closing, 'number'>): Promise<Closing> {
  const { resource, owner, state, closesAt, reason, askedBy, askedByName, askedAt, entry } = row;
  const rows = await tx.query<Closing>(
    `insert into grants.closing (resource, owner, state, closes_at, reason, asked_by, asked_by_name, asked_at, entry)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning ${columns}`,
    [resource, owner, state, closesAt, reason, askedBy, askedByName, askedAt, entry],
  );
  return rows[0] as Closing;
}

export async function updateClosing(tx: Tx, row: Closing): Promise<void> {
  await tx.query(
    `update grants.closing set state = $2, decided_by = $3, decided_by_name = $4, decided_at = $5, remark = $6, entry = $7
      where number = $1`,
    [row.number, row.state, row.decidedBy, row.decidedByName, row.decidedAt, row.remark, row.entry],
  );
}

/** A grant of a resource, as the act of use that it is. */
export interface UseRow {
  readonly number: number;
  readonly branch: string;
  readonly state: string;
  readonly askedByName: string;
  readonly decidedByName: string | null;
  readonly at: Date;
  readonly entry: string | null;
}

/** What was granted of a resource, newest first. */
export async function selectUses(tx: Reader, resource: string, limit: number): Promise<UseRow[]> {
  return tx.query<UseRow>(
    `select a.number::int as number, a.branch, a.state, a.applicant_name as "askedByName",
            a.decider_name as "decidedByName", a.granted_at as at, s.entry
       from grants.application a
       left join grants.step s on s.application = a.number and s.act = 'grant'
      where a.resource = $1 and a.granted is not null order by a.number desc limit $2`,
    [resource, limit],
  );
}
