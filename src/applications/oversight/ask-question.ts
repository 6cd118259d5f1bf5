import { randomUUID } from 'node:crypto';
import type { Tx } from '#infrastructure/sql/index.ts';
import type { Context } from '#security/context/index.ts';
import { appendEntries, entryFor } from '#security/ledger/index.ts';
import { once } from '#security/once/index.ts';
import { fault } from './errors.ts';
import { requireCitizen, recordRefusal } from './oversight.ts';
import type { Oversight } from './oversight.ts';
import { getOwnEntry } from './own-access.ts';
import { countOpenQuestions, findQuestion, findQuestionOn, insertQuestion } from './question-sql.ts';
import type { QuestionRow } from './question-sql.ts';
import type { QuestionInput } from './schema.ts';

const dayMs = 86_400_000;

/**
 * A citizen asks about an access to their data. The same words about the same access again answer with the question
 * that was asked; the text never enters the ledger.
 * @throws Fault oversight.citizens-only, oversight.no-such-access, oversight.already-asked, oversight.too-many-questions, once.key-reused
 */
export async function askQuestion(
  oversight: Oversight,
  context: Context,
  input: QuestionInput & { readonly key?: string | undefined },
): Promise<QuestionRow> {
  return recordRefusal(context, { act: 'question', detail: { seq: input.seq } }, async () => {
    const tag = requireCitizen(context);
    const entry = await getOwnEntry(oversight, tag, input.seq, context.at);
    const row = newQuestion(oversight, context, { ...input, entry: entry.id, tag });
    const sent = { key: input.key, what: 'question', request: [input.seq, input.text.trim()] };
    return oversight.app.transaction(async (tx) => {
      const insert = async () => ({ id: (await insertOnce(tx, oversight, context, row)).id });
      const { id } = await once(tx, context, sent, insert);
      return (await findQuestion(tx, id)) as QuestionRow;
    });
  });
}

function newQuestion(
  { settings }: Oversight,
  { actor, at }: Context,
  asked: QuestionInput & { entry: string; tag: Buffer },
): QuestionRow {
  return {
    id: randomUUID(),
    entry: asked.entry,
    seq: asked.seq,
    askedBy: actor.id,
    subjectTag: asked.tag,
    text: asked.text.trim(),
    askedAt: at,
    dueAt: new Date(at.getTime() + settings.question.days * dayMs),
    outcome: null,
    answer: null,
    answeredBy: null,
    answeredAt: null,
  };
}

async function insertOnce(
  tx: Tx,
  { settings }: Oversight,
  context: Context,
  row: QuestionRow,
): Promise<QuestionRow> {
  const { mostOpen } = settings.question;
  const before = await findQuestionOn(tx, row.askedBy, row.entry);
  if (!before && (await countOpenQuestions(tx, row.askedBy)) >= mostOpen)
    throw fault('too-many-questions', { limit: mostOpen });
  if (!before && (await insertQuestion(tx, row))) {
    const entry = { act: 'question', outcome: 'permitted', resource: 'question', record: row.id } as const;
    await appendEntries(tx, [entryFor(context, { ...entry, detail: { seq: row.seq } })]);
    return row;
  }
  const asked = before ?? (await findQuestionOn(tx, row.askedBy, row.entry));
  if (asked?.text !== row.text) throw fault('already-asked');
  return asked;
}
