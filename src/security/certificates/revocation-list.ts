import { X509CrlReason } from '@peculiar/x509';
import { monotonicMs, now } from '#infrastructure/clock/index.ts';
import type { Database } from '#infrastructure/sql/index.ts';
import type { Authority } from './authority.ts';
import { listRevoked } from './sql.ts';
import type { RevocationReason } from './sql.ts';

const maxAgeMs = 5_000; // anybody may fetch the list: signing it once in 5 s is all that a flood can cause
/** How long others may rely on a copy. They should fetch more often; our own listener asks the register itself. */
const validMs = 3_600_000;

const reasons: Readonly<Record<RevocationReason, X509CrlReason>> = {
  'key-compromise': X509CrlReason.keyCompromise,
  'affiliation-changed': X509CrlReason.affiliationChanged,
  superseded: X509CrlReason.superseded,
  cessation: X509CrlReason.cessationOfOperation,
  'privilege-withdrawn': X509CrlReason.privilegeWithdrawn,
};

/** The signed list of revoked certificates in DER (RFC 5280), remembered for 5 s. */
export function revocationList(db: Database, authority: Authority): () => Promise<Buffer> {
  let latest: { readonly madeMs: number; readonly list: Promise<Buffer> } | undefined;
  return () => {
    if (latest && monotonicMs() - latest.madeMs < maxAgeMs) return latest.list;
    const list = signNow(db, authority);
    latest = { madeMs: monotonicMs(), list };
    list.catch(() => (latest = undefined));
    return list;
  };
}

async function signNow(db: Database, authority: Authority): Promise<Buffer> {
  const at = now();
  const rows = await listRevoked(db, at);
  return authority.signRevocationList(
    rows.map((row) => ({ serial: row.serial, at: row.at, reason: reasons[row.reason] })),
    at,
    new Date(at.getTime() + validMs),
  );
}
