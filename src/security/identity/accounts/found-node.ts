import { randomUUID } from 'node:crypto';
import { now } from '#infrastructure/clock/index.ts';
import { systemContext } from '#security/context/index.ts';
import { issueCertificate } from '#security/certificates/index.ts';
import type { IssuedCertificate } from '#security/certificates/index.ts';
import { fault } from '../errors.ts';
import type { Identity } from '../identity.ts';
import { hashSecret, requireStrongPin } from '../sign-in/pin.ts';
import { upsertPin } from '../sign-in/sql.ts';
import { handOver } from './issue-account-certificate.ts';
import type { HandedOverCertificate } from './issue-account-certificate.ts';
import { recordChange } from './record-change.ts';
import {
  countAdministrators,
  insertAccountRoles,
  insertAccounts,
  insertOrganisations,
  lockFounding,
} from './sql.ts';

/** The first administrators of a node. Their number, name, identity number and PIN come from the people themselves. */
export interface Founder {
  readonly role: 'system-administrator' | 'security-administrator' | 'auditor';
  readonly name: string;
  readonly policeNumber: string;
  readonly citizenNumber: string;
  readonly pin: string;
}

export interface FoundedAccount {
  readonly id: string;
  readonly policeNumber: string;
  readonly certificate: HandedOverCertificate;
}

/**
 * Makes the first administrators of a node that has none: at its ceremony, from the command line, never over the
 * network. Everybody after them is appointed by them.
 * @throws Fault identity.already-founded, identity.weak-pin
 */
export async function foundNode(identity: Identity, founders: readonly Founder[]): Promise<FoundedAccount[]> {
  const { agency, agencyNameZh, agencyNameEn } = identity.config;
  const context = systemContext(agency, 'found-node', now());
  for (const founder of founders) requireStrongPin(founder.pin, founder.policeNumber);
  const people = await Promise.all(
    founders.map(async (founder) => {
      const id = randomUUID();
      return { id, founder, pin: await hashSecret(identity.keys, id, founder.pin) };
    }),
  );
  const issued = await identity.db.transaction(async (tx) => {
    await lockFounding(tx);
    if ((await countAdministrators(tx)) > 0) throw fault('already-founded');
    const unit = { code: agency, nameZh: agencyNameZh, nameEn: agencyNameEn, parent: null };
    await insertOrganisations(tx, [unit], false);
    const made: { id: string; policeNumber: string; certificate: IssuedCertificate }[] = [];
    for (const { id, founder, pin } of people) {
      await insertAccounts(tx, [rowOf(identity, id, founder)], context.at);
      const power = identity.roles.get(founder.role).power;
      await insertAccountRoles(
        tx,
        [{ account: id, role: founder.role, power }],
        context.actor.id,
        context.at,
      );
      await upsertPin(tx, id, pin, context.at);
      const request = { kind: 'officer', holder: id } as const;
      const certificate = await issueCertificate(tx, identity.certificates.authority, context, request);
      await recordChange(tx, context, id, { step: 'found', role: founder.role });
      made.push({ id, policeNumber: founder.policeNumber, certificate });
    }
    return made;
  });
  return Promise.all(
    issued.map(async (one) => ({ ...one, certificate: await handOver(identity, one.certificate) })),
  );
}

function rowOf(
  identity: Identity,
  id: string,
  founder: Founder,
): Parameters<typeof insertAccounts>[1][number] {
  const { name, policeNumber, citizenNumber } = founder;
  return {
    id,
    kind: 'officer',
    name,
    policeNumber,
    organisation: identity.config.agency,
    branch: branches[founder.role],
    post: null,
    citizenNumberTag: identity.keys.tag(citizenNumber),
    citizenNumberSealed: identity.keys.seal(citizenNumber, id),
    employmentEndsAt: null,
    demo: false,
    demoRank: null,
    demoNoteZh: null,
    demoNoteEn: null,
  };
}

const branches = {
  'system-administrator': 'system',
  'security-administrator': 'security',
  auditor: 'audit',
} as const;
