import { deepFreeze } from '../declarations/index.ts';
import type { DataElement, Field, Pack, Resource } from '../declarations/index.ts';
import type { Format } from '../formats/index.ts';

/**
 * The table of a resource, as data. The layout is fixed for every resource: `id uuid`, `version`, one column a field, `subject_tag`
 * (keyed hash of the data subject), `source`, `recorded_at`, `recorded_by`; a sealed field is ciphertext plus a keyed hash; a
 * reference is the target's record id; the history table has the same columns and what ended the version.
 */
export interface TablePlan {
  readonly resource: string;
  readonly schema: 'records';
  readonly table: string;
  readonly historyTable: string;
  readonly columns: readonly Column[];
  readonly fields: readonly FieldColumns[];
  readonly primaryKey: readonly string[];
  readonly unique: readonly IndexPlan[];
  readonly indexes: readonly IndexPlan[];
  /** The way to the data subject, in fields: `['head', 'citizenNumber']`; null for things without one. */
  readonly subject: readonly string[] | null;
}

export interface Column {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  /** The field it stores; null for the columns every record has. */
  readonly field: string | null;
}

export interface IndexPlan {
  readonly name: string;
  readonly columns: readonly string[];
}

/** Where a field is stored: what the door needs to read, write and find it. */
export interface FieldColumns {
  readonly field: string;
  readonly column: string;
  /** The column of the keyed hash of a sealed field. */
  readonly tag: string | null;
  readonly kind:
    'text' | 'integer' | 'number' | 'boolean' | 'date' | 'datetime' | 'time' | 'binary' | 'reference';
  readonly refers: string | null;
  readonly many: boolean;
  readonly sealed: boolean;
  readonly key: boolean;
}

/** PostgreSQL cuts longer names silently, so none is made longer. */
const maxIdentifierBytes = 63;

/** Derives the table of a resource; the same declaration gives the same plan, byte for byte. */
export function planTable(resource: Resource, pack: Pack): TablePlan {
  const table = snake(resource.name);
  const fields = resource.fields.map((field) => placeField(field, pack));
  const byField = new Map(fields.map((field) => [field.field, field]));
  const columns = [
    systemColumn('id', 'uuid'),
    systemColumn('version', 'integer'),
    ...resource.fields.flatMap((field) => columnsOf(field, pack)),
    { ...systemColumn('subject_tag', 'bytea'), required: false },
    systemColumn('source', 'text'),
    systemColumn('recorded_at', 'timestamptz'),
    systemColumn('recorded_by', 'uuid'),
  ];
  const keys = fields.filter(({ key }) => key).map(({ column }) => column);
  const unique = [indexPlan(table, keys, 'key')];
  const sets = [...resource.search, ...resource.lists].map((set) =>
    set.map((name) => searchColumn(byField, name)),
  );
  return deepFreeze({
    resource: resource.name,
    schema: 'records',
    table,
    historyTable: `${table}_history`,
    columns,
    fields,
    primaryKey: ['id'],
    unique,
    indexes: [
      ...neededIndexes(table, sets, unique),
      ...(resource.subject === null ? [] : [indexPlan(table, ['subject_tag'], 'subject')]),
    ],
    subject: resource.subject === null ? null : resource.subject.split('.'),
  });
}

/** `driving-licence` and `citizenNumber` both become snake case. */
export function snake(name: string): string {
  return name.replaceAll('-', '_').replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
}

function systemColumn(name: string, type: string): Column {
  return { name, type, required: true, field: null };
}

/** Names that the layout itself uses get a trailing underscore, so that a field `source` or `version` is possible. */
const taken = new Set([
  'id',
  'version',
  'subject_tag',
  'source',
  'recorded_at',
  'recorded_by',
  'superseded_at',
  'act',
  'reason',
]);

function columnName(field: Field): string {
  const name = snake(field.name);
  return taken.has(name) || name.endsWith('_tag') ? `${name}_` : name;
}

function columnsOf(field: Field, pack: Pack): readonly Column[] {
  const name = columnName(field);
  const own = { name, type: columnType(field, pack), required: field.required, field: field.name };
  return field.sealed
    ? [own, { name: `${name}_tag`, type: 'bytea', required: field.required, field: field.name }]
    : [own];
}

function columnType(field: Field, pack: Pack): string {
  if (field.sealed) return 'bytea';
  if (field.refers !== null) return 'uuid';
  if (field.many) return 'text[]';
  return formatType(elementOf(field, pack).format);
}

/** The column type of a canonical type. Lengths are limits in characters; numbers without digits stated are plain `numeric`. */
export function formatType(format: Format): string {
  switch (format.kind) {
    case 'text':
      return format.max === null ? 'text' : `varchar(${format.max})`;
    case 'number':
      if (format.flavour === 'double' || format.flavour === 'float') return 'double precision';
      if (format.digits === null) return 'numeric';
      return isInteger(format) ? 'integer' : `numeric(${format.digits},${format.scale})`;
    case 'date':
      // A year or a month is no day: it stays the text `YYYY` or `YYYY-MM`.
      return { day: 'date', month: 'varchar(7)', year: 'varchar(4)' }[format.precision];
    case 'datetime':
      return 'timestamptz';
    case 'time':
      return { hour: 'varchar(2)', minute: 'varchar(5)', second: 'time(0)' }[format.precision];
    case 'boolean':
      return 'boolean';
    case 'binary':
      return 'bytea';
  }
}

/** Nine digits always fit PostgreSQL's four-byte integer. */
function isInteger(format: Extract<Format, { kind: 'number' }>): boolean {
  return format.scale === 0 && format.digits !== null && format.digits <= 9;
}

function kindOf(field: Field, pack: Pack): FieldColumns['kind'] {
  if (field.refers !== null) return 'reference';
  const { format } = elementOf(field, pack);
  if (format.kind === 'number') return formatType(format) === 'integer' ? 'integer' : 'number';
  if (format.kind === 'date') return format.precision === 'day' ? 'date' : 'text';
  if (format.kind === 'time') return format.precision === 'second' ? 'time' : 'text';
  return format.kind;
}

function placeField(field: Field, pack: Pack): FieldColumns {
  const { name, refers, many, sealed, key } = field;
  const column = columnName(field);
  return {
    field: name,
    column,
    tag: sealed ? `${column}_tag` : null,
    kind: kindOf(field, pack),
    refers,
    many,
    sealed,
    key,
  };
}

/** The element of a field; a parsed pack has it, so its absence is a defect of ours. */
export function elementOf(field: Field, pack: Pack): DataElement {
  const element = pack.elements.get(field.element ?? '');
  if (element === undefined) throw new TypeError(`field ${field.name} has no element in the pack`);
  return element;
}

function searchColumn(fields: ReadonlyMap<string, FieldColumns>, name: string): string {
  const field = fields.get(name);
  if (field === undefined) throw new TypeError(`search field ${name} isn't declared`);
  return field.tag ?? field.column;
}

/** One index a search key or list, except where the start of another index already serves. */
function neededIndexes(
  table: string,
  sets: readonly (readonly string[])[],
  unique: readonly IndexPlan[],
): readonly IndexPlan[] {
  const needed: IndexPlan[] = [];
  const longestFirst = [...sets].sort((a, b) => b.length - a.length);
  for (const columns of longestFirst) {
    const serves = (index: IndexPlan) => columns.every((column, at) => index.columns[at] === column);
    if (![...unique, ...needed].some(serves)) needed.push(indexPlan(table, columns, 'search'));
  }
  return needed;
}

function indexPlan(table: string, columns: readonly string[], suffix: string): IndexPlan {
  const name = `${table}_${columns.join('_')}_${suffix}`;
  return { name: name.length <= maxIdentifierBytes ? name : shorten(name, suffix), columns };
}

/** A long name keeps its start and gets a digest (FNV-1a, 32 bit) of the whole, so that it stays the same from run to run. */
function shorten(name: string, suffix: string): string {
  let digest = 0x811c9dc5;
  for (const unit of name) digest = Math.imul(digest ^ unit.charCodeAt(0), 0x01000193) >>> 0;
  const end = `_${digest.toString(16).padStart(8, '0')}_${suffix}`;
  return name.slice(0, maxIdentifierBytes - end.length) + end;
}
