/** How an access reads: the facts come from what was proven, only the names of codes from the server. */
import { formatInstant, say } from '#web/citizen/kit/index.ts';
import type { Language, Text, Tone } from '#web/citizen/kit/index.ts';
import type { AccessWire, OpenPartWire } from '../schema.ts';
import type { Report } from './proof/check-accesses.ts';
import { actWords } from './texts.ts';

/** The facts: those of the disclosure, or, before it is there, the server's word. */
export function openOf(access: AccessWire): OpenPartWire {
  const open = access.disclosure?.open ?? access.pending;
  if (!open) throw new Error('an access is disclosed or pending');
  return open;
}

/** The year in Shanghai. */
export function yearOf(access: AccessWire): string {
  return formatInstant(openOf(access).at, 'day').slice(0, 4);
}

export function toneOf(access: AccessWire, report: Report): Tone {
  const state = report.items.get(access.seq)?.state ?? 'pending';
  if (state === 'broken') return 'bad';
  if (openOf(access).outcome !== 'permitted') return 'warn';
  return state === 'proven' ? 'good' : 'neutral';
}

/** `Looked at your driving licence: class, status, validity` */
export function whatHappened(access: AccessWire, language: Language): string {
  const { act, fields, outcome } = openOf(access);
  const { resource, fields: fieldTitles } = access.titles;
  const words = (text: Text): string => say(text, language);
  const what = resource ? words(resource) : '';
  const template = actWords[act] ?? { zh: `${act}：{what}`, en: `${act}: {what}` };
  const done = say(template, language, { what });
  const sentence = outcome === 'permitted' ? done : attempted(done, language);
  if (fields.length === 0 || !template.zh.includes('{what}')) return sentence;
  const [colon, comma] = language === 'zh' ? ['：', '、'] : [': ', ', '];
  return sentence + colon + fieldTitles.map((title) => lowered(words(title), language)).join(comma);
}

/** What was refused or failed was only tried. */
function attempted(sentence: string, language: Language): string {
  return language === 'zh' ? `试图${sentence}` : `Attempt: ${lowered(sentence, language)}`;
}

/** Titles stand inside a sentence: `Driving licence` becomes `driving licence`, `VIN` stays. */
function lowered(title: string, language: Language): string {
  return language === 'en' && /^[A-Z][a-z]/.test(title)
    ? title.slice(0, 1).toLowerCase() + title.slice(1)
    : title;
}
