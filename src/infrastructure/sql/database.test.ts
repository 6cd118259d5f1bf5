import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { Fault } from '#infrastructure/faults/index.ts';
import { testDatabase } from '../../../test/support/database.ts';
import type { TestDatabase } from '../../../test/support/database.ts';
import { arrayLiteral, isUniqueViolation, openDatabase } from './index.ts';
import type { Database } from './index.ts';

let test1: TestDatabase;
let superuser: Database;
before(async () => {
  test1 = await testDatabase();
  superuser = test1.open('superuser');
  await superuser.query('create table public.thing (id int primary key)');
});
after(() => test1.drop());

async function count(): Promise<number> {
  return (
    (await superuser.query<{ count: number }>('select count(*)::int as count from public.thing'))[0]?.count ??
    -1
  );
}

/** Ends every connection of that name, as a crash of the server would. */
async function cut(applicationName: string): Promise<void> {
  await superuser.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1',
    [applicationName],
  );
}

function pool(applicationName: string): Database {
  return openDatabase({ url: test1.superuserUrl, maxConnections: 2, applicationName });
}

const codeIs = (code: string) => (error: unknown) => error instanceof Fault && error.code === code;

test('a transaction is committed when its work returns, and rolled back when it throws', async () => {
  await superuser.transaction((tx) => tx.query('insert into public.thing (id) values (1)'));
  await assert.rejects(
    superuser.transaction(async (tx) => {
      await tx.query('insert into public.thing (id) values (2)');
      throw new Error('planted');
    }),
    /planted/,
  );
  assert.equal(await count(), 1);
});

test('a unique key that exists is told from other errors', async () => {
  const error: unknown = await superuser
    .query('insert into public.thing (id) values (1)')
    .catch((one: unknown) => one);
  assert.ok(isUniqueViolation(error) && isUniqueViolation(error, 'thing_pkey'));
  assert.ok(
    !isUniqueViolation(error, 'other') && !isUniqueViolation(new Error('x')) && !isUniqueViolation(null),
  );
});

test('a COPY of one buffer: a refused one fails, with its data on the way, and its connection is good for the next', async () => {
  const database = openDatabase({ url: test1.superuserUrl, maxConnections: 1, applicationName: 'copier' });
  const first = await count();
  const lines = (from: number) =>
    Buffer.from(Array.from({ length: 5000 }, (_, n) => `${from + n}\n`).join(''));
  const copy = (table: string, data: Buffer) =>
    database.transaction((tx) => tx.copyIn(`copy public.${table} (id) from stdin`, data));
  await copy('thing', lines(10_000));
  await assert.rejects(copy('thing', Buffer.from('20000\nno number\n')), /invalid input syntax/);
  await assert.rejects(copy('thing', lines(9_999)), (error) => isUniqueViolation(error));
  await assert.rejects(copy('nowhere', lines(30_000)), /does not exist/);
  await copy('thing', lines(40_000));
  assert.equal(await count(), first + 10_000);
  await database.close();
});

test('an array that we wrote is read as it was', async () => {
  const texts = ['', 'NULL', 'a,b', '{c}', 'd"e\\f', ' g\n', '户'];
  const [row] = await superuser.query<{ texts: string[]; numbers: number[] }>(
    'select $1::text[] as texts, $2::float8[] as numbers',
    [arrayLiteral(texts), arrayLiteral([0, -1.5, 1e300, Infinity])],
  );
  assert.deepEqual(row, { texts, numbers: [0, -1.5, 1e300, Infinity] });
});

test('a connection lost in a transaction: nothing was done, it says so, and the next one works', async () => {
  const database = pool('to-cut');
  const before = await count();
  await assert.rejects(
    database.transaction(async (tx) => {
      await tx.query('insert into public.thing (id) values (100)');
      await cut('to-cut');
      await tx.query('select 1');
    }),
    codeIs('sql.unavailable'),
  );
  assert.equal(await count(), before);
  assert.equal((await database.query('select 1 as one')).length, 1);
  await database.close();
});

test('a connection lost between two statements does not end the process', async () => {
  const database = pool('to-cut-idle');
  await assert.rejects(
    database.transaction(async () => {
      await cut('to-cut-idle');
      await wait(100);
      return 1;
    }),
  );
  await database.close();
});

test('a connection lost while committing: the answer does not claim that nothing was done', async () => {
  const database = pool('to-cut-commit');
  await superuser.query(`create function public.slow() returns trigger language plpgsql as
    $$ begin perform pg_sleep(5); return null; end $$`);
  await superuser.query(`create constraint trigger slow after insert on public.thing deferrable initially deferred
    for each row when (new.id = 500) execute function public.slow()`);
  const committing = database.transaction((tx) => tx.query('insert into public.thing (id) values (500)'));
  setTimeout(() => void cut('to-cut-commit'), 500);
  await assert.rejects(committing, codeIs('sql.outcome-unknown'));
  await database.close();
});

test('a server that is not there is a 503, not a crash', async () => {
  const url = 'postgresql://nobody:x@127.0.0.1:1/none';
  const database = openDatabase({ url, maxConnections: 1, applicationName: 'nowhere' });
  await assert.rejects(database.query('select 1'), codeIs('sql.unavailable'));
  await database.close();
});

test('who listens goes on hearing after the connection was lost, and is told that something may be missing', async () => {
  const database = pool('listener');
  const heard: string[] = [];
  const stop = await database.listen('news', (payload) => void heard.push(payload));
  const hears = async (payload: string): Promise<void> => {
    for (let round = 0; !heard.includes(payload) && round < 200; round++) {
      await superuser.query(`select pg_notify('news', $1)`, [payload === '' ? 'other' : payload]);
      await wait(50);
    }
    assert.ok(heard.includes(payload), payload);
  };
  await hears('first');
  await cut('listener');
  await hears('');
  await hears('second');
  await stop();
  await database.close();
});
