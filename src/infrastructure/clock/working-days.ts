const dayMs = 86_400_000;
const chinaOffsetMs = 8 * 3_600_000; // Asia/Shanghai has no summer time

/** The end of the n-th working day (Monday to Friday, in China) after an instant. Public holidays are not known here. */
export function afterWorkingDays(at: Date, days: number): Date {
  let day = Math.floor((at.getTime() + chinaOffsetMs) / dayMs); // days since 1970-01-01, a Thursday
  for (let left = days; left > 0;) {
    day++;
    const weekday = (day + 4) % 7; // 0 = Sunday
    if (weekday !== 0 && weekday !== 6) left--;
  }
  return new Date((day + 1) * dayMs - chinaOffsetMs - 1000);
}
