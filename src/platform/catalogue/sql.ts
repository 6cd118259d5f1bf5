import type { Tx } from '#infrastructure/sql/index.ts';
import { identifier } from '#standards/plans/index.ts';
import type { FieldRule, TablePlan } from '#standards/plans/index.ts';
import type { Published } from './publish-resources.ts';

/** One number for all nodes: whoever publishes holds it, the others wait. */
const publishLock = 7_262_002;

export async function lockPublishing(tx: Tx): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1)', [publishLock]);
}

/** What every resource's declaration was when it was last published, by name. */
export async function selectPublished(tx: Tx): Promise<ReadonlyMap<string, Published>> {
  const rows = await tx.query<{
    resource: string;
    digest: string;
    table: TablePlan;
    rules: readonly FieldRule[] | null;
  }>(
    `select resource, declaration_digest as digest, plan as "table", rules from catalogue.published order by resource`,
  );
  return new Map(rows.map(({ resource, ...published }) => [resource, published]));
}

export async function upsertPublished(tx: Tx, { digest, table, rules }: Published): Promise<void> {
  await tx.query(
    `insert into catalogue.published (resource, declaration_digest, plan, rules) values ($1, $2, $3, $4)
     on conflict (resource) do update
        set declaration_digest = excluded.declaration_digest, plan = excluded.plan, rules = excluded.rules,
            at = clock_timestamp()`,
    [table.resource, digest, JSON.stringify(table), JSON.stringify(rules)],
  );
}

/** Whether the table of a plan, or its history, holds anything. */
export async function hasRecords(tx: Tx, { schema, table, historyTable }: TablePlan): Promise<boolean> {
  const [own, past] = [table, historyTable].map((name) => `${identifier(schema)}.${identifier(name)}`);
  const [row] = await tx.query<{ found: boolean }>(
    `select exists (select 1 from ${own}) or exists (select 1 from ${past}) as found`,
  );
  return row?.found === true;
}

/** Statements of a plan (standards/plans), whose names and types were checked when they were made. */
export async function runStatements(tx: Tx, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await tx.query(statement);
}
