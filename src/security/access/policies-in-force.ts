import { metrics } from '#infrastructure/telemetry/index.ts';
import { follow } from '#infrastructure/sql/index.ts';
import type { Database } from '#infrastructure/sql/index.ts';
import { openDecisionPoint } from './decide.ts';
import type { DecisionPoint } from './decide.ts';
import { fault } from './errors.ts';
import { requireSound } from './policy-seal.ts';
import type { PolicySeal } from './policy-seal.ts';
import { selectLatestPolicySet, selectLatestPolicyVersion } from './sql.ts';

/** The decision point of the version in force, followed as versions are published. */
export interface PoliciesInForce {
  /** @throws Fault access.no-policy */
  readonly point: DecisionPoint;
  /** Looks whether a newer version was published. @throws Fault access.policy-tampered */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

/** Control 18: in force everywhere within 5 seconds, even if a notification is lost. */
export const policiesRecheckMs = 3_000;

/**
 * Loads the version in force and follows it through LISTEN and, should a notification be lost, by looking. A set is
 * taken into use only under the node's signature; one that is not raises an alarm at each look, and what was in force
 * stays (a process that has nothing yet refuses everything).
 */
export async function followPolicies(
  app: Database,
  seal: Pick<PolicySeal, 'verify'>,
  recheckMs = policiesRecheckMs,
): Promise<PoliciesInForce> {
  let point: DecisionPoint | undefined;
  async function look(): Promise<void> {
    const version = await selectLatestPolicyVersion(app);
    if (version === 0 || String(version) === point?.version) return;
    const row = await selectLatestPolicySet(app);
    if (!row) return;
    try {
      requireSound(seal, row);
      point = openDecisionPoint({ version: String(row.version), sources: row.sources });
    } catch (error) {
      metrics.alarms.inc({ kind: 'policy-not-sound' });
      throw error;
    }
  }
  await selectLatestPolicyVersion(app); // a database that is not there is an error of the start
  const following = await follow(app, { channel: 'minqiao_policies', recheckMs, look, tolerant: true });
  return {
    get point() {
      if (!point) throw fault('no-policy');
      return point;
    },
    refresh: following.refresh,
    close: following.close,
  };
}
