import type { Tx } from '#infrastructure/sql/index.ts';
import type { PackComparison } from '#standards/bundles/index.ts';

type Reader = Pick<Tx, 'query'>;

/** A bundle as it came. */
export interface BundleRow {
  readonly digest: string;
  readonly pack: string;
  readonly version: string;
  readonly issuer: string;
  readonly text: string;
  readonly receivedAt: Date;
  readonly receivedBy: string;
  readonly receivedName: string;
}

/** Keeps a bundle; one that came before is the same, byte for byte. */
export async function insertBundle(tx: Tx, row: BundleRow): Promise<void> {
  const { digest, pack, version, issuer, text, receivedAt, receivedBy, receivedName } = row;
  await tx.query(
    `insert into registry.bundle (digest, pack, version, issuer, text, received_at, received_by, received_name)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (digest) do nothing`,
    [digest, pack, version, issuer, text, receivedAt, receivedBy, receivedName],
  );
}

export async function selectBundleText(tx: Reader, digest: string): Promise<string | undefined> {
  const rows = await tx.query<{ text: string }>(`select text from registry.bundle where digest = $1`, [
    digest,
  ]);
  return rows[0]?.text;
}

/** What was taken: which version of which pack, from whom, with which release. */
export interface TakenRow {
  readonly release: number;
  readonly digest: string;
  readonly pack: string;
  readonly version: string;
  readonly before: string | null;
  readonly issuer: string;
  readonly proposal: number;
  readonly at: Date;
  readonly comparison: PackComparison;
}

export type NewTaken = Omit<TakenRow, 'issuer'>;

export async function insertTaken(tx: Tx, row: NewTaken): Promise<void> {
  const { release, digest, pack, version, before, proposal, at, comparison } = row;
  await tx.query(
    `insert into registry.taken (release, bundle, pack, version, before, proposal, at, comparison)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [release, digest, pack, version, before, proposal, at, JSON.stringify(comparison)],
  );
}

const takenColumns = `t.release, t.bundle as digest, t.pack, t.version, t.before, b.issuer, t.proposal::int as proposal, t.at`;

/** The latest taking of each pack. */
export async function selectLatestTaken(tx: Reader): Promise<Omit<TakenRow, 'comparison'>[]> {
  return tx.query<Omit<TakenRow, 'comparison'>>(
    `select distinct on (t.pack) ${takenColumns}
       from registry.taken t join registry.bundle b on b.digest = t.bundle order by t.pack, t.release desc`,
  );
}

/** All takings of a pack, newest first; at most `limit`. */
export async function selectTakings(tx: Reader, pack: string, limit: number): Promise<TakenRow[]> {
  return tx.query<TakenRow>(
    `select ${takenColumns}, t.comparison
       from registry.taken t join registry.bundle b on b.digest = t.bundle
      where t.pack = $1 order by t.release desc limit $2`,
    [pack, limit],
  );
}

/** The number of the open proposal that would take a bundle. */
export async function selectUnderWay(tx: Reader, digest: string): Promise<number | undefined> {
  const rows = await tx.query<{ number: number }>(
    `select number::int as number from registry.proposal
      where bundle = $1 and state in ('draft', 'review', 'returned', 'approved') order by number limit 1`,
    [digest],
  );
  return rows[0]?.number;
}

/** Offers that wait for a decision, by pack. */
export async function selectOffers(tx: Reader): Promise<{ number: number; pack: string; version: string }[]> {
  return tx.query(
    `select p.number::int as number, b.pack, b.version
       from registry.proposal p join registry.bundle b on b.digest = p.bundle
      where p.state in ('draft', 'review', 'returned', 'approved') order by p.number`,
  );
}
