import { createHash } from 'node:crypto';
import type { Database } from '#infrastructure/sql/index.ts';
import type { Context } from '#security/context/index.ts';
import { appendEntries, entryFor } from '#security/ledger/index.ts';
import type { EntryInput } from '#security/ledger/index.ts';
import { insertSigningKey, listSigningKeys, lockSigningKeys, updateSigningKey } from './sql.ts';
import type { SigningKeyRow } from './sql.ts';

/** A key with which the node signs: what for, and its public half. */
export interface SigningKey {
  readonly purpose: SigningKeyRow['purpose'];
  readonly publicKey: string | Buffer;
}

/**
 * Control 55: says in the ledger which signing keys came into use and which are no longer there, since it was last
 * asked; a node that was just made says which it has. Each key comes and goes once, with its entry in the same
 * transaction. Safe to repeat.
 * @returns how many came or went
 */
export async function recordKeys(
  app: Database,
  context: Context,
  keys: readonly SigningKey[],
): Promise<number> {
  const present = new Map(keys.map(({ purpose, publicKey }) => [fingerprintOf(publicKey), purpose]));
  return app.transaction(async (tx) => {
    await lockSigningKeys(tx);
    const known = new Map((await listSigningKeys(tx)).map((row) => [row.fingerprint, row]));
    const entries: EntryInput[] = [];
    const say = (fingerprint: string, purpose: string, event: string): void => {
      const entry = { act: 'system', outcome: 'permitted', resource: 'signing-key' } as const;
      entries.push(entryFor(context, { ...entry, record: fingerprint, detail: { purpose, event } }));
    };
    for (const [fingerprint, purpose] of present) {
      const row = known.get(fingerprint);
      if (row && row.goneAt === null) continue;
      if (row) await updateSigningKey(tx, fingerprint, null);
      else await insertSigningKey(tx, { fingerprint, purpose, since: context.at });
      say(fingerprint, purpose, row ? 'returned' : 'taken-into-use');
    }
    for (const { fingerprint, purpose, goneAt } of known.values()) {
      if (goneAt !== null || present.has(fingerprint)) continue;
      await updateSigningKey(tx, fingerprint, context.at);
      say(fingerprint, purpose, 'gone');
    }
    await appendEntries(tx, entries);
    return entries.length;
  });
}

function fingerprintOf(publicKey: string | Buffer): string {
  return createHash('sha256').update(publicKey).digest('hex');
}
