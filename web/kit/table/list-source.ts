import { api, callForFile, type CallOptions, type PurposeReference } from '../../core/api.ts';
import { saveFile } from '../save-file.ts';
import type { ExportFormat, ListAnswer, ListQuery } from './table-types.ts';

export type ListSource<Row> = (query: ListQuery, signal: AbortSignal) => Promise<ListAnswer<Row>>;

/** The usual source: `GET path?limit&cursor&sort&…filters`, answering `{items, nextCursor, total?}`. */
export function listFrom<Row>(path: string, purpose?: PurposeReference | null): ListSource<Row> {
  return (query, signal) => api.get<ListAnswer<Row>>(path, { query: flat(query), signal, purpose });
}

/** A source whose question is private (names, identity numbers): `POST path {limit, cursor, sort, ...filters}`. */
export function listFromPost<Row>(path: string, purpose?: PurposeReference | null): ListSource<Row> {
  return (query, signal) => api.post<ListAnswer<Row>>(path, flat(query), { signal, purpose });
}

/** The usual export: `POST path {format, sort, ...filters}` answers the file. Returns its name. */
export function exportFrom(path: string, options: CallOptions = {}) {
  return async (format: ExportFormat, query: ListQuery): Promise<string> => {
    const body = { format, ...(query.sort ? { sort: query.sort } : {}), ...query.filters };
    return saveFile(await callForFile('POST', path, { ...options, body }));
  };
}

function flat(query: ListQuery): Record<string, string | number> {
  const { filters, ...rest } = query;
  return { ...filters, ...rest };
}
