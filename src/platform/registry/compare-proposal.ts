import type { Change } from './change.ts';
import { differencesOf, versionsOf } from './get-declaration.ts';
import type { Proposal } from './proposal.ts';
import type { Registry } from './registry.ts';
import type { ProposalDifferences } from './schema.ts';

/**
 * What each change of a proposal does to the words of its declaration, place by place: beside the declaration as it is,
 * or, once the proposal was published, as it was before.
 */
export async function compareProposal(
  { app }: Pick<Registry, 'app'>,
  { changes, release }: Pick<Proposal, 'changes' | 'release'>,
): Promise<ProposalDifferences> {
  const compared = changes.map(async (change) => {
    const versions = await versionsOf({ app }, change);
    const before = versions.find(({ until }) => until === release)?.content;
    return { kind: change.kind, name: change.name, differences: differenceOf(change, before) };
  });
  return { items: await Promise.all(compared) };
}

function differenceOf(change: Change, before: unknown): ProposalDifferences['items'][number]['differences'] {
  const after = change.action === 'abolish' ? undefined : (change.content ?? undefined);
  return [...differencesOf(before ?? {}, after ?? {}, '')];
}
