import { isUniqueViolation } from '#infrastructure/sql/index.ts';
import type { Database, Tx } from '#infrastructure/sql/index.ts';
import type { Context } from '#security/context/index.ts';
import { appendEntries, entryFor } from '#security/ledger/index.ts';
import { validatePolicies } from './cedar.ts';
import { isSound, policyStatement } from './policy-seal.ts';
import type { PolicySeal } from './policy-seal.ts';
import { digestOf } from './policy-source.ts';
import type { PolicySource } from './policy-source.ts';
import { insertPolicySet, notifyPolicyChange, selectLatestPolicySet } from './sql.ts';

export interface Publishing {
  readonly app: Database;
  readonly seal: PolicySeal;
}

/**
 * Publishes a set of policies as the next version, unless the latest is the same text under this node's signature: a
 * latest set that was tampered with, or signed by a key that is gone, is superseded. The set, its signature and the
 * ledger entry are one transaction.
 * @returns the version in force afterwards
 * @throws Fault access.policy-invalid
 */
export async function publishPolicies(
  publishing: Publishing,
  context: Context,
  sources: readonly PolicySource[],
): Promise<number> {
  const digest = digestOf(sources);
  if ((await selectLatestPolicySet(publishing.app))?.digest !== digest) validatePolicies(sources);
  try {
    return await publishing.app.transaction((tx) => publishIn(tx, publishing, context, sources, digest));
  } catch (error) {
    if (!isUniqueViolation(error, 'policy_set_pkey')) throw error;
    return publishPolicies(publishing, context, sources); // another process published meanwhile
  }
}

async function publishIn(
  tx: Tx,
  publishing: Publishing,
  context: Context,
  sources: readonly PolicySource[],
  digest: string,
): Promise<number> {
  const latest = await selectLatestPolicySet(tx);
  if (latest?.digest === digest && isSound(publishing.seal, latest)) return latest.version;
  const version = (latest?.version ?? 0) + 1;
  const signature = publishing.seal.sign(policyStatement(version, digest));
  await insertPolicySet(tx, {
    version,
    digest,
    sources,
    signature,
    published_at: context.at,
    published_by: context.actor.id,
  });
  await appendEntries(tx, [
    entryFor(context, {
      act: 'policy-publish',
      outcome: 'permitted',
      policy: String(version),
      detail: { digest, files: sources.length },
    }),
  ]);
  await notifyPolicyChange(tx);
  return version;
}
