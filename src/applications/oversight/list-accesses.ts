import type { Context } from '#security/context/index.ts';
import { Fault } from '#infrastructure/faults/index.ts';
import { discloseToSubject, findEntries, listSubjectEntries } from '#security/ledger/index.ts';
import type { LedgerEntry } from '#security/ledger/index.ts';
import { recordReading, requireCitizen } from './oversight.ts';
import type { Oversight } from './oversight.ts';
import { wireDisclosure, wireOpen } from './prove-accesses.ts';
import { selectQuestionsOfEntries } from './question-sql.ts';
import type { AccessPageWire, PageQuery, AccessWire, OwnActPageWire } from './schema.ts';
import { withTitles } from './titles.ts';

/**
 * Who looked at the citizen's data, newest first, each with its proof. Entries under seal are not among them.
 * @throws Fault oversight.citizens-only, ledger.bad-cursor
 */
export async function listAccesses(
  oversight: Oversight,
  context: Context,
  { limit, cursor }: PageQuery,
): Promise<AccessPageWire> {
  return recordReading(context, { view: 'own-accesses' }, async () => {
    const tag = requireCitizen(context);
    const page = { limit, ...(cursor === undefined ? {} : { cursor }) };
    const { items, nextCursor } = await listSubjectEntries(oversight.reader, tag, page);
    const answer = { items: await accessesOnWire(oversight, context, tag, items), nextCursor };
    return { answer, count: items.length };
  });
}

async function accessesOnWire(
  oversight: Oversight,
  context: Context,
  tag: Buffer,
  entries: readonly LedgerEntry[],
): Promise<AccessWire[]> {
  const ids = entries.map(({ id }) => id);
  const [titled, asked] = await Promise.all([
    withTitles(oversight, entries),
    selectQuestionsOfEntries(oversight.app, context.actor.id, ids),
  ]);
  const questions = new Map(asked.map(({ entry, id, answered }) => [entry, { id, answered }]));
  return Promise.all(
    titled.map(async ({ titles, ...entry }) => {
      const disclosure = await findDisclosure(oversight, entry, tag);
      const question = questions.get(entry.id);
      return {
        seq: entry.seq ?? 0, // whatever the index of subjects names has its place
        disclosure,
        pending: disclosure ? null : wireOpen(entry.open),
        titles,
        question: question ? { id: question.id, state: question.answered ? 'answered' : 'open' } : null,
      };
    }),
  );
}

/** The proof, or null while no signed checkpoint covers the entry (under a second). */
async function findDisclosure(
  { reader }: Oversight,
  entry: LedgerEntry,
  tag: Buffer,
): Promise<AccessWire['disclosure']> {
  try {
    return wireDisclosure(await discloseToSubject(reader, entry, tag));
  } catch (error) {
    if (error instanceof Fault && ['ledger.not-sequenced', 'ledger.no-checkpoint'].includes(error.code))
      return null;
    throw error;
  }
}

/**
 * What was done under the citizen's own account: sign-ins, readings of this list, questions. Kept apart from accesses
 * by others, so that a stranger's use of the account shows.
 * @throws Fault oversight.citizens-only, ledger.bad-cursor
 */
export async function listOwnActs(
  oversight: Oversight,
  context: Context,
  { limit, cursor }: PageQuery,
): Promise<OwnActPageWire> {
  return recordReading(context, { view: 'own-acts' }, async () => {
    requireCitizen(context);
    const page = { limit, ...(cursor === undefined ? {} : { cursor }) };
    const found = await findEntries(oversight.reader, { officer: context.actor.id }, page);
    const titled = await withTitles(oversight, found.items);
    const items = titled.map(({ id, open, closed, titles }) => ({
      id,
      at: open.at,
      act: open.act,
      outcome: open.outcome,
      reason: titles.reason,
      address: closed.address,
    }));
    return { answer: { items, nextCursor: found.nextCursor }, count: items.length };
  });
}
