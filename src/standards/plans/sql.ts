import { compareTables } from './compare-tables.ts';
import type { Change, ChangeClass } from './compare-tables.ts';
import type { Column, IndexPlan, TablePlan } from './table.ts';

/**
 * The SQL of table plans. A plan may come from a stored file, so nothing of it is trusted: each name must match a strict pattern and
 * each type stand in a closed list before it enters a statement. The only roles that get anything: the door.
 */

/** The statements that create the table and its history, without indexes: for bulk loading, which wants indexes last. */
export function createTableSql(plan: TablePlan): readonly string[] {
  const table = `${identifier(plan.schema)}.${identifier(plan.table)}`;
  const history = `${identifier(plan.schema)}.${identifier(plan.historyTable)}`;
  const own = [...plan.columns.map(columnSql), `primary key (${names(plan.primaryKey)})`];
  const past = [
    ...plan.columns.map((column) => columnSql(pastColumn(column))),
    'superseded_at timestamptz not null',
    'act text not null',
    'reason text',
    'primary key (id, version)',
  ];
  return [
    `create table ${table} (\n  ${own.join(',\n  ')}\n)`,
    `create table ${history} (\n  ${past.join(',\n  ')}\n)`,
    `grant select, insert, update, delete on ${table} to minqiao_door`,
    // No update: a past version is never rewritten. Deleting is what an erasure by law does.
    `grant select, insert, delete on ${history} to minqiao_door`,
  ];
}

/** The statements that create the unique keys and the indexes of the search keys and lists. */
export function createIndexSql(plan: TablePlan): readonly string[] {
  return [
    ...plan.unique.map((index) => indexSql(plan, index, 'unique ')),
    ...plan.indexes.map((index) => indexSql(plan, index, '')),
  ];
}

/** Everything a new resource needs, in order. The schema `records` and the roles exist already (migrations). */
export function createSql(plan: TablePlan): readonly string[] {
  return [...createTableSql(plan), ...createIndexSql(plan)];
}

export interface Migration {
  readonly class: ChangeClass;
  /** Empty when the change is refused (narrowing or breaking) or there is none. */
  readonly statements: readonly string[];
  readonly changes: readonly Change[];
}

/** The additive statements from one plan to the next, or none with the reasons when the change is narrowing or breaking. */
export function migrationSql(before: TablePlan, after: TablePlan): Migration {
  const compared = compareTables(before, after);
  const refused = compared.class === 'narrowing' || compared.class === 'breaking';
  if (refused || compared.class === 'identical') return { ...compared, statements: [] };
  const statements = [...columnChanges(before, after), ...indexChanges(before, after)];
  return { ...compared, statements };
}

function columnChanges(before: TablePlan, after: TablePlan): readonly string[] {
  const old = new Map(before.columns.map((column) => [column.name, column]));
  const statements: string[] = [];
  for (const column of after.columns) {
    const was = old.get(column.name);
    const name = identifier(column.name);
    for (const table of [after.table, after.historyTable]) {
      const alter = `alter table ${identifier(after.schema)}.${identifier(table)}`;
      if (was === undefined) statements.push(`${alter} add column ${columnSql(pastColumn(column))}`);
      else if (was.type !== column.type)
        statements.push(`${alter} alter column ${name} type ${sqlType(column.type)}`);
    }
    const relaxed = was !== undefined && was.required && !column.required;
    const own = `alter table ${identifier(after.schema)}.${identifier(after.table)}`;
    if (relaxed) statements.push(`${own} alter column ${name} drop not null`);
  }
  return statements;
}

function indexChanges(before: TablePlan, after: TablePlan): readonly string[] {
  const had = new Set(before.indexes.map(({ name }) => name));
  const has = new Set(after.indexes.map(({ name }) => name));
  const dropped = before.indexes.filter(({ name }) => !has.has(name));
  const added = after.indexes.filter(({ name }) => !had.has(name));
  return [
    ...dropped.map(({ name }) => `drop index if exists ${identifier(before.schema)}.${identifier(name)}`),
    ...added.map((index) => indexSql(after, index, '')),
  ];
}

/** History keeps versions of any time, so of a field it demands nothing; what every record has stays required. */
function pastColumn(column: Column): Column {
  return column.field === null ? column : { ...column, required: false };
}

function columnSql({ name, type, required }: Column): string {
  return `${identifier(name)} ${sqlType(type)}${required ? ' not null' : ''}`;
}

/** The statement of one index of a plan. */
export function indexSql(plan: TablePlan, { name, columns }: IndexPlan, unique: '' | 'unique '): string {
  const table = `${identifier(plan.schema)}.${identifier(plan.table)}`;
  return `create ${unique}index ${identifier(name)} on ${table} (${names(columns)})`;
}

function names(columns: readonly string[]): string {
  return columns.map(identifier).join(', ');
}

/** Quotes a name after checking it; anything but lower case, digits and underscores is refused, whatever quoting could do. */
export function identifier(name: string): string {
  if (typeof name !== 'string' || !/^[a-z][a-z0-9_]{0,62}$/.test(name))
    throw new TypeError('unsafe SQL identifier in a table plan');
  return `"${name}"`;
}

const plainTypes = new Set([
  'uuid',
  'integer',
  'text',
  'text[]',
  'bytea',
  'numeric',
  'double precision',
  'date',
  'timestamptz',
  'time(0)',
  'boolean',
]);

/** A type of the closed list that a plan may name. */
export function sqlType(type: string): string {
  if (
    plainTypes.has(type) ||
    /^varchar\([1-9][0-9]{0,5}\)$/.test(type) ||
    /^numeric\([1-9][0-9]?,[0-9]{1,2}\)$/.test(type)
  )
    return type;
  throw new TypeError('unsafe SQL type in a table plan');
}
