import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { Static } from 'typebox';
import { encodeCursor } from '#infrastructure/http/index.ts';
import type { Context } from '#security/context/index.ts';
import { findAccount } from '../accounts/sql.ts';
import type { Identity } from '../identity.ts';
import { recorded } from '../recorded.ts';
import * as shape from '../schema.ts';
import { requireRecentAuthentication } from '../sessions/require.ts';
import { readTimeCursor } from '../sessions/session-item.ts';
import { approvalKinds, approvals } from './approvals.ts';
import { listApprovals } from './sql.ts';
import type { ApprovalRow } from './sql.ts';

const tags = ['approvals'];

/** The second person's desk: what waits for a decision, and one's own requests. */
export function approvalRoutes(app: FastifyInstance, identity: Identity): void {
  app.get<{ Querystring: Static<typeof shape.ApprovalQuery> }>(
    '/api/v1/approvals',
    {
      schema: {
        summary: 'Approvals that one may decide on or has asked for',
        tags,
        querystring: shape.ApprovalQuery,
        response: { 200: shape.pageOf(shape.ApprovalItem) },
      },
    },
    (request) => listPage(identity, request.context, request.query),
  );
  app.post<{ Params: Static<typeof shape.IdParams>; Body: Static<typeof shape.DecisionBody> }>(
    '/api/v1/approvals/:id/decision',
    {
      schema: {
        summary: 'Approve or refuse',
        tags,
        params: shape.IdParams,
        body: shape.DecisionBody,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      requireRecentAuthentication(request);
      const { context, params, body } = request;
      const input = { id: params.id, decision: body.decision, reason: body.reason ?? null };
      const attempt = { act: 'approval', resource: 'approval', record: params.id } as const;
      await recorded(identity, context, attempt, (tx) => approvals.decide(tx, context, input));
      return reply.code(204).send();
    },
  );
}

async function listPage(
  identity: Identity,
  context: Context,
  query: Static<typeof shape.ApprovalQuery>,
): Promise<{ items: shape.ApprovalItem[]; nextCursor: string | null }> {
  const limit = query.limit ?? 50;
  const { actor, at } = context;
  const kinds = approvalKinds().filter((kind) => kind.deciders.some((role) => actor.roles.includes(role)));
  const rows = await listApprovals(identity.db, {
    kinds: kinds.map((kind) => kind.kind),
    person: actor.id,
    open: query.state !== 'all',
    at,
    before: readTimeCursor(query.cursor),
    limit: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: await Promise.all(page.map((row) => itemOf(identity, context, row))),
    nextCursor: last && rows.length > limit ? encodeCursor([last.requestedAt.toISOString(), last.id]) : null,
  };
}

async function itemOf(identity: Identity, context: Context, row: ApprovalRow): Promise<shape.ApprovalItem> {
  const kind = approvalKinds().find((one) => one.kind === row.kind);
  const about = shape.uuidPattern.test(row.subject) ? await findAccount(identity.db, row.subject) : undefined;
  const state = stateOf(row, context.at);
  const own = row.requestedBy === context.actor.id;
  const decides = kind?.deciders.some((role) => context.actor.roles.includes(role)) ?? false;
  return {
    id: row.id,
    kind: row.kind,
    title: kind?.title ?? { zh: row.kind, en: row.kind },
    subject: row.subject,
    subjectName: about?.name ?? null,
    payload: row.payload,
    requestedBy: row.requestedBy,
    requestedByName: row.requestedByName,
    requestedAt: row.requestedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    state,
    decidedByName: row.decidedByName,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    reason: row.reason,
    mayDecide: state === 'open' && !own && decides,
    mayUse: state === 'approved' && own,
  };
}

function stateOf(row: ApprovalRow, at: Date): shape.ApprovalItem['state'] {
  if (row.consumedAt) return 'used';
  if (row.decision === 'refused') return 'refused';
  if (row.expiresAt <= at) return 'expired';
  return row.decision ?? 'open';
}
