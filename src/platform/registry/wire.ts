import type { Context } from '#security/context/index.ts';
import type { Snapshot } from '#platform/catalogue/index.ts';
import type { Standing } from './approvals/standing.ts';
import { numberOf } from './proposal.ts';
import type { Proposal, Step } from './proposal.ts';
import { mayOn } from './registry.ts';
import type { Registry } from './registry.ts';
import type { ProposalAnswer, ProposalWire, RemarkWire } from './schema.ts';
import type { RemarkRow } from './sql.ts';

/** A proposal as its readers see it, with what this one may do with it. */
export function proposalOnWire(registry: Registry, context: Context, row: Proposal): ProposalWire {
  const { title, reason, branch, state, findings, release, version } = row;
  return {
    number: numberOf(row),
    title,
    reason,
    branch,
    branchTitle: branchTitle(registry.catalogue, branch),
    state,
    changes: row.changes.map((change) => ({
      ...change,
      content: change.content === null ? null : { ...change.content },
    })),
    plans: { ...row.plans },
    bundle: row.bundle,
    findings: findings === null ? null : [...findings],
    author: { id: row.author, name: row.authorName },
    createdAt: row.createdAt.toISOString(),
    changedAt: row.changedAt.toISOString(),
    approver: row.approver === null ? null : { id: row.approver, name: row.approverName ?? '' },
    approvedAt: row.approvedAt?.toISOString() ?? null,
    release,
    version,
    may: [...mayOn(registry, context, row)],
  };
}

function branchTitle({ pack }: Pick<Snapshot, 'pack'>, branch: string): ProposalWire['branchTitle'] {
  const value = pack.codeLists.get('agency-branch')?.values.find(({ code }) => code === branch);
  return { zh: value?.zh ?? branch, en: value?.en ?? branch };
}

export function approvalsOnWire(
  { roles }: Pick<Registry, 'roles'>,
  { needed, given }: Standing,
): ProposalAnswer['approvals'] {
  const approving = roles.roles.filter(({ permissions }) => permissions.includes('approve-declarations'));
  return {
    needed,
    given: given.map(({ by, byName, at }) => ({ id: by, name: byName, at: at.toISOString() })),
    by: approving.map(({ title }) => ({ zh: title.zh, en: title.en })),
  };
}

export function stepOnWire({ number, act, at, by, byName, text }: Step): ProposalAnswer['steps'][number] {
  return { number, act, at: at.toISOString(), by: { id: by, name: byName }, text };
}

export function remarkOnWire({ number, answers, at, by, byName, text }: RemarkRow): RemarkWire {
  return { number, answers, at: at.toISOString(), by: { id: by, name: byName }, text };
}
