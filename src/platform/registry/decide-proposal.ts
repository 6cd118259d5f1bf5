import type { Context } from '#security/context/index.ts';
import { changeProposal } from './change-proposal.ts';
import { insertApproval } from './approvals/sql.ts';
import { standingOf } from './approvals/standing.ts';
import { fault } from './errors.ts';
import { numberOf } from './proposal.ts';
import type { Proposal } from './proposal.ts';
import { requirePermission } from './registry.ts';
import type { Registry } from './registry.ts';
import { notifyApproval } from './sql.ts';
import { requireSound } from './submit-proposal.ts';
import type { OnProposal } from './submit-proposal.ts';

/**
 * Another person approves. With as many as the rules ask for, the publisher makes it a release. Nobody approves their own,
 * nobody counts twice, and what was sound when it was submitted must be sound still.
 * @throws Fault registry.not-permitted, registry.own-proposal, registry.approved-already, registry.unsound-proposal and those
 *   of `changeProposal`
 */
export async function approveProposal(
  registry: Registry,
  context: Context,
  { number, version, text }: OnProposal,
): Promise<Proposal> {
  let standing = { approvals: 0, needed: 0 };
  return changeProposal(registry, context, {
    act: 'approve',
    number,
    version,
    from: ['review'],
    text: text ?? null,
    allow: requireSecondPerson(registry, context),
    detail: () => standing,
    async make(tx, proposal) {
      await requireSound(registry, context, tx, proposal);
      const { id: approver, name: approverName } = context.actor;
      const { needed, given } = await standingOf(registry, context, tx, proposal);
      const approval = { by: approver, byName: approverName, at: context.at };
      if (!(await insertApproval(tx, number, approval)))
        throw fault('approved-already', {
          number: numberOf(proposal),
          left: Math.max(0, needed - given.length),
        });
      standing = { approvals: given.length + 1, needed };
      if (standing.approvals < needed) return {};
      await notifyApproval(tx);
      return { state: 'approved', approver, approverName, approvedAt: context.at };
    },
  });
}

/** A second person gives it back for changes, saying which. @throws those of `approveProposal` */
export async function returnProposal(
  registry: Registry,
  context: Context,
  { number, version, text }: OnProposal & { readonly text: string },
): Promise<Proposal> {
  return changeProposal(registry, context, {
    act: 'return',
    number,
    version,
    from: ['review'],
    text,
    allow: requireSecondPerson(registry, context),
    make: async () => ({ state: 'returned' }),
  });
}

/** A second person refuses it, saying why. @throws those of `approveProposal` */
export async function rejectProposal(
  registry: Registry,
  context: Context,
  { number, version, text }: OnProposal & { readonly text: string },
): Promise<Proposal> {
  return changeProposal(registry, context, {
    act: 'reject',
    number,
    version,
    from: ['review'],
    text,
    allow: requireSecondPerson(registry, context),
    make: async () => ({ state: 'rejected' }),
  });
}

function requireSecondPerson(registry: Registry, context: Context): (proposal: Proposal) => void {
  return ({ author, branch }) => {
    requirePermission(registry, context, 'approve-declarations', branch);
    if (author === context.actor.id) throw fault('own-proposal');
  };
}
