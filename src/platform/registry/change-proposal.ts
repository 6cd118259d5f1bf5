import type { Tx } from '#infrastructure/sql/index.ts';
import { recordRefusal } from '#security/ledger/index.ts';
import type { Detail } from '#security/ledger/index.ts';
import type { Context } from '#security/context/index.ts';
import { fault } from './errors.ts';
import { numberOf } from './proposal.ts';
import type { Proposal, State } from './proposal.ts';
import { plainText, record } from './registry.ts';
import type { Registry } from './registry.ts';
import { findProposal, insertStep, lockProposal, updateProposal } from './sql.ts';

/** One act on a proposal. */
export interface Act {
  readonly act: string;
  readonly number: number;
  /** The version that the actor saw: somebody else's change in between is never overlooked. */
  readonly version: number;
  readonly from: readonly State[];
  /** What the actor says to it. */
  readonly text: string | null;
  /** Whether the actor may. Throws. */
  readonly allow: (proposal: Proposal) => void;
  /** What its ledger entry says beside the version. */
  readonly detail?: () => Detail;
  /** What becomes of it; the act's own statements run in the transaction. */
  readonly make: (tx: Tx, proposal: Proposal) => Promise<Partial<Proposal>>;
}

/**
 * The one way in which a proposal changes: locked, seen at the version given, in a state from which the act leads on; with its
 * step and its ledger entry in the same transaction. A refusal leaves an entry and nothing else.
 * @throws Fault registry.proposal-not-found, registry.proposal-changed, registry.wrong-state, and what `allow` throws
 */
export async function changeProposal({ app }: Registry, context: Context, act: Act): Promise<Proposal> {
  const text = act.text === null ? null : plainText(act.text, '/text');
  const attempt = { step: act.act, proposal: numberOf(act) };
  const work = () => app.transaction((tx) => changeIn(tx, context, act, text));
  return recordRefusal(context, { act: 'declaration', resource: 'proposal', detail: attempt }, work);
}

async function changeIn(tx: Tx, context: Context, act: Act, text: string | null): Promise<Proposal> {
  const proposal = await lockProposal(tx, act.number);
  const number = numberOf(act);
  if (!proposal) throw fault('proposal-not-found', { number });
  act.allow(proposal);
  if (proposal.version !== act.version) throw fault('proposal-changed', { number });
  if (!act.from.includes(proposal.state)) throw fault('wrong-state', { number, state: proposal.state });
  const { id: by, name: byName } = context.actor;
  const made = await act.make(tx, proposal);
  const next = { ...proposal, ...made, changedAt: context.at, version: proposal.version + 1 };
  await updateProposal(tx, next);
  await insertStep(tx, act.number, { act: act.act, at: context.at, by, byName, text });
  await record(tx, context, act.act, next, { version: next.version, ...act.detail?.() });
  return next;
}

/** @throws Fault registry.proposal-not-found */
export async function getProposal({ app }: Registry, number: number): Promise<Proposal> {
  const proposal = await findProposal(app, number);
  if (!proposal) throw fault('proposal-not-found', { number: numberOf({ number }) });
  return proposal;
}

/** @throws Fault registry.not-yours */
export function requireAuthor(context: Context): (proposal: Proposal) => void {
  return ({ author }) => {
    if (author !== context.actor.id) throw fault('not-yours');
  };
}
