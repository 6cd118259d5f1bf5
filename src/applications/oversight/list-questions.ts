import { decodeCursor, encodeCursor, httpFault } from '#infrastructure/http/index.ts';
import type { Context } from '#security/context/index.ts';
import { nameAccounts } from '#security/identity/index.ts';
import { getEntryById } from '#security/ledger/index.ts';
import { mayAnswer, purposeOf } from './answer-question.ts';
import { fault } from './errors.ts';
import { entryDetail } from './get-entry.ts';
import { recordReading, requireAuditor, requireCitizen } from './oversight.ts';
import type { Oversight } from './oversight.ts';
import { findQuestion, selectOwnQuestions, selectQuestions } from './question-sql.ts';
import type { QuestionPlace, QuestionRow } from './question-sql.ts';
import { questionOnWire, questionsOnWire } from './question-wire.ts';
import type {
  PageQuery,
  OwnQuestionPageWire,
  QuestionDetailWire,
  QuestionPageWire,
  QuestionQuery,
} from './schema.ts';

/** The citizen's questions with their answers, newest first. @throws Fault oversight.citizens-only */
export async function listOwnQuestions(
  oversight: Oversight,
  context: Context,
  { limit, cursor }: PageQuery,
): Promise<OwnQuestionPageWire> {
  return recordReading(context, { view: 'own-questions' }, async () => {
    requireCitizen(context);
    const rows = await selectOwnQuestions(oversight.app, context.actor.id, placeOf(cursor), limit);
    const shown = rows.slice(0, limit);
    const items = await questionsOnWire(oversight, context.at, shown);
    return { answer: { items, nextCursor: next(rows, limit, (row) => row.askedAt) }, count: items.length };
  });
}

/** The auditors' inbox: what people asked, without their words. @throws Fault oversight.auditors-only */
export async function listQuestions(
  oversight: Oversight,
  context: Context,
  asked: QuestionQuery,
): Promise<QuestionPageWire> {
  return recordReading(context, { view: 'questions' }, async () => {
    requireAuditor(context);
    const answer = await readQuestions(oversight, context.at, asked);
    return { answer, count: answer.items.length };
  });
}

/** A page of the inbox; whoever calls has checked who asks, and records the reading. */
export async function readQuestions(
  oversight: Oversight,
  at: Date,
  { limit, cursor, sort, state }: QuestionQuery,
): Promise<QuestionPageWire> {
  const filter = { state: state ?? null, descending: sort === '-dueAt' };
  const rows = await selectQuestions(oversight.app, filter, placeOf(cursor), limit);
  const items = await questionsOnWire(oversight, at, rows.slice(0, limit));
  const shown = items.map(({ text: _text, answer: _answer, ...row }) => row);
  return { items: shown, nextCursor: next(rows, limit, (row) => row.dueAt) };
}

/**
 * One question with its words and the entry it is about. Whoever asked sees that it was read.
 * @throws Fault oversight.auditors-only, oversight.no-such-question
 */
export async function getQuestion(
  oversight: Oversight,
  context: Context,
  id: string,
): Promise<QuestionDetailWire> {
  const row = context.actor.roles.includes('auditor') ? await findQuestion(oversight.app, id) : undefined;
  const reading = {
    view: 'question',
    record: id,
    ...(row ? { subjects: [row.subjectTag], purpose: purposeOf(row) } : {}),
  };
  return recordReading(context, reading, async () => {
    requireAuditor(context);
    if (!row) throw fault('no-such-question');
    const entry = await getEntryById(oversight.reader, row.entry);
    const answeredBy = row.answeredBy ?? '';
    const names = await nameAccounts(oversight.app, [answeredBy]);
    const answer = {
      question: await questionOnWire(oversight, context.at, row),
      answeredByName: names.get(answeredBy)?.name ?? null,
      entry: await entryDetail(oversight, entry),
      mayAnswer: row.answeredAt === null && mayAnswer(context, row, entry),
    };
    return { answer, count: 1 };
  });
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** @throws Fault http.invalid-cursor */
function placeOf(cursor: string | undefined): QuestionPlace | null {
  if (cursor === undefined) return null;
  const [ms, id] = decodeCursor(cursor, 2);
  const at = new Date(typeof ms === 'number' ? ms : Number.NaN);
  if (Number.isNaN(at.getTime()) || typeof id !== 'string' || !uuid.test(id))
    throw httpFault('invalid-cursor', {}, { pointer: '/cursor' });
  return { at, id };
}

function next(rows: readonly QuestionRow[], limit: number, at: (row: QuestionRow) => Date): string | null {
  const last = rows[limit - 1];
  return rows.length > limit && last ? encodeCursor([at(last).getTime(), last.id]) : null;
}
