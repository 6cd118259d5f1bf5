import type { Tx } from '#infrastructure/sql/index.ts';
import type { Context } from '#security/context/index.ts';
import { digestOfRequest, nameOfKey } from './digests.ts';
import { fault } from './errors.ts';
import { deleteKeptBefore, findKept, insertKept, lockName } from './sql.ts';

/** So long an answer is kept: longer than any client tries again, and no longer than it is of use. */
export const keptDays = 30;
const dayMs = 86_400_000;

/** A request as it was sent. */
export interface Sent {
  /** Idempotency-Key; without one each request stands for itself. */
  readonly key: string | undefined;
  /** Kind of write, so that one key serves one kind. */
  readonly what: string;
  readonly request: unknown;
}

/**
 * Carries out `work` in the caller's transaction, unless the same actor sent the same request with the same key
 * before: then the answer is what it was. `work` answers with JSON that holds no secret and no personal data.
 * @throws Fault once.key-reused when the key was used for another request
 */
export async function once<T>(tx: Tx, context: Context, sent: Sent, work: () => Promise<T>): Promise<T> {
  const { key, what, request } = sent;
  if (key === undefined) return work();
  const name = nameOfKey(context.actor.id, key);
  const digest = digestOfRequest(key, [what, request]);
  await lockName(tx, name);
  const kept = await findKept(tx, name);
  if (kept && !kept.request_digest.equals(digest)) throw fault('key-reused');
  if (kept) return kept.answer as T;
  const answer = await work();
  await insertKept(tx, { name, request_digest: digest, answer, at: context.at });
  return answer;
}

/** Removes answers that nobody will ask for again; called now and then by any process. */
export async function sweepKept(db: Pick<Tx, 'query'>, at: Date): Promise<void> {
  await deleteKeptBefore(db, new Date(at.getTime() - keptDays * dayMs));
}
