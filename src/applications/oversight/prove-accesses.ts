import type { Context } from '#security/context/index.ts';
import {
  consistencyProof,
  discloseToSubject,
  latestCheckpoint,
  subjectProof,
} from '#security/ledger/index.ts';
import type { Disclosure, OpenPart } from '#standards/ledger/index.ts';
import { fault } from './errors.ts';
import { recordReading, requireCitizen } from './oversight.ts';
import type { Oversight } from './oversight.ts';
import { getOwnEntries } from './own-access.ts';
import type { CompletenessWire, DisclosureWire, GrowthQuery, GrowthWire, OpenPartWire } from './schema.ts';

/**
 * Proofs of the citizen's own accesses at these places; if one of them is not theirs, of none.
 * @throws Fault oversight.citizens-only, oversight.no-such-access, ledger.not-sequenced
 */
export async function proveAccesses(
  oversight: Oversight,
  context: Context,
  seqs: readonly number[],
): Promise<DisclosureWire[]> {
  const detail = { asked: seqs.length };
  return recordReading(context, { view: 'own-proofs', detail }, async () => {
    const tag = requireCitizen(context);
    const entries = await getOwnEntries(oversight, tag, seqs, context.at);
    const proofs = await Promise.all(entries.map((entry) => discloseToSubject(oversight.reader, entry, tag)));
    return { answer: proofs.map(wireDisclosure), count: proofs.length };
  });
}

/** The same for one. @throws what `proveAccesses` throws */
export async function proveAccess(
  oversight: Oversight,
  context: Context,
  seq: number,
): Promise<DisclosureWire> {
  const [proof] = await proveAccesses(oversight, context, [seq]);
  if (!proof) throw fault('no-such-access');
  return proof;
}

/**
 * That the citizen's list, up to the newest index under a signed checkpoint, is complete.
 * @throws Fault oversight.citizens-only, ledger.no-checkpoint, ledger.list-too-long
 */
export async function proveCompleteness(oversight: Oversight, context: Context): Promise<CompletenessWire> {
  return recordReading(context, { view: 'own-completeness' }, async () => {
    const proof = await subjectProof(oversight.reader, requireCitizen(context));
    const { leaves, bucket, siblings, inclusion, ...rest } = proof;
    const answer = {
      ...rest,
      leaves: [...leaves],
      bucket: bucket.map((row) => [...row]),
      siblings: [...siblings],
      inclusion: [...inclusion],
    };
    return { answer, count: leaves.length };
  });
}

/**
 * That the ledger of `to` leaves continues the one of `from`: hashes only, as public as the checkpoints themselves,
 * so that nobody's reading of it is recorded.
 * @throws Fault oversight.invalid-sizes, ledger.no-checkpoint
 */
export async function proveGrowth({ reader }: Oversight, { from, to }: GrowthQuery): Promise<GrowthWire> {
  const { size } = await latestCheckpoint(reader);
  if (!(from >= 1 && from <= to && to <= size)) throw fault('invalid-sizes', { size });
  const hashes = await consistencyProof(reader, from, to);
  return { from, to, hashes: hashes.map((each) => each.toString('base64url')) };
}

/** The open part with arrays that the wire shape owns. */
export function wireOpen(open: OpenPart): OpenPartWire {
  return { ...open, fields: [...open.fields], subjects: [...open.subjects] };
}

export function wireDisclosure(proof: Disclosure): DisclosureWire {
  return { ...proof, open: wireOpen(proof.open), inclusion: [...proof.inclusion] };
}
