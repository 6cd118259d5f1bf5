import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { sendFile } from '#infrastructure/table-files/index.ts';
import type { Context } from '#security/context/index.ts';
import { getProposal } from './change-proposal.ts';
import { compareProposal } from './compare-proposal.ts';
import { approveProposal, rejectProposal, returnProposal } from './decide-proposal.ts';
import { draftProposal, reviseProposal } from './draft-proposal.ts';
import { compareVersions, getDeclaration } from './get-declaration.ts';
import { exportProposals, listProposals, proposalExport } from './list-proposals.ts';
import { migrationRoutes } from './migrating/routes.ts';
import { packRoutes } from './packs/routes.ts';
import { previewChanges } from './preview-changes.ts';
import { rowNumber } from './proposal.ts';
import type { Proposal } from './proposal.ts';
import { requireStaff } from './registry.ts';
import type { Registry } from './registry.ts';
import { addRemark, listRemarks } from './remark.ts';
import * as wire from './schema.ts';
import { selectSteps } from './sql.ts';
import { submitProposal, withdrawProposal } from './submit-proposal.ts';
import type { OnProposal } from './submit-proposal.ts';
import { tableRoutes } from './tables/routes.ts';
import { mayStill, standingOf } from './approvals/standing.ts';
import { approvalsOnWire, proposalOnWire, remarkOnWire, stepOnWire } from './wire.ts';

const tags = ['registry'];
const base = '/api/v1/registry';

type Numbered = { Params: Static<typeof wire.numberParams> };
type Acting = Numbered & { Body: Static<typeof wire.actBody> };
type Subject = { Params: Static<typeof wire.subjectParams> };
type Declared = { Params: Static<typeof wire.declarationParams> };

/** Proposals and what becomes of them. No personal data, so no purpose; everyone who works here may read. */
export function routes(node: FastifyInstance, registry: Registry): void {
  void node.register(async (app) => {
    app.addHook('preValidation', async ({ context }) => requireStaff(context));
    allRoutes(app, registry);
  });
}

function allRoutes(app: FastifyInstance, registry: Registry): void {
  previewRoutes(app, registry);
  proposalRoutes(app, registry);
  actRoutes(app, registry);
  remarkRoutes(app, registry);
  declarationRoutes(app, registry);
  tableRoutes(app, registry, base);
  migrationRoutes(app, registry, base);
  packRoutes(app, registry, whole);
}

function answers(success: unknown, status = 200): Record<string, unknown> {
  return { tags, response: { [status]: success, '4xx': wire.problem } };
}

function previewRoutes(app: FastifyInstance, registry: Registry): void {
  app.post<{ Body: Static<typeof wire.previewBody> }>(
    `${base}/preview`,
    {
      schema: {
        summary: 'What changes would come to: findings, compatibility, plans; nothing is stored',
        body: wire.previewBody,
        ...answers(wire.preview),
      },
    },
    (request) => previewChanges(registry, request.context, request.body),
  );
  app.get<Numbered>(
    `${base}/proposals/:number/preview`,
    {
      schema: {
        summary: 'The same for a proposal, beside the declarations as they are now',
        params: wire.numberParams,
        ...answers(wire.preview),
      },
    },
    async (request) => {
      const proposal = await getProposal(registry, rowNumber(request.params.number));
      return previewChanges(registry, request.context, proposal, proposal.number);
    },
  );
  app.get<Numbered>(
    `${base}/proposals/:number/differences`,
    {
      schema: {
        summary:
          'Each place in which its changes differ from the declarations as they are, or were before it',
        params: wire.numberParams,
        ...answers(wire.proposalDifferences),
      },
    },
    async ({ params }) => compareProposal(registry, await getProposal(registry, rowNumber(params.number))),
  );
}

function proposalRoutes(app: FastifyInstance, registry: Registry): void {
  const listed = { summary: 'Proposals, newest first', querystring: wire.listQuery };
  app.get<{ Querystring: Static<typeof wire.listQuery> }>(
    `${base}/proposals`,
    { schema: { ...listed, ...answers(wire.proposalList) } },
    ({ context, query }) => listProposals(registry, context, query),
  );
  app.post<{ Body: Static<typeof proposalExport> }>(
    `${base}/proposals/export`,
    { schema: { tags, summary: 'The same as a file', body: proposalExport } },
    async ({ context, body }, reply) => sendFile(reply, await exportProposals(registry, context, body)),
  );
  const drafted = { summary: 'Begin a proposal', body: wire.draftBody };
  app.post<{ Body: Static<typeof wire.draftBody> }>(
    `${base}/proposals`,
    { schema: { ...drafted, ...answers(wire.proposalAnswer, 201) } },
    async ({ context, body }, reply) => {
      const proposal = await draftProposal(registry, context, body);
      return reply.code(201).send(await whole(registry, context, proposal));
    },
  );
  const read = { summary: 'A proposal with everything that was done with it', params: wire.numberParams };
  app.get<Numbered>(
    `${base}/proposals/:number`,
    { schema: { ...read, ...answers(wire.proposalAnswer) } },
    async ({ context, params }) =>
      whole(registry, context, await getProposal(registry, rowNumber(params.number))),
  );
  const revised = { summary: 'Word it anew', params: wire.numberParams, body: wire.reviseBody };
  app.put<Numbered & { Body: Static<typeof wire.reviseBody> }>(
    `${base}/proposals/:number`,
    { schema: { ...revised, ...answers(wire.proposalAnswer) } },
    async ({ context, params, body }) => {
      const number = rowNumber(params.number);
      return whole(registry, context, await reviseProposal(registry, context, { number, ...body }));
    },
  );
}

type Use<Asked> = (registry: Registry, context: Context, on: Asked) => Promise<Proposal>;

/** Each act on a proposal has the same form: its version, and what is said to it. */
function actRoutes(app: FastifyInstance, registry: Registry): void {
  const add = <Asked extends OnProposal>(
    act: string,
    summary: string,
    body: typeof wire.actBody | typeof wire.reasonedBody,
    use: Use<Asked>,
  ): void => {
    app.post<Acting>(
      `${base}/proposals/:number/${act}`,
      { schema: { summary, params: wire.numberParams, body, ...answers(wire.proposalAnswer) } },
      async (request) => {
        const on = { number: rowNumber(request.params.number), ...request.body } as unknown as Asked; // the body fits its schema
        return whole(registry, request.context, await use(registry, request.context, on));
      },
    );
  };
  add('submit', 'Hand it to the reviewers', wire.actBody, submitProposal);
  add('withdraw', 'Take it back', wire.actBody, withdrawProposal);
  add(
    'approve',
    'Approve it, as a second person; it is published within seconds',
    wire.actBody,
    approveProposal,
  );
  add('return', 'Give it back to its author for changes', wire.reasonedBody, returnProposal);
  add('reject', 'Refuse it', wire.reasonedBody, rejectProposal);
}

async function whole(registry: Registry, context: Context, row: Proposal): Promise<wire.ProposalAnswer> {
  const steps = await selectSteps(registry.app, row.number);
  const standing = await standingOf(registry, context, registry.app, row);
  const proposal = proposalOnWire(registry, context, row);
  return {
    proposal: { ...proposal, may: proposal.may.filter((act) => mayStill(standing, context, act)) },
    approvals: approvalsOnWire(registry, standing),
    steps: steps.map(stepOnWire),
  };
}

function remarkRoutes(app: FastifyInstance, registry: Registry): void {
  const path = `${base}/discussions/:kind/:name`;
  const read = { summary: 'What was said about a proposal or a declaration', params: wire.subjectParams };
  app.get<Subject>(path, { schema: { ...read, ...answers(wire.remarkList) } }, async ({ params }) => {
    return { items: (await listRemarks(registry, params)).map(remarkOnWire) };
  });
  const said = { summary: 'Say something about it', params: wire.subjectParams, body: wire.remarkBody };
  app.post<Subject & { Body: Static<typeof wire.remarkBody> }>(
    path,
    { schema: { ...said, ...answers(wire.remark, 201) } },
    async ({ context, params, body }, reply) =>
      reply.code(201).send(remarkOnWire(await addRemark(registry, context, params, body))),
  );
}

function declarationRoutes(app: FastifyInstance, registry: Registry): void {
  const path = `${base}/declarations/:kind/:name`;
  const read = {
    summary: 'A declaration: versions, uses, proposals under way',
    params: wire.declarationParams,
  };
  app.get<Declared>(path, { schema: { ...read, ...answers(wire.declarationAnswer) } }, ({ params }) =>
    getDeclaration(registry, params),
  );
  const compared = {
    summary: 'Two versions side by side, by the releases in which they came',
    params: wire.declarationParams,
    querystring: wire.differenceQuery,
  };
  app.get<Declared & { Querystring: Static<typeof wire.differenceQuery> }>(
    `${path}/difference`,
    { schema: { ...compared, ...answers(wire.differenceAnswer) } },
    ({ params, query }) => compareVersions(registry, params, query),
  );
}
