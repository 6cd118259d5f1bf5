import type { Tx } from '#infrastructure/sql/index.ts';
import type { Context } from '#security/context/index.ts';
import { appendEntries, entryFor, getEntryById, subjectTag } from '#security/ledger/index.ts';
import type { LedgerEntry } from '#security/ledger/index.ts';
import { fault } from './errors.ts';
import { recordRefusal, requireAuditor } from './oversight.ts';
import type { Oversight } from './oversight.ts';
import { findQuestion, lockQuestion, updateAnswer } from './question-sql.ts';
import type { QuestionRow } from './question-sql.ts';
import type { AnswerInput } from './schema.ts';

/**
 * An auditor answers a question, once. Not about an access of their own, nor a question of their own (control 21).
 * @throws Fault oversight.auditors-only, oversight.no-such-question, oversight.already-answered, oversight.own-access,
 *   oversight.unknown-outcome
 */
export async function answerQuestion(
  oversight: Oversight,
  context: Context,
  id: string,
  input: AnswerInput,
): Promise<QuestionRow> {
  const act = { act: 'answer', record: id, detail: { outcome: input.outcome } } as const;
  return recordRefusal(context, act, async () => {
    requireAuditor(context);
    if (!oversight.settings.question.outcomes.some(({ code }) => code === input.outcome))
      throw fault('unknown-outcome', { code: input.outcome }, { pointer: '/outcome' });
    const question = await findQuestion(oversight.app, id);
    if (!question) throw fault('no-such-question');
    const entry = await getEntryById(oversight.reader, question.entry);
    if (!mayAnswer(context, question, entry)) throw fault('own-access');
    return oversight.app.transaction((tx) => answerOnce(tx, context, id, input));
  });
}

/** Whether this auditor is neither the one who accessed nor the one who asks. */
export function mayAnswer(
  { actor }: Context,
  { subjectTag: asker }: QuestionRow,
  entry: LedgerEntry,
): boolean {
  const isAsker = actor.citizenNumber !== undefined && subjectTag(actor.citizenNumber).equals(asker);
  return entry.closed.actor !== actor.id && !isAsker;
}

async function answerOnce(tx: Tx, context: Context, id: string, input: AnswerInput): Promise<QuestionRow> {
  const question = await lockQuestion(tx, id);
  if (!question) throw fault('no-such-question');
  if (question.answeredAt !== null) throw fault('already-answered');
  const answer = { outcome: input.outcome, text: input.text.trim(), by: context.actor.id, at: context.at };
  await updateAnswer(tx, id, answer);
  const entry = { act: 'answer', outcome: 'permitted', resource: 'question', record: id } as const;
  const subjects = [question.subjectTag]; // whoever asked sees that it was answered
  const detail = { outcome: input.outcome };
  await appendEntries(tx, [entryFor(context, { ...entry, subjects, detail, purpose: purposeOf(question) })]);
  return {
    ...question,
    outcome: answer.outcome,
    answer: answer.text,
    answeredBy: answer.by,
    answeredAt: answer.at,
  };
}

/** Why an auditor deals with a question: the question itself. */
export function purposeOf({ id }: QuestionRow): { kind: string; reference: string } {
  return { kind: 'oversight', reference: id };
}
