import type { Database, Tx } from '#infrastructure/sql/index.ts';

export interface AppliedRow {
  readonly module: string;
  readonly number: number;
  readonly name: string;
  readonly digest: string;
}

/** One number for all nodes: whoever migrates holds it, the others wait. */
const migrationLock = 7_262_001;

export async function lockMigrations(tx: Tx): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1)', [migrationLock]);
}

export async function createMigrationTable(tx: Tx): Promise<void> {
  await tx.query(`create schema if not exists migrate`);
  await tx.query(
    `create table if not exists migrate.applied (
       module text not null, number int not null, name text not null, digest text not null,
       at timestamptz not null default clock_timestamp(), primary key (module, number))`,
  );
}

export async function selectApplied(tx: Tx): Promise<AppliedRow[]> {
  return tx.query<AppliedRow>(
    `select module, number, name, digest from migrate.applied order by module, number`,
  );
}

export async function insertApplied(tx: Tx, row: AppliedRow): Promise<void> {
  await tx.query(`insert into migrate.applied (module, number, name, digest) values ($1, $2, $3, $4)`, [
    row.module,
    row.number,
    row.name,
    row.digest,
  ]);
}

/** `schema` comes from architecture.ts, a closed list of our own. */
export async function createModuleSchema(tx: Tx, schema: string): Promise<void> {
  await tx.query(`create schema if not exists ${quote(schema)}`);
}

/** Migration files are our own text, checked in; several statements in one go. */
export async function runScript(tx: Tx, script: string): Promise<void> {
  await tx.query(script);
}

export async function databaseExists(database: Database, name: string): Promise<boolean> {
  const rows = await database.query(`select 1 as found from pg_database where datname = $1`, [name]);
  return rows.length > 0;
}

export async function createDatabase(database: Database, name: string): Promise<void> {
  await database.query(`create database ${quote(name)}`);
}

export async function createRole(database: Database, role: string, password: string): Promise<void> {
  const rows = await database.query(`select 1 as found from pg_roles where rolname = $1`, [role]);
  if (rows.length === 0) await database.query(`create role ${quote(role)} login noinherit`);
  await database.query(`alter role ${quote(role)} with login password ${literal(password)}`);
}

/** The owner makes schemas; nobody else may; nobody may use `public`. */
export async function limitDatabase(database: Database, name: string, owner: string): Promise<void> {
  await database.query(`revoke all on database ${quote(name)} from public`);
  await database.query(`grant connect, create, temporary on database ${quote(name)} to ${quote(owner)}`);
  await database.query(`revoke all on schema public from public`);
}

export async function grantConnect(database: Database, name: string, role: string): Promise<void> {
  await database.query(`grant connect on database ${quote(name)} to ${quote(role)}`);
}

function quote(identifier: string): string {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(identifier)) throw new Error(`not a name of ours: ${identifier}`);
  return `"${identifier}"`;
}

function literal(text: string): string {
  if (!/^[A-Za-z0-9_-]+$/.test(text)) throw new Error('a generated password is base64url');
  return `'${text}'`;
}
