import type { Tx } from '#infrastructure/sql/index.ts';
import { identifier } from '#standards/plans/index.ts';
import type { PackFile } from '#standards/declarations/index.ts';
import type { FieldRule, TablePlan } from '#standards/plans/index.ts';
import type { LocalChange } from './local-files.ts';
import type { Published } from './publish-resources.ts';
import type { MigratedFields } from './snapshot.ts';
import type { CountedState, ResourceQuality } from './schema.ts';

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

/** Says that there is a newer release; whoever follows looks. */
export const releaseChannel = 'minqiao_releases';

type Reader = Pick<Tx, 'query'>;

/** Number of the latest release, 0 before the first. */
export async function selectLatestVersion(tx: Reader): Promise<number> {
  const [row] = await tx.query<{ version: number }>(
    `select coalesce(max(version), 0) as version from catalogue.release`,
    [],
    'catalogue-latest-version',
  );
  return row?.version ?? 0;
}

export async function selectReleaseDigest(tx: Reader, version: number): Promise<string | undefined> {
  const rows = await tx.query<{ digest: string }>(`select digest from catalogue.release where version = $1`, [
    version,
  ]);
  return rows[0]?.digest;
}

/** The local declarations of a release, by path. */
export async function selectLocalFiles(tx: Reader, version: number): Promise<PackFile[]> {
  return tx.query<PackFile>(
    `select path, text from catalogue.local_file
      where since <= $1 and (until is null or until > $1) order by path collate "C"`,
    [version],
  );
}

export interface ReleaseRow {
  readonly version: number;
  readonly digest: string;
  readonly at: Date;
  readonly publishedBy: string;
  /** Number of the proposal that it came from, or null. */
  readonly proposal: string | null;
}

export async function insertRelease(tx: Tx, release: ReleaseRow): Promise<void> {
  const { version, digest, at, publishedBy, proposal } = release;
  await tx.query(
    `insert into catalogue.release (version, digest, at, published_by, proposal) values ($1, $2, $3, $4, $5)`,
    [version, digest, at, publishedBy, proposal],
  );
}

/** Ends what was in force at each path, and begins what takes its place. */
export async function putLocalFile(tx: Tx, { path, text }: LocalChange, version: number): Promise<void> {
  await tx.query(`update catalogue.local_file set until = $2 where path = $1 and until is null`, [
    path,
    version,
  ]);
  if (text === null) return;
  await tx.query(`insert into catalogue.local_file (path, since, text) values ($1, $2, $3)`, [
    path,
    version,
    text,
  ]);
}

export async function notifyRelease(tx: Tx): Promise<void> {
  await tx.query(`select pg_notify($1, '')`, [releaseChannel]);
}

export interface FileVersionRow {
  readonly since: number;
  readonly until: number | null;
  readonly text: string;
  readonly at: Date;
  readonly publishedBy: string;
  readonly proposal: string | null;
}

/** Every version that a local declaration had, newest first; at most `limit`. */
export async function selectFileVersions(tx: Reader, path: string, limit: number): Promise<FileVersionRow[]> {
  return tx.query<FileVersionRow>(
    `select f.since, f.until, f.text, r.at, r.published_by as "publishedBy", r.proposal
       from catalogue.local_file f join catalogue.release r on r.version = f.since
      where f.path = $1 order by f.since desc limit $2`,
    [path, limit],
  );
}

/** Statements of a plan (standards/plans), whose names and types were checked when they were made. */
export async function runStatements(tx: Tx, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await tx.query(statement);
}

/** How a resource stood when it was last counted. */
export async function selectState(
  tx: Reader,
  resource: string,
): Promise<{ readonly countedAt: Date; readonly state: CountedState } | undefined> {
  const rows = await tx.query<{ countedAt: Date; state: CountedState }>(
    `select counted_at as "countedAt", state from catalogue.resource_state where resource = $1`,
    [resource],
    'catalogue-state',
  );
  return rows[0];
}

export async function upsertStates(
  tx: Reader,
  states: readonly { readonly resource: string; readonly state: CountedState }[],
  at: Date,
): Promise<void> {
  await tx.query(
    `insert into catalogue.resource_state (resource, counted_at, state)
     select resource, $1, state from unnest($2::text[], $3::json[]) as counted (resource, state)
     on conflict (resource) do update set counted_at = excluded.counted_at, state = excluded.state`,
    [at, states.map(({ resource }) => resource), states.map(({ state }) => JSON.stringify(state))],
  );
}

export async function insertQuality(
  tx: Tx,
  resource: string,
  quality: ResourceQuality,
  at: Date,
): Promise<void> {
  await tx.query(
    `insert into catalogue.resource_quality (resource, at, quality) values ($1, $2, $3)
     on conflict (resource, at) do nothing`,
    [resource, at, JSON.stringify(quality)],
  );
}

/** Leaves the newest `kept` of a resource. */
export async function deleteOldQuality(tx: Tx, resource: string, kept: number): Promise<void> {
  await tx.query(
    `delete from catalogue.resource_quality where resource = $1 and at <
       (select min(at) from (select at from catalogue.resource_quality where resource = $1 order by at desc limit $2) newest)`,
    [resource, kept],
  );
}

/** Newest first. */
export async function selectQuality(
  tx: Reader,
  resource: string,
  limit: number,
): Promise<{ readonly at: Date; readonly quality: ResourceQuality }[]> {
  return tx.query<{ at: Date; quality: ResourceQuality }>(
    `select at, quality from catalogue.resource_quality where resource = $1 order by at desc limit $2`,
    [resource, limit],
    'catalogue-quality',
  );
}

/** What was brought over to another declaration, by resource, newest first. */
export async function selectMigrated(tx: Reader): Promise<ReadonlyMap<string, readonly MigratedFields[]>> {
  const rows = await tx.query<MigratedFields & { readonly resource: string }>(
    `select resource, release, at, fields from catalogue.migrated order by resource, release desc`,
  );
  return Map.groupBy(rows, ({ resource }) => resource);
}

/** Says so, for whoever holds something from before. */
export async function insertMigrated(
  tx: Tx,
  resource: string,
  { release, at, fields }: MigratedFields,
): Promise<void> {
  await tx.query(`insert into catalogue.migrated (resource, release, at, fields) values ($1, $2, $3, $4)`, [
    resource,
    release,
    at,
    JSON.stringify(fields),
  ]);
}
