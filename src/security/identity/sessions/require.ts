import type { FastifyRequest } from 'fastify';
import type { Context } from '#security/context/index.ts';
import { fault } from '../errors.ts';
import type { KnownSession } from './session-cache.ts';

const recentMinutes = 15; // as long as the default idle lock: whoever sat there all the time is asked once at most
const minuteMs = 60_000;

/** The context, if the actor has one of the roles. @throws Fault identity.not-permitted (recorded in the ledger) */
export function requireRole(request: FastifyRequest, ...roles: readonly string[]): Context {
  const { context } = request;
  if (!roles.some((role) => context.actor.roles.includes(role))) throw fault('not-permitted');
  return context;
}

/**
 * For privileged functions (control 8): the PIN must have been checked within the last 15 minutes.
 * @throws Fault identity.recent-authentication-needed
 */
export function requireRecentAuthentication(request: FastifyRequest): void {
  const session = sessionOf(request);
  const ageMs = request.context.at.getTime() - session.authenticatedAt.getTime();
  if (ageMs > recentMinutes * minuteMs)
    throw fault('recent-authentication-needed', { minutes: recentMinutes });
}

/** @throws Fault identity.not-signed-in for a client, which has none */
export function sessionOf(request: FastifyRequest): KnownSession {
  const session = request.identified?.session;
  if (!session) throw fault('not-signed-in');
  return session;
}
