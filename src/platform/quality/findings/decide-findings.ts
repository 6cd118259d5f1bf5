import type { Context } from '#security/context/index.ts';
import { fault } from '../errors.ts';
import { attempted, numbered, record, requireOwner } from '../quality.ts';
import type { Quality } from '../quality.ts';
import { lockFindings, updateDecided, updateTaken } from './sql.ts';
import type { FindingRow } from './sql.ts';

export interface Decision {
  readonly numbers: readonly number[];
  /** `accepted`: what is recorded is right although the rule says otherwise; `open`: it is to be looked at again. */
  readonly state: 'accepted' | 'open';
  readonly reason: string;
}

/**
 * Marks findings, all of them or none. @throws Fault quality.finding-not-found, quality.not-permitted, quality.wrong-state
 */
export async function decideFindings(
  quality: Quality,
  context: Context,
  { numbers, state, reason }: Decision,
): Promise<void> {
  const detail = { step: `finding-${state}`, findings: numbers.length };
  await attempted(context, { act: 'finding', detail }, () =>
    quality.app.transaction(async (tx) => {
      const rows = await lockFindings(tx, numbers);
      for (const number of numbers) {
        const row = rows.find((one) => one.number === number);
        requireOwn(quality, context, number, row);
        if (row.state === 'closed' || row.state === state) refuseState(row);
      }
      await updateDecided(tx, numbers, { state, reason, by: context.actor.name, at: context.at });
      for (const { resource, record: id, rule, field, number } of rows) {
        const detail = { step: `finding-${state}`, finding: numbered('QF', number), rule };
        await record(tx, context, { act: 'finding', resource, record: id, fields: [field], detail });
      }
    }),
  );
}

/**
 * Takes a finding on: it is then a purpose for which its handler may look at the record.
 * @throws Fault quality.finding-not-found, quality.not-permitted, quality.wrong-state
 */
export async function takeFinding(quality: Quality, context: Context, number: number): Promise<void> {
  const finding = numbered('QF', number);
  const attempt = { act: 'purpose-open', purpose: { kind: 'quality', reference: finding } } as const;
  await attempted(context, { ...attempt, detail: { step: 'finding-take', finding } }, () =>
    quality.app.transaction(async (tx) => {
      const [row] = await lockFindings(tx, [number]);
      requireOwn(quality, context, number, row);
      if (row.state !== 'open') refuseState(row);
      await updateTaken(tx, number, { ...context.actor, at: context.at });
      const detail = { step: 'finding-take', finding, rule: row.rule };
      const { resource, record: id } = row;
      await record(tx, context, {
        ...attempt,
        resource,
        record: id,
        fields: [row.field],
        detail,
      });
    }),
  );
}

function requireOwn(
  quality: Quality,
  context: Context,
  number: number,
  row: FindingRow | undefined,
): asserts row is FindingRow {
  if (!row) throw fault('finding-not-found', { number: numbered('QF', number) });
  requireOwner(quality, context, row.owner);
}

function refuseState({ number, state }: FindingRow): never {
  throw fault('wrong-state', { number: numbered('QF', number), state });
}
