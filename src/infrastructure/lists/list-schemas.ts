import { Type } from 'typebox';
import { exportBody } from '#infrastructure/table-files/index.ts';
import type { ExportChoice } from '#infrastructure/table-files/index.ts';
import type { Filter, Listing } from './row-list.ts';
import { sortNames } from './sorts.ts';

const closed = { additionalProperties: false } as const;
export const defaultPage = 20;
export const maxPage = 100;
/** What every list that is read page by page takes. */
export const paging = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: maxPage })),
  cursor: Type.Optional(Type.String({ maxLength: 512 })),
};
const maxQueryLength = 100; // characters of a search text or of a filter's

/** What every list takes; its own filters and sorts are checked beside it. */
export interface ListQuery {
  readonly q?: string;
  readonly sort?: string;
  readonly limit?: number;
  readonly cursor?: string;
  readonly [filter: string]: string | number | undefined;
}

export type ListExport = ExportChoice & {
  readonly q?: string;
  readonly sort?: string;
  readonly [filter: string]: string | string[] | undefined;
};

/** The query of a list, that of its facets and the body of its export, closed: just the filters and sorts that the listing has. */
export function listSchemas<Row>({ filters, sorts, columns }: Listing<Row>) {
  const wanted = Object.entries(filters).map(([name, filter]) => [name, Type.Optional(filterSchema(filter))]);
  const looked = {
    q: Type.Optional(Type.String({ maxLength: maxQueryLength })),
    ...(Object.fromEntries(wanted) as Record<string, ReturnType<typeof filterSchema>>),
  };
  const choice = {
    ...looked,
    sort: Type.Optional(Type.Enum(sortNames(sorts))),
  };
  return {
    query: Type.Object({ ...choice, ...paging }, closed),
    facets: Type.Object(looked, closed),
    exportBody: exportBody(columns, choice),
  };
}

function filterSchema<Row>({ takes }: Filter<Row>) {
  if (takes === 'day') return Type.String({ format: 'date' });
  return takes === 'text' ? Type.String({ maxLength: maxQueryLength }) : Type.Enum([...takes]);
}
