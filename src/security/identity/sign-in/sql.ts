import type { Tx } from '#infrastructure/sql/index.ts';
import type { HashedSecret } from './pin.ts';

type Reader = Pick<Tx, 'query'>;

export async function findPin(db: Reader, account: string): Promise<HashedSecret | undefined> {
  const rows = await db.query<HashedSecret>(
    `select salt, hash from identity.pin where account = $1`,
    [account],
    'identity-pin',
  );
  return rows[0];
}

export async function upsertPin(tx: Tx, account: string, pin: HashedSecret, at: Date): Promise<void> {
  await tx.query(
    `insert into identity.pin (account, salt, hash, set_at) values ($1, $2, $3, $4)
     on conflict (account) do update set salt = excluded.salt, hash = excluded.hash, set_at = excluded.set_at`,
    [account, pin.salt, pin.hash, at],
  );
}

export async function deletePin(tx: Tx, account: string): Promise<void> {
  await tx.query(`delete from identity.pin where account = $1`, [account]);
}

export async function findActivationCode(
  db: Reader,
  account: string,
  at: Date,
): Promise<HashedSecret | undefined> {
  const rows = await db.query<HashedSecret>(
    `select salt, hash from identity.activation_code where account = $1 and expires_at > $2`,
    [account, at],
  );
  return rows[0];
}

export async function upsertActivationCode(
  tx: Tx,
  account: string,
  code: HashedSecret,
  by: string,
  at: Date,
  expiresAt: Date,
): Promise<void> {
  await tx.query(
    `insert into identity.activation_code (account, salt, hash, made_by, made_at, expires_at)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (account) do update set salt = excluded.salt, hash = excluded.hash, made_by = excluded.made_by,
       made_at = excluded.made_at, expires_at = excluded.expires_at`,
    [account, code.salt, code.hash, by, at, expiresAt],
  );
}

export async function deleteActivationCode(tx: Tx, account: string): Promise<void> {
  await tx.query(`delete from identity.activation_code where account = $1`, [account]);
}

export async function insertFailedAttempt(tx: Tx, account: string, at: Date): Promise<void> {
  await tx.query(`insert into identity.failed_attempt (account, at) values ($1, $2)`, [account, at]);
}

export async function countFailedAttempts(tx: Tx, account: string, since: Date): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `select count(*)::int as count from identity.failed_attempt where account = $1 and at > $2`,
    [account, since],
  );
  return row?.count ?? 0;
}

export async function deleteFailedAttempts(tx: Tx, account: string): Promise<void> {
  await tx.query(`delete from identity.failed_attempt where account = $1`, [account]);
}

export async function insertChallenge(
  db: Reader,
  hash: Buffer,
  certificate: string,
  expiresAt: Date,
): Promise<void> {
  await db.query(`insert into identity.challenge (hash, certificate, expires_at) values ($1, $2, $3)`, [
    hash,
    certificate,
    expiresAt,
  ]);
}

/** Deletes the challenge: of two at once, one gets the row. */
export async function takeChallenge(
  db: Reader,
  hash: Buffer,
  certificate: string,
  at: Date,
): Promise<boolean> {
  const rows = await db.query<{ usable: boolean }>(
    `delete from identity.challenge where hash = $1 returning certificate = $2 and expires_at > $3 as usable`,
    [hash, certificate, at],
  );
  return rows[0]?.usable === true;
}

export async function deleteOldChallenges(tx: Tx, before: Date): Promise<void> {
  await tx.query(`delete from identity.challenge where expires_at < $1`, [before]);
}
