import type { Context } from '#security/context/index.ts';
import { changeProposal, requireAuthor } from '../change-proposal.ts';
import { fault } from '../errors.ts';
import type { Plans, Proposal } from '../proposal.ts';
import type { Registry } from '../registry.ts';
import type { Decisions } from './conflicts.ts';
import { examineProposedTaking } from './taking.ts';

/**
 * The author of a taking decides what becomes of what was declared here under the same names, and of records that it makes wrong;
 * what is left out stays as it was.
 * @throws Fault registry.no-such-conflict and those of `changeProposal`
 */
export async function decideConflicts(
  registry: Registry,
  context: Context,
  {
    number,
    version,
    decisions: made,
    plans,
  }: Pick<Proposal, 'number' | 'version'> & {
    readonly decisions?: Decisions | undefined;
    readonly plans?: Plans | undefined;
  },
): Promise<Proposal> {
  return changeProposal(registry, context, {
    act: 'decide',
    number,
    version,
    from: ['draft', 'returned'],
    text: null,
    allow: requireAuthor(context),
    async make(tx, proposal) {
      const before = registry.catalogue.snapshot;
      const decisions = made ?? proposal.decisions;
      const asked = { ...proposal, decisions, plans: plans ?? proposal.plans };
      const examined = await examineProposedTaking(tx, asked, { before, at: context.at, memory: registry.memory });
      const known = new Map(examined?.conflicts.map((conflict) => [conflict.key, conflict]));
      for (const [key, { how }] of Object.entries(decisions)) {
        const conflict = known.get(key);
        if (conflict === undefined || (how === 'keep' && !conflict.keepable))
          throw fault('no-such-conflict', { key });
      }
      return { decisions, plans: asked.plans };
    },
  });
}
