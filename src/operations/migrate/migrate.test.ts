import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import type { TestDatabase } from '../../../test/support/database.ts';
import { listMigrations, migrate } from './migrate.ts';

let database: TestDatabase;
before(async () => {
  database = await testDatabase();
});
after(() => database.drop());

test('a second migration does nothing', async () => {
  assert.deepEqual(await migrate(database.open('owner')), []);
});

test('eight processes may migrate at once', async () => {
  const owner = database.open('owner', 8);
  const rounds = await Promise.all(Array.from({ length: 8 }, () => migrate(owner)));
  assert.equal(rounds.flat().length, 0);
});

test('a step that was changed after it ran is refused', async () => {
  const superuser = database.open('superuser');
  const [first] = listMigrations();
  assert.ok(first);
  await superuser.query(`update migrate.applied set digest = 'x' where module = $1 and number = $2`, [
    first.module,
    first.number,
  ]);
  await assert.rejects(migrate(database.open('owner')), { code: 'migrate.changed' });
  await superuser.query(`update migrate.applied set digest = $3 where module = $1 and number = $2`, [
    first.module,
    first.number,
    first.digest,
  ]);
});

test('a database newer than the program is refused', async () => {
  const superuser = database.open('superuser');
  await superuser.query(
    `insert into migrate.applied (module, number, name, digest) values ('security/ledger', 9999, 'later', 'x')`,
  );
  await assert.rejects(migrate(database.open('owner')), { code: 'migrate.newer' });
  await superuser.query(`delete from migrate.applied where number = 9999`);
});

test('only the owner may create anything', async () => {
  for (const role of ['app', 'door', 'ledger', 'reader'] as const) {
    await assert.rejects(
      database.open(role).query('create table migrate.mine (id int)'),
      { code: '42501' },
      role,
    );
    await assert.rejects(database.open(role).query('create schema mine'), { code: '42501' }, role);
  }
});
