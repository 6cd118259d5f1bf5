import { Fault } from '#infrastructure/faults/index.ts';
import { getEntry } from '#security/ledger/index.ts';
import type { LedgerEntry } from '#security/ledger/index.ts';
import { fault } from './errors.ts';
import type { Oversight } from './oversight.ts';

/** Whether an entry concerns the person of this tag and is not under seal at `at`. The only rule of who sees what. */
export function isOwnAccess({ tags, closed }: LedgerEntry, tag: Buffer, at: Date): boolean {
  const sealed = closed.sealedUntil !== null && Date.parse(closed.sealedUntil) > at.getTime();
  return !sealed && tags.some((each) => each.equals(tag));
}

/**
 * The person's own entries at these places, all of them or none. An entry of somebody else, one under seal, an index
 * leaf and a place not yet taken are refused alike, so that nothing can be inferred (control 38).
 * @throws Fault oversight.no-such-access
 */
export async function getOwnEntries(
  { reader }: Oversight,
  tag: Buffer,
  seqs: readonly number[],
  at: Date,
): Promise<LedgerEntry[]> {
  const entries = await Promise.all(seqs.map((seq) => findEntry(reader, seq)));
  const own = entries.filter((entry) => entry !== undefined && isOwnAccess(entry, tag, at));
  if (own.length !== seqs.length) throw fault('no-such-access');
  return own as LedgerEntry[];
}

/** The same for one. @throws Fault oversight.no-such-access */
export async function getOwnEntry(
  oversight: Oversight,
  tag: Buffer,
  seq: number,
  at: Date,
): Promise<LedgerEntry> {
  const [entry] = await getOwnEntries(oversight, tag, [seq], at);
  if (!entry) throw fault('no-such-access');
  return entry;
}

async function findEntry(reader: Oversight['reader'], seq: number): Promise<LedgerEntry | undefined> {
  try {
    return await getEntry(reader, seq);
  } catch (error) {
    if (error instanceof Fault && error.code === 'ledger.not-found') return undefined;
    throw error;
  }
}
