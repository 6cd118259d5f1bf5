import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { modules } from '../../../architecture.ts';
import { projectRoot } from '#infrastructure/config/index.ts';
import type { Database, Tx } from '#infrastructure/sql/index.ts';
import { fault } from './errors.ts';
import {
  createMigrationTable,
  createModuleSchema,
  insertApplied,
  lockMigrations,
  runScript,
  selectApplied,
} from './sql.ts';

/** One numbered, named, forward-only step of one module's schema. */
export interface Migration {
  readonly module: string;
  /** The module's last name is its PostgreSQL schema. */
  readonly schema: string;
  readonly number: number;
  readonly name: string;
  readonly script: string;
  readonly digest: string;
}

/** All migrations of the product in the order of architecture.ts, then by number. */
export function listMigrations(): Migration[] {
  return Object.keys(modules).flatMap((module) => {
    const folder = join(projectRoot, 'src', module, 'migrations');
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .filter((file) => file.endsWith('.sql'))
      .sort()
      .map((file) => readMigration(module, folder, file));
  });
}

function readMigration(module: string, folder: string, file: string): Migration {
  const match = /^([0-9]{4})-([a-z0-9-]+)\.sql$/.exec(file);
  if (!match) throw new Error(`${module}/migrations/${file} is not called NNNN-name.sql`);
  const script = readFileSync(join(folder, file), 'utf8');
  return {
    module,
    schema: module.split('/').at(-1) as string,
    number: Number(match[1]),
    name: match[2] as string,
    script,
    digest: createHash('sha256').update(script).digest('hex'),
  };
}

/**
 * Brings the database up to this program, each step in its own transaction; any number of processes may call it
 * at once. Returns the steps applied.
 * @throws Fault migrate.changed, migrate.newer
 */
export async function migrate(
  owner: Database,
  options: { onStep?: (migration: Migration) => void } = {},
): Promise<Migration[]> {
  const all = listMigrations();
  const done: Migration[] = [];
  await owner.transaction(async (tx) => {
    await lockMigrations(tx);
    await createMigrationTable(tx);
    await checkApplied(tx, all);
  });
  for (const migration of all) {
    const applied = await owner.transaction((tx) => applyOnce(tx, migration));
    if (!applied) continue;
    done.push(migration);
    options.onStep?.(migration);
  }
  return done;
}

async function checkApplied(tx: Tx, all: readonly Migration[]): Promise<void> {
  for (const row of await selectApplied(tx)) {
    const known = all.find((migration) => migration.module === row.module && migration.number === row.number);
    const migration = `${row.module}/${row.number}-${row.name}`;
    if (!known) throw fault('newer', { migration });
    if (known.digest !== row.digest) throw fault('changed', { migration });
  }
}

async function applyOnce(tx: Tx, migration: Migration): Promise<boolean> {
  await lockMigrations(tx);
  const applied = await selectApplied(tx);
  if (applied.some((row) => row.module === migration.module && row.number === migration.number)) return false;
  await createModuleSchema(tx, migration.schema);
  await runScript(tx, migration.script);
  await insertApplied(tx, migration);
  return true;
}
