import { examineChanges } from '../examine-changes.ts';
import { examineProposedTaking } from '../packs/taking.ts';
import type { Proposal } from '../proposal.ts';
import type { Registry } from '../registry.ts';
import { selectAllotted } from '../sql.ts';
import type { ExaminedPlan } from './examine-plans.ts';

/** Which stored records a proposal touches beside the declarations as they are now, with its plans for them. */
export async function examineProposal(
  { app, catalogue, memory }: Registry,
  proposal: Proposal,
  at: Date,
): Promise<readonly ExaminedPlan[]> {
  const before = catalogue.snapshot;
  const taking = await examineProposedTaking(app, proposal, { before, at, memory });
  if (taking) return taking.migrations;
  const { number, branch, changes, plans } = proposal;
  const allotted = await selectAllotted(app, number);
  return examineChanges({ before, changes, plans, branch, allotted, at, memory }).migrations;
}
