/** China keeps one time, eight hours ahead of UTC, without daylight saving since 1991. */
const shanghaiOffsetMs = 8 * 60 * 60 * 1000;
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** The calendar day of a reference time as the number yyyymmdd. Throws TypeError on what is no date: the caller's mistake. */
export function dayOf(at: Date | string): number {
  if (typeof at === 'string') {
    const [, year, month, day] = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(at) ?? [];
    if (year === undefined || wrongDatePart(Number(year), Number(month), Number(day))) {
      throw new TypeError('reference date: give a Date or a calendar date YYYY-MM-DD');
    }
    return Number(`${year}${month}${day}`);
  }
  const local = new Date(at.getTime() + shanghaiOffsetMs);
  if (Number.isNaN(local.getTime())) throw new TypeError('reference date: the Date is invalid');
  return local.getUTCFullYear() * 10_000 + (local.getUTCMonth() + 1) * 100 + local.getUTCDate();
}

/** Which part makes this no date of the Gregorian calendar, the year first; undefined when it is one. */
export function wrongDatePart(
  year: number,
  month: number,
  day: number,
): 'year' | 'month' | 'day' | undefined {
  if (year < 1) return 'year';
  if (month < 1 || month > 12) return 'month';
  const leapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const length = month === 2 && leapYear ? 29 : (monthLengths[month - 1] ?? 0);
  return day < 1 || day > length ? 'day' : undefined;
}
