/** Waiting calls share one transaction: the bare prototypes' whole machinery. */
import { createHmac, hash, randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';

const maxGroup = 256;
const maxInFlight = 2;

/** Gives a function that joins `input` to the next group; `run` answers a group in order, within a transaction. */
export function grouped<In, Out>(
  pool: pg.Pool,
  run: (client: pg.PoolClient, group: In[]) => Promise<Out[]>,
): (input: In) => Promise<Out> {
  const waiting: { input: In; resolve(out: Out): void; reject(error: unknown): void }[] = [];
  let inFlight = 0;
  const next = (): void => {
    if (inFlight >= maxInFlight || waiting.length === 0) return;
    inFlight += 1;
    const group = waiting.splice(0, maxGroup);
    inTransaction(pool, (client) =>
      run(
        client,
        group.map(({ input }) => input),
      ),
    )
      .then((outs) => group.forEach(({ resolve }, index) => resolve(outs[index] as Out)))
      .catch((error: unknown) => group.forEach(({ reject }) => reject(error)))
      .finally(() => {
        inFlight -= 1;
        next();
      });
  };
  return (input) =>
    new Promise((resolve, reject) => {
      waiting.push({ input, resolve, reject });
      // Calls of the same turn of the event loop travel together.
      setImmediate(next);
    });
}

async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } finally {
    client.release();
  }
}

/** Purposes that the bare prototypes look up, as many as there are officers at work in the product's bench. */
export const visits = 100;

/** A table of persons with as many columns as matter, purposes, and a log. */
export async function makeTables(pool: pg.Pool, people: number): Promise<void> {
  await pool.query(`create table person (id int primary key, number text not null unique, version int not null, name text not null,
    born date not null, education text not null, place text not null)`);
  await pool.query(
    `create table history (id int, version int, name text, born date, education text, place text, primary key (id, version))`,
  );
  await pool.query(
    'create table notice (n bigint generated always as identity primary key, person int not null, version int not null)',
  );
  await pool.query(`create table log (n bigint generated always as identity primary key, at timestamptz not null default now(),
    body text not null, leaf bytea not null, tag bytea not null)`);
  await pool.query(
    'create table visit (reference text primary key, officer text not null, open boolean not null)',
  );
  await pool.query(`insert into visit select 'VD-' || n, 'o', true from generate_series(0, $1 - 1) n`, [
    visits,
  ]);
  await pool.query(
    `insert into person select n, '6901' || lpad(n::text, 14, '0'), 1, 'person ' || n, date '1980-01-01' + n % 9000, '20', 'PR' || n
     from generate_series(0, $1 - 1) n`,
    [people],
  );
}

const key = randomBytes(32);

/** One log row per access: what happened as JSON, its SHA-256, and the keyed hash of who is concerned. */
export async function log(client: pg.PoolClient, act: string, accesses: readonly Access[]): Promise<void> {
  const bodies = accesses.map(({ person, purpose }) =>
    JSON.stringify({
      act,
      actor: 'o',
      at: new Date().toISOString(),
      fields: ['name', 'born', 'education'],
      id: randomUUID(),
      person,
      purpose,
      resource: 'person',
    }),
  );
  const leaves = bodies.map((body) => hash('sha256', body, 'buffer'));
  const tags = accesses.map(({ person }) => createHmac('sha256', key).update(person).digest());
  const text =
    'insert into log (body, leaf, tag) select body, leaf, tag from unnest($1::text[], $2::bytea[], $3::bytea[]) as t (body, leaf, tag)';
  await client.query({ name: 'log', text, values: [bodies, leaves, tags] });
}

export interface Access {
  readonly person: string;
  readonly purpose: string;
}

/** Fails unless every purpose is open: the one lookup that the law asks for. */
export async function requireOpen(client: pg.PoolClient, accesses: readonly Access[]): Promise<void> {
  const purposes = [...new Set(accesses.map(({ purpose }) => purpose))];
  const text = 'select count(*)::int as count from visit where reference = any($1) and open';
  const found = await client.query<{ count: number }>({ name: 'open', text, values: [purposes] });
  if (found.rows[0]?.count !== purposes.length) throw new Error('A purpose is not open.');
}
