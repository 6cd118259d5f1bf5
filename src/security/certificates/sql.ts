import type { Database, Tx } from '#infrastructure/sql/index.ts';
import type { CertificateKind } from './authority.ts';

export type RevocationReason =
  'key-compromise' | 'affiliation-changed' | 'superseded' | 'cessation' | 'privilege-withdrawn';

export interface CertificateRow {
  readonly serial: string;
  readonly kind: CertificateKind;
  readonly holder: string | null;
  readonly subject: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly issuedBy: string;
  readonly issuedAt: Date;
  readonly revokedAt: Date | null;
  readonly revokedBy: string | null;
  readonly revocationReason: RevocationReason | null;
}

/** Of a whole row. */
export const columns = `serial, kind, holder, subject, not_before as "notBefore", not_after as "notAfter",
  issued_by as "issuedBy", issued_at as "issuedAt", revoked_at as "revokedAt", revoked_by as "revokedBy",
  revocation_reason as "revocationReason"`;

export interface NewCertificate {
  readonly serial: string;
  readonly kind: CertificateKind;
  readonly holder: string | null;
  readonly subject: string;
  readonly keyDigest: Buffer;
  readonly der: Buffer;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly issuedBy: string;
  readonly issuedAt: Date;
}

/** Inserts many in one round trip. */
export async function insertCertificates(tx: Tx, rows: readonly NewCertificate[]): Promise<void> {
  await tx.query(
    `insert into certificates.certificate
       (serial, kind, holder, subject, key_digest, der, not_before, not_after, issued_by, issued_at)
     select * from unnest($1::text[], $2::text[], $3::uuid[], $4::text[], $5::bytea[], $6::bytea[],
       $7::timestamptz[], $8::timestamptz[], $9::uuid[], $10::timestamptz[])`,
    [
      rows.map((row) => row.serial),
      rows.map((row) => row.kind),
      rows.map((row) => row.holder),
      rows.map((row) => row.subject),
      rows.map((row) => row.keyDigest),
      rows.map((row) => row.der),
      rows.map((row) => row.notBefore),
      rows.map((row) => row.notAfter),
      rows.map((row) => row.issuedBy),
      rows.map((row) => row.issuedAt),
    ],
  );
}

/** Whether the key is in the register, under whoever's name. */
export async function keyIsKnown(tx: Tx, keyDigest: Buffer): Promise<boolean> {
  const rows = await tx.query(`select 1 as found from certificates.certificate where key_digest = $1`, [
    keyDigest,
  ]);
  return rows.length > 0;
}

export interface StatusRow {
  readonly kind: CertificateKind;
  readonly holder: string | null;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly revokedAt: Date | null;
}

export async function findStatus(db: Database, serial: string): Promise<StatusRow | undefined> {
  const rows = await db.query<StatusRow>(
    `select kind, holder, not_before as "notBefore", not_after as "notAfter", revoked_at as "revokedAt"
     from certificates.certificate where serial = $1`,
    [serial],
    'certificate-status',
  );
  return rows[0];
}

export async function lockCertificate(tx: Tx, serial: string): Promise<CertificateRow | undefined> {
  const rows = await tx.query<CertificateRow>(
    `select ${columns} from certificates.certificate where serial = $1 for update`,
    [serial],
  );
  return rows[0];
}

export async function findInForce(tx: Tx, holder: string): Promise<CertificateRow | undefined> {
  const rows = await tx.query<CertificateRow>(
    `select ${columns} from certificates.certificate
     where holder = $1 and revoked_at is null and kind <> 'server' for update`,
    [holder],
  );
  return rows[0];
}

/** The holder's certificates, newest first, at most 50: one a year makes that a long service. */
export async function listByHolder(tx: Pick<Tx, 'query'>, holder: string): Promise<CertificateRow[]> {
  return tx.query<CertificateRow>(
    `select ${columns} from certificates.certificate where holder = $1 order by issued_at desc limit 50`,
    [holder],
  );
}

/** The notice reaches every process at the commit; their caches drop the serial. */
export async function updateRevoked(
  tx: Tx,
  serial: string,
  by: string,
  at: Date,
  reason: RevocationReason,
): Promise<void> {
  await tx.query(
    `update certificates.certificate set revoked_at = $2, revoked_by = $3, revocation_reason = $4
     where serial = $1 and revoked_at is null`,
    [serial, at, by, reason],
  );
  await tx.query(`select pg_notify('certificates', $1)`, [serial]);
}

export interface RevokedRow {
  readonly serial: string;
  readonly at: Date;
  readonly reason: RevocationReason;
}

/** Those that would still be valid otherwise: an expired certificate needs no place on the list (RFC 5280). */
export async function listRevoked(db: Database, at: Date): Promise<RevokedRow[]> {
  return db.query<RevokedRow>(
    `select serial, revoked_at as "at", revocation_reason as "reason" from certificates.certificate
     where revoked_at is not null and not_after > $1 order by revoked_at, serial`,
    [at],
  );
}

export interface SigningKeyRow {
  readonly fingerprint: string;
  readonly purpose: 'ledger' | 'certificate-authority';
  readonly since: Date;
  readonly goneAt: Date | null;
}

/** Processes that start at once compare one after another. */
export async function lockSigningKeys(tx: Tx): Promise<void> {
  await tx.query(`lock table certificates.signing_key in share row exclusive mode`);
}

export async function listSigningKeys(tx: Pick<Tx, 'query'>): Promise<SigningKeyRow[]> {
  return tx.query<SigningKeyRow>(
    `select fingerprint, purpose, since, gone_at as "goneAt" from certificates.signing_key order by since, fingerprint`,
  );
}

export async function insertSigningKey(tx: Tx, row: Omit<SigningKeyRow, 'goneAt'>): Promise<void> {
  await tx.query(`insert into certificates.signing_key (fingerprint, purpose, since) values ($1, $2, $3)`, [
    row.fingerprint,
    row.purpose,
    row.since,
  ]);
}

/** Since when a key is no longer there; null = it is there (again). */
export async function updateSigningKey(tx: Tx, fingerprint: string, goneAt: Date | null): Promise<void> {
  await tx.query(`update certificates.signing_key set gone_at = $2 where fingerprint = $1`, [
    fingerprint,
    goneAt,
  ]);
}
