import type { Signer } from '#security/ledger/index.ts';
import { fault } from './errors.ts';
import { digestOf } from './policy-source.ts';
import type { PolicySource } from './policy-source.ts';

/** The node's hand on a published set: what is not under it is never in force (control 22). */
export interface PolicySeal {
  /** Base64. */
  sign(statement: string): string;
  verify(statement: string, signature: string): boolean;
}

/** A set as it stands in the database, where a superuser can write anything. */
export interface StoredPolicySet {
  readonly version: number;
  readonly digest: string;
  readonly sources: readonly PolicySource[];
  readonly signature: string;
}

/** The seal of a node: its first key signs, each of its keys is accepted while they rotate. */
export function policySeal(signers: readonly Signer[]): PolicySeal {
  return {
    sign(statement) {
      const [signer] = signers;
      if (!signer) throw new Error('the node has no signing key');
      return Buffer.from(signer.sign(statement).signature).toString('base64');
    },
    verify: (statement, signature) =>
      signers.some((signer) => signer.verify(statement, Buffer.from(signature, 'base64'))),
  };
}

/** What is signed: the version with the text, so that an old set can't be passed off as a new one. */
export function policyStatement(version: number, digest: string): string {
  return `minqiao-policies/1\n${version}\n${digest}\n`;
}

/** Whether the set is what this node published under that version. */
export function isSound(seal: Pick<PolicySeal, 'verify'>, set: StoredPolicySet): boolean {
  const statement = policyStatement(set.version, set.digest);
  return digestOf(set.sources) === set.digest && seal.verify(statement, set.signature);
}

/** @throws Fault access.policy-tampered */
export function requireSound(seal: Pick<PolicySeal, 'verify'>, set: StoredPolicySet): void {
  if (!isSound(seal, set)) throw fault('policy-tampered', { version: set.version });
}
