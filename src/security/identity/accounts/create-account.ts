import { randomUUID } from 'node:crypto';
import { isUniqueViolation } from '#infrastructure/sql/index.ts';
import type { Tx } from '#infrastructure/sql/index.ts';
import type { Context } from '#security/context/index.ts';
import { once } from '#security/once/index.ts';
import { fault } from '../errors.ts';
import type { Identity } from '../identity.ts';
import { recorded } from '../recorded.ts';
import { recordChange } from './record-change.ts';
import { insertAccounts } from './sql.ts';
import { requireUnit } from './units.ts';

export interface NewAccountInput {
  readonly kind: 'officer' | 'client';
  readonly name: string;
  /** Officers only. */
  readonly policeNumber?: string | undefined;
  readonly organisation: string;
  readonly branch: string;
  readonly post?: string | undefined;
  /** Identity number of the officer as a person: keeps one person to one account and blocks access to oneself. */
  readonly citizenNumber?: string | undefined;
  readonly employmentEndsAt?: string | undefined;
}

/** With the Idempotency-Key that it was sent with. */
interface Keyed {
  readonly key?: string | undefined;
}

/**
 * Makes an account without roles, PIN or certificate: each is a step of its own, and roles are another administrator's.
 * @throws Fault identity.incomplete-officer, no-organisation, duplicate-account, once.key-reused
 */
export function createAccount(
  identity: Identity,
  context: Context,
  { key, ...input }: NewAccountInput & Keyed,
): Promise<{ id: string }> {
  const id = randomUUID();
  const attempt = {
    act: 'account-change',
    resource: 'account',
    record: id,
    detail: { step: 'create' },
  } as const;
  const make = async (tx: Tx) => {
    if (input.kind === 'officer' && !(input.policeNumber && input.citizenNumber))
      throw fault(
        'incomplete-officer',
        {},
        { pointer: input.policeNumber ? '/citizenNumber' : '/policeNumber' },
      );
    await requireUnit(identity, tx, input.organisation);
    await insertNew(tx, identity, context, id, input);
    await recordChange(tx, context, id, { step: 'create', kind: input.kind });
    return { id };
  };
  const sent = { key, what: 'account', request: input };
  return recorded(identity, context, attempt, (tx) => once(tx, context, sent, () => make(tx)));
}

async function insertNew(
  tx: Tx,
  identity: Identity,
  context: Context,
  id: string,
  input: NewAccountInput,
): Promise<void> {
  const { kind, name, organisation, branch, citizenNumber } = input;
  const row = {
    id,
    kind,
    name,
    organisation,
    branch,
    policeNumber: input.policeNumber ?? null,
    post: input.post ?? null,
    citizenNumberTag: citizenNumber ? identity.keys.tag(citizenNumber) : null,
    citizenNumberSealed: citizenNumber ? identity.keys.seal(citizenNumber, id) : null,
    employmentEndsAt: input.employmentEndsAt ? new Date(input.employmentEndsAt) : null,
    demo: false,
    demoRank: null,
    demoNoteZh: null,
    demoNoteEn: null,
  };
  try {
    await insertAccounts(tx, [row], context.at);
  } catch (error) {
    throw isUniqueViolation(error) ? fault('duplicate-account', {}, { cause: error }) : error;
  }
}
