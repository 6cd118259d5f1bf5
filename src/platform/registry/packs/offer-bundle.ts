import type { Context } from '#security/context/index.ts';
import { appendEntries, entryFor } from '#security/ledger/index.ts';
import { digestOf, readBundle } from '#standards/bundles/index.ts';
import type { Bundle, BundleProblem } from '#standards/bundles/index.ts';
import { fault } from '../errors.ts';
import { nodeCrypto } from '#infrastructure/signatures/index.ts';
import { numberOf } from '../proposal.ts';
import type { Proposal } from '../proposal.ts';
import { plainText, record, requirePermission, requireSteward } from '../registry.ts';
import type { Registry } from '../registry.ts';
import { insertProposal, insertStep } from '../sql.ts';
import { problemsOf } from './examine-taking.ts';
import { insertBundle, selectUnderWay } from './sql.ts';
import { takenHere } from './taking.ts';

/** A bundle that somebody brought, and why it should be taken. */
export interface Offer {
  /** A stranger wrote it. */
  readonly text: string;
  readonly reason: string;
}

/**
 * Begins the taking of a bundle. It is verified before anything else; one that is refused leaves nothing but its entry in the
 * ledger. What it would change is examined when the proposal is looked at, and again whenever it is decided.
 * @throws Fault registry.not-permitted, registry.bundle-refused with every reason, registry.bundle-under-way
 */
export async function offerBundle(
  registry: Registry,
  context: Context,
  { text, reason }: Offer,
): Promise<Proposal> {
  const { id, name, branch } = context.actor;
  requirePermission(registry, context, 'propose-declarations', branch);
  requireSteward(registry, context);
  const worded = plainText(reason, '/reason');
  const read = readBundle(text);
  if (!read.ok) return refuse(registry, context, read.problems);
  const { bundle } = read;
  const before = registry.catalogue.snapshot;
  const problems = problemsOf({ before, bundle, taken: await takenHere(registry.app, before) });
  if (problems.length > 0) return refuse(registry, context, problems);
  const { header } = bundle;
  const digest = digestOf(bundle, nodeCrypto);
  return registry.app.transaction(async (tx) => {
    const who = { receivedAt: context.at, receivedBy: id, receivedName: name };
    await insertBundle(tx, { digest, pack: header.name, version: header.version, issuer: header.issuer, text, ...who }); // prettier-ignore
    const other = await selectUnderWay(tx, digest);
    if (other !== undefined) throw fault('bundle-under-way', { number: numberOf({ number: other }) });
    const proposal = await insertProposal(tx, {
      title: titleOf(bundle),
      reason: worded,
      branch,
      changes: [],
      author: id,
      authorName: name,
      createdAt: context.at,
      plans: {},
      bundle: digest,
    });
    await insertStep(tx, proposal.number, { act: 'draft', at: context.at, by: id, byName: name, text: null });
    await record(tx, context, 'offer', proposal, { pack: header.name, version: header.version, digest });
    return proposal;
  });
}

function titleOf({ header }: Bundle): string {
  return `取用标准包 ${header.name} ${header.version}`;
}

async function refuse(
  { app }: Registry,
  context: Context,
  problems: readonly BundleProblem[],
): Promise<never> {
  const codes = problems.map(({ code }) => code).join(' ');
  const detail = { step: 'offer', reasons: codes.slice(0, 400) };
  await app.transaction((tx) =>
    appendEntries(tx, [
      entryFor(context, { act: 'declaration', outcome: 'refused', resource: 'proposal', detail }),
    ]),
  );
  const [first] = problems;
  const details = problems.map(({ place, code, zh, en, fix }) => ({
    pointer: place,
    code,
    zh: `${zh}。${fix.zh}`,
    en: `${en}: ${fix.en}`,
  }));
  const params = { count: problems.length, first: first?.en ?? '', firstZh: first?.zh ?? '' };
  throw fault('bundle-refused', params, { details });
}
