import type { Context } from '#security/context/index.ts';
import type { Tx } from '#infrastructure/sql/index.ts';
import { allotIdentifiers } from './allot-identifiers.ts';
import { changeProposal, requireAuthor } from './change-proposal.ts';
import { fault } from './errors.ts';
import { examineChanges } from './examine-changes.ts';
import type { Finding } from './finding.ts';
import { examineProposedTaking } from './packs/taking.ts';
import type { Proposal } from './proposal.ts';
import { requirePermission } from './registry.ts';
import type { Registry } from './registry.ts';
import { selectAllotted } from './sql.ts';

/** What every act names: which proposal, as of which version, and what is said to it. */
export interface OnProposal {
  readonly number: number;
  readonly version: number;
  readonly text?: string | undefined;
}

/**
 * Its author hands a proposal to the reviewers. It must be sound; new elements get their identifiers.
 * @throws Fault registry.unsound-proposal with every finding, registry.not-yours and those of `changeProposal`
 */
export async function submitProposal(
  registry: Registry,
  context: Context,
  { number, version, text }: OnProposal,
): Promise<Proposal> {
  return changeProposal(registry, context, {
    act: 'submit',
    number,
    version,
    from: ['draft', 'returned'],
    text: text ?? null,
    allow(proposal) {
      requireAuthor(context)(proposal);
      requirePermission(registry, context, 'propose-declarations', proposal.branch);
    },
    async make(tx, proposal) {
      const changes = await allotIdentifiers(tx, number, proposal.changes, context.at);
      await requireSound(registry, context, tx, { ...proposal, changes });
      return { changes, state: 'review', findings: null };
    },
  });
}

/** Its author takes it back. @throws those of `submitProposal` */
export async function withdrawProposal(
  registry: Registry,
  context: Context,
  { number, version, text }: OnProposal,
): Promise<Proposal> {
  return changeProposal(registry, context, {
    act: 'withdraw',
    number,
    version,
    from: ['draft', 'review', 'returned'],
    text: text ?? null,
    allow: requireAuthor(context),
    make: async () => ({ state: 'withdrawn' }),
  });
}

/** @throws Fault registry.unsound-proposal */
export async function requireSound(
  { catalogue, memory }: Registry,
  context: Context,
  tx: Pick<Tx, 'query'>,
  proposal: Pick<Proposal, 'number' | 'branch' | 'changes' | 'plans' | 'bundle' | 'decisions'>,
): Promise<void> {
  const { number, branch, changes, plans } = proposal;
  const before = catalogue.snapshot;
  const taking = await examineProposedTaking(tx, proposal, { before, at: context.at, memory });
  if (taking) return refuseErrors(taking.findings);
  const allotted = await selectAllotted(tx, number);
  const { findings } = examineChanges({
    before,
    changes,
    plans,
    branch,
    allotted,
    at: context.at,
    memory,
  });
  refuseErrors(findings);
}

function refuseErrors(findings: readonly Finding[]): void {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (!first) return;
  const details = errors.map(({ change, path, code, zh, en }) => {
    const way = path === '' ? '' : `/${path.replaceAll('.', '/')}`;
    const whole = path.startsWith('plans.') ? way : '/';
    return { pointer: change === null ? whole : `/changes/${change}/content${way}`, code, zh, en };
  });
  throw fault('unsound-proposal', { count: errors.length, first: first.en, firstZh: first.zh }, { details });
}
