import { isCanonicalSignature, parseSuiteKey, suiteKeyId } from '../signatures/index.ts';
import type { SignatureSuite, SuiteCrypto, SuiteKey } from '../signatures/index.ts';
import type { NoteSignature } from '../ledger/index.ts';
import { problem } from './problems.ts';
import type { Problem } from './problems.ts';

/** What a member's key may be used for. A key of one role says nothing in another. */
export const keyRoles = ['message', 'checkpoint', 'certificate-authority'] as const;
export type KeyRole = (typeof keyRoles)[number];

/** A member's key with its time. */
export interface MemberKey extends SuiteKey {
  readonly role: KeyRole;
  readonly from: Date;
  /** From then on it holds no more. */
  readonly until: Date;
  /** From then on nobody knows it; null while it isn't revoked. */
  readonly revoked: Date | null;
}

/** Where verification learns of keys: a directory, or what an evidence file carries. */
export interface Keyring {
  /** From then on nothing may be concluded from it. */
  readonly expires: Date;
  /** All keys of a member, also those that hold no more; undefined for a stranger. */
  keysOf(member: string): readonly MemberKey[] | undefined;
}

/** With what signatures are judged: which suites this place accepts is its own rule and stands in no message. */
export interface Judging {
  readonly at: Date;
  readonly suites: readonly SignatureSuite[];
  readonly crypto: SuiteCrypto;
}

/** A key's identifier as people write it: 8 hexadecimal digits. */
export function keyIdText(keyId: number): string {
  return keyId.toString(16).padStart(8, '0');
}

/** The message key with which a member signed, if it holds at this time; or why it doesn't. */
export function messageKey(
  keyring: Keyring,
  member: string,
  { name, keyId }: NoteSignature,
  { at, suites }: Judging,
): MemberKey | Problem {
  const value = member;
  if (at >= keyring.expires) return problem('directory-expired', '1', { until: keyring.expires.toISOString() });
  const keys = keyring.keysOf(member);
  if (keys === undefined) return problem('unknown-member', '/sender', { value });
  const key = keyIdText(keyId);
  const found = keys.find((one) => one.role === 'message' && one.name === name && one.keyId === keyId);
  if (found === undefined) return problem('unknown-key', '1', { value, key });
  const { from, until, revoked, suite } = found;
  if (revoked !== null && at >= revoked) return problem('key-revoked', '1', { key, from: revoked.toISOString() });
  if (at < from || at >= until)
    return problem('key-not-valid', '1', { key, from: from.toISOString(), until: until.toISOString() });
  if (!suites.includes(suite)) return problem('suite-not-allowed', '1', { value: suite, want: suites.join(', ') });
  return found;
} // prettier-ignore

/** Whether what was found is why there is no key. */
export function isProblem(found: object): found is Problem {
  return 'fix' in found;
}

/** Why a signature by this key says nothing of the text; undefined when it holds. */
export async function signatureProblem(
  key: SuiteKey,
  text: string,
  { signature }: NoteSignature,
  { crypto }: Judging,
): Promise<Problem | undefined> {
  if (!isCanonicalSignature(key.suite, signature)) return problem('signature-spelling', '1');
  const holds = await crypto.verify(key.suite, key.publicKey, new TextEncoder().encode(text), signature);
  return holds ? undefined : problem('wrong-signature', '1', { value: key.name });
}

/** The key of a line whose identifier is the hash of the rest; undefined for a line that somebody put together. */
export function soundKey(line: string, crypto: Pick<SuiteCrypto, 'sha256'>): SuiteKey | undefined {
  const key = parseSuiteKey(line);
  return key !== undefined && suiteKeyId(key, crypto) === key.keyId ? key : undefined;
}

/** The hash of a suite: SM3 for SM2, SHA-256 for the others. */
export function hashOf(suite: SignatureSuite, crypto: SuiteCrypto): (bytes: Uint8Array) => Uint8Array {
  return suite === 'sm2' ? crypto.sm3 : crypto.sha256;
}
