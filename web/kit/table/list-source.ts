import { api, callForFile, type CallOptions, type PurposeReference } from '../../core/api.ts';
import { saveFile } from '../../core/save-file.ts';
import type { ExportAct, ListAnswer, ListQuery } from './table-types.ts';

export type ListSource<Row> = (query: ListQuery, signal: AbortSignal) => Promise<ListAnswer<Row>>;

/** The usual source: `GET path?limit&cursor&sort&…filters`, answering `{items, nextCursor, total?}`. */
export function listFrom<Row>(path: string, purpose?: PurposeReference | null): ListSource<Row> {
  return (query, signal) => api.get<ListAnswer<Row>>(path, { query: flat(query), signal, purpose });
}

/** A source whose question is private (names, identity numbers): `POST path {limit, cursor, sort, ...filters}`. */
export function listFromPost<Row>(path: string, purpose?: PurposeReference | null): ListSource<Row> {
  return (query, signal) => api.post<ListAnswer<Row>>(path, flat(query), { signal, purpose });
}

/** The usual export: `POST path {format, columns, sort, ...filters}` answers the file. Returns its name. */
export function exportFrom(path: string, options: CallOptions = {}): ExportAct {
  return async (format, { sort, filters }, columns) => {
    const body = { format, ...(columns ? { columns } : {}), ...(sort ? { sort } : {}), ...filters };
    return saveFile(await callForFile('POST', path, { ...options, body }));
  };
}

/** What is asked of a list besides what the reader chooses: whose it is, of which file. */
type Fixed = Readonly<Record<string, string>>;

/** A list and its export below it, as a `DataTable` takes them: `GET path`, `POST path/export`. */
export function listAt<Row>(
  path: string,
  fixed: Fixed = {},
): { source: ListSource<Row>; onExport: ExportAct } {
  const within = (query: ListQuery): ListQuery => ({ ...query, filters: { ...query.filters, ...fixed } });
  const [source, onExport] = [listFrom<Row>(path), exportFrom(`${path}/export`)];
  return {
    source: (query, signal) => source(within(query), signal),
    onExport: (format, query, columns) => onExport(format, within(query), columns),
  };
}

function flat(query: ListQuery): Record<string, string | number> {
  const { filters, ...rest } = query;
  return { ...filters, ...rest };
}
