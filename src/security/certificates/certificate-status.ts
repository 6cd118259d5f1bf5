import { monotonicMs } from '#infrastructure/clock/index.ts';
import type { Database } from '#infrastructure/sql/index.ts';
import type { CertificateKind } from './authority.ts';
import { fault } from './errors.ts';
import { findStatus } from './sql.ts';
import type { StatusRow } from './sql.ts';

/** How old a known status may be: a revocation missed by the notice is effective after this at the latest. */
const maxAgeMs = 2_000;
/** A node has some thousand officers; beyond this the oldest go. About 300 bytes each. */
const maxEntries = 20_000;

export interface CertificateStatus {
  /**
   * Passes when the serial is in the register, not revoked, valid at `at` and of one of the kinds. Anything else,
   * also a register that cannot be read, is a refusal (control 3). Returns the holder.
   * @throws Fault certificates.unknown, revoked, expired, wrong-kind, status-stale
   */
  require(
    serial: string,
    kinds: readonly CertificateKind[],
    at: Date,
  ): Promise<{ holder: string; kind: CertificateKind }>;
  /** Stops listening. */
  close(): Promise<void>;
}

interface Entry {
  readonly loadedMs: number;
  readonly row: Promise<StatusRow | undefined>;
}

/** The status of certificates by serial, remembered for at most 2 s and forgotten at once when one is revoked. */
export async function openCertificateStatus(
  db: Database,
  options: { maxAgeMs?: number } = {},
): Promise<CertificateStatus> {
  const known = new Map<string, Entry>();
  const ageMs = options.maxAgeMs ?? maxAgeMs;
  const unlisten = await db.listen('certificates', (serial) => known.delete(serial));
  const load = (serial: string): Promise<StatusRow | undefined> => {
    const found = known.get(serial);
    if (found && monotonicMs() - found.loadedMs < ageMs) return found.row;
    const row = findStatus(db, serial);
    known.delete(serial);
    known.set(serial, { loadedMs: monotonicMs(), row });
    row.catch(() => known.delete(serial));
    if (known.size > maxEntries) known.delete(known.keys().next().value as string);
    return row;
  };
  return {
    async require(serial, kinds, at) {
      const row = await load(serial).catch((cause: unknown) => {
        throw fault('status-stale', {}, { cause });
      });
      return judge(row, kinds, at);
    },
    close: unlisten,
  };
}

function judge(
  row: StatusRow | undefined,
  kinds: readonly CertificateKind[],
  at: Date,
): { holder: string; kind: CertificateKind } {
  if (!row) throw fault('unknown');
  if (row.revokedAt) throw fault('revoked');
  if (at < row.notBefore || at >= row.notAfter) throw fault('expired');
  if (!kinds.includes(row.kind) || row.holder === null) throw fault('wrong-kind');
  return { holder: row.holder, kind: row.kind };
}
