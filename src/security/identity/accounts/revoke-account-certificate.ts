import type { Context } from '#security/context/index.ts';
import { revokeCertificate } from '#security/certificates/index.ts';
import type { RevocationReason } from '#security/certificates/index.ts';
import type { Identity } from '../identity.ts';
import { recorded } from '../recorded.ts';
import { endSessionsOf, notifyChanged } from '../sessions/sql.ts';

/**
 * Revokes a certificate and ends its holder's sessions in the same transaction (control 4).
 * @throws Fault certificates.not-found, certificates.already-revoked
 */
export function revokeAccountCertificate(
  identity: Identity,
  context: Context,
  input: { readonly serial: string; readonly reason: RevocationReason },
): Promise<void> {
  const { serial } = input;
  const attempt = { act: 'certificate-revoke', resource: 'certificate', detail: { serial } } as const;
  return recorded(identity, context, attempt, async (tx) => {
    const { holder } = await revokeCertificate(tx, context, input);
    if (holder === null) return;
    await endSessionsOf(tx, holder, context.at, 'certificate-revoked');
    await notifyChanged(tx, holder);
  });
}
