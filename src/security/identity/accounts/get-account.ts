import type { Context } from '#security/context/index.ts';
import { listCertificates } from '#security/certificates/index.ts';
import type { CertificateRow } from '#security/certificates/index.ts';
import { entryFor, ledger } from '#security/ledger/index.ts';
import { fault } from '../errors.ts';
import type { Identity } from '../identity.ts';
import type * as shape from '../schema.ts';
import { sessionsOf } from '../sessions/list-sessions.ts';
import { itemOf as sessionItem } from '../sessions/session-item.ts';
import { findPin } from '../sign-in/sql.ts';
import { findAccount } from './sql.ts';

/**
 * An account with its certificates and open sessions; never its identity number.
 * @throws Fault identity.no-account
 */
export async function getAccount(
  identity: Identity,
  context: Context,
  id: string,
): Promise<shape.AccountDetail> {
  const { db } = identity;
  const account = await findAccount(db, id);
  if (!account) throw fault('no-account');
  const sessions = await sessionsOf(db, id, context.at);
  const certificates = await listCertificates(db, id);
  const pin = await findPin(db, id);
  await ledger.append(
    entryFor(context, { act: 'read', outcome: 'permitted', resource: 'account', record: id, count: 1 }),
  );
  const { organisationZh, organisationEn, version: _version, roles, ...rest } = account;
  return {
    ...rest,
    roles: [...roles],
    organisationName: { zh: organisationZh, en: organisationEn },
    stateAt: account.stateAt.toISOString(),
    employmentEndsAt: account.employmentEndsAt?.toISOString() ?? null,
    createdAt: account.createdAt.toISOString(),
    lastUsedAt: account.lastUsedAt?.toISOString() ?? null,
    hasPin: pin !== undefined,
    certificates: certificates.map(certificateItem),
    sessions: sessions.map((row) => sessionItem(row, context.session)),
  };
}

function certificateItem(row: CertificateRow): shape.CertificateItem {
  const { serial, kind, subject, revocationReason } = row;
  return {
    serial,
    kind,
    subject,
    revocationReason,
    notBefore: row.notBefore.toISOString(),
    notAfter: row.notAfter.toISOString(),
    issuedAt: row.issuedAt.toISOString(),
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}
