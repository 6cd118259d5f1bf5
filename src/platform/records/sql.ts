import type { Tx } from '#infrastructure/sql/index.ts';
import type { Column, RecordTable } from './record-table.ts';

/** A stored row: columns by name, `n` the place of the question it answers. */
export interface StoredRow {
  readonly n: number;
  readonly id: string;
  readonly version: number;
  readonly subject_tag: Buffer | null;
  readonly source: string;
  readonly recorded_at: Date;
  readonly [column: string]: unknown;
}

/** Names come from validated declarations; this is the second lock on the same door. */
export function quote(name: string): string {
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(name)) throw new Error(`not a column or table name: ${name}`);
  return `"${name}"`;
}

function typeOf(column: Column): string {
  return column.kind === 'sealed' ? 'bytea' : column.type;
}

/** Dates leave as text and numbers as float8, so that no driver setting can shift a day or round a digit. */
function selected(alias: string, column: Column): string {
  const name = `${alias}.${quote(column.column)}`;
  const type = typeOf(column);
  if (column.many) return name;
  if (type === 'date') return `${name}::text as ${quote(column.column)}`;
  if (type === 'numeric') return `${name}::float8 as ${quote(column.column)}`;
  return name;
}

export function selectList(table: RecordTable, alias: string): string {
  const fixed = ['id', 'version', 'subject_tag', 'source', 'recorded_at'].map((name) => `${alias}.${name}`);
  return [...fixed, ...table.columns.map((column) => selected(alias, column))].join(', ');
}

/** All columns of a row with the type that its JSON form is read as: for inserting and copying. */
export function insertColumns(table: RecordTable): { readonly name: string; readonly type: string }[] {
  const fixed = [
    { name: 'id', type: 'uuid' },
    { name: 'version', type: 'int' },
    { name: 'subject_tag', type: 'bytea' },
    { name: 'source', type: 'text' },
    { name: 'recorded_at', type: 'timestamptz' },
    { name: 'recorded_by', type: 'uuid' },
  ];
  const own = table.columns.flatMap((column) => {
    const type = column.many ? `${typeOf(column)}[]` : typeOf(column);
    const tag = column.kind === 'sealed' ? [{ name: `${column.column}_tag`, type: 'bytea' }] : [];
    return [{ name: column.column, type }, ...tag];
  });
  return [...fixed, ...own];
}

/** A further condition on the row `t`, with parameters of its own. */
export type Clause = (place: (value: unknown) => string) => string;

/** Numbers further parameters of a statement that has so many already. */
function clausePlaces(taken: number): {
  readonly values: readonly unknown[];
  place(value: unknown): string;
} {
  const values: unknown[] = [];
  return { values, place: (value) => `$${taken + values.push(value)}` };
}

const texts = new WeakMap<RecordTable, Map<string, string>>();

/**
 * The text of a statement is made once for each table and purpose; it is also its prepared name. With a clause of its own it is
 * neither kept nor prepared: there is one for each grant with row conditions.
 */
function textFor(
  table: RecordTable,
  key: string,
  clause: string,
  make: () => string,
): { text: string; name?: string | undefined } {
  if (clause !== '') return { text: make() };
  let known = texts.get(table);
  if (!known) texts.set(table, (known = new Map()));
  let text = known.get(key);
  if (text === undefined) known.set(key, (text = make()));
  return { text, name: `${table.shape}.${key}`.slice(0, 63) };
}

/** How a search key reads in SQL: on the own column, on a sealed column's tag, or on the key of what is referred to. */
function keyCondition(column: Column, place: number, tables: ReadonlyMap<string, RecordTable>): string {
  const given = `k.v${place}`;
  if (column.kind === 'sealed') return `t.${quote(`${column.column}_tag`)} = ${given}`;
  if (column.kind === 'plain') return `t.${quote(column.column)} = ${given}`;
  const target = tables.get(column.refers ?? '');
  const key = target?.byField.get(target.keys[0] ?? '');
  if (!target || !key) throw new Error(`${column.field} refers to nothing that has a key`);
  const name = `${quote('records')}.${quote(target.table)}`;
  return `t.${quote(column.column)} = (select r.id from ${name} r where r.${quote(key.column)} = ${given})`;
}

function keyType(column: Column): string {
  if (column.kind === 'sealed') return 'bytea[]';
  return column.kind === 'reference' ? 'text[]' : `${typeOf(column)}[]`;
}

/**
 * Rows for many questions on one search key, at most `limit` for each; one round trip.
 * `questions[i].values` are in the order of `key`; sealed ones are tags already.
 */
export async function selectBySearchKey(
  tx: Tx,
  tables: ReadonlyMap<string, RecordTable>,
  table: RecordTable,
  key: readonly string[],
  questions: readonly { readonly n: number; readonly values: readonly (string | Buffer)[] }[],
  limit: number,
  clause: Clause | null = null,
): Promise<StoredRow[]> {
  const columns = key.map((field) => table.byField.get(field) as Column);
  const more = clausePlaces(columns.length + 1);
  const within = clause?.(more.place) ?? '';
  const { text, name } = textFor(table, `by-${key.join('-')}`, within, () => {
    const unnest = columns.map((column, place) => `$${place + 2}::${keyType(column)}`).join(', ');
    const names = columns.map((_, place) => `v${place}`).join(', ');
    const conditions = columns.map((column, place) => keyCondition(column, place, tables)).join(' and ');
    return `select k.n, t.*
              from unnest($1::int[], ${unnest}) as k (n, ${names})
             cross join lateral (
               select ${selectList(table, 't')} from records.${quote(table.table)} t
                where ${conditions}${within} limit ${limit}
             ) t`;
  });
  const values = columns.map((_, place) => questions.map((question) => question.values[place]));
  return tx.query<StoredRow>(
    text,
    [questions.map((question) => question.n), ...values, ...more.values],
    name,
  );
}

/** Rows by id, for many questions. */
export async function selectByIds(
  tx: Tx,
  table: RecordTable,
  questions: readonly { readonly n: number; readonly id: string }[],
): Promise<StoredRow[]> {
  const { text, name } = textFor(table, 'by-id', '', () => {
    return `select k.n, ${selectList(table, 't')}
              from unnest($1::int[], $2::uuid[]) as k (n, id) join records.${quote(table.table)} t on t.id = k.id`;
  });
  return tx.query<StoredRow>(text, [questions.map((one) => one.n), questions.map((one) => one.id)], name);
}

/** One page of a declared list, ordered by id; `after` is the last id of the page before. */
export async function selectListPage(
  tx: Tx,
  tables: ReadonlyMap<string, RecordTable>,
  table: RecordTable,
  key: readonly string[],
  question: { n: number; values: readonly (string | Buffer)[]; after: string | null; limit: number },
  clause: Clause | null = null,
): Promise<StoredRow[]> {
  const columns = key.map((field) => table.byField.get(field) as Column);
  const more = clausePlaces(columns.length + 3);
  const within = clause?.(more.place) ?? '';
  const { text, name } = textFor(table, `list-${key.join('-')}`, within, () => {
    const given = columns
      .map((column, place) => `$${place + 4}::${keyType(column).slice(0, -2)} as v${place}`)
      .join(', ');
    const conditions = columns.map((column, place) => keyCondition(column, place, tables)).join(' and ');
    return `select $1::int as n, ${selectList(table, 't')}
              from (select ${given}) k, records.${quote(table.table)} t
             where ${conditions}${within} and ($2::uuid is null or t.id > $2::uuid) order by t.id limit $3`;
  });
  const { n, after, limit, values } = question;
  return tx.query<StoredRow>(text, [n, after, limit, ...values, ...more.values], name);
}

export interface HistoryRow extends StoredRow {
  readonly superseded_at: Date | null;
  readonly act: string | null;
  readonly reason: string | null;
}

/** All versions of one record, newest first; or the one that was known at an instant. */
export async function selectHistory(
  tx: Tx,
  table: RecordTable,
  question: { n: number; id: string; asKnownOn: Date | null; limit: number },
): Promise<HistoryRow[]> {
  const { text, name } = textFor(table, 'history', '', () => {
    const now = `select $1::int as n, ${selectList(table, 't')}, null::timestamptz as superseded_at, null::text as act, null::text as reason
                   from records.${quote(table.table)} t where t.id = $2`;
    const before = `select $1::int as n, ${selectList(table, 'h')}, h.superseded_at, h.act, h.reason
                      from records.${quote(table.history)} h where h.id = $2`;
    return `select v.* from (${now} union all ${before}) v
             where $3::timestamptz is null
                or (v.recorded_at <= $3::timestamptz and (v.superseded_at is null or v.superseded_at > $3::timestamptz))
             order by v.version desc limit $4`;
  });
  return tx.query<HistoryRow>(text, [question.n, question.id, question.asKnownOn, question.limit], name);
}

/** The group (household) that persons belong to, to see whether somebody looks at their own kin. */
export async function selectKinship(
  tx: Tx,
  table: RecordTable,
  through: string,
  keys: readonly string[],
): Promise<{ key: string; kin: string | null }[]> {
  const kin = table.byField.get(through) as Column;
  const key = table.byField.get(table.keys[0] as string) as Column;
  return tx.query(
    `select t.${quote(key.column)}::text as key, t.${quote(kin.column)}::text as kin
       from records.${quote(table.table)} t where t.${quote(key.column)} = any($1::text[])`,
    [keys],
  );
}

/** How many values of a text column lie in a range, counted up to a thousand. */
export async function countKeysBetween(
  tx: Pick<Tx, 'query'>,
  table: RecordTable,
  field: string,
  range: { readonly from: string; readonly below: string },
): Promise<number> {
  const column = quote((table.byField.get(field) as Column).column);
  const rows = await tx.query<{ count: number }>(
    `select count(*)::int as count
       from (select 1 from records.${quote(table.table)} t where t.${column} >= $1 and t.${column} < $2 limit 1000) found`,
    [range.from, range.below],
  );
  return rows[0]?.count ?? 0;
}

/** How many rows a table has, as its statistics say; counted when it has none yet. */
export async function countRowsNearly(tx: Pick<Tx, 'query'>, table: RecordTable): Promise<number> {
  const [row] = await tx.query<{ rows: number }>(
    `select reltuples::float8 as rows from pg_class where oid = $1::regclass`,
    [`records.${quote(table.table)}`],
  );
  if (row && row.rows >= 0) return row.rows;
  const [counted] = await tx.query<{ rows: number }>(
    `select count(*)::float8 as rows from records.${quote(table.table)}`,
  );
  return counted?.rows ?? 0;
}
