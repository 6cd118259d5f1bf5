import { getEntryById } from '#security/ledger/index.ts';
import type { Oversight } from './oversight.ts';
import type { QuestionRow } from './question-sql.ts';
import type { OwnQuestionWire } from './schema.ts';
import { titleEntry } from './titles.ts';

/** Questions as their asker sees them, with the access that each is about. */
export function questionsOnWire(
  oversight: Oversight,
  at: Date,
  rows: readonly QuestionRow[],
): Promise<OwnQuestionWire[]> {
  return Promise.all(rows.map((row) => questionOnWire(oversight, at, row)));
}

/** One question, in the same way. */
export async function questionOnWire(
  oversight: Oversight,
  at: Date,
  row: QuestionRow,
): Promise<OwnQuestionWire> {
  const { open } = await getEntryById(oversight.reader, row.entry);
  const titles = await titleEntry(oversight, open);
  const access = { at: open.at, act: open.act, outcome: open.outcome, titles };
  return { ...factsOf(oversight, at, row), access };
}

function factsOf({ settings }: Oversight, at: Date, row: QuestionRow): Omit<OwnQuestionWire, 'access'> {
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
