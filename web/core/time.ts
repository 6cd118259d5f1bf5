import { languageTags, type Language } from './text.ts';

/** All dates on screens are those of the state's own clock. */
const timeZone = 'Asia/Shanghai';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** `2026-11-22 09:05:03` in Shanghai, in both languages: sortable by eye and read aloud well. */
export function formatInstant(
  instant: string | number | Date,
  precision: 'day' | 'minute' | 'second' = 'minute',
): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return '—';
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    ...(precision === 'day' ? {} : { hour: '2-digit', minute: '2-digit' }),
    ...(precision === 'second' ? { second: '2-digit' } : {}),
  });
  return parts.format(date);
}

/** `2026年11月22日 09:05` or `22 November 2026, 09:05`: for sentences and citizens. */
export function formatInstantInWords(instant: string | number | Date, language: Language): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return '—';
  return new Intl.DateTimeFormat(languageTags[language], {
    timeZone,
    dateStyle: 'long',
    timeStyle: 'short',
    hourCycle: 'h23',
  }).format(date);
}

/** `3 分钟前` or `3 minutes ago`; a moment in the future reads `2 小时后`. */
export function formatAge(instant: string | number | Date, nowMs: number, language: Language): string {
  const difference = new Date(instant).getTime() - nowMs;
  if (Number.isNaN(difference)) return '—';
  const format = new Intl.RelativeTimeFormat(languageTags[language], { numeric: 'auto' });
  const size = Math.abs(difference);
  if (size < minuteMs) return format.format(Math.trunc(difference / 1000), 'second');
  if (size < hourMs) return format.format(Math.trunc(difference / minuteMs), 'minute');
  if (size < dayMs) return format.format(Math.trunc(difference / hourMs), 'hour');
  if (size < 60 * dayMs) return format.format(Math.trunc(difference / dayMs), 'day');
  if (size < 730 * dayMs) return format.format(Math.trunc(difference / (30 * dayMs)), 'month');
  return format.format(Math.trunc(difference / (365 * dayMs)), 'year');
}
