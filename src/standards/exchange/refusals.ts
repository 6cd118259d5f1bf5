import type { StoppingClause } from './agreement/clauses.ts';
import type { Refusal } from './message.ts';
import type { Problem } from './problems.ts';

/** A clause that stops a request, as the refusal that is signed and sent: which party, which clause, what to do. */
export function refusalOfClause({ code, place, party, zh, en, fix, retryAfter }: StoppingClause): Refusal {
  return { party, code, clause: place, reason: { zh, en }, remedy: fix, retryAfter };
}

/** What was wrong with a message itself, as a refusal; `party` is who has to put it right. */
export function refusalOfProblem({ code, zh, en, fix }: Problem, party: string): Refusal {
  return { party, code, clause: null, reason: { zh, en }, remedy: fix, retryAfter: null };
}
