import { createHash } from 'node:crypto';
import type { ProtectedResource } from '#security/access/index.ts';
import type { CataloguedResource, Snapshot } from '#platform/catalogue/index.ts';
import type { Mask } from '#standards/declarations/index.ts';
import type { FieldColumns, TablePlan } from '#standards/plans/index.ts';

/** One column of a resource's table. */
export interface Column {
  readonly field: string;
  readonly title: { readonly zh: string; readonly en: string };
  /** snake_case name; a sealed column has its tag beside it in `<column>_tag`. */
  readonly column: string;
  /** Type of the plain value, without length: a search value is cast to it, and a cast to a length would cut silently. */
  readonly type:
    'text' | 'integer' | 'numeric' | 'boolean' | 'date' | 'timestamptz' | 'time' | 'bytea' | 'uuid';
  readonly kind: 'plain' | 'sealed' | 'reference';
  readonly many: boolean;
  /** Name of the resource that a reference points to. */
  readonly refers: string | null;
  readonly mask: Mask | null;
}

/** What the door knows of a resource: its table and its ways of being found, all from the declaration. */
export interface RecordTable {
  readonly resource: string;
  readonly title: { readonly zh: string; readonly en: string };
  /** Unqualified names in the schema `records`. */
  readonly table: string;
  readonly history: string;
  /** Names the table as it is now: a prepared statement of another shape is another statement, or the server refuses it. */
  readonly shape: string;
  readonly columns: readonly Column[];
  readonly byField: ReadonlyMap<string, Column>;
  readonly keys: readonly string[];
  /** Fields that find a record together; the key is one of these ways, whether or not it is declared as one. */
  readonly search: readonly (readonly string[])[];
  readonly lists: readonly (readonly string[])[];
  /** Whose data this is: an own field, or the subject of the record that a reference points to; null = nobody's. */
  readonly subject: { readonly field: string; readonly through: 'value' | 'reference' } | null;
  readonly owner: string;
  /** 'self', or the organisation code of the agency that is its one source. */
  readonly source: string;
  readonly protection: ProtectedResource;
  /** The release that this is known from: with a later one the rows may have been brought over to another declaration. */
  readonly release: number;
}

const plainTypes = {
  text: 'text',
  integer: 'integer',
  number: 'numeric',
  boolean: 'boolean',
  date: 'date',
  datetime: 'timestamptz',
  time: 'time',
  binary: 'bytea',
  reference: 'uuid',
} as const satisfies Record<FieldColumns['kind'], Column['type']>;

/** Twelve characters of a digest and the start of the name: PostgreSQL cuts the names of statements at 63 bytes. */
function shapeOf({ table, columns }: TablePlan): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([table, columns]))
    .digest('base64url');
  return `${table.slice(0, 16)}.${digest.slice(0, 12)}`;
}

/** What the door knows of each declared resource. */
export function recordTables({
  resources,
  release,
}: Pick<Snapshot, 'resources' | 'release'>): ReadonlyMap<string, RecordTable> {
  return new Map([...resources].map(([name, resource]) => [name, recordTable(resource, release)]));
}

/** The fields by the names that people know them by. */
export function fieldNames(
  { byField }: RecordTable,
  fields: readonly string[],
  language: 'zh' | 'en',
  between: string,
): string {
  return fields.map((field) => byField.get(field)?.title[language] ?? field).join(between);
}

/** For a refusal that names fields: `{fields}` in English, `{fieldsZh}` in Chinese. */
export function fieldsInWords(
  table: RecordTable,
  fields: readonly string[],
): { readonly fields: string; readonly fieldsZh: string } {
  return { fields: fieldNames(table, fields, 'en', ', '), fieldsZh: fieldNames(table, fields, 'zh', '、') };
}

function searchWays(
  declared: readonly (readonly string[])[],
  keys: readonly string[],
): readonly (readonly string[])[] {
  const named = declared.some(
    (way) => way.length === keys.length && way.every((field) => keys.includes(field)),
  );
  return named ? declared : [...declared, keys];
}

/** What the door needs of a catalogued resource. */
export function recordTable(catalogued: CataloguedResource, release = 0): RecordTable {
  const { declaration, table, grades } = catalogued;
  const columns = table.fields.map((place): Column => {
    const field = declaration.fields.find((one) => one.name === place.field);
    return {
      field: place.field,
      title: field?.title ?? { zh: place.field, en: place.field },
      column: place.column,
      type: plainTypes[place.kind],
      kind: place.sealed ? 'sealed' : place.refers === null ? 'plain' : 'reference',
      many: place.many,
      refers: place.refers,
      mask: field?.mask ?? null,
    };
  });
  const [subject, further] = table.subject ?? [];
  const keys = declaration.fields.filter((field) => field.key).map((field) => field.name);
  return {
    resource: declaration.name,
    title: declaration.title,
    table: table.table,
    history: table.historyTable,
    shape: shapeOf(table),
    columns,
    byField: new Map(columns.map((column) => [column.field, column])),
    keys,
    search: searchWays(declaration.search, keys),
    lists: declaration.lists,
    subject:
      subject === undefined
        ? null
        : { field: subject, through: further === undefined ? 'value' : 'reference' },
    owner: declaration.owner,
    source: declaration.source,
    release,
    protection: {
      name: declaration.name,
      owner: declaration.owner,
      personal: declaration.subject !== null,
      fields: columns.map((column) => ({
        name: column.field,
        grade: grades.get(column.field) ?? declaration.classification.grade,
        sealed: column.kind === 'sealed',
        maskable: column.mask !== null,
      })),
    },
  };
}
