import { getEntryById } from '#security/ledger/index.ts';
import { wireTitles } from './list-entries.ts';
import type { Oversight } from './oversight.ts';
import type { QuestionRow } from './question-sql.ts';
import type { OwnQuestionWire } from './schema.ts';
import { titleEntries } from './titles.ts';

/** Questions as their asker sees them, with the access that each is about. */
export async function questionsOnWire(
  oversight: Oversight,
  at: Date,
  rows: readonly QuestionRow[],
): Promise<OwnQuestionWire[]> {
  const entries = await Promise.all(rows.map(({ entry }) => getEntryById(oversight.reader, entry)));
  const opens = entries.map(({ open }) => open);
  const titles = await titleEntries(oversight, opens);
  return rows.map((row, place) => {
    const { act, outcome, at: accessedAt } = opens[place]!;
    const access = { at: accessedAt, act, outcome, titles: wireTitles(titles[place]!) };
    return { ...questionOnWire(oversight, at, row), access };
  });
}

function questionOnWire(
  { settings }: Oversight,
  at: Date,
  row: QuestionRow,
): Omit<OwnQuestionWire, 'access'> {
  const outcome = settings.question.outcomes.find(({ code }) => code === row.outcome);
  return {
    id: row.id,
    seq: row.seq,
    text: row.text,
    askedAt: row.askedAt.toISOString(),
    dueAt: row.dueAt.toISOString(),
    overdue: row.answeredAt === null && row.dueAt.getTime() <= at.getTime(),
    state: row.answeredAt === null ? 'open' : 'answered',
    outcome: outcome ? { zh: outcome.zh, en: outcome.en } : null,
    answer: row.answer,
    answeredAt: row.answeredAt?.toISOString() ?? null,
  };
}
