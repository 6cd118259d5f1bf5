import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { TLSSocket } from 'node:tls';
import { now } from '#infrastructure/clock/index.ts';
import { Fault } from '#infrastructure/faults/index.ts';
import type { Context } from '#security/context/index.ts';
import { peerSerial } from '#security/certificates/index.ts';
import { entryFor, ledger } from '#security/ledger/index.ts';
import { findAccount } from '../accounts/sql.ts';
import { actorOf, contextOf } from '../actor.ts';
import type { Origin } from '../actor.ts';
import { fault } from '../errors.ts';
import type { Identity } from '../identity.ts';
import { refuseState } from '../sign-in/prove.ts';
import { readCookie } from './cookie.ts';
import { isIdleLocked, noteUse } from './idle-lock.ts';
import type { KnownSession } from './session-cache.ts';
import { tokenHash } from './token.ts';

/**
 * Who may reach a route. `anyone`: no session needed. `session`: signed in, even if locked or before the notice.
 * `acknowledged` (the default below /api): signed in, notice acknowledged, not locked. `client`: also a client's
 * certificate without a session.
 */
export type Admission = 'anyone' | 'session' | 'acknowledged' | 'client';

/** What is known about the sender of a request. */
export interface Identified {
  readonly context: Context;
  /** null for a client that authenticates each request by its certificate. */
  readonly session: KnownSession | null;
  readonly tokenHash: Buffer | null;
  readonly locked: boolean;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    admits?: Admission;
  }
  interface FastifyRequest {
    identified: Identified | null;
    /** Who asks. Reading it on a route that admits anyone, without a session, is identity.not-signed-in. */
    readonly context: Context;
  }
}

/** Looks like GET to a browser, so a foreign page can send it without asking. */
const safeMethods: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];
const apiPrefix = '/api/';

/**
 * Adds identity to an application: each request below /api/ is refused unless its route admits it. Call it once, on the
 * root instance, before any route is registered. `certificates`: this listener demands a certificate (mutual TLS).
 */
export function identify(app: FastifyInstance, identity: Identity, options: { certificates: boolean }): void {
  app.decorateRequest('identified', null);
  app.decorateRequest('context', {
    getter(this: FastifyRequest) {
      if (!this.identified) throw fault('not-signed-in');
      return this.identified.context;
    },
  });
  app.addHook('onRequest', async (request) => {
    const admits = request.routeOptions.config.admits ?? (isApi(request) ? 'acknowledged' : 'anyone');
    if (!safeMethods.includes(request.method) && isApi(request)) requireMark(request);
    if (options.certificates) await requireLivePeer(identity, request);
    if (admits === 'anyone') return;
    request.identified = await identifyRequest(identity, request, admits, options.certificates);
  });
  app.addHook('onError', async (request, _reply, error) => {
    const context = request.identified?.context;
    if (context && error instanceof Fault && recordedRefusals.includes(error.code))
      await recordRefusal(context, request, error);
  });
}

/** Attempts to use a function without the right to: in the ledger (control 26). */
const recordedRefusals: readonly string[] = [
  'identity.not-permitted',
  'identity.recent-authentication-needed',
];

async function recordRefusal(context: Context, request: FastifyRequest, error: Fault): Promise<void> {
  const route = `${request.method} ${request.routeOptions.url ?? ''}`;
  await ledger.append(
    entryFor(context, {
      act: 'system',
      outcome: 'refused',
      reason: error.code,
      resource: 'function',
      detail: { route },
    }),
  );
}

/** The route's own path decides, not the text of the address, which has many spellings. */
function isApi(request: FastifyRequest): boolean {
  return (request.routeOptions.url ?? '').startsWith(apiPrefix);
}

/** SameSite=Strict and a header that only a page of ours can send (control 50). */
function requireMark(request: FastifyRequest): void {
  if (request.headers['x-minqiao'] !== '1') throw fault('forged-request');
}

/** Every request on this listener, on whatever connection: is the certificate in force now? (controls 3-5) */
async function requireLivePeer(identity: Identity, request: FastifyRequest): Promise<void> {
  const serial = peerSerial(request.raw.socket as TLSSocket);
  await identity.certificates.status.require(serial, ['officer', 'client', 'node'], now());
}

async function identifyRequest(
  identity: Identity,
  request: FastifyRequest,
  admits: Exclude<Admission, 'anyone'>,
  certificates: boolean,
): Promise<Identified> {
  const origin = originOf(request);
  const serial = certificates ? peerSerial(request.raw.socket as TLSSocket) : null;
  const hash = tokenHash(readCookie(request, identity.config));
  if (!hash && admits === 'client' && serial) return identifyClient(identity, origin, serial);
  const session = hash ? await identity.sessions.find(hash) : undefined;
  if (!hash || !session) throw fault('not-signed-in');
  await requireLive(identity, session, origin.at, serial);
  const locked = await isIdleLocked(identity, session, hash, origin);
  if (admits !== 'session') {
    if (locked) throw fault('locked');
    if (owesNotice(session)) throw fault('notice-needed');
    const background = request.headers['x-minqiao-background'] === '1';
    if (!background) await noteUse(identity, session, origin.at);
  }
  const context = contextOf(
    identity,
    actorOf(identity, { ...session, id: session.account }),
    origin,
    session.id,
  );
  return { context, session, tokenHash: hash, locked };
}

/** Control 13 warns who may see other people's data; a citizen sees their own and is not asked. */
export function owesNotice(session: Pick<KnownSession, 'kind' | 'noticeAt'>): boolean {
  return session.kind !== 'citizen' && session.noticeAt === null;
}

/** The session's own limits, the account's state and the certificate's, as they are now. */
async function requireLive(
  identity: Identity,
  session: KnownSession,
  at: Date,
  serial: string | null,
): Promise<void> {
  if (at >= session.expiresAt) throw fault('session-expired');
  const demo = identity.config.profile === 'demo';
  if (!demo && (session.demo || session.assurance === 'demo')) throw fault('not-signed-in');
  const refusal = refuseState(session, at);
  if (refusal) throw refusal;
  if (serial !== null && serial !== session.certificate) throw fault('other-certificate');
  if (session.certificate !== null)
    await identity.certificates.status.require(session.certificate, ['officer'], at);
}

/** A client has no session: each request stands on its certificate. */
async function identifyClient(identity: Identity, origin: Origin, serial: string): Promise<Identified> {
  const { holder } = await identity.certificates.status.require(serial, ['client'], origin.at);
  const account = await findAccount(identity.db, holder);
  if (!account || account.kind !== 'client') throw fault('not-signed-in');
  const refusal = refuseState(account, origin.at);
  if (refusal) throw refusal;
  const context = contextOf(identity, actorOf(identity, account), origin, null);
  return { context, session: null, tokenHash: null, locked: false };
}

/** Where a request comes from, before anybody is known to have sent it. */
export function originOf(request: FastifyRequest): Origin {
  return { requestId: request.id, address: request.ip, language: request.language, at: now() };
}
