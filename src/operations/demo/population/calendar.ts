/** Dates as whole days since 1970-01-01: arithmetic on them is exact and needs no time zone. */
export type Day = number;

/** 'YYYY-MM-DD' → day. */
export function dayOf(date: string): Day {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / 86_400_000);
}

/** Year, month and day of the month (Howard Hinnant's civil_from_days). */
export function civil(day: Day): { year: number; month: number; date: number } {
  const z = day + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const date = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, date };
}

const two = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'));

/** day → 'YYYYMMDD'. */
export function compactDate(day: Day): string {
  const { year, month, date } = civil(day);
  return `${year}${two[month]}${two[date]}`;
}

/** day → 'YYYY-MM-DD'. */
export function isoDate(day: Day): string {
  const { year, month, date } = civil(day);
  return `${year}-${two[month]}-${two[date]}`;
}

/** An instant of that day during office hours in Asia/Shanghai (09:00 to 16:59), from 0 ≤ `fraction` < 1. */
export function officeHours(day: Day, fraction: number): string {
  const seconds = Math.floor(fraction * 8 * 3600);
  const hour = two[1 + Math.floor(seconds / 3600)];
  return `${isoDate(day)}T${hour}:${two[Math.floor(seconds / 60) % 60]}:${two[seconds % 60]}Z`;
}

/** The same month and day, `years` later or earlier; 29 February becomes 28 February where there is none. */
export function addYears(day: Day, years: number): Day {
  const { year, month, date } = civil(day);
  const last = month === 2 && date === 29 && !isLeap(year + years) ? 28 : date;
  return dayOf(`${String(year + years).padStart(4, '0')}-${two[month]}-${two[last]}`);
}

/** Full years between birth and a day. */
export function ageOn(birth: Day, day: Day): number {
  const b = civil(birth);
  const d = civil(day);
  const before = d.month < b.month || (d.month === b.month && d.date < b.date);
  return d.year - b.year - (before ? 1 : 0);
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
