/* oxlint-disable typescript/no-non-null-assertion -- arithmetic on bytes at places known to exist */
/** The keyed hash by which the ledger knows a person: HMAC-SHA256 with the node's subject key. */
import { hash } from 'node:crypto';
import { ledgerSettings } from './settings.ts';

const BLOCK_BYTES = 64;
let padsFor: Buffer | undefined;
let inner = Buffer.alloc(BLOCK_BYTES);
const outer = Buffer.alloc(BLOCK_BYTES + 32);

/**
 * The tag of a person (or other subject), 32 bytes. HMAC written out because createHmac costs 12 µs and this runs for
 * each access; a test compares the two.
 */
export function subjectTag(citizenNumberOrOtherKey: string): Buffer {
  const { subjectKey } = ledgerSettings();
  if (padsFor !== subjectKey) preparePads(subjectKey);
  const message = Buffer.concat([inner, Buffer.from(citizenNumberOrOtherKey)]);
  outer.write(hash('sha256', message, 'binary'), BLOCK_BYTES, 'latin1');
  return hash('sha256', outer, 'buffer');
}

function preparePads(key: Buffer): void {
  inner = Buffer.alloc(BLOCK_BYTES, 0x36);
  outer.fill(0x5c, 0, BLOCK_BYTES);
  for (const [at, byte] of key.entries()) {
    inner[at]! ^= byte;
    outer[at]! ^= byte;
  }
  padsFor = key;
}
