import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { Config } from '#infrastructure/config/index.ts';
import { now } from '#infrastructure/clock/index.ts';
import { sendFile, writeLines } from '#infrastructure/table-files/index.ts';
import type { Pack } from '#standards/declarations/index.ts';
import {
  catalogueGraph,
  codeTable,
  elementTable,
  packGraph,
  packSchema,
  selectFrom,
  shapesDocument,
} from '#standards/interchange/index.ts';
import type { Catalogue } from './catalogue.ts';
import { fault } from './errors.ts';
import { nameParams } from './params.ts';
import { documentKinds } from './schema.ts';
import type { DocumentKind } from './schema.ts';
import { base as path } from './add-list.ts';

interface Maker {
  readonly contentType: string;
  readonly ending: string;
  readonly make: (pack: Pack, about: DocumentsAbout, at: Date) => Promise<string | Buffer>;
}

/** Who publishes, and the address below which its declarations are named. */
export interface DocumentsAbout extends Pick<Config, 'agency' | 'agencyNameZh' | 'agencyNameEn'> {
  readonly address: string;
}

const linked = { contentType: 'application/ld+json', ending: 'jsonld' } as const;
const table = { contentType: 'text/csv; charset=utf-8', ending: 'csv' } as const;

const makers: Readonly<Record<DocumentKind, Maker>> = {
  schema: {
    contentType: 'application/schema+json',
    ending: 'schema.json',
    make: async (pack, { address }, at) => json(packSchema(pack, { base: `${address}/standards`, at })),
  },
  graph: { ...linked, make: async (pack, { address }) => json(packGraph(pack, `${address}/standards`)) },
  catalogue: {
    ...linked,
    make: async (pack, { address, agency: code, agencyNameZh: zh, agencyNameEn: en }, at) =>
      json(catalogueGraph(pack, { base: address, publisher: { zh, en, code }, at })),
  },
  shapes: { ...linked, make: async (_pack, { address }) => json(shapesDocument(address)) },
  elements: { ...table, make: async (pack) => (await writeLines(elementTable(pack), 'csv')).content },
  codes: { ...table, make: async (pack) => (await writeLines(codeTable(pack), 'csv')).content },
};

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

const documentParams = Type.Object({ kind: Type.Enum(documentKinds) }, { additionalProperties: false });
const documentQuery = Type.Object(
  { only: Type.Optional(nameParams.properties.name) },
  { additionalProperties: false },
);

/** The declarations as documents that other programs read, whole or of one declaration with what it needs. */
export function documentRoutes(app: FastifyInstance, catalogue: Catalogue, about: DocumentsAbout): void {
  app.get<{ Params: Static<typeof documentParams>; Querystring: Static<typeof documentQuery> }>(
    `${path}/documents/:kind`,
    {
      schema: {
        summary:
          'Declarations as DCAT-AP 3, JSON Schema, SKOS or SHACL, and as tables that can be brought back',
        params: documentParams,
        querystring: documentQuery,
      },
    },
    async ({ params: { kind }, query: { only } }, reply) => {
      const { pack, unknown } = selectFrom(catalogue.pack, only === undefined ? [] : [only]);
      if (unknown.length > 0) throw fault('unknown-declaration', { name: unknown.join() });
      const { contentType, ending, make } = makers[kind];
      const content = Buffer.from(await make(pack, about, now()));
      return sendFile(reply, {
        name: `${[kind, only].filter(Boolean).join('-')}.${ending}`,
        contentType,
        content,
      });
    },
  );
}
