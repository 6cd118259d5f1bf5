import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { Config } from '#infrastructure/config/index.ts';
import { now } from '#infrastructure/clock/index.ts';
import { sendFile } from '#infrastructure/table-files/index.ts';
import type { Pack } from '#standards/declarations/index.ts';
import {
  catalogueGraph,
  packGraph,
  packSchema,
  selectFrom,
  shapesDocument,
} from '#standards/interchange/index.ts';
import type { Catalogue } from './catalogue.ts';
import { fault } from './errors.ts';
import { nameParams } from './list-schemas.ts';
import { documentKinds } from './schema.ts';
import type { DocumentKind } from './schema.ts';
import { base as path } from './serve-list.ts';

interface Maker {
  readonly contentType: string;
  readonly ending: string;
  readonly make: (pack: Pack, about: DocumentsAbout, at: Date) => object;
}

/** Who publishes, and the address below which its declarations are named. */
export interface DocumentsAbout extends Pick<Config, 'agency' | 'agencyNameZh' | 'agencyNameEn'> {
  readonly address: string;
}

const linked = { contentType: 'application/ld+json', ending: 'jsonld' } as const;
const makers: Readonly<Record<DocumentKind, Maker>> = {
  schema: {
    contentType: 'application/schema+json',
    ending: 'schema.json',
    make: (pack, { address }, at) => packSchema(pack, { base: `${address}/standards`, at }),
  },
  graph: { ...linked, make: (pack, { address }) => packGraph(pack, `${address}/standards`) },
  catalogue: {
    ...linked,
    make: (pack, { address, agency, agencyNameZh, agencyNameEn }, at) =>
      catalogueGraph(pack, {
        base: address,
        publisher: { zh: agencyNameZh, en: agencyNameEn, code: agency },
        at,
      }),
  },
  shapes: { ...linked, make: (_pack, { address }) => shapesDocument(address) },
};

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
        summary: 'Declarations as JSON Schema, SKOS, DCAT-AP 3 or SHACL',
        params: documentParams,
        querystring: documentQuery,
      },
    },
    async ({ params: { kind }, query: { only } }, reply) => {
      const { pack, unknown } = selectFrom(catalogue.pack, only === undefined ? [] : [only]);
      if (unknown.length > 0) throw fault('unknown-declaration', { name: unknown.join() });
      const { contentType, ending, make } = makers[kind];
      const content = Buffer.from(`${JSON.stringify(make(pack, about, now()), null, 2)}\n`);
      return sendFile(reply, {
        name: `${[kind, only].filter(Boolean).join('-')}.${ending}`,
        contentType,
        content,
      });
    },
  );
}
