import type { Database } from '#infrastructure/sql/index.ts';
import { numberOf } from './application.ts';
import { selectGranted } from './sql.ts';

/** Numbers of the grants in force at an instant, by the resource that they open. */
export async function grantsByResource(
  app: Pick<Database, 'query'>,
  at: Date,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const granted = (await selectGranted(app, at)).filter(({ state }) => state === 'granted');
  const byResource = Map.groupBy(granted, ({ resource }) => resource);
  return new Map([...byResource].map(([resource, rows]) => [resource, rows.map(numberOf)]));
}
