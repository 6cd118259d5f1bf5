import { now } from '#infrastructure/clock/index.ts';
import type { Config } from '#infrastructure/config/index.ts';
import type { Secrets } from '#infrastructure/secrets/index.ts';
import type { Database } from '#infrastructure/sql/index.ts';
import { openAuthority } from './authority.ts';
import type { Authority } from './authority.ts';
import { openCertificateStatus } from './certificate-status.ts';
import type { CertificateStatus } from './certificate-status.ts';
import { openServerKey } from './certificate-listener.ts';
import type { ServerKey } from './certificate-listener.ts';
import { revocationList } from './revocation-list.ts';

/** Everything about certificates that a process of the node needs. */
export interface Certificates {
  readonly authority: Authority;
  readonly status: CertificateStatus;
  /** The node's own key for TLS. */
  readonly serverKey: ServerKey;
  /** The signed revocation list in DER. */
  revocationList(): Promise<Buffer>;
  close(): Promise<void>;
}

/**
 * Opens authority, register and the node's TLS key; makes what is not there yet. `db` logs in as minqiao_app.
 * `maxAgeMs`: how old a status may be, for tests.
 */
export async function openCertificates(
  db: Database,
  secrets: Secrets,
  config: Pick<Config, 'agency' | 'host' | 'publicUrl'>,
  options: { maxAgeMs?: number } = {},
): Promise<Certificates> {
  const authority = await openAuthority(secrets, config.agency, now());
  const serverKey = await openServerKey(db, authority, secrets, config);
  const status = await openCertificateStatus(db, options);
  return {
    authority,
    status,
    serverKey,
    revocationList: revocationList(db, authority),
    close: () => status.close(),
  };
}
