/** Keys that sign checkpoints: Ed25519, in the folder of secrets, never in the database. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, hash, sign, verify } from 'node:crypto';
import type { Secrets } from '#infrastructure/secrets/index.ts';
import { formatNoteKey, keyIdInput } from '#standards/ledger/index.ts';
import type { NoteSignature } from '#standards/ledger/index.ts';

export interface Signer {
  /** The verification key as one line, to be given to auditors, witnesses and citizens. */
  readonly key: string;
  sign(text: string): NoteSignature;
  /** Whether this key made the signature (64 bytes, Ed25519). */
  verify(text: string, signature: Uint8Array): boolean;
}

const FIRST_KEY = 'ledger-signing-key';
/** Most keys that sign at once: the present one and, during a rotation, its successors. */
const MAX_KEYS = 4;

/**
 * The signers of this node, named after the ledger's origin. To rotate: put a PKCS#8 key beside the first as
 * `ledger-signing-key-2`, let both sign until every reader has the new line, then move it over the first.
 * Old checkpoints stay verifiable with the old line.
 */
export function openSigners(secrets: Secrets, origin: string): readonly Signer[] {
  const pems = [secrets.text(FIRST_KEY, newKey)];
  for (let number = 2; number <= MAX_KEYS; number++) {
    const next = secrets.find(`${FIRST_KEY}-${number}`);
    if (next) pems.push(next);
  }
  return pems.map((pem) => signerOf(pem, origin));
}

function newKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
}

/** A signer from a PKCS#8 PEM. */
export function signerOf(pem: string, name: string): Signer {
  const privateKey = createPrivateKey(pem);
  const verifying = createPublicKey(privateKey);
  const jwk = verifying.export({ format: 'jwk' });
  const publicKey = Buffer.from(jwk.x as string, 'base64url');
  const keyId = hash('sha256', keyIdInput(name, publicKey), 'buffer').readUInt32BE(0);
  return {
    key: formatNoteKey({ name, keyId, publicKey }),
    sign: (text) => ({ name, keyId, signature: sign(null, Buffer.from(text), privateKey) }),
    verify: (text, signature) => verify(null, Buffer.from(text), verifying, signature),
  };
}
