import type { Tx } from '#infrastructure/sql/index.ts';
import type { Context } from '#security/context/index.ts';
import { issueWithoutKeys } from '#security/certificates/index.ts';
import type { Identity } from '../identity.ts';
import { requireDisjoint } from './change-roles.ts';
import { recordChange } from './record-change.ts';
import { insertAccountRoles, insertAccounts, insertOrganisations } from './sql.ts';
import type { NewAccount } from './sql.ts';

/** An account from elsewhere: the demonstration, a personnel system. */
export interface ImportedAccount {
  readonly id: string;
  readonly kind: 'officer' | 'citizen' | 'client';
  readonly name: string;
  readonly policeNumber: string | null;
  readonly organisation: string;
  readonly branch: string;
  readonly post: string | null;
  readonly roles: readonly string[];
  readonly citizenNumber: string;
  /** Place in the demonstration's sign-in page; null or absent = not there. */
  readonly castRank?: number | null;
  readonly note?: { readonly zh: string; readonly en: string } | null;
}

export interface ImportedOrganisation {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly parent: string | null;
}

const batchSize = 1_000; // accounts of one round trip: about 400 kB

type Source<T> = Iterable<T> | AsyncIterable<T>;

/** Adds or renames units. Accounts refer to them, so they come first. */
export async function importOrganisations(
  tx: Tx,
  organisations: Source<ImportedOrganisation>,
  options: { demo: boolean },
): Promise<number> {
  return inBatches(organisations, (batch) => insertOrganisations(tx, batch, options.demo));
}

/**
 * Adds many accounts in the caller's transaction; with `certificates` each officer gets one, whose key nobody keeps.
 * None has a PIN: nothing ships with a way to sign in (control 12). One entry in the ledger says how many.
 * @throws Fault identity.unknown-role, identity.united-powers
 */
export async function importAccounts(
  tx: Tx,
  identity: Pick<Identity, 'keys' | 'roles' | 'certificates'>,
  context: Context,
  accounts: Source<ImportedAccount>,
  options: { demo: boolean; certificates: boolean },
): Promise<number> {
  const count = await inBatches(accounts, async (batch) => {
    await insertAccounts(
      tx,
      batch.map((account) => rowOf(identity, account, options.demo)),
      context.at,
    );
    await insertAccountRoles(tx, rolesOf(identity, batch), context.actor.id, context.at);
    if (options.certificates) await issueForOfficers(tx, identity, context, batch);
  });
  await recordChange(tx, context, context.actor.id, { step: 'import', count, demo: options.demo });
  return count;
}

function rowOf(identity: Pick<Identity, 'keys'>, account: ImportedAccount, demo: boolean): NewAccount {
  const { id, kind, name, policeNumber, organisation, branch, post, citizenNumber } = account;
  return {
    id,
    kind,
    name,
    policeNumber,
    organisation,
    branch,
    post,
    demo,
    citizenNumberTag: identity.keys.tag(citizenNumber),
    citizenNumberSealed: identity.keys.seal(citizenNumber, id),
    employmentEndsAt: null,
    demoRank: demo ? (account.castRank ?? null) : null,
    demoNoteZh: account.note?.zh ?? null,
    demoNoteEn: account.note?.en ?? null,
  };
}

function rolesOf(
  identity: Pick<Identity, 'roles'>,
  batch: readonly ImportedAccount[],
): Parameters<typeof insertAccountRoles>[1] {
  return batch.flatMap(({ id, roles }) => {
    requireDisjoint(identity.roles, roles);
    return roles.map((role) => ({ account: id, role, power: identity.roles.get(role).power }));
  });
}

function issueForOfficers(
  tx: Tx,
  identity: Pick<Identity, 'certificates'>,
  context: Context,
  batch: readonly ImportedAccount[],
): Promise<void> {
  const officers = batch.filter((account) => account.kind === 'officer');
  const requests = officers.map(({ id }) => ({ kind: 'officer', holder: id }) as const);
  return issueWithoutKeys(tx, identity.certificates.authority, context, requests);
}

async function inBatches<T>(
  source: Source<T>,
  work: (batch: readonly T[]) => Promise<void>,
): Promise<number> {
  let count = 0;
  let batch: T[] = [];
  const flush = async (): Promise<void> => {
    if (batch.length > 0) await work(batch);
    count += batch.length;
    batch = [];
  };
  for await (const one of source) {
    batch.push(one);
    if (batch.length >= batchSize) await flush();
  }
  await flush();
  return count;
}
