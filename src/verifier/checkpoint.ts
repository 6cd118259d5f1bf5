/** Signed checkpoints: who signed what. */
import { keyIdInput, parseCheckpoint, parseNote, parseNoteKey, readUint32 } from '#standards/ledger/index.ts';
import type { Checkpoint, NoteKey } from '#standards/ledger/index.ts';
import { finding } from './findings.ts';
import type { Finding } from './findings.ts';
import { sha256 } from './sha256.ts';

/** A list of verification keys is short; a longer one is a mistake. */
const MAX_KEYS = 64;

export type Checked<T> = { readonly value: T; readonly finding?: undefined } | { readonly finding: Finding };

/**
 * The keys of these lines (name+id+base64), each with an identifier that is really its hash.
 * They must come from somewhere else than what they verify.
 */
export function readKeys(lines: readonly string[]): Checked<readonly NoteKey[]> {
  const keys: NoteKey[] = [];
  for (const line of lines.slice(0, MAX_KEYS)) {
    const key = parseNoteKey(line.trim());
    if (!key || readUint32(sha256(keyIdInput(key.name, key.publicKey))) !== key.keyId)
      return { finding: finding('key-format') };
    keys.push(key);
  }
  return keys.length > 0 ? { value: keys } : { finding: finding('key-format') };
}

/**
 * The checkpoint in a signed note, if a trusted key of the log signed it. As the note specification asks: signatures of
 * unknown keys are ignored, a wrong signature by a known key rejects the whole. The key's name must be the origin.
 */
export async function verifyCheckpoint(text: string, keys: readonly NoteKey[]): Promise<Checked<Checkpoint>> {
  const note = parseNote(text);
  const checkpoint = note && parseCheckpoint(note.text);
  if (!checkpoint) return { finding: finding('checkpoint-format', { size: '?' }) };
  const { size } = checkpoint;
  let valid = 0;
  for (const { name, keyId, signature } of note.signatures) {
    const key = keys.find((each) => each.name === name && each.keyId === keyId);
    if (!key || name !== checkpoint.origin) continue;
    const verified = await verifyEd25519(key.publicKey, signature, note.text);
    if (verified === undefined) return { finding: finding('no-crypto') };
    if (!verified) return { finding: finding('checkpoint-signature', { size }) };
    valid += 1;
  }
  return valid > 0 ? { value: checkpoint } : { finding: finding('checkpoint-signature', { size }) };
}

/** Undefined when this environment has no Ed25519. */
async function verifyEd25519(
  publicKey: Uint8Array,
  signature: Uint8Array,
  text: string,
): Promise<boolean | undefined> {
  try {
    const { subtle } = globalThis.crypto;
    const key = await subtle.importKey('raw', Uint8Array.from(publicKey), { name: 'Ed25519' }, false, [
      'verify',
    ]);
    return await subtle.verify(
      { name: 'Ed25519' },
      key,
      Uint8Array.from(signature),
      new TextEncoder().encode(text),
    );
  } catch {
    return undefined;
  }
}
