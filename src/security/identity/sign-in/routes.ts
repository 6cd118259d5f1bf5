import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { TLSSocket } from 'node:tls';
import { Type } from 'typebox';
import type { Static } from 'typebox';
import { now } from '#infrastructure/clock/index.ts';
import { peerSerial } from '#security/certificates/index.ts';
import type { Identity } from '../identity.ts';
import * as shape from '../schema.ts';
import { pagesUrl, setCookie } from '../sessions/cookie.ts';
import { originOf } from '../sessions/identify.ts';
import type { OpenedSession } from '../sessions/open-session.ts';
import { makeChallenge } from './challenge.ts';
import { listIdentities, signInAsDemo } from './demo-sign-in.ts';
import { activatePin, certificateOwner, signIn } from './sign-in.ts';

const anyone = { config: { admits: 'anyone' } } as const;
const tags = ['sign-in'];

/** Officers' sign-in; only on the listener that takes certificates. */
export function certificateRoutes(app: FastifyInstance, identity: Identity): void {
  const serialOf = (request: FastifyRequest): string => peerSerial(request.raw.socket as TLSSocket);
  app.post(
    '/api/v1/sign-in/challenge',
    {
      ...anyone,
      schema: {
        summary: 'Begin a sign-in with the certificate',
        tags,
        response: { 200: shape.ChallengeAnswer },
      },
    },
    (request) => challengeFor(identity, serialOf(request), now()),
  );
  app.post<{ Body: Static<typeof shape.SignInBody> }>(
    '/api/v1/sign-in',
    {
      ...anyone,
      schema: {
        summary: 'Sign in with the PIN',
        tags,
        body: shape.SignInBody,
        response: { 200: shape.SignInAnswer },
      },
    },
    async (request, reply) => {
      const input = { ...request.body, certificate: serialOf(request) };
      return welcome(identity, reply, await signIn(identity, originOf(request), input));
    },
  );
  app.post<{ Body: Static<typeof shape.ActivationBody> }>(
    '/api/v1/sign-in/pin',
    {
      ...anyone,
      schema: {
        summary: 'Choose a PIN with the activation code',
        tags,
        body: shape.ActivationBody,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await activatePin(identity, originOf(request), { ...request.body, certificate: serialOf(request) });
      return reply.code(204).send();
    },
  );
}

/** Being anybody by a click: registered in profile demo and nowhere else, so elsewhere the address does not exist. */
export function demoRoutes(app: FastifyInstance, identity: Identity): void {
  if (identity.config.profile !== 'demo') return;
  app.get(
    '/api/v1/demo/identities',
    {
      ...anyone,
      schema: {
        summary: 'People of the demonstration',
        tags,
        response: { 200: shape.pageOf(shape.DemoIdentity) },
      },
    },
    async () => ({ items: (await listIdentities(identity)).map(demoItem), nextCursor: null }),
  );
  app.post<{ Body: Static<typeof shape.DemoSignInBody> }>(
    '/api/v1/demo/sign-in',
    {
      ...anyone,
      schema: {
        summary: 'Be one of them',
        tags,
        body: shape.DemoSignInBody,
        response: { 200: shape.SignInAnswer },
      },
    },
    async (request, reply) =>
      welcome(identity, reply, await signInAsDemo(identity, originOf(request), request.body)),
  );
}

async function challengeFor(
  identity: Identity,
  serial: string,
  at: Date,
): Promise<Static<typeof shape.ChallengeAnswer>> {
  await certificateOwner(identity, serial, at);
  const { challenge, expiresAt } = await makeChallenge(identity, serial, at);
  return { challenge, expiresAt: expiresAt.toISOString() };
}

function demoItem(row: Awaited<ReturnType<typeof listIdentities>>[number]): shape.DemoIdentity {
  const { id, kind, name, post, roles, organisationZh, organisationEn, noteZh, noteEn } = row;
  const note = noteZh !== null && noteEn !== null ? { zh: noteZh, en: noteEn } : null;
  const organisationName = { zh: organisationZh, en: organisationEn };
  return { account: id, kind, name, organisationName, post, roles: [...roles], note };
}

function welcome(
  identity: Identity,
  reply: FastifyReply,
  opened: OpenedSession,
): Static<typeof shape.SignInAnswer> {
  setCookie(reply, identity.config, opened.token);
  return { session: opened.id, next: pagesUrl(identity.config) };
}
