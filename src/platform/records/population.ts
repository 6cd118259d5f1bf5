import { reread } from '#infrastructure/batching/index.ts';
import type { Database } from '#infrastructure/sql/index.ts';
import type { RecordTable } from './record-table.ts';
import { countRowsNearly } from './sql.ts';

const maxAgeMs = 600_000; // a population changes by a thousandth in a month

/** How many persons the node holds, nearly: the resources whose key is the person. */
export function openPopulation(
  door: Database,
  tables: () => ReadonlyMap<string, RecordTable>,
  nowMs: () => number,
): () => Promise<number> {
  return reread(
    async () => {
      const people = [...tables().values()].filter(
        ({ subject, keys }) => subject?.through === 'value' && keys.length === 1 && keys[0] === subject.field,
      );
      const counts = await Promise.all(people.map((table) => countRowsNearly(door, table)));
      return counts.reduce((sum, count) => sum + count, 0);
    },
    maxAgeMs,
    nowMs,
  );
}
