import { now } from '#infrastructure/clock/index.ts';
import { follow } from '#infrastructure/sql/index.ts';
import type { Database, Following } from '#infrastructure/sql/index.ts';
import { metrics } from '#infrastructure/telemetry/index.ts';
import type { Grant, Grants, PolicySeal } from '#security/access/index.ts';
import { grantOf } from './application.ts';
import { isSealed } from './seal-grant.ts';
import { grantsChannel, selectGranted, selectGrantsMark } from './sql.ts';

/** The grants as one process knows them. */
export interface GrantsInForce extends Grants, Following {}

/** As for policies: in force, or no longer, in every process within 5 seconds, even if a notification is lost. */
export const grantsRecheckMs = 3_000;
const keptLapsedMs = 90 * 86_400_000; // so long somebody who is refused is told that a grant lapsed

/**
 * Follows what is granted. A row that is not under the node's seal gives nothing, and raises an alarm once for each change.
 */
export async function followGrants(
  app: Database,
  seal: Pick<PolicySeal, 'verify'>,
  recheckMs = grantsRecheckMs,
): Promise<GrantsInForce> {
  let byResource: ReadonlyMap<string, readonly Grant[]> = new Map();
  let known: string | undefined;
  async function look(): Promise<void> {
    const mark = await selectGrantsMark(app);
    if (mark === known) return;
    const rows = await selectGranted(app, new Date(now().getTime() - keptLapsedMs));
    const sound = rows.filter((row) => isSealed(seal, row));
    if (sound.length < rows.length) metrics.alarms.inc({ kind: 'grant-not-sound' });
    byResource = Map.groupBy(
      sound.flatMap((row) => grantOf(row) ?? []),
      ({ resource }) => resource,
    );
    known = mark;
  }
  const following = await follow(app, { channel: grantsChannel, recheckMs, look });
  return { of: (resource) => byResource.get(resource) ?? [], ...following };
}
