import type { Context } from '#security/context/index.ts';
import { recordRefusal } from '#security/ledger/index.ts';
import type { Detail } from '#security/ledger/index.ts';
import { numberOf } from './application.ts';
import type { Application, State } from './application.ts';
import { fault } from './errors.ts';
import { concerns, record } from './grants.ts';
import type { Granting } from './grants.ts';
import { sealed } from './seal-grant.ts';
import { findApplication, insertStep, lockApplication, notifyGrants, updateApplication } from './sql.ts';

/** One act on an application. */
export interface Act {
  readonly act: string;
  readonly number: number;
  /** The version that the actor saw. */
  readonly version: number;
  readonly from: readonly State[];
  readonly text: string | null;
  /** Whether the actor may. Throws. */
  readonly allow: (row: Application) => void;
  /** What becomes of it. */
  readonly make: (row: Application) => Partial<Application>;
  readonly detail?: Detail;
}

/**
 * The one way in which an application changes: locked, seen at the version given, in a state from which the act leads on; its
 * step, its ledger entry, the node's seal on what is in force and the word to every process belong to the same transaction.
 * A refusal leaves an entry and nothing else.
 * @throws Fault grants.application-not-found, grants.application-changed, grants.wrong-state, and what `allow` throws
 */
export async function changeApplication(
  granting: Granting,
  context: Context,
  act: Act,
): Promise<Application> {
  const attempt = { step: act.act, application: numberOf(act) };
  return recordRefusal(context, { act: 'grant', detail: attempt }, () => change(granting, context, act));
}

async function change(
  { app, seal }: Granting,
  context: Context,
  { act, number, version, from, text, allow, make, detail }: Act,
): Promise<Application> {
  return app.transaction(async (tx) => {
    const row = await lockApplication(tx, number);
    const name = numberOf({ number });
    if (!row || !concerns(context, row)) throw fault('application-not-found', { number: name });
    allow(row);
    if (row.version !== version) throw fault('application-changed', { number: name });
    if (!from.includes(row.state)) throw fault('wrong-state', { number: name, state: row.state });
    const made = { ...row, ...make(row), changedAt: context.at, version: version + 1 };
    const next = made.granted === null ? made : sealed(seal, made);
    await updateApplication(tx, next);
    const entry = await record(tx, context, act, next, detail);
    await insertStep(tx, number, {
      entry,
      act,
      at: context.at,
      by: context.actor.id,
      byName: context.actor.name,
      text,
    });
    if (next.granted !== null) await notifyGrants(tx);
    return next;
  });
}

/** @throws Fault grants.application-not-found, also when it concerns others */
export async function getApplication(
  { app }: Granting,
  context: Context,
  number: number,
): Promise<Application> {
  const row = await findApplication(app, number);
  if (!row || !concerns(context, row)) throw fault('application-not-found', { number: numberOf({ number }) });
  return row;
}
