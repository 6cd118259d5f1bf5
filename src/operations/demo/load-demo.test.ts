import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { projectRoot } from '#infrastructure/config/index.ts';
import type { Database } from '#infrastructure/sql/index.ts';
import { loadCatalogue, publishResources } from '#platform/catalogue/index.ts';
import { openSealer } from '#platform/records/index.ts';
import { testDatabase } from '../../../test/support/database.ts';
import type { TestDatabase } from '../../../test/support/database.ts';
import { demoCast } from './population/cast.ts';
import { findLoad } from './sql.ts';
import { loadDemo, type LoadOptions } from './load-demo.ts';
import { readDemoPack } from './read-pack.ts';
import { unloadDemo } from './unload-demo.ts';

const people = 8_000; // two parts beside the cast's
let database: TestDatabase;
let superuser: Database;
let options: LoadOptions;

before(async () => {
  database = await testDatabase();
  superuser = database.open('superuser');
  const owner = database.open('owner', 6);
  const catalogue = loadCatalogue(
    ['core', 'regulations', 'demo'].map((name) => join(projectRoot, 'packs', name)),
  );
  await publishResources(owner, catalogue);
  const sealer = openSealer(database.secrets);
  const plans = new Map([...catalogue.resources].map(([name, { table }]) => [name, table]));
  const subjectTag = (number: string): Buffer => Buffer.from(number.padEnd(32)); // 32 bytes, readable in these tests
  options = {
    owner,
    plans,
    settings: readDemoPack(),
    people,
    seed: 7,
    protection: { ...sealer, subjectTag },
  };
});
after(() => database.drop());
afterEach(async () => {
  await superuser.query(`delete from records.person where citizen_number like '11%'`);
  await unloadDemo(options.owner, options.plans);
});

async function count(table: string): Promise<number> {
  const [row] = await superuser.query<{ n: number }>(`select count(*)::int as n from records.${table}`);
  return row?.n ?? -1;
}

test('loads everything, with indexes and statistics, once', async () => {
  const loaded = await loadDemo(options);
  assert.deepEqual([await count('person'), loaded.resumed], [people, false]);
  assert.ok((await count('person_history')) > people / 10);
  for (const plan of options.plans.values()) {
    for (const { name } of [...plan.unique, ...plan.indexes]) {
      const [row] = await superuser.query<{ oid: string | null }>(`select to_regclass($1) as oid`, [
        `records.${name}`,
      ]);
      assert.ok(row?.oid, name);
    }
  }
  await assert.rejects(loadDemo(options), { code: 'demo.already-loaded' });
  await assert.rejects(loadDemo({ ...options, people: 9_000 }), { code: 'demo.already-loaded' });
});

test('a character can be found by what is known of them, and the telephone is sealed', async () => {
  await loadDemo(options);
  const { citizenNumber, personId, name } = demoCast.citizen;
  const [row] = await superuser.query<{ id: string; name: string; mobile: Buffer; subject_tag: Buffer }>(
    `select id, name, mobile, subject_tag from records.person where citizen_number = $1`,
    [citizenNumber],
  );
  assert.ok(row);
  assert.equal(row.id, personId);
  assert.equal(row.name, name);
  assert.match(openSealer(database.secrets).unseal('person.mobile', row.id, row.mobile), /^154[0-9]{8}$/);
  assert.deepEqual(row.subject_tag, Buffer.from(citizenNumber.padEnd(32)));
});

test('a load whose connections are killed goes on where it was, and nothing is there twice', async () => {
  let killed = false;
  const kill = async (): Promise<void> => {
    await superuser.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'minqiao_owner'`,
    );
  };
  const onProgress = (done: number): void => {
    if (done > 0 && !killed) {
      killed = true;
      void kill();
    }
  };
  await assert.rejects(loadDemo({ ...options, people: 20_000, onProgress }));
  assert.equal((await findLoad(superuser))?.state, 'loading');
  const before = await count('person');
  assert.ok(before > 0 && before < 20_000, `${before} when killed`);
  await assert.rejects(loadDemo(options), { code: 'demo.other-load-unfinished' });
  const { resumed } = await loadDemo({ ...options, people: 20_000 });
  assert.ok(resumed);
  assert.equal(await count('person'), 20_000);
  assert.equal((await findLoad(superuser))?.state, 'loaded');
});

test('of two loads at once one is refused', async () => {
  const ends = await Promise.allSettled([loadDemo(options), loadDemo(options)]);
  const refused = ends.flatMap((end) =>
    end.status === 'rejected' ? [(end.reason as { code?: string }).code] : [],
  );
  assert.equal(ends.filter(({ status }) => status === 'fulfilled').length, 1);
  assert.match(String(refused[0]), /^demo\.(?:load-running|already-loaded)$/);
});

test('a node with records of its own gets no demonstration', async () => {
  await insertStranger();
  await assert.rejects(loadDemo(options), { code: 'demo.records-not-empty' });
});

test('unloading takes its own records and no others', async () => {
  await loadDemo(options);
  await insertStranger();
  assert.deepEqual(await unloadDemo(options.owner, options.plans), { others: 1 });
  assert.equal(await count('person'), 1);
  assert.equal(await count('vehicle'), 0);
  assert.equal(await findLoad(superuser), undefined);
});

for (const [what, wrong, code] of [
  ['too few people', { people: 999 }, 'demo.size-out-of-range'],
  ['too many people', { people: 10_000_001 }, 'demo.size-out-of-range'],
  ['half a person', { people: 1_000.5 }, 'demo.size-out-of-range'],
  ['a seed below zero', { seed: -1 }, 'demo.seed-invalid'],
] as const) {
  test(`${what} is refused before anything is touched`, async () => {
    await assert.rejects(loadDemo({ ...options, ...wrong }), { code });
    assert.equal(await findLoad(superuser), undefined);
  });
}

test('planted: a pack whose numbers leave the fictional province is stopped before a row is copied', async () => {
  const { settings } = options;
  const streets = settings.geography.streets.map((street) => ({
    ...street,
    code: `110105${street.code.slice(6)}`,
  }));
  const leaky = { ...settings, geography: { ...settings.geography, streets } };
  const counties = settings.geography.counties.map((county) => ({
    ...county,
    streets: streets.filter(({ county: { code } }) => code === county.code),
  }));
  await assert.rejects(
    loadDemo({ ...options, settings: { ...leaky, geography: { ...leaky.geography, counties } } }),
    { code: 'demo.outside-safe-scheme' },
  );
  assert.equal(await count('premises'), 0);
});

async function insertStranger(): Promise<void> {
  const id = `0690${randomBytes(2).toString('hex')}-0000-4000-8000-${randomBytes(6).toString('hex')}`; // version 4, in the range by chance
  await superuser.query(
    `insert into records.person (id, version, citizen_number, name, sex, birth_date, status, registered_on, source, recorded_at, recorded_by)
     values ($1, 1, '110105194912310000', '某', '1', '1949-12-31', '10', '1984-01-01', 'self', now(), $1)`,
    [id],
  );
}
