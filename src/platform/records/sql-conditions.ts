import type { RowCondition } from '#standards/conditions/index.ts';
import type { Tx } from '#infrastructure/sql/index.ts';
import type { RecordTable } from './record-table.ts';
import { quote } from './sql.ts';

/** Keeps a value as the next parameter of a statement, and says how the statement names it. */
export type Place = (value: unknown) => string;

/**
 * Whether the row `t` meets all conditions, in SQL. A field that is no longer declared is met by no row: who may see what must not
 * grow because a declaration changed.
 */
export function meetsSql(table: RecordTable, conditions: readonly RowCondition[], place: Place): string {
  return conditions.map((condition) => `(${conditionSql(table, condition, place)})`).join(' and ') || 'true';
}

function conditionSql(table: RecordTable, condition: RowCondition, place: Place): string {
  const column = table.byField.get(condition.field);
  if (!column || column.kind !== 'plain' || column.many) return 'false';
  const name = `t.${quote(column.column)}`;
  switch (condition.operator) {
    case 'eq':
      return `${name} = ${place(condition.value)}::${column.type}`;
    case 'in':
      return `${name} = any(${place(condition.values)}::${column.type}[])`;
    case 'prefix':
      return `starts_with(${name}::text, ${place(condition.value)}::text)`;
    case 'range': {
      const { from, to } = condition;
      const low = from === null ? [] : [`${name} >= ${place(from)}::${column.type}`];
      const high = to === null ? [] : [`${name} <= ${place(to)}::${column.type}`];
      return [`${name} is not null`, ...low, ...high].join(' and ');
    }
  }
}

/** Whether the row meets one of several sets of conditions, as a clause after others; nothing when there is no limit. */
export function withinSql(
  table: RecordTable,
  within: readonly (readonly RowCondition[])[] | null,
  place: Place,
): string {
  if (within === null) return '';
  return ` and (${within.map((conditions) => meetsSql(table, conditions, place)).join(' or ') || 'false'})`;
}

/** Of these rows, the ids of those that meet the conditions. */
export async function selectMeeting(
  tx: Pick<Tx, 'query'>,
  table: RecordTable,
  conditions: readonly RowCondition[],
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const values: unknown[] = [ids];
  const meets = meetsSql(table, conditions, (value) => `$${values.push(value)}`);
  const rows = await tx.query<{ id: string }>(
    `select t.id from records.${quote(table.table)} t where t.id = any($1::uuid[]) and ${meets}`,
    values,
  );
  return new Set(rows.map(({ id }) => id));
}
