import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import type { TestDatabase } from '../../../test/support/database.ts';
import { corePack, editedFiles } from '../../../test/support/packs.ts';
import { parsePack } from '../declarations/index.ts';
import {
  compareResources,
  createSql,
  createTableSql,
  migrationSql,
  planResource,
  planTable,
} from './index.ts';
import type { ResourcePlan, TablePlan } from './index.ts';

const at = new Date('2026-11-23T04:00:00Z');
const file = 'core/resources/person.yaml';

/** The plan of person after its declaration (or the element or list behind it) was edited. */
function edited(edits: Record<string, (text: string) => string>): ResourcePlan {
  const { pack, errors } = parsePack(editedFiles(edits));
  assert.ok(pack, JSON.stringify(errors));
  const person = pack.resources.get('person');
  assert.ok(person);
  return planResource(person, pack, { at });
}
const original = edited({});
const swap = (from: string, to: string) => (text: string) => {
  assert.ok(text.includes(from), `“${from}” must be there`);
  return text.replace(from, to);
};
const withField = (line: string) => edited({ [file]: swap('  status: {', `  ${line}\n  status: {`) });

test('the layout of a table is what every module builds on', () => {
  const { columns, fields, unique, indexes } = original.table;
  assert.deepEqual(
    columns.slice(0, 2).map(({ name, type }) => `${name} ${type}`),
    ['id uuid', 'version integer'],
  );
  assert.deepEqual(
    columns.slice(-4).map(({ name, type }) => `${name} ${type}`),
    ['subject_tag bytea', 'source text', 'recorded_at timestamptz', 'recorded_by uuid'],
  );
  const types = new Map(columns.map(({ name, type }) => [name, type]));
  assert.deepEqual(
    ['citizen_number', 'birth_date', 'mobile', 'mobile_tag', 'household'].map((name) => types.get(name)),
    ['varchar(18)', 'date', 'bytea', 'bytea', 'uuid'],
  );
  assert.deepEqual(
    unique.map((index) => index.columns),
    [['citizen_number']],
  );
  assert.ok(
    indexes.some((index) => index.columns[0] === 'mobile_tag'),
    'a sealed field is found by its keyed hash',
  );
  assert.equal(fields.find(({ field }) => field === 'mobile')?.tag, 'mobile_tag');
});

test('a field may be called like a column of the layout', () => {
  const { table } = withField('version: { element: remark }');
  assert.deepEqual(table.fields.find(({ field }) => field === 'version')?.column, 'version_');
});

test('an optional field is added to the table and its history; nothing else happens', () => {
  const migration = migrationSql(original.table, withField('remark: { element: remark }').table);
  assert.equal(migration.class, 'widening');
  assert.deepEqual(migration.statements, [
    'alter table "records"."person" add column "remark" varchar(500)',
    'alter table "records"."person_history" add column "remark" varchar(500)',
  ]);
});

test('no change makes no statement', () => {
  assert.deepEqual(migrationSql(original.table, original.table), {
    class: 'identical',
    changes: [],
    statements: [],
  });
});

const elements = 'core/elements/person.yaml';
const sex = 'core/code-lists/sex.yaml';
const changes: readonly (readonly [string, string, () => ResourcePlan])[] = [
  ['widening', 'a longer text', () => edited({ [elements]: swap('c..50', 'c..80') })],
  ['narrowing', 'a shorter text', () => edited({ [elements]: swap('c..50', 'c..40') })],
  [
    'narrowing',
    'a longest length within the column’s',
    () => edited({ [elements]: swap('c..50', 'c2..50') }),
  ],
  [
    'narrowing',
    'an optional field that becomes required',
    () => edited({ [file]: swap('former-name,', 'former-name, required: true,') }),
  ],
  [
    'widening',
    'a required field that becomes optional',
    () => edited({ [file]: swap('birth-date, required: true', 'birth-date') }),
  ],
  ['narrowing', 'a new required field', () => withField('remark: { element: remark, required: true }')],
  [
    'breaking',
    'a removed field',
    () => edited({ [file]: (text) => text.replace(/ {2}formerName: .*\n/, '') }),
  ],
  [
    'breaking',
    'a field that becomes sealed',
    () => edited({ [file]: swap('former-name,', 'former-name, sealed: true,') }),
  ],
  [
    'breaking',
    'a field of another type',
    () => edited({ [file]: swap('element: former-name', 'element: date-time') }),
  ],
  [
    'breaking',
    'another key',
    () =>
      edited({
        [file]: (text) =>
          text.replace('key: true', 'required: true').replace('former-name,', 'former-name, key: true,'),
      }),
  ],
  ['narrowing', 'a code taken out', () => edited({ [sex]: (text) => text.replace(/.*code: '9'.*\n/, '') })],
  ['narrowing', 'a code that ends', () => edited({ [sex]: swap('en: Male', "en: Male, to: '2020-12-31'") })],
  [
    'widening',
    'a code added',
    () => edited({ [sex]: (text) => `${text}  - { code: '3', zh: 丙, en: C }\n` }),
  ],
  [
    'narrowing',
    'a pattern asked',
    () =>
      edited({
        [elements]: swap('format: c..50\n', "format: c..50\n    domain: { pattern: '[^0-9]{1,50}' }\n"),
      }),
  ],
  [
    'narrowing',
    'a condition',
    () => edited({ [file]: swap('former-name,', "former-name, when: { field: sex, equals: ['1'] },") }),
  ],
  ['widening', 'a list added', () => edited({ [file]: swap('[livesAt]]', '[livesAt], [registeredAt]]') })],
];

/** Whether a comparison finds the class that each change has; ours must, a broken twin must not. */
function classesOf(compare: typeof compareResources): void {
  for (const [expected, says, make] of changes) {
    const found = compare(original, make());
    assert.equal(found.class, expected, `${says}: ${JSON.stringify(found.changes)}`);
    assert.ok(found.changes.every(({ zh, en }) => zh !== '' && en !== ''));
  }
}

test('each change of a declaration is classed, with its reason', () => classesOf(compareResources));

test('planted bug: a comparison that looks at the table alone lets a narrowing through and is caught', () => {
  assert.throws(() =>
    classesOf((was, now) => {
      const { class: found, changes: reasons } = migrationSql(was.table, now.table);
      return { class: found, changes: reasons };
    }),
  );
});

test('a narrowing or breaking change gives no statement, only reasons', () => {
  for (const [expected, says, make] of changes) {
    const migration = migrationSql(original.table, make().table);
    if (migration.class !== 'narrowing' && migration.class !== 'breaking') continue;
    assert.deepEqual(migration.statements, [], says);
    assert.ok(migration.changes.length > 0 && expected !== 'widening');
  }
});

test('no name or type of a plan can carry SQL', () => {
  const hostile = [
    'x"; drop table records.person; --',
    'X',
    '',
    'a b',
    'é',
    'a'.repeat(64),
    '__proto__',
    'a.b',
  ];
  const column = (name: string, type: string) => ({ name, type, required: false, field: null });
  for (const text of hostile) {
    const plans: readonly TablePlan[] = [
      { ...original.table, table: text },
      { ...original.table, historyTable: text },
      { ...original.table, columns: [column(text, 'text')] },
      { ...original.table, columns: [column('a', text)] },
      { ...original.table, indexes: [{ name: text, columns: ['id'] }] },
      { ...original.table, unique: [{ name: 'a', columns: [text] }] },
      { ...original.table, primaryKey: [text] },
    ];
    for (const plan of plans) assert.throws(() => createSql(plan), TypeError, JSON.stringify(text));
  }
});

test('names of indexes fit PostgreSQL, and stay apart', () => {
  const long = (last: string) => ['a', 'b', 'c', 'd', last].map((name) => `${name}VeryLongFieldNameIndeed`);
  const names = (last: string) => {
    const fields = long(last)
      .map((name) => `  ${name}: { element: remark }\n`)
      .join('');
    return edited({
      [file]: (text) =>
        swap(
          '[mobile]]',
          `[mobile], [${long(last).join(', ')}]]`,
        )(text).replace('  status: {', `${fields}  status: {`),
    }).table.indexes.map(({ name }) => name);
  };
  const [one, other] = [names('e'), names('f')];
  assert.ok([...one, ...other].every((name) => name.length <= 63));
  assert.notDeepEqual(one, other);
});

// On a real PostgreSQL --------------------------------------------------------------------------------------------------------------

let database: TestDatabase;
let owner: ReturnType<TestDatabase['open']>;
let door: ReturnType<TestDatabase['open']>;
before(async () => {
  database = await testDatabase();
  owner = database.open('superuser');
  door = database.open('door');
  await owner.query('create schema if not exists records');
  await owner.query('grant usage on schema records to minqiao_door');
  for (const plan of plans()) for (const statement of createSql(plan)) await owner.query(statement);
});
after(async () => database.drop());

function plans(): readonly TablePlan[] {
  return [...corePack().resources.values()].map((one) => planTable(one, corePack()));
}

test('PostgreSQL takes every table, and its columns are the plan’s', async () => {
  const found = await owner.query<{ table_name: string; columns: string[] }>(
    `select table_name::text, array_agg(column_name::text order by ordinal_position) as columns
     from information_schema.columns where table_schema = 'records' group by table_name`,
  );
  const byTable = new Map(found.map((row) => [row.table_name, row.columns]));
  for (const plan of plans())
    assert.deepEqual(
      byTable.get(plan.table),
      plan.columns.map(({ name }) => name),
    );
});

test('the door can’t rewrite history', async () => {
  await assert.rejects(door.query(`update records.person_history set reason = 'x'`));
  assert.deepEqual(await door.query('select id from records.person_history'), []);
});

test('planted bug: a grant of everything lets the door rewrite history, and the test above would see it', async () => {
  await owner.query('grant update on records.person_history to minqiao_door');
  await door.query(`update records.person_history set reason = 'x'`);
  await owner.query('revoke update on records.person_history from minqiao_door');
});

test('every widening of the list above runs on a table with data', async () => {
  await owner.query('create schema trial');
  const trial = (plan: TablePlan) => ({ ...plan, schema: 'trial' as 'records' });
  for (const [expected, says, make] of changes) {
    const next = make();
    if (expected !== 'widening') continue;
    for (const statement of createTableSql(trial(original.table))) await owner.query(statement);
    await owner.query(
      `insert into trial.person (id, version, citizen_number, name, sex, birth_date, status, registered_on, source, recorded_at, recorded_by)
       values (gen_random_uuid(), 1, '690101199003071017', '张三', '1', '1990-03-07', '10', '2020-01-01', 'self', now(), gen_random_uuid())`,
    );
    const { statements } = migrationSql(trial(original.table), trial(next.table));
    for (const statement of statements) await owner.query(statement);
    const columns = await owner.query<{ name: string }>(
      `select column_name::text as name from information_schema.columns where table_schema = 'trial' and table_name = 'person'`,
    );
    assert.deepEqual(
      new Set(columns.map(({ name }) => name)),
      new Set(next.table.columns.map(({ name }) => name)),
      says,
    );
    await owner.query('drop table trial.person, trial.person_history');
  }
});
