import { identifier, indexSql, migrationSql, sqlType } from '../plans/index.ts';
import type { FieldColumns, IndexPlan, TablePlan } from '../plans/index.ts';
import type { Filling, Migration } from './moves.ts';

/**
 * The statements of a migration. First columns beside the old ones, filled row by row while the old declaration serves; then, in
 * one transaction, the old columns go and the new ones take their names. A plan may come from a stored file, so every name and type
 * goes through the checks of `standards/plans`.
 */

/** Where a filled field stands until it has its name. */
export interface Place {
  readonly filling: Filling;
  readonly of: FieldColumns;
  readonly type: string;
  readonly required: boolean;
  readonly column: string;
  /** For the keyed hash of a sealed field. */
  readonly tag: string | null;
}

/** Says of a row which version of it was converted: an older one is to be converted again. */
export const marker = 'next__version';

/** Two underscores are in no column of a declared field, so these names are free. */
export function placesOf({ after, fillings }: Migration): readonly Place[] {
  return fillings.map((filling, index) => {
    const of = placeIn(after.table, filling.field);
    const own = after.table.columns.find(({ name }) => name === of.column);
    const [type, required] = [own?.type ?? '', own?.required === true];
    const column = `next__${index}`;
    return { filling, of, type, required, column, tag: of.tag === null ? null : `${column}_tag` };
  });
}

function placeIn({ fields }: TablePlan, field: string): FieldColumns {
  const found = fields.find((one) => one.field === field);
  if (found === undefined) throw new TypeError('a migration fills a field that its table lacks');
  return found;
}

/** The table and its history, quoted. */
function tablesOf({ schema, table, historyTable }: TablePlan): readonly [string, string] {
  return [`${identifier(schema)}.${identifier(table)}`, `${identifier(schema)}.${identifier(historyTable)}`];
}

/** Makes room for the new values. Safe to repeat. */
export function beginSql(migration: Migration): readonly string[] {
  const added = placesOf(migration).flatMap(({ column, tag, type }) => [
    `${identifier(column)} ${sqlType(type)}`,
    ...(tag === null ? [] : [`${identifier(tag)} bytea`]),
  ]);
  const columns = [...added, `${identifier(marker)} integer`];
  return each(migration, (table, name) => [
    ...columns.map((column) => `alter table ${table} add column if not exists ${column}`),
    // So that what waits is found at once, also while writers wait for the last step. It goes with the marker.
    `create index if not exists ${identifier(`${name}__next`)} on ${table} (id, version)
      where ${identifier(marker)} is distinct from version`,
  ]);
}

/** Takes away what `beginSql` made. Safe to repeat. */
export function undoSql(migration: Migration): readonly string[] {
  const gone = placesOf(migration).flatMap(({ column, tag }) => (tag === null ? [column] : [column, tag]));
  return each(migration, (table) =>
    [...gone, marker].map((column) => `alter table ${table} drop column if exists ${identifier(column)}`),
  );
}

function each(
  { before }: Migration,
  make: (table: string, name: string) => readonly string[],
): readonly string[] {
  const [own, past] = tablesOf(before.table);
  return [...make(own, before.table.table), ...make(past, before.table.historyTable)];
}

export interface Cut {
  /** Names the columns that stay unpublished: the number of the proposal. */
  readonly run: number;
  /** Old fields that a past version could not bring over: their column stays in the history. */
  readonly lost: readonly string[];
}

/** What makes the new declaration the table's, once every row is converted: to be run in one transaction. */
export function cutSql(migration: Migration, cut: Cut): readonly string[] {
  const { before, after } = migration;
  const leaving = leavingFields(migration);
  const places = placesOf(migration);
  const moving = new Set([
    ...leaving.flatMap(({ column, tag }) => [column, tag]),
    ...places.flatMap(({ of }) => [of.column, of.tag]),
  ]);
  const isSame = (index: IndexPlan, others: readonly IndexPlan[]) =>
    !index.columns.some((column) => moving.has(column)) && others.some(({ name }) => name === index.name);
  const had = [...before.table.unique, ...before.table.indexes];
  const has = [...after.table.unique, ...after.table.indexes];
  const [own] = tablesOf(after.table);
  return [
    ...had
      .filter((index) => !isSame(index, has))
      .map(({ name }) => `drop index if exists ${identifier(before.table.schema)}.${identifier(name)}`),
    ...leaving.flatMap((field) => leaveSql(migration, field, cut)),
    ...places.flatMap((place) => arriveSql(after.table, place)),
    ...each(migration, (table) => [`alter table ${table} drop column ${identifier(marker)}`]),
    ...restSql(migration, moving),
    ...places
      .filter(({ required }) => required)
      .flatMap(({ of }) => [of.column, ...(of.tag === null ? [] : [of.tag])])
      .map((column) => `alter table ${own} alter column ${identifier(column)} set not null`),
    ...after.table.unique
      .filter((index) => !isSame(index, had))
      .map((index) => indexSql(after.table, index, 'unique ')),
    ...after.table.indexes
      .filter((index) => !isSame(index, had))
      .map((index) => indexSql(after.table, index, '')),
  ];
}

/** Old fields whose column does not stay what it is: gone ones, and those that are filled anew under their own name. */
function leavingFields({ before, after, fillings }: Migration): readonly FieldColumns[] {
  const stays = new Set(after.table.fields.map(({ field }) => field));
  for (const { field } of fillings) stays.delete(field);
  return before.table.fields.filter(({ field }) => !stays.has(field));
}

function leaveSql({ before, kept }: Migration, { field, column, tag }: FieldColumns, cut: Cut): string[] {
  const [own, past] = tablesOf(before.table);
  const beside = keptColumn(column, cut.run);
  const drop = (table: string, name: string) => `alter table ${table} drop column ${identifier(name)}`;
  const rename = (table: string) =>
    `alter table ${table} rename column ${identifier(column)} to ${identifier(beside)}`;
  const isKept = kept.includes(field);
  return [
    ...(isKept
      ? [rename(own), `alter table ${own} alter column ${identifier(beside)} drop not null`]
      : [drop(own, column)]),
    isKept || cut.lost.includes(field) ? rename(past) : drop(past, column),
    ...(tag === null ? [] : [drop(own, tag), drop(past, tag)]),
  ];
}

/** Under what name an old column stays; a digit after an underscore is in no column of a declared field. */
export function keptColumn(column: string, run: number): string {
  return `kept_${run}_${column}`.slice(0, 63);
}

function arriveSql(plan: TablePlan, { of, column, tag }: Place): string[] {
  const rename = (table: string, was: string, now: string) =>
    `alter table ${table} rename column ${identifier(was)} to ${identifier(now)}`;
  return tablesOf(plan).flatMap((table) => [
    rename(table, column, of.column),
    ...(tag === null || of.tag === null ? [] : [rename(table, tag, of.tag)]),
  ]);
}

/** What of the change is only wider: optional fields beside, longer texts. */
function restSql({ before, after }: Migration, moving: ReadonlySet<string | null>): readonly string[] {
  const rest = (plan: TablePlan): TablePlan => ({
    ...plan,
    columns: plan.columns.filter(({ name }) => !moving.has(name)),
    fields: plan.fields.filter(({ column }) => !moving.has(column)),
    indexes: [],
    unique: [],
  });
  const { class: grade, statements, changes } = migrationSql(rest(before.table), rest(after.table));
  if (grade === 'narrowing' || grade === 'breaking')
    throw new TypeError(`a migration forgets something: ${changes.map(({ en }) => en).join('; ')}`);
  return statements;
}

/** The next rows to convert in the order of their ids: `$1` (of the history also `$3`) is where the last batch ended, `$2` how many. */
export function nextSql(migration: Migration, isPast: boolean, reads: readonly string[]): string {
  const table = tablesOf(migration.before.table)[isPast ? 1 : 0];
  const order = isPast ? '(t.id, t.version) > ($1::uuid, $3::int)' : 't.id > $1::uuid';
  return `select t.id, t.version, ${reads.join(', ')} from ${table} t
    where t.${identifier(marker)} is distinct from t.version and ($1::uuid is null or ${order})
    order by t.id, t.version limit $2`;
}

/** Keeps converted rows: `$1` is their JSON. A row that was changed since it was read stays to be converted. */
export function keepSql(migration: Migration, isPast: boolean): string {
  const table = tablesOf(migration.before.table)[isPast ? 1 : 0];
  const columns = placesOf(migration).flatMap(({ column, tag, type }) => [
    { column, type: plainType(type) },
    ...(tag === null ? [] : [{ column: tag, type: 'bytea' }]),
  ]);
  const typed = columns.map(({ column, type }) => `, ${identifier(column)} ${type}`).join('');
  const sets = columns.map(({ column }) => `, ${identifier(column)} = r.${identifier(column)}`).join('');
  return `update ${table} t set ${identifier(marker)} = t.version${sets}
    from json_to_recordset($1::json) as r (id uuid, version int${typed}) where t.id = r.id and t.version = r.version`;
}

/** Without its length: a cast to a length cuts silently, and what is too long must be refused. */
function plainType(type: string): string {
  return sqlType(type).startsWith('varchar(') ? 'text' : sqlType(type).replace(/^numeric\(.*/, 'numeric');
}

/** How many rows wait to be converted, and how many there are. */
export function countSql(migration: Migration, isPast: boolean): string {
  const table = tablesOf(migration.before.table)[isPast ? 1 : 0];
  return `select count(*)::float8 as total, (count(*) filter (where t.${identifier(marker)} is distinct from t.version))::float8 as waiting from ${table} t`;
}

/** Keeps everybody out until the transaction ends: a weaker lock would have to be raised, and whoever has begun to write be in its way. */
export function lockSql({ before }: Migration): string {
  return `lock table ${tablesOf(before.table).join(', ')} in access exclusive mode`;
}

/** From the release `$2` on the resource `$1` is another: whoever does not know it yet writes nothing. */
export function fenceSql({ after }: Migration): string {
  return `insert into ${identifier(after.table.schema)}.migrated (resource, release) values ($1, $2)
    on conflict (resource) do update set release = excluded.release`;
}
