import type { Context } from '#security/context/index.ts';
import { appendEntries, entryFor } from '#security/ledger/index.ts';
import type { Tx } from '#infrastructure/sql/index.ts';
import { fault } from './errors.ts';
import { findInForce, lockCertificate, updateRevoked } from './sql.ts';
import type { CertificateRow, RevocationReason } from './sql.ts';

/**
 * Revokes one certificate. Every process refuses it from its next status check on, at most 2 s later.
 * @throws Fault certificates.not-found, already-revoked
 */
export async function revokeCertificate(
  tx: Tx,
  context: Context,
  input: { readonly serial: string; readonly reason: RevocationReason },
): Promise<CertificateRow> {
  const certificate = await lockCertificate(tx, input.serial);
  if (!certificate) throw fault('not-found');
  if (certificate.revokedAt) throw fault('already-revoked');
  await revoke(tx, context, certificate, input.reason);
  return certificate;
}

/** Revokes what the holder has in force, if anything: the account ended or is threatened. */
export async function revokeHeld(
  tx: Tx,
  context: Context,
  holder: string,
  reason: RevocationReason,
): Promise<void> {
  const held = await findInForce(tx, holder);
  if (held) await revoke(tx, context, held, reason);
}

async function revoke(
  tx: Tx,
  context: Context,
  certificate: CertificateRow,
  reason: RevocationReason,
): Promise<void> {
  await updateRevoked(tx, certificate.serial, context.actor.id, context.at, reason);
  await appendEntries(tx, [
    entryFor(context, {
      act: 'certificate-revoke',
      outcome: 'permitted',
      reason,
      resource: 'certificate',
      record: certificate.holder,
      detail: { serial: certificate.serial, kind: certificate.kind },
    }),
  ]);
}
