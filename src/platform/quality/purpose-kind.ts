import type { Facts, PurposeKind, PurposeQuestion } from '#security/access/index.ts';
import { selectTaken, selectWork } from './facts-sql.ts';
import type { WorkRow } from './facts-sql.ts';
import { numbered, resourceOf, rowNumber, settingsOf } from './quality.ts';
import type { Quality } from './quality.ts';
import { fieldTitle } from './rules/rule-book.ts';

const mostListed = 100; // in the bar at the top of a page

/** Findings (QF) and corrections (QC) as a purpose: while they are open, for the officer who took them on, for their one record. */
export function qualityPurpose(quality: Pick<Quality, 'app' | 'catalogue'>): PurposeKind {
  return {
    kind: 'quality',
    get title() {
      return settingsOf(quality).purpose.title;
    },
    get reference() {
      return settingsOf(quality).purpose.reference;
    },
    pattern: /^Q[CF]-[0-9]{6,12}$/,
    holds: (questions) => factsOf(quality, questions),
    async listOpen(actor) {
      const rows = await selectTaken(quality.app, actor.id, mostListed);
      return rows.map(({ what, number, resource, field, since }) => {
        const { title } = resourceOf(quality, resource);
        const about = fieldTitle(quality.catalogue.pack, resource, field);
        return {
          kind: 'quality',
          reference: numbered(what === 'finding' ? 'QF' : 'QC', number),
          title: { zh: `${title.zh}：${about.zh}`, en: `${title.en}: ${about.en}` },
          openedAt: since,
          until: null,
        };
      });
    },
  };
}

async function factsOf(
  { app }: Pick<Quality, 'app'>,
  questions: readonly PurposeQuestion[],
): Promise<readonly Facts[]> {
  const rowsOf = async (prefix: string, what: 'finding' | 'correction'): Promise<Map<number, WorkRow>> => {
    const asked = questions.filter(({ reference }) => reference.startsWith(prefix));
    if (asked.length === 0) return new Map();
    const rows = await selectWork(app, what, [
      ...new Set(asked.map(({ reference }) => rowNumber(reference))),
    ]);
    return new Map(rows.map((row) => [row.number, row]));
  };
  const [findings, corrections] = await Promise.all([rowsOf('QF', 'finding'), rowsOf('QC', 'correction')]);
  return questions.map(({ actor, reference }): Facts => {
    const row = (reference.startsWith('QF') ? findings : corrections).get(rowNumber(reference));
    if (!row) return { exists: false, open: false, assigned: false, onDuty: false };
    const { open, since, handler, ...about } = row;
    const facts = { exists: true, open, assigned: handler === actor.id, onDuty: false, since };
    return { ...facts, about: { resource: about.resource, record: about.record } };
  });
}
