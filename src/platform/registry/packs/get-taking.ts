import { selectState } from '#platform/catalogue/index.ts';
import type { Snapshot } from '#platform/catalogue/index.ts';
import type { Context } from '#security/context/index.ts';
import { digestOf } from '#standards/bundles/index.ts';
import type { PackDifference } from '#standards/bundles/index.ts';
import { getProposal } from '../change-proposal.ts';
import { fault } from '../errors.ts';
import { nodeCrypto } from '#infrastructure/signatures/index.ts';
import type { Registry } from '../registry.ts';
import { numberOf } from '../proposal.ts';
import type { TakingWire } from './schema.ts';
import { examineProposedTaking } from './taking.ts';

/**
 * What a proposal to take a bundle would do here: what changes and of which class, and which resources, forms, agreements and
 * stored records it reaches.
 * @throws Fault registry.proposal-not-found
 */
export async function getTaking(registry: Registry, context: Context, number: number): Promise<TakingWire> {
  const { app, catalogue, memory } = registry;
  const proposal = await getProposal(registry, number);
  const before = catalogue.snapshot;
  const examined = await examineProposedTaking(app, proposal, { before, at: context.at, memory });
  if (!examined) throw fault('proposal-not-found', { number: numberOf({ number }) });
  const { bundle, findings, conflicts, comparison, left, after } = examined;
  const { header } = bundle;
  const { name: pack, version, issuer, issued, requires } = header;
  const reached = await reachOf(registry, context, { before, after }, comparison.differences);
  return {
    bundle: {
      digest: digestOf(bundle, nodeCrypto),
      pack,
      version,
      before: before.pack.headers.find(({ name }) => name === pack)?.version ?? null,
      issuer,
      issued,
      requires: requires.map((one) => ({ ...one })),
    },
    findings: [...findings],
    counts: comparison.counts,
    differences: comparison.differences.map((one) => ({ ...copied(one), ...reached(one.resources) })),
    conflicts: conflicts.map((one) => ({ ...one, decision: proposal.decisions[one.key] ?? null })),
    left: [...left],
  };
}

function copied({ reasons, usedBy, resources, ...rest }: PackDifference) {
  return { ...rest, reasons: [...reasons], usedBy: [...usedBy], resources: [...resources] };
}

type Reached = Pick<TakingWire['differences'][number], 'forms' | 'agreements' | 'rows'>;

/** Asks once for all differences what their resources reach. */
async function reachOf(
  { app, agreementsAt }: Registry,
  { at }: Context,
  { before, after }: { readonly before: Snapshot; readonly after: Snapshot | null },
  differences: readonly PackDifference[],
): Promise<(resources: readonly string[]) => Reached> {
  const agreements = await agreementsAt(at);
  const names = [...new Set(differences.flatMap(({ resources }) => resources))];
  const states = await Promise.all(names.map((name) => selectState(app, name)));
  const rows = new Map(names.map((name, place) => [name, states[place]?.state.records]));
  const formOf = ({ resources }: Snapshot, name: string) =>
    JSON.stringify(resources.get(name)?.plansOn(at).form);
  const changed = new Set(names.filter((name) => after && formOf(before, name) !== formOf(after, name)));
  return (resources) => {
    const counted = resources.flatMap((name) => rows.get(name) ?? []);
    return {
      forms: resources.filter((name) => changed.has(name)),
      agreements: [...new Set(resources.flatMap((name) => agreements.get(name) ?? []))],
      rows: counted.length === 0 ? null : counted.reduce((sum, one) => sum + one, 0),
    };
  };
}
