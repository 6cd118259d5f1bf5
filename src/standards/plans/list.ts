import { deepFreeze } from '../declarations/index.ts';
import type { Field, Pack, Resource, Words } from '../declarations/index.ts';
import { elementOf } from './table.ts';

export interface ListColumn {
  readonly field: string;
  readonly label: Words;
  readonly kind: 'text' | 'code' | 'date' | 'number' | 'boolean' | 'reference';
  readonly codeList: string | null;
  readonly refers: string | null;
  /** Among the columns shown before the officer chooses. */
  readonly shown: boolean;
  /** Only closed sets and dates of the listed records: filtering must not become a search of its own. */
  readonly filterable: boolean;
  readonly sortable: boolean;
}

export interface ListPlan {
  readonly resource: string;
  readonly title: Words;
  readonly columns: readonly ListColumn[];
  readonly defaultSort: { readonly field: string; readonly direction: 'ascending' | 'descending' } | null;
  /** The declared ways to list, each a set of fields that must be given. */
  readonly by: readonly (readonly string[])[];
}

/** Columns shown at first: what fits a screen of 1440 px. */
const columnsAtFirst = 8;

/** The list of a resource: every field that can stand in a table, in the order declared. */
export function planList(resource: Resource, pack: Pack): ListPlan {
  const fields = resource.fields.filter(
    (field) => field.refers !== null || elementOf(field, pack).format.kind !== 'binary',
  );
  const columns = fields.map((field, index) => column(field, pack, index));
  const sortKey = resource.fields.find(({ key, refers }) => key && refers === null);
  const { name, title, lists } = resource;
  const defaultSort = sortKey === undefined ? null : { field: sortKey.name, direction: 'ascending' as const };
  return deepFreeze({ resource: name, title, columns, defaultSort, by: lists });
}

function column(field: Field, pack: Pack, index: number): ListColumn {
  const kind = kindOf(field, pack);
  const closed = kind === 'code' || kind === 'boolean' || kind === 'date';
  return {
    field: field.name,
    label: field.title,
    kind,
    codeList: field.refers === null ? elementOf(field, pack).domain.codes : null,
    refers: field.refers,
    shown: index < columnsAtFirst && !field.sealed,
    filterable: closed && !field.sealed && !field.many,
    sortable: kind !== 'reference' && !field.sealed && !field.many,
  };
}

function kindOf(field: Field, pack: Pack): ListColumn['kind'] {
  if (field.refers !== null) return 'reference';
  const { format, domain } = elementOf(field, pack);
  if (domain.codes !== null) return 'code';
  if (format.kind === 'number' || format.kind === 'boolean') return format.kind;
  return format.kind === 'date' || format.kind === 'datetime' ? 'date' : 'text';
}
