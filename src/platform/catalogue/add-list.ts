import type { FastifyInstance } from 'fastify';
import { choiceOf, listSchemas } from '#infrastructure/lists/index.ts';
import type { RowList } from '#infrastructure/lists/index.ts';
import { serveList } from '#security/ledger/index.ts';
import type { Listed, ServedList } from '#security/ledger/index.ts';
import type { Catalogue } from './catalogue.ts';

export const base = '/api/v1/catalogue';

/** A list of what is declared, with its facets; the file says of which state of the declarations it is. */
export function addList<Row>(
  app: FastifyInstance,
  catalogue: Catalogue,
  {
    path,
    resource,
    ...listable
  }: Omit<ServedList<Row>, 'list' | 'note'> & { readonly list: () => RowList<Row> },
): void {
  const { listing, list, unasked = () => ({}) } = listable;
  const { facets } = listSchemas(listing);
  app.get<Listed>(
    `${base}/facets/${path}`,
    { schema: { summary: `${listable.title.en}: counts by facet`, querystring: facets } },
    async (request) =>
      list().facets(choiceOf({ ...unasked(request.context), ...request.query }, request.language)),
  );
  serveList(app, { ...listable, path: `${base}/${path}`, resource, note: () => digestNote(catalogue) });
}

export function digestNote({ digest }: Pick<Catalogue, 'digest'>): string {
  return digest.slice(0, 16);
}
