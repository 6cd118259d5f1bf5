import { createHash } from 'node:crypto';
import type { Database, Tx } from '#infrastructure/sql/index.ts';
import { createSql, migrationSql } from '#standards/plans/index.ts';
import type { TablePlan } from '#standards/plans/index.ts';
import { fault } from './errors.ts';
import type { Catalogue } from './load-packs.ts';
import { lockPublishing, runStatements, selectPublished, upsertPublished } from './sql.ts';

/**
 * Makes the database fit the declarations: a new resource gets its tables, a declaration that gained a field gets
 * its column; one that became narrower is refused and nothing at all is changed. Safe to repeat, from any process.
 * @returns the names of the resources that changed
 * @throws Fault catalogue.narrowing
 */
export async function publishResources(owner: Database, catalogue: Catalogue): Promise<string[]> {
  return owner.transaction(async (tx) => {
    await lockPublishing(tx);
    const changed: string[] = [];
    for (const { table } of catalogue.resources.values()) {
      if (await publishTable(tx, table)) changed.push(table.resource);
    }
    return changed;
  });
}

async function publishTable(tx: Tx, plan: TablePlan): Promise<boolean> {
  const before = await selectPublished(tx, plan.resource);
  const statements = before ? migrationStatements(before, plan) : createSql(plan);
  if (before && statements.length === 0) return false;
  await runStatements(tx, statements);
  const digest = createHash('sha256').update(JSON.stringify(plan)).digest('hex');
  await upsertPublished(tx, plan.resource, digest, plan);
  return true;
}

function migrationStatements(before: TablePlan, after: TablePlan): readonly string[] {
  const migration = migrationSql(before, after);
  if (migration.class === 'narrowing' || migration.class === 'breaking') {
    const reason = migration.changes.map((change) => change.en).join('; ');
    throw fault('narrowing', { resource: after.resource, reason });
  }
  return migration.statements;
}
