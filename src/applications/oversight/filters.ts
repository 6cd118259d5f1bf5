import type { EntryFilters } from '#security/ledger/index.ts';
import { findAccountByPoliceNumber } from '#security/identity/index.ts';
import { fault } from './errors.ts';
import type { Oversight } from './oversight.ts';
import type { EntryFiltersWire } from './schema.ts';

const dayMs = 86_400_000;
/** Shanghai is eight hours ahead of UTC and has no summer time. */
const shanghaiMs = 8 * 3_600_000;
/** A search may go back as far as the ledger does. */
const mostYears = 100;

/**
 * The ledger's filters for what an auditor asked; everything else has been checked by the schema.
 * @throws Fault oversight.invalid-period, oversight.unknown-officer
 */
export async function readFilters(oversight: Oversight, asked: EntryFiltersWire): Promise<EntryFilters> {
  const { from, to, officer, ...rest } = asked;
  const period = readPeriod(from, to);
  const account = officer === undefined ? {} : { officer: await readOfficer(oversight, officer) };
  return { ...rest, ...period, ...account };
}

/** A period with both ends. @throws Fault oversight.invalid-period */
export function readWholePeriod(from: string, to: string, mostDays: number): { from: Date; to: Date } {
  const period = readPeriod(from, to, mostDays);
  if (!period.from || !period.to) throw fault('invalid-period', { days: mostDays });
  return { from: period.from, to: period.to };
}

/**
 * A period from texts of the schema: a day (Shanghai; the last one is included) or an instant.
 * @throws Fault oversight.invalid-period
 */
export function readPeriod(
  from: string | undefined,
  to: string | undefined,
  mostDays: number = mostYears * 366,
): { from?: Date; to?: Date } {
  const first = from === undefined ? undefined : instantOf(from, 0);
  const last = to === undefined ? undefined : instantOf(to, dayMs);
  for (const instant of [first, last])
    if (instant && Number.isNaN(instant.getTime())) throw fault('invalid-period', { days: mostDays });
  if (first && last) {
    const spanMs = last.getTime() - first.getTime();
    if (!(spanMs > 0 && spanMs <= mostDays * dayMs)) throw fault('invalid-period', { days: mostDays });
  }
  return { ...(first ? { from: first } : {}), ...(last ? { to: last } : {}) };
}

/** `afterMs`: added to a day, whose end is meant. A day that no calendar has gives an invalid date. */
function instantOf(text: string, afterMs: number): Date {
  if (text.length > 10) return new Date(text);
  const midnight = new Date(`${text}T00:00:00Z`);
  const exists = !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text);
  return new Date(exists ? midnight.getTime() - shanghaiMs + afterMs : Number.NaN);
}

async function readOfficer({ app }: Oversight, officer: string): Promise<string> {
  if (officer.length !== 6) return officer;
  const id = await findAccountByPoliceNumber(app, officer);
  if (!id) throw fault('unknown-officer', {}, { pointer: '/officer' });
  return id;
}

/** The filters as the reading's own entry states them. */
export function describeFilters(asked: object): Record<string, string> {
  const named = Object.entries(asked).filter(([, value]) => ['string', 'number'].includes(typeof value));
  return Object.fromEntries(named.map(([name, value]) => [`filter.${name}`, String(value)]));
}
