import { createHash } from 'node:crypto';
import { now } from '#infrastructure/clock/index.ts';
import type { FaultDetail } from '#infrastructure/faults/index.ts';
import type { Database, Tx } from '#infrastructure/sql/index.ts';
import { compareResources, compareTables, createSql, migrationSql } from '#standards/plans/index.ts';
import type { Change, Comparison, FieldRule, TablePlan } from '#standards/plans/index.ts';
import { fault } from './errors.ts';
import type { CataloguedResource, Snapshot } from './snapshot.ts';
import { hasRecords, lockPublishing, runStatements, selectPublished, upsertPublished } from './sql.ts';

/** A declaration as the database knows it: its table, and what its validator demands of each field. */
export interface Published {
  readonly digest: string;
  readonly table: TablePlan;
  /** null for what an earlier release published without rules. */
  readonly rules: readonly FieldRule[] | null;
}

/** Who brings the rows of a resource over to a narrower declaration, with its table: by resource. It must be the change it was made for. */
export type TableMigrations = ReadonlyMap<
  string,
  (tx: Tx, change: { readonly before: Published; readonly after: Published }) => Promise<void>
>;

/**
 * Makes the database fit the declarations: a new resource gets its tables, a declaration that gained a field gets
 * its column. One that became narrower (a dropped field or code, a tighter pattern, a withdrawn resource with records)
 * is refused with every reason, and nothing at all is changed. Safe to repeat, from any process.
 * @returns the names of the resources that changed
 * @throws Fault catalogue.narrowing, one detail for each reason
 */
export async function publishResources(owner: Database, catalogue: Snapshot): Promise<string[]> {
  return owner.transaction(async (tx) => {
    await lockPublishing(tx);
    return publishTables(tx, catalogue);
  });
}

/** The same within a transaction that has the publishing lock. */
export async function publishTables(
  tx: Tx,
  catalogue: Snapshot,
  migrations: TableMigrations = new Map(),
): Promise<string[]> {
  const published = await selectPublished(tx);
  const next = [...catalogue.resources.values()].map(publicationOf);
  const narrower = next.filter(({ table }) => !migrations.has(table.resource));
  const refused = [...refusedChanges(published, narrower), ...(await withdrawn(tx, published, catalogue))];
  if (refused.length > 0) throw narrowing(refused);
  const changed = next.filter(({ digest, table }) => published.get(table.resource)?.digest !== digest);
  for (const one of changed) await publishOne(tx, published.get(one.table.resource), one, migrations);
  return changed.map(({ table }) => table.resource);
}

function publicationOf({
  table,
  plansOn,
}: CataloguedResource): Published & { readonly rules: readonly FieldRule[] } {
  const rules = plansOn(now()).validator.fields; // the rules hold every period of a code, so they are the same each day
  const digest = createHash('sha256')
    .update(JSON.stringify([table, rules]))
    .digest('hex');
  return { digest, table, rules };
}

async function publishOne(
  tx: Tx,
  before: Published | undefined,
  after: Published,
  migrations: TableMigrations,
): Promise<void> {
  const migrate = migrations.get(after.table.resource);
  if (before && migrate) await migrate(tx, { before, after });
  else if (before) await runStatements(tx, migrationSql(before.table, after.table).statements);
  else await runStatements(tx, createSql(after.table));
  await upsertPublished(tx, after);
}

interface Refusal extends Pick<Change, 'field' | 'zh' | 'en'> {
  readonly resource: string;
}

function refusedChanges(published: ReadonlyMap<string, Published>, next: readonly Published[]): Refusal[] {
  return next.flatMap((after) => {
    const { resource } = after.table;
    const before = published.get(resource);
    if (before === undefined || before.digest === after.digest) return [];
    return compare(before, after)
      .changes.filter((change) => change.class === 'narrowing' || change.class === 'breaking')
      .map(({ field, zh, en }) => ({ resource, field, zh, en }));
  });
}

function compare(before: Published, after: Published): Comparison {
  if (before.rules === null || after.rules === null) return compareTables(before.table, after.table);
  const withValidator = ({ table, rules }: Published) => ({
    table,
    validator: { resource: table.resource, fields: rules ?? [], schema: {} },
  });
  return compareResources(withValidator(before), withValidator(after));
}

/** A declaration that was taken out would leave its records where nobody can reach, correct or erase them. */
async function withdrawn(
  tx: Tx,
  published: ReadonlyMap<string, Published>,
  catalogue: Snapshot,
): Promise<Refusal[]> {
  const refusals: Refusal[] = [];
  for (const [resource, { table }] of published) {
    if (catalogue.resources.has(resource) || !(await hasRecords(tx, table))) continue;
    refusals.push({
      resource,
      field: null,
      zh: '声明被撤下，但已有记录',
      en: 'the declaration was taken out, but there are records of it',
    });
  }
  return refusals;
}

function narrowing(refused: readonly Refusal[]): Error {
  const details = refused.map(({ resource, field, zh, en }): FaultDetail => ({
    pointer: `/${resource}${field === null ? '' : `/${field}`}`,
    code: 'narrowing',
    zh: `${resource}：${zh}`,
    en: `${resource}: ${en}`,
  }));
  const [first] = refused;
  const params = { resource: first?.resource ?? '', reason: first?.en ?? '', reasonZh: first?.zh ?? '' };
  return fault('narrowing', { ...params, count: refused.length }, { details });
}
