import type { Tx } from '#infrastructure/sql/index.ts';
import type { Context } from '#security/context/index.ts';
import { lockRegistry, updateAbolished } from './change-sql.ts';
import { eventWriter, getInUse, requireDay } from './change-parts.ts';
import type { Ground } from './change-parts.ts';
import { fault } from './errors.ts';
import { recorded } from './organisations.ts';
import type { Organisations } from './organisations.ts';
import { countChildren } from './sql.ts';

export interface AbolishInput extends Ground {
  readonly code: string;
}

export interface SplitInput extends AbolishInput {
  /** Those that go on in its place; each has a code already. */
  readonly into: readonly string[];
}

/** Ends a code for good. @throws Fault organisations.has-children and others, as the errors say */
export async function abolishOrganisation(
  organisations: Organisations,
  context: Context,
  { code, ...ground }: AbolishInput,
): Promise<{ readonly code: string }> {
  return recorded(organisations, context, { record: code, change: 'abolish' }, async (tx) => {
    await end(tx, context, code, ground);
    await eventWriter(tx, context, ground)('abolished', code);
    return { answer: { code } };
  });
}

/** Ends a code whose work others take over. @throws Fault organisations.* as the errors say */
export async function splitOrganisation(
  organisations: Organisations,
  context: Context,
  { code, into, ...ground }: SplitInput,
): Promise<{ readonly code: string }> {
  return recorded(organisations, context, { record: code, change: 'split' }, async (tx) => {
    await end(tx, context, code, ground);
    for (const one of into) {
      if (one === code) throw fault('cycle', { code }, { pointer: '/into' });
      await getInUse(tx, one);
    }
    await eventWriter(tx, context, ground)('split', code, into);
    return { answer: { code }, detail: { into: into.join(' ') } };
  });
}

async function end(tx: Tx, context: Context, code: string, ground: Ground): Promise<void> {
  await lockRegistry(tx);
  requireDay(context, await getInUse(tx, code), ground.effectiveOn);
  const count = await countChildren(tx, code);
  if (count > 0) throw fault('has-children', { code, count });
  await updateAbolished(tx, code, ground.effectiveOn);
}
