/** What PostgreSQL's catalogue says of a resource's table, and what its plan says. */
import type { Tx } from '#infrastructure/sql/index.ts';
import type { TablePlan } from '#standards/plans/index.ts';

export interface Shape {
  readonly columns: readonly string[];
  readonly past: readonly string[];
  readonly indexes: readonly string[];
}

/** The table, its history and its indexes as PostgreSQL describes them, but for some columns. */
export async function shapeInDatabase(
  tx: Tx,
  { table, historyTable }: TablePlan,
  ignored?: RegExp,
): Promise<Shape> {
  const columnsOf = async (name: string) => {
    const rows = await tx.query<{ column: string }>(
      `select a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end as column
         from pg_attribute a where a.attrelid = to_regclass('records.' || $1) and a.attnum > 0 and not a.attisdropped`,
      [name],
    );
    return rows
      .map(({ column }) => column)
      .filter((column) => ignored?.test(column) !== true)
      .sort();
  };
  const indexes = await tx.query<{ index: string }>(
    `select i.relname || ' ' || case when x.indisunique then 'unique ' else '' end ||
            (select string_agg(a.attname, ',' order by k.place)
               from unnest(x.indkey::int2[]) with ordinality k (number, place)
               join pg_attribute a on a.attrelid = x.indrelid and a.attnum = k.number) as index
       from pg_index x join pg_class i on i.oid = x.indexrelid
      where x.indrelid = to_regclass('records.' || $1) and not x.indisprimary`,
    [table],
  );
  return {
    columns: await columnsOf(table),
    past: await columnsOf(historyTable),
    indexes: indexes.map(({ index }) => index).sort(),
  };
}

/** The same as the plan says it. */
export function shapeInPlan(plan: TablePlan): Shape {
  const named = (type: string) =>
    type
      .replace(/^varchar/, 'character varying')
      .replace(/^timestamptz$/, 'timestamp with time zone')
      .replace(/^time\(0\)$/, 'time(0) without time zone');
  const line = (name: string, type: string, required: boolean) =>
    `${name} ${named(type)}${required ? ' not null' : ''}`;
  const own = plan.columns.map(({ name, type, required }) => line(name, type, required));
  const past = plan.columns.map(({ name, type, required, field }) =>
    line(name, type, required && field === null),
  );
  const ended = ['superseded_at timestamp with time zone not null', 'act text not null', 'reason text'];
  const indexes = [
    ...plan.unique.map(({ name, columns }) => `${name} unique ${columns.join(',')}`),
    ...plan.indexes.map(({ name, columns }) => `${name} ${columns.join(',')}`),
  ];
  return { columns: own.sort(), past: [...past, ...ended].sort(), indexes: indexes.sort() };
}
