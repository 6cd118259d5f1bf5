import type { Context } from '#security/context/index.ts';
import type { Tx } from '#infrastructure/sql/index.ts';
import { examineChanges } from '../examine-changes.ts';
import { examineProposedTaking } from '../packs/taking.ts';
import type { Proposal } from '../proposal.ts';
import type { ProposalAct, Registry } from '../registry.ts';
import { selectAllotted } from '../sql.ts';
import { approvalsNeeded } from './rules.ts';
import { selectApprovals } from './sql.ts';
import type { Approval } from './sql.ts';

/** How far a proposal is on its way to being approved. */
export interface Standing {
  readonly needed: number;
  readonly given: readonly Approval[];
}

/** Who approved it as it was last submitted, and how many persons have to. */
export async function standingOf(
  registry: Registry,
  { at }: Pick<Context, 'at'>,
  tx: Pick<Tx, 'query'>,
  proposal: Proposal,
): Promise<Standing> {
  const given = await selectApprovals(tx, proposal.number);
  // What was decided was decided by as many as were needed then.
  if (!['draft', 'returned', 'review'].includes(proposal.state))
    return { given, needed: Math.max(given.length, 1) };
  return { given, needed: await neededFor(registry, at, tx, proposal) };
}

/** Whoever approved it already doesn't again. */
export function mayStill({ given }: Standing, { actor }: Pick<Context, 'actor'>, act: ProposalAct): boolean {
  return act !== 'approve' || !given.some(({ by }) => by === actor.id);
}

async function neededFor(
  { catalogue, memory, approvalRules }: Registry,
  at: Date,
  tx: Pick<Tx, 'query'>,
  proposal: Proposal,
): Promise<number> {
  const before = catalogue.snapshot;
  const taking = await examineProposedTaking(tx, proposal, { before, at, memory });
  if (taking) {
    const { differences } = taking.comparison;
    return approvalsNeeded(approvalRules, differences, before.pack, (taking.after ?? before).pack);
  }
  const { number, changes, branch } = proposal;
  const allotted = await selectAllotted(tx, number);
  const { after } = examineChanges({ before, changes, branch, allotted, at, memory });
  return approvalsNeeded(approvalRules, changes, before.pack, (after ?? before).pack);
}
