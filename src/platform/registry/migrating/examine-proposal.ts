import { examineChanges } from '../examine-changes.ts';
import type { Examined } from '../examine-changes.ts';
import type { Proposal } from '../proposal.ts';
import type { Registry } from '../registry.ts';
import { selectAllotted } from '../sql.ts';

/** What a proposal comes to beside the declarations as they are now. One that takes a bundle has no changes of its own. */
export async function examineProposal(
  { app, catalogue, memory }: Registry,
  { number, branch, changes, plans }: Pick<Proposal, 'number' | 'branch' | 'changes' | 'plans'>,
  at: Date,
): Promise<Examined> {
  const allotted = await selectAllotted(app, number);
  return examineChanges({ before: catalogue.snapshot, changes, plans, branch, allotted, at, memory });
}
