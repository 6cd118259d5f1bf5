import type { Tx } from '#infrastructure/sql/index.ts';
import type { TablePlan } from '#standards/plans/index.ts';

/** One number for all nodes: whoever publishes holds it, the others wait. */
const publishLock = 7_262_002;

export async function lockPublishing(tx: Tx): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1)', [publishLock]);
}

export async function selectPublished(tx: Tx, resource: string): Promise<TablePlan | undefined> {
  const rows = await tx.query<{ plan: TablePlan }>(`select plan from records.published where resource = $1`, [
    resource,
  ]);
  return rows[0]?.plan;
}

export async function upsertPublished(
  tx: Tx,
  resource: string,
  digest: string,
  plan: TablePlan,
): Promise<void> {
  await tx.query(
    `insert into records.published (resource, declaration_digest, plan) values ($1, $2, $3)
     on conflict (resource) do update
        set declaration_digest = excluded.declaration_digest, plan = excluded.plan, at = clock_timestamp()`,
    [resource, digest, JSON.stringify(plan)],
  );
}

/** Statements of a plan (standards/plans), whose names and types were checked when they were made. */
export async function runStatements(tx: Tx, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await tx.query(statement);
}
