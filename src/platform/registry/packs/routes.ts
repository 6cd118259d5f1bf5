import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { rowNumber } from '../proposal.ts';
import type { Proposal } from '../proposal.ts';
import type { Registry } from '../registry.ts';
import * as wire from '../schema.ts';
import { RowList } from '#infrastructure/lists/index.ts';
import { serveList } from '#security/ledger/index.ts';
import type { Context } from '#security/context/index.ts';
import { decideConflicts } from './decide-conflicts.ts';
import { getTaking } from './get-taking.ts';
import { exportPack, getPack, listPacks, listSigners, packListing, signerListing } from './list-packs.ts';
import { offerBundle } from './offer-bundle.ts';
import * as shape from './schema.ts';

const tags = ['registry'];
const base = '/api/v1/registry';

type Numbered = { Params: Static<typeof wire.numberParams> };
type OfPack = { Params: Static<typeof shape.packParams> };
type Whole = (registry: Registry, context: Context, row: Proposal) => Promise<wire.ProposalAnswer>;

function answers(success: unknown, status = 200): Record<string, unknown> {
  return { tags, response: { [status]: success, '4xx': wire.problem } };
}

/** Packs: which are in force, and the taking of another version. */
export function packRoutes(app: FastifyInstance, registry: Registry, whole: Whole): void {
  listRoutes(app, registry);
  app.get<OfPack>(
    `${base}/packs/:pack`,
    { schema: { summary: 'A pack and the versions that were taken', params: shape.packParams, ...answers(shape.packAnswer) } }, // prettier-ignore
    ({ params }) => getPack(registry, params.pack),
  );
  app.get<OfPack>(
    `${base}/packs/:pack/export`,
    { schema: { summary: 'The pack as it stands, as a bundle', params: shape.packParams, tags } },
    async ({ context, params }, reply) => {
      const { file, text } = await exportPack(registry, context, params.pack);
      return reply
        .header('content-disposition', `attachment; filename="${file}"`)
        .type('application/json')
        .send(text);
    },
  );
  app.post<{ Body: Static<typeof shape.offerBody> }>(
    `${base}/packs/offers`,
    {
      schema: {
        summary: 'Bring a bundle: it is verified, and a proposal to take it begins',
        body: shape.offerBody,
        ...answers(wire.proposalAnswer, 201),
      },
      bodyLimit: shape.mostUploadedBytes,
    },
    async ({ context, body }, reply) =>
      reply.code(201).send(await whole(registry, context, await offerBundle(registry, context, body))),
  );
  takingRoutes(app, registry, whole);
}

/** The packs in force and whose signature is trusted, each as a list and as a file. */
function listRoutes(app: FastifyInstance, registry: Registry): void {
  serveList(app, {
    path: `${base}/packs`,
    title: { zh: '现行标准包', en: 'Packs in force' },
    listing: packListing,
    list: async () => new RowList(await listPacks(registry), packListing),
    resource: 'pack',
    tags,
  });
  serveList(app, {
    path: `${base}/signers`,
    title: { zh: '受信任的发布方', en: 'Trusted publishers' },
    listing: signerListing,
    list: () => new RowList(listSigners(registry.catalogue.snapshot), signerListing),
    resource: 'signer',
    tags,
  });
}

function takingRoutes(app: FastifyInstance, registry: Registry, whole: Whole): void {
  app.get<Numbered>(
    `${base}/proposals/:number/taking`,
    { schema: { summary: 'What taking its bundle would do here', params: wire.numberParams, ...answers(shape.taking) } }, // prettier-ignore
    ({ context, params }) => getTaking(registry, context, rowNumber(params.number)),
  );
  app.put<Numbered & { Body: Static<typeof shape.decisionsBody> }>(
    `${base}/proposals/:number/decisions`,
    {
      schema: {
        summary: 'Decide what becomes of what was declared here under the same names',
        params: wire.numberParams,
        body: shape.decisionsBody,
        ...answers(wire.proposalAnswer),
      },
    },
    async ({ context, params, body }) =>
      whole(
        registry,
        context,
        await decideConflicts(registry, context, { number: rowNumber(params.number), ...body }),
      ),
  );
}
