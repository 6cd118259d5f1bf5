import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Fault } from '#infrastructure/faults/index.ts';
import type { Database } from '#infrastructure/sql/index.ts';
import { testDatabase } from '../../../test/support/database.ts';
import type { TestDatabase } from '../../../test/support/database.ts';
import { editedPacks, type Edits } from '../../../test/support/pack-folders.ts';
import { loadCatalogue, publishResources } from './index.ts';
import type { Catalogue } from './index.ts';

const vehicle = 'core/resources/vehicle.yaml';
const vehicleStatus = 'core/code-lists/vehicle-status.yaml';

let testDb: TestDatabase;
let owner: Database;
before(async () => {
  testDb = await testDatabase();
  owner = testDb.open('owner');
  await publishResources(owner, edited({}));
});
after(() => testDb.drop());

function edited(edits: Edits): Catalogue {
  const packs = editedPacks(edits);
  try {
    return loadCatalogue(packs.folders);
  } finally {
    packs.remove();
  }
}

const gainsField = {
  [vehicle]: (text: string) => text.replace(/^search:/m, '  remark: { element: vehicle-remark }\nsearch:'),
  'core/elements/remark.yaml': `elements:
  vehicle-remark:
    identifier: XE99001
    title: { zh: 车辆备注, en: Remark on a vehicle }
    definition: { zh: 备注, en: a remark }
    object: { zh: 车辆, en: vehicle }
    property: { zh: 备注, en: remark }
    representation: description
    format: c..100
`,
};

/** Tables, columns, nullability, keys: as PostgreSQL itself describes them. */
async function shapeOf(database: Database): Promise<unknown> {
  const columns = await database.query(
    `select table_name, column_name, data_type, character_maximum_length, is_nullable
       from information_schema.columns where table_schema = 'records' order by 1, ordinal_position`,
  );
  const indexes = await database.query(
    `select indexname, indexdef from pg_indexes where schemaname = 'records' order by 1`,
  );
  const published = await database.query(
    `select resource, declaration_digest, plan, rules, at from catalogue.published order by 1`,
  );
  return { columns, indexes, published };
}

async function refusal(catalogue: Catalogue): Promise<Fault> {
  try {
    await publishResources(owner, catalogue);
  } catch (error) {
    assert.ok(error instanceof Fault);
    return error;
  }
  throw new assert.AssertionError({ message: 'it was published' });
}

test('the tables that PostgreSQL has are the tables that the declarations mean', async () => {
  const catalogue = edited({});
  const found = await owner.query<{
    table_name: string;
    column_name: string;
    type: string;
    required: boolean;
  }>(
    `select c.relname as table_name, a.attname as column_name, format_type(a.atttypid, a.atttypmod) as type,
            a.attnotnull as required
       from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = 'records'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
      order by c.relname, a.attnum`,
  );
  for (const { table } of catalogue.resources.values()) {
    const columns = found.filter(({ table_name }) => table_name === table.table);
    assert.deepEqual(
      columns.map(({ column_name, type, required }) => [column_name, type, required]),
      table.columns.map(({ name, type, required }) => [name, inFull(type), required]),
      table.resource,
    );
    const past = found.filter(({ table_name }) => table_name === table.historyTable);
    assert.deepEqual(
      past.map(({ column_name }) => column_name),
      [...table.columns.map(({ name }) => name), 'superseded_at', 'act', 'reason'],
    );
    const indexes = await owner.query<{ indexname: string }>(
      `select indexname from pg_indexes where schemaname = 'records' and tablename = $1`,
      [table.table],
    );
    const names = [...table.unique, ...table.indexes].map(({ name }) => name);
    assert.deepEqual(
      indexes.map(({ indexname }) => indexname).sort(),
      [...names, `${table.table}_pkey`].sort(),
    );
  }
});

function inFull(type: string): string {
  return type.replace(/^varchar/, 'character varying').replace(/^timestamptz$/, 'timestamp with time zone');
}

test('publishing the same again changes nothing', async () => {
  const before = await shapeOf(owner);
  assert.deepEqual(await publishResources(owner, edited({})), []);
  assert.deepEqual(await shapeOf(owner), before);
});

/** Everything that would make stored records or present writers wrong, each by a small slip of an editor. */
const narrowings: Readonly<Record<string, { edits: Edits; says: RegExp; pointer: string }>> = {
  'a code is dropped': {
    edits: { [vehicleStatus]: (text) => text.replace(/^ {2}- \{ code: 'K', .*\n/m, '') }, // no rule of quality names it
    says: /codes of status were removed/,
    pointer: '/vehicle/status',
  },
  'a code ends earlier': {
    edits: {
      [vehicleStatus]: (text) => text.replace(/^( {2}- \{ code: .*?) \}$/m, "$1, to: '2021-01-01' }"),
    },
    says: /a code of status is valid for less time/,
    pointer: '/vehicle/status',
  },
  'a text gets a pattern': {
    edits: {
      'core/elements/vehicle.yaml': (text) =>
        text.replace(
          /( {2}vehicle-model:\n(?:.*\n)*? {4}format: .*\n)/,
          "$1    domain: { pattern: '[A-Z]{1,20}' }\n",
        ),
    },
    says: /the form asked of model changed/,
    pointer: '/vehicle/model',
  },
  'a field is taken out': {
    edits: { [vehicle]: (text) => text.replace(/^ {2}usage: .*\n/m, '') },
    says: /the column usage was removed/,
    pointer: '/vehicle/usage',
  },
  'an optional field becomes required': {
    edits: { [vehicle]: (text) => text.replace(/^ {2}model: \{ /m, '  model: { required: true, ') },
    says: /model became required/,
    pointer: '/vehicle/model',
  },
};

for (const [name, { edits, says, pointer }] of Object.entries(narrowings)) {
  test(`refused, and nothing changes: ${name}`, async () => {
    const before = await shapeOf(owner);
    const refused = await refusal(edited({ ...gainsField, ...edits, [vehicle]: both(edits) }));
    assert.equal(refused.code, 'catalogue.narrowing');
    assert.match(refused.text('en'), says);
    assert.match(refused.text('zh'), /声明变窄/);
    assert.equal(refused.details[0]?.pointer, pointer);
    assert.deepEqual(
      await shapeOf(owner),
      before,
      'the field that could have been added was not added either',
    );
  });
}

function both(edits: Edits): (text: string) => string {
  const more = edits[vehicle];
  return (text) => gainsField[vehicle](typeof more === 'function' ? more(text) : text);
}

test('planted: compared by tables alone, as before, a dropped code passes', async () => {
  const database = await testDatabase();
  try {
    const blind = database.open('owner');
    await publishResources(blind, edited({}));
    await blind.query('update catalogue.published set rules = null'); // what an earlier release left
    const dropped = edited(narrowings['a code is dropped']?.edits ?? {});
    assert.deepEqual((await publishResources(blind, dropped)).length > 0, true);
  } finally {
    await database.drop();
  }
});

test('every reason is named at once', async () => {
  const dropped = narrowings['a code is dropped']?.edits ?? {};
  const takenOut = narrowings['a field is taken out']?.edits ?? {};
  const refused = await refusal(edited({ ...dropped, ...takenOut }));
  assert.ok(refused.details.length >= 2);
  assert.match(refused.text('en'), new RegExp(`${refused.details.length} in all`));
});

test('a resource whose records exist cannot be taken out of the packs; an empty one can', async () => {
  const without = edited({ 'core/resources/officer.yaml': null });
  assert.deepEqual(await publishResources(owner, without), []);
  const superuser = testDb.open('superuser', 1);
  await superuser.transaction((tx) => insertAnything(tx, 'officer'));
  const refused = await refusal(without);
  assert.match(refused.text('en'), /officer.*there are records of it/);
  await superuser.query('delete from records.officer');
});

test('a declaration that gains a field gets its column on the running database, and keeps its data', async () => {
  const superuser = testDb.open('superuser', 1);
  await superuser.transaction((tx) => insertAnything(tx, 'vehicle'));
  const [before] = await superuser.query('select * from records.vehicle');
  assert.deepEqual(await publishResources(owner, edited(gainsField)), ['vehicle']);
  const [now] = await superuser.query('select * from records.vehicle');
  assert.deepEqual(now, { ...before, remark: null });
  const refused = await refusal(edited({}));
  assert.match(
    refused.text('en'),
    /remark was removed/,
    'and the way back is refused: the column may hold data',
  );
});

test('two processes that publish at once agree: one does it, the other finds it done', async () => {
  const database = await testDatabase();
  try {
    const [first, second] = [database.open('owner', 1), database.open('owner', 1)];
    const done = await Promise.all([
      publishResources(first, edited({})),
      publishResources(second, edited({})),
    ]);
    const counts = done.map(({ length }) => length).sort((a, b) => a - b);
    assert.deepEqual(counts, [0, edited({}).resources.size]);
    const widened = await Promise.all([
      publishResources(first, edited(gainsField)),
      publishResources(second, edited(gainsField)),
    ]);
    assert.deepEqual(widened.flat(), ['vehicle']);
  } finally {
    await database.drop();
  }
});

/** A row with some value in every column that needs one: what it says does not matter here. */
async function insertAnything(tx: { query: Database['query'] }, table: string): Promise<void> {
  const columns = await tx.query<{ name: string; type: string }>(
    `select attname as name, format_type(atttypid, null) as type from pg_attribute
      where attrelid = ('records.' || $1)::regclass and attnum > 0 and attnotnull and not attisdropped`,
    [table],
  );
  const samples: Readonly<Record<string, string>> = {
    uuid: 'gen_random_uuid()', integer: '1', date: 'current_date', bytea: `'\\x00'::bytea`, 'text[]': 'array[]::text[]',
    'timestamp with time zone': 'now()', numeric: '1',
  }; // prettier-ignore
  const values = columns.map(({ type }) => samples[type] ?? `'1'`);
  await tx.query(
    `insert into records.${table} (${columns.map(({ name }) => name).join(', ')}) values (${values.join(', ')})`,
  );
}
