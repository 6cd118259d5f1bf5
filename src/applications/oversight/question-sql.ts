import type { Tx } from '#infrastructure/sql/index.ts';

type Reader = Pick<Tx, 'query'>;

export interface QuestionRow {
  readonly id: string;
  /** The ledger entry asked about. */
  readonly entry: string;
  readonly seq: number;
  readonly askedBy: string;
  readonly subjectTag: Buffer;
  readonly text: string;
  readonly askedAt: Date;
  readonly dueAt: Date;
  readonly outcome: string | null;
  readonly answer: string | null;
  readonly answeredBy: string | null;
  readonly answeredAt: Date | null;
}

const columns = `id, entry, seq::float8 as seq, asked_by as "askedBy", subject_tag as "subjectTag", text,
  asked_at as "askedAt", due_at as "dueAt", outcome, answer, answered_by as "answeredBy", answered_at as "answeredAt"`;

/** Inserts a question, unless this person has asked about this entry before. Returns whether it was inserted. */
export async function insertQuestion(tx: Tx, row: QuestionRow): Promise<boolean> {
  const rows = await tx.query(
    `insert into oversight.question (id, entry, seq, asked_by, subject_tag, text, asked_at, due_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (asked_by, entry) do nothing returning id`,
    [row.id, row.entry, row.seq, row.askedBy, row.subjectTag, row.text, row.askedAt, row.dueAt],
  );
  return rows.length > 0;
}

export async function findQuestionOn(
  tx: Reader,
  askedBy: string,
  entry: string,
): Promise<QuestionRow | undefined> {
  const rows = await tx.query<QuestionRow>(
    `select ${columns} from oversight.question where asked_by = $1 and entry = $2`,
    [askedBy, entry],
  );
  return rows[0];
}

export async function countOpenQuestions(tx: Reader, askedBy: string): Promise<number> {
  const rows = await tx.query<{ count: number }>(
    `select count(*)::int as count from oversight.question where asked_by = $1 and answered_at is null`,
    [askedBy],
  );
  return rows[0]?.count ?? 0;
}

/** Which of these entries the person has asked about. */
export async function selectQuestionsOfEntries(
  tx: Reader,
  askedBy: string,
  entries: readonly string[],
): Promise<{ id: string; entry: string; answered: boolean }[]> {
  return tx.query(
    `select id, entry, answered_at is not null as answered from oversight.question
      where asked_by = $1 and entry = any($2::uuid[])`,
    [askedBy, entries],
  );
}

export async function findQuestion(tx: Reader, id: string): Promise<QuestionRow | undefined> {
  const rows = await tx.query<QuestionRow>(`select ${columns} from oversight.question where id = $1`, [id]);
  return rows[0];
}

/** Whoever answers holds the question: it is answered once. */
export async function lockQuestion(tx: Tx, id: string): Promise<QuestionRow | undefined> {
  const rows = await tx.query<QuestionRow>(
    `select ${columns} from oversight.question where id = $1 for update`,
    [id],
  );
  return rows[0];
}

export async function updateAnswer(
  tx: Tx,
  id: string,
  answer: { outcome: string; text: string; by: string; at: Date },
): Promise<void> {
  await tx.query(
    `update oversight.question set outcome = $2, answer = $3, answered_by = $4, answered_at = $5 where id = $1`,
    [id, answer.outcome, answer.text, answer.by, answer.at],
  );
}

/** A place in a list of questions: its instant, then its identifier. */
export interface QuestionPlace {
  readonly at: Date;
  readonly id: string;
}

/** The person's own questions, newest first, one row more than asked for. */
export async function selectOwnQuestions(
  tx: Reader,
  askedBy: string,
  after: QuestionPlace | null,
  limit: number,
): Promise<QuestionRow[]> {
  return tx.query<QuestionRow>(
    `select ${columns} from oversight.question
      where asked_by = $1 and ($2::timestamptz is null or (asked_at, id) < ($2, $3::uuid))
      order by asked_at desc, id desc limit $4`,
    [askedBy, after?.at ?? null, after?.id ?? null, limit + 1],
  );
}

/** Everybody's questions by when an answer is due, one row more than asked for. */
export async function selectQuestions(
  tx: Reader,
  filter: { state: 'open' | 'answered' | null; descending: boolean },
  after: QuestionPlace | null,
  limit: number,
): Promise<QuestionRow[]> {
  const [order, beyond] = filter.descending ? ['desc', '<'] : ['asc', '>'];
  return tx.query<QuestionRow>(
    `select ${columns} from oversight.question
      where ($1::text is null or ($1 = 'answered') = (answered_at is not null))
        and ($2::timestamptz is null or (due_at, id) ${beyond} ($2, $3::uuid))
      order by due_at ${order}, id ${order} limit $4`,
    [filter.state, after?.at ?? null, after?.id ?? null, limit + 1],
  );
}
