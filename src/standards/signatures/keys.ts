import { ED25519, fromBase64, keyIdInput, readUint32, toBase64 } from '../ledger/index.ts';
import { signatureSuites } from './suites.ts';
import type { SignatureSuite, SuiteCrypto } from './suites.ts';

/** A key that verifies signatures. Ed25519: 32 bytes; P-256 and SM2: the compressed point, 33 bytes. */
export interface SuiteKey {
  readonly name: string;
  readonly keyId: number;
  readonly suite: SignatureSuite;
  readonly publicKey: Uint8Array;
}

/** Signed notes number few types of keys; 0xff and a name stand for one that has no number (docs/bundles.md). */
const namedType = 0xff;
const named = (name: string): Uint8Array =>
  Uint8Array.of(namedType, ...new TextEncoder().encode(`${name}\n`));

const prefixes: Readonly<Record<SignatureSuite, Uint8Array>> = {
  ed25519: Uint8Array.of(ED25519),
  'p-256': named('minqiao/p-256'),
  sm2: named('minqiao/sm2'),
};
const keyBytes: Readonly<Record<SignatureSuite, number>> = { ed25519: 32, 'p-256': 33, sm2: 33 };

/** The identifier of a key: the first four bytes of the hash of its name, type and value. */
export function suiteKeyId(
  { name, suite, publicKey }: Pick<SuiteKey, 'name' | 'suite' | 'publicKey'>,
  { sha256 }: Pick<SuiteCrypto, 'sha256'>,
): number {
  if (suite === 'ed25519') return readUint32(sha256(keyIdInput(name, publicKey)));
  const input = [...new TextEncoder().encode(`${name}\n`), ...prefixes[suite], ...publicKey];
  return readUint32(sha256(Uint8Array.from(input)));
}

/** A verification key as one line, name+id+base64(type || key); an Ed25519 one is what witnesses read. */
export function formatSuiteKey({ name, keyId, suite, publicKey }: SuiteKey): string {
  const id = keyId.toString(16).padStart(8, '0');
  return `${name}+${id}+${toBase64(Uint8Array.of(...prefixes[suite], ...publicKey))}`;
}

/** The key of such a line, or undefined. Whether its identifier is the hash of the rest is asked with `suiteKeyId`. */
export function parseSuiteKey(line: string): SuiteKey | undefined {
  const [, name, keyId, encoded] =
    /^([^\s+]{1,100})\+([0-9a-f]{8})\+([A-Za-z0-9+/=]{1,200})$/u.exec(line) ?? [];
  const bytes = encoded === undefined ? undefined : fromBase64(encoded);
  if (name === undefined || keyId === undefined || bytes === undefined) return undefined;
  const suite = signatureSuites.find((one) => {
    const prefix = prefixes[one];
    return bytes.length === prefix.length + keyBytes[one] && prefix.every((byte, at) => bytes[at] === byte);
  });
  if (suite === undefined) return undefined;
  return { name, keyId: Number.parseInt(keyId, 16), suite, publicKey: bytes.slice(prefixes[suite].length) };
}
