import type { Actor, Context } from '#security/context/index.ts';
import type { Identity } from './identity.ts';

interface Person {
  readonly id: string;
  readonly kind: 'officer' | 'citizen' | 'client';
  readonly name: string;
  readonly organisation: string;
  readonly branch: string;
  readonly roles: readonly string[];
  readonly citizenNumberSealed?: Buffer | null;
}

/** What is known of a request before anybody is known to have made it. */
export interface Origin {
  readonly requestId: string;
  readonly address: string | null;
  readonly language: 'zh' | 'en';
  readonly at: Date;
}

/** The actor behind an account. Only here is the person's own identity number opened: to block access to oneself. */
export function actorOf(identity: Identity, person: Person): Actor {
  const { id, kind, name, organisation, branch, roles, citizenNumberSealed } = person;
  const agency = identity.config.agency;
  const actor = { kind, id, name, organisation, agency, branch, roles };
  return citizenNumberSealed
    ? { ...actor, citizenNumber: identity.keys.open(citizenNumberSealed, id) }
    : actor;
}

export function contextOf(identity: Identity, actor: Actor, origin: Origin, session: string | null): Context {
  const { requestId, address, language, at } = origin;
  const demo = identity.config.profile === 'demo';
  return { actor, session, requestId, address, language, at, demo };
}

/** Somebody whom no account could be found for: in the ledger as the node's own observation. */
export function strangerContext(identity: Identity, origin: Origin): Context {
  const agency = identity.config.agency;
  const actor: Actor = {
    kind: 'system',
    id: '00000000-0000-8000-8000-000000000000',
    name: 'unknown',
    organisation: agency,
    agency,
    branch: 'none',
    roles: [],
  };
  return contextOf(identity, actor, origin, null);
}
