import type { FastifyInstance, FastifyRequest } from 'fastify';
import { defaultPage, listSchemas, pageOfRows, writeRows } from '#infrastructure/lists/index.ts';
import type { ListExport, Listing, ListQuery, RowList } from '#infrastructure/lists/index.ts';
import type { Text } from '#infrastructure/faults/index.ts';
import { sendFile } from '#infrastructure/table-files/index.ts';
import type { TableFile } from '#infrastructure/table-files/index.ts';
import type { Context } from '#security/context/index.ts';
import { recordExport } from './record-export.ts';

/** How a list whose rows are all at hand is asked for, page by page or as a file. */

export type Listed = { Querystring: ListQuery };
export type Exported = { Body: ListExport };

export interface ServedList<Row> {
  /** The list's own address; its file comes from `…/export`. */
  readonly path: string;
  readonly title: Text;
  readonly listing: Listing<Row>;
  /** The list as it is now, for whoever asks. @throws where they may not */
  readonly list: (context: Context) => RowList<Row> | Promise<RowList<Row>>;
  /** What the ledger calls it when it leaves as a file. */
  readonly resource: string;
  readonly tags?: readonly string[];
  readonly defaultLimit?: number;
  /** What is asked when the question doesn't say. */
  readonly unasked?: (context: Context) => Readonly<Record<string, string>>;
  /** What the file's first line says beside. */
  readonly note?: () => string;
}

/** The list and its export, both closed: just the filters and sorts that the listing has. */
export function serveList<Row>(app: FastifyInstance, served: ServedList<Row>): void {
  const { path, title, listing, list, defaultLimit = defaultPage, unasked = () => ({}) } = served;
  const { query, exportBody } = listSchemas(listing);
  const tags = served.tags && { tags: served.tags };
  app.get<Listed>(
    path,
    { schema: { ...tags, summary: title.en, querystring: query } },
    async ({ context, language, query: asked }) =>
      pageOfRows(await list(context), { limit: defaultLimit, ...unasked(context), ...asked }, language),
  );
  app.post<Exported>(
    `${path}/export`,
    { schema: { ...tags, summary: `${title.en}, as a file`, body: exportBody } },
    async (request, reply) => {
      const { context, body } = request;
      const about = {
        name: path.replace(/^\/api\/v1\/([a-z]+\/)?/, '').replaceAll('/', '-'),
        title,
        resource: served.resource,
        note: served.note?.(),
      };
      const rows = () => list(context);
      return sendFile(reply, await exportRows(rows, about, { ...request, context, body: { ...unasked(context), ...body } })); // prettier-ignore
    },
  );
}

interface ExportAbout {
  readonly name: string;
  readonly title: Text;
  readonly resource: string;
  readonly note: string | undefined;
}

/** What fits, as a file in the reader's language, with its entry. @throws Fault table-files.too-many-rows */
export async function exportRows<Row>(
  list: () => RowList<Row> | Promise<RowList<Row>>,
  { name, title, resource, note }: ExportAbout,
  { context, body }: Pick<FastifyRequest<Exported>, 'context' | 'body'>,
): Promise<TableFile> {
  const about = { name, title, ...(note === undefined ? {} : { note }) };
  return recordExport(context, { resource, asked: body }, async () =>
    writeRows(await list(), about, body, context),
  );
}
