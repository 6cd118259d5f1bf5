import type { Context } from '#security/context/index.ts';
import type { Change } from './change.ts';
import { changeProposal, requireAuthor } from './change-proposal.ts';
import { fault } from './errors.ts';
import type { Plans, Proposal } from './proposal.ts';
import { plainText, record, requirePermission } from './registry.ts';
import type { Registry } from './registry.ts';
import { insertProposal, insertStep } from './sql.ts';

/** A proposal as its author words it; it may be unsound until it is submitted. */
export interface Draft {
  readonly title: string;
  readonly reason: string;
  readonly branch: string;
  readonly changes: readonly Change[];
  readonly plans?: Plans | undefined;
}

/** Begins a proposal. @throws Fault registry.not-permitted, registry.unsuitable-text */
export async function draftProposal(registry: Registry, context: Context, draft: Draft): Promise<Proposal> {
  requirePermission(registry, context, 'propose-declarations', draft.branch);
  const { id: author, name: authorName } = context.actor;
  const row = { ...worded(draft), bundle: null, author, authorName, createdAt: context.at };
  return registry.app.transaction(async (tx) => {
    const proposal = await insertProposal(tx, row);
    const { number } = proposal;
    await insertStep(tx, number, {
      act: 'draft',
      at: context.at,
      by: author,
      byName: authorName,
      text: null,
    });
    await record(tx, context, 'draft', proposal, { version: proposal.version });
    return proposal;
  });
}

/** Its author words it anew. @throws Fault registry.not-yours and those of `changeProposal` */
export async function reviseProposal(
  registry: Registry,
  context: Context,
  { number, version, ...draft }: Draft & Pick<Proposal, 'number' | 'version'>,
): Promise<Proposal> {
  requirePermission(registry, context, 'propose-declarations', draft.branch);
  return changeProposal(registry, context, {
    act: 'revise',
    number,
    version,
    from: ['draft', 'returned'],
    text: null,
    allow: requireAuthor(context),
    async make(_tx, { bundle, plans }) {
      if (bundle !== null) throw fault('takes-a-bundle'); // what it changes is the bundle's
      return worded({ ...draft, plans: draft.plans ?? plans });
    },
  });
}

function worded({ title, reason, branch, changes, plans = {} }: Draft): Required<Draft> & { plans: Plans } {
  const texts = { title: plainText(title, '/title'), reason: plainText(reason, '/reason') };
  return { ...texts, branch, changes, plans };
}
