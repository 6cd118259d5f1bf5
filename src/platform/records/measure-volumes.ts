import type { Database } from '#infrastructure/sql/index.ts';
import type { RecordTable } from './record-table.ts';
import { countNotices, countTable } from './sql-volume.ts';
import type { MonthRow } from './sql-volume.ts';

/** How much is kept of one resource, and how it grew: counts, of nobody in particular. */
export interface Volume {
  readonly resource: string;
  readonly records: number;
  readonly lastChange: Date | null;
  /** Months with changes, oldest first; Shanghai. */
  readonly months: readonly Pick<MonthRow, 'month' | 'created' | 'changed' | 'erased'>[];
}

const monthsBack = 12;

/**
 * Counts every table, one after the other so that readers are not kept waiting. Takes seconds with millions of records:
 * for a job in the background, with the door's role.
 */
export async function measureVolumes(
  door: Database,
  tables: ReadonlyMap<string, RecordTable>,
  at: Date,
): Promise<Volume[]> {
  const since = new Date(at);
  since.setUTCMonth(since.getUTCMonth() - monthsBack);
  const notices = Map.groupBy(await countNotices(door, since), ({ resource }) => resource);
  const volumes: Volume[] = [];
  for (const [resource, table] of tables) {
    const { records, lastChange } = await countTable(door, table);
    const months = notices.get(resource) ?? [];
    volumes.push({
      resource,
      records,
      lastChange: latest([lastChange, ...months.map(({ last }) => last)]),
      months: months.map(({ month, created, changed, erased }) => ({ month, created, changed, erased })),
    });
  }
  return volumes;
}

function latest(times: readonly (Date | null)[]): Date | null {
  return times.reduce((last, time) => (time !== null && (last === null || time > last) ? time : last), null);
}
