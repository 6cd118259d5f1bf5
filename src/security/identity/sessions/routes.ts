import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Static } from 'typebox';
import { sendFile } from '#infrastructure/table-files/index.ts';
import type { Identity } from '../identity.ts';
import * as shape from '../schema.ts';
import {
  acknowledgeNotice,
  authenticateAgain,
  changePin,
  endSession,
  lockSession,
  signOut,
} from './change-session.ts';
import { clearCookie, setCookie } from './cookie.ts';
import { exportSessions, sessionExport } from './export-sessions.ts';
import type { SessionExport } from './export-sessions.ts';
import { owesNotice } from './identify.ts';
import { requireRecentAuthentication, requireRole, sessionOf } from './require.ts';
import { listAllSessions, sessionsOf } from './list-sessions.ts';
import { itemOf } from './session-item.ts';

const inAnyState = { config: { admits: 'session' } } as const;
const noContent = { 204: Type.Null() };

/** The session API: what the shell of the pages lives on. */
export function sessionRoutes(app: FastifyInstance, identity: Identity): void {
  ownSession(app, identity);
  proofs(app, identity);
  sessionLists(app, identity);
}

function ownSession(app: FastifyInstance, identity: Identity): void {
  const doc = (summary: string) => ({ summary, tags: ['session'] });
  app.get(
    '/api/v1/session',
    { ...inAnyState, schema: { ...doc('Who is signed in'), response: { 200: shape.SessionView } } },
    (request) => viewOf(identity, request),
  );
  app.post(
    '/api/v1/session/notice',
    { ...inAnyState, schema: { ...doc('Acknowledge the notice of monitored use'), response: noContent } },
    async (request, reply) => {
      await acknowledgeNotice(identity, request.context, sessionOf(request));
      return done(identity, request, reply);
    },
  );
  app.post(
    '/api/v1/session/lock',
    { ...inAnyState, schema: { ...doc('Lock the screen'), response: noContent } },
    async (request, reply) => {
      await lockSession(identity, request.context, sessionOf(request));
      return done(identity, request, reply);
    },
  );
  app.delete(
    '/api/v1/session',
    { ...inAnyState, schema: { ...doc('Sign out'), response: noContent } },
    async (request, reply) => {
      await signOut(identity, request.context, sessionOf(request));
      clearCookie(reply, identity.config);
      return done(identity, request, reply);
    },
  );
}

/** Whatever a PIN is given for: each answer sets a new token. */
function proofs(app: FastifyInstance, identity: Identity): void {
  const again = (path: string, act: 'unlock' | 'sign-in', summary: string) =>
    app.post<{ Body: Static<typeof shape.PinBody> }>(
      path,
      { ...inAnyState, schema: { summary, tags: ['session'], body: shape.PinBody, response: noContent } },
      async (request, reply) => {
        const { pin } = request.body;
        const token = await authenticateAgain(identity, request.context, sessionOf(request), { pin, act });
        setCookie(reply, identity.config, token);
        return done(identity, request, reply);
      },
    );
  again('/api/v1/session/unlock', 'unlock', 'Unlock the screen with the PIN');
  again('/api/v1/session/re-authenticate', 'sign-in', 'Prove presence before a privileged act');
  app.post<{ Body: Static<typeof shape.ChangePinBody> }>(
    '/api/v1/session/pin',
    {
      schema: {
        summary: 'Change one’s PIN',
        tags: ['session'],
        body: shape.ChangePinBody,
        response: noContent,
      },
    },
    async (request, reply) => {
      const token = await changePin(identity, request.context, sessionOf(request), request.body);
      setCookie(reply, identity.config, token);
      return done(identity, request, reply);
    },
  );
}

function sessionLists(app: FastifyInstance, identity: Identity): void {
  app.get(
    '/api/v1/session/mine',
    {
      schema: {
        summary: 'One’s own sessions',
        tags: ['session'],
        response: { 200: shape.pageOf(shape.SessionItem) },
      },
    },
    async ({ context }) => {
      const rows = await sessionsOf(identity.db, context.actor.id, context.at);
      return {
        items: rows.map((row) => itemOf(row, context.session)),
        nextCursor: null,
        total: rows.length,
      };
    },
  );
  app.get<{ Querystring: shape.SessionQuery }>(
    '/api/v1/sessions',
    {
      schema: {
        summary: 'All open sessions',
        tags: ['administration'],
        querystring: shape.SessionQuery,
        response: { 200: shape.pageOf(shape.SessionItem) },
      },
    },
    (request) => {
      const context = requireRole(request, 'system-administrator', 'security-administrator');
      return listAllSessions(identity.db, context, request.query);
    },
  );
  app.post<{ Body: SessionExport }>(
    '/api/v1/sessions/export',
    { schema: { summary: 'Open sessions as a file', tags: ['administration'], body: sessionExport } },
    async (request, reply) => {
      const context = requireRole(request, 'system-administrator', 'security-administrator');
      return sendFile(reply, await exportSessions(identity, context, request.body));
    },
  );
  app.delete<{ Params: Static<typeof shape.IdParams> }>(
    '/api/v1/sessions/:id',
    { schema: { summary: 'End a session', tags: ['session'], params: shape.IdParams, response: noContent } },
    async (request, reply) => {
      const administers = request.context.actor.roles.includes('system-administrator');
      if (administers) requireRecentAuthentication(request);
      await endSession(identity, request.context, { id: request.params.id, administers });
      return done(identity, request, reply);
    },
  );
}

function viewOf(identity: Identity, request: FastifyRequest): shape.SessionView {
  const { context, locked } = request.identified ?? { context: request.context, locked: false };
  const session = sessionOf(request);
  const { id, name, organisation, branch, roles } = context.actor;
  const { agency, agencyNameZh, agencyNameEn } = identity.config;
  const organisationName = { zh: session.organisationZh, en: session.organisationEn };
  return {
    actor: { kind: session.kind, id, name, organisation, organisationName, branch, roles: [...roles] },
    agency: { code: agency, name: { zh: agencyNameZh, en: agencyNameEn } },
    profile: identity.config.profile,
    idleLockMs: identity.config.idleLockMs,
    expiresAt: session.expiresAt.toISOString(),
    authenticatedAt: session.authenticatedAt.toISOString(),
    assurance: session.assurance,
    locked,
    noticeAcknowledged: !owesNotice(session),
    language: context.language,
    permissions: identity.roles.permissionsOf(roles),
  };
}

/** What this process remembers of the session is old now. */
function done(identity: Identity, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const hash = request.identified?.tokenHash;
  if (hash) identity.sessions.forget(hash);
  return reply.code(204).send();
}
