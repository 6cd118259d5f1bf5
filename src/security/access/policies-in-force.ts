import type { Database } from '#infrastructure/sql/index.ts';
import { openDecisionPoint } from './decide.ts';
import type { DecisionPoint } from './decide.ts';
import { fault } from './errors.ts';
import { selectLatestPolicySet, selectLatestPolicyVersion } from './sql.ts';

/** The decision point of the version in force, followed as versions are published. */
export interface PoliciesInForce {
  /** @throws Fault access.no-policy */
  readonly point: DecisionPoint;
  /** Looks whether a newer version was published, at most every few seconds. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

const recheckMs = 3_000; // control 18: in force everywhere within 5 seconds, even if a notification is lost

/** Loads the version in force and follows it through LISTEN and, should a notification be lost, by looking. */
export async function followPolicies(app: Database): Promise<PoliciesInForce> {
  let point: DecisionPoint | undefined;
  async function refresh(): Promise<void> {
    const version = await selectLatestPolicyVersion(app);
    if (version === 0 || String(version) === point?.version) return;
    const row = await selectLatestPolicySet(app);
    if (row) point = openDecisionPoint({ version: String(row.version), sources: row.sources });
  }
  await refresh();
  const quietly = (): void => void refresh().catch(() => undefined); // the database is away; the next look tries again
  const stopListening = await app.listen('minqiao_policies', quietly);
  const timer = setInterval(quietly, recheckMs);
  timer.unref();
  return {
    get point() {
      if (!point) throw fault('no-policy');
      return point;
    },
    refresh,
    async close() {
      clearInterval(timer);
      await stopListening();
    },
  };
}
