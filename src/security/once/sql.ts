import type { Tx } from '#infrastructure/sql/index.ts';

/** Equal requests come one after another: the second waits here until the first has ended. */
export async function lockName(tx: Tx, name: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [name]);
}

export interface KeptRow {
  readonly name: string;
  readonly request_digest: Buffer;
  readonly answer: unknown;
  readonly at: Date;
}

export async function findKept(tx: Tx, name: string): Promise<KeptRow | undefined> {
  const rows = await tx.query<KeptRow>(
    `select name, request_digest, answer, at from once.kept where name = $1`,
    [name],
  );
  return rows[0];
}

export async function insertKept(tx: Tx, row: KeptRow): Promise<void> {
  await tx.query(`insert into once.kept (name, request_digest, answer, at) values ($1, $2, $3, $4)`, [
    row.name,
    row.request_digest,
    JSON.stringify(row.answer),
    row.at,
  ]);
}

export async function deleteKeptBefore(tx: Pick<Tx, 'query'>, at: Date): Promise<void> {
  await tx.query(`delete from once.kept where at < $1`, [at]);
}
