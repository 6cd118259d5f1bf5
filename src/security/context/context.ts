export type ActorKind = 'officer' | 'citizen' | 'client' | 'system';

/** Who asks. `id` is the account's uuid: a pseudonym outside this node, the person inside it. */
export interface Actor {
  readonly kind: ActorKind;
  readonly id: string;
  readonly name: string;
  /** Code of the actor's own unit (12 characters for police organisations). */
  readonly organisation: string;
  /** Organisation code of the node: the agency that answers for this access. */
  readonly agency: string;
  readonly branch: string;
  readonly roles: readonly string[];
  /** Who the actor is as a person: blocks or flags access to the own record and household (control 21). */
  readonly citizenNumber?: string;
}

/** Everything a use case needs to know about the request, made once at the edge. */
export interface Context {
  readonly actor: Actor;
  readonly session: string | null;
  /** Trace id: in the answer, in the log, in the ledger. */
  readonly requestId: string;
  readonly address: string | null;
  readonly language: 'zh' | 'en';
  /** When the request arrived; rules take this, nobody reads the clock. */
  readonly at: Date;
  /** The node holds the demonstration's fictional people: what leaves it as a file says so. */
  readonly demo?: boolean;
}

/** The context of the node's own acts (loading, expiry, sequencing): they are in the ledger like any other. */
export function systemContext(agency: string, requestId: string, at: Date): Context {
  return {
    actor: {
      kind: 'system',
      id: '00000000-0000-8000-8000-000000000000',
      name: 'system',
      organisation: agency,
      agency,
      branch: 'system',
      roles: ['system'],
    },
    session: null,
    requestId,
    address: null,
    language: 'zh',
    at,
  };
}
