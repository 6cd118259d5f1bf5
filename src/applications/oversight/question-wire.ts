import { getEntryById } from '#security/ledger/index.ts';
import type { Oversight } from './oversight.ts';
import type { QuestionRow } from './question-sql.ts';
import type { OwnQuestionWire } from './schema.ts';
import { withTitles } from './titles.ts';

/** Questions as their asker sees them, with the access that each is about. */
export async function questionsOnWire(
  oversight: Oversight,
  at: Date,
  rows: readonly QuestionRow[],
): Promise<OwnQuestionWire[]> {
  const about = await Promise.all(
    rows.map(async (row) => ({ row, open: (await getEntryById(oversight.reader, row.entry)).open })),
  );
  return (await withTitles(oversight, about)).map(({ row, open, titles }) => {
    const access = { at: open.at, act: open.act, outcome: open.outcome, titles };
    return { ...factsOf(oversight, at, row), access };
  });
}

/** One question, in the same way. */
export async function questionOnWire(
  oversight: Oversight,
  at: Date,
  row: QuestionRow,
): Promise<OwnQuestionWire> {
  const [question] = await questionsOnWire(oversight, at, [row]);
  return question as OwnQuestionWire;
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
