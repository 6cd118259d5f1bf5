import type { Tx } from '#infrastructure/sql/index.ts';
import type { QualityAnswer, ResourceQuality } from './schema.ts';
import { deleteOldQuality, insertQuality, selectQuality } from './sql.ts';

/** Results that a page shows beside the latest, so that one sees where it goes. */
const trendLength = 12;
/** Results kept of a resource: two months of daily ones. */
const mostKept = 60;

/** Keeps what an examination of all records of a resource came to, for its page. */
export async function keepQuality(
  tx: Tx,
  resource: string,
  quality: ResourceQuality,
  at: Date,
): Promise<void> {
  await insertQuality(tx, resource, quality, at);
  await deleteOldQuality(tx, resource, mostKept);
}

/** The latest result and those before it; null before a first examination. */
export async function findQuality(tx: Pick<Tx, 'query'>, resource: string): Promise<QualityAnswer | null> {
  const rows = await selectQuality(tx, resource, trendLength);
  const [latest] = rows;
  if (!latest) return null;
  const trend = rows.map(({ at, quality: { score, records, faulty } }) => ({
    at: at.toISOString(),
    score,
    records,
    faulty,
  }));
  return { at: latest.at.toISOString(), quality: latest.quality, trend };
}
