import { decodeCursor, encodeCursor, httpFault } from '#infrastructure/http/index.ts';
import type { Context } from '#security/context/index.ts';
import type { Proposal, State } from './proposal.ts';
import type { Registry } from './registry.ts';
import { selectProposals } from './sql.ts';

export interface ProposalQuery {
  readonly state?: State | undefined;
  readonly mine?: 'yes' | undefined;
  readonly branch?: string | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

const usualPage = 20;

/** Proposals, newest first; everyone who works here may read them. */
export async function listProposals(
  { app }: Registry,
  context: Context,
  { state, mine, branch, limit = usualPage, cursor }: ProposalQuery,
): Promise<{ readonly items: readonly Proposal[]; readonly nextCursor: string | null }> {
  const found = await selectProposals(app, {
    state: state ?? null,
    author: mine === undefined ? null : context.actor.id,
    branch: branch ?? null,
    before: cursor === undefined ? null : placeOf(cursor),
    limit: limit + 1,
  });
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: found.length > limit && last ? encodeCursor([last.number]) : null };
}

/** @throws Fault http.invalid-cursor */
function placeOf(cursor: string): number {
  const [number] = decodeCursor(cursor, 1);
  if (typeof number === 'number' && Number.isSafeInteger(number) && number > 0) return number;
  throw httpFault('invalid-cursor', {}, { pointer: '/cursor' });
}
