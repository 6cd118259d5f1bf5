import type { Tx } from '#infrastructure/sql/index.ts';
import { fault } from './errors.ts';
import { takeNumber } from './number-sql.ts';

export type Series = 'VD' | 'RR';

const mostADay = 9999; // four digits
const daySeconds = 86_400;
const shanghaiOffsetMs = 8 * 3_600_000; // no summer time since 1991

/** The calendar day in Asia/Shanghai as YYYY-MM-DD. */
export function dayOf(at: Date): string {
  return new Date(at.getTime() + shanghaiOffsetMs).toISOString().slice(0, 10);
}

function secondsToNextDay(at: Date): number {
  return daySeconds - (Math.floor((at.getTime() + shanghaiOffsetMs) / 1000) % daySeconds);
}

/**
 * The next number of the day, `VD-20261122-0001`, without gaps: a transaction that fails gives its number back.
 * Take it late in the transaction, because others wait for it.
 * @throws Fault desk.numbers-exhausted
 */
export async function nextNumber(tx: Tx, series: Series, at: Date): Promise<string> {
  const day = dayOf(at);
  const number = await takeNumber(tx, series, day);
  if (number === 0)
    throw fault('numbers-exhausted', { limit: mostADay }, { retryAfterSeconds: secondsToNextDay(at) });
  return `${series}-${day.replaceAll('-', '')}-${String(number).padStart(4, '0')}`;
}
