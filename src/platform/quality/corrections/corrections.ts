import type { Context } from '#security/context/index.ts';
import { fault } from '../errors.ts';
import { holds, numbered } from '../quality.ts';
import type { Quality } from '../quality.ts';
import type { CorrectionRow } from './sql.ts';

/** What the person who files says; sealed where it is kept. */
export interface Said {
  readonly wrong: string;
  readonly proposed: string | null;
  readonly evidence: string;
}

export const correctionActs = ['take', 'accept', 'refuse', 'withdraw'] as const;
export type CorrectionAct = (typeof correctionActs)[number];

const saidPlace = 'quality.correction.said';
const answerPlace = 'quality.correction.answer';

export function sealSaid({ sealer }: Pick<Quality, 'sealer'>, id: string, said: Said): Buffer {
  return sealer.seal(saidPlace, id, JSON.stringify(said));
}

export function readSaid({ sealer }: Pick<Quality, 'sealer'>, { id, said }: CorrectionRow): Said {
  return JSON.parse(sealer.unseal(saidPlace, id, said)) as Said;
}

export function sealAnswer({ sealer }: Pick<Quality, 'sealer'>, id: string, text: string): Buffer {
  return sealer.seal(answerPlace, id, text);
}

export function readAnswer(
  { sealer }: Pick<Quality, 'sealer'>,
  { id, answer }: CorrectionRow,
): string | null {
  return answer === null ? null : sealer.unseal(answerPlace, id, answer);
}

/** What somebody may do with a correction now. Whoever filed it never decides on it. */
export function mayOn(
  quality: Pick<Quality, 'roles'>,
  context: Context,
  row: CorrectionRow,
): CorrectionAct[] {
  if (row.state !== 'filed') return [];
  const { id, branch } = context.actor;
  if (row.filer === id) return ['withdraw'];
  if (!holds(quality, context, 'quality') || branch !== row.owner) return [];
  return row.handler === id ? ['accept', 'refuse'] : ['take'];
}

/** Whether somebody sees what was said of a record: who filed it, and who looks after the quality of its branch; nobody else. */
export function sees(quality: Pick<Quality, 'roles'>, context: Context, row: CorrectionRow): boolean {
  if (row.filer === context.actor.id) return true;
  return holds(quality, context, 'quality') && context.actor.branch === row.owner;
}

/** Says why an act is not possible. @throws Fault quality.wrong-state, quality.own-correction, quality.not-yours, … */
export function requireAct(
  quality: Pick<Quality, 'roles'>,
  context: Context,
  act: CorrectionAct,
  row: CorrectionRow,
): void {
  if (mayOn(quality, context, row).includes(act)) return;
  const number = numbered('QC', row.number);
  const isOwn = row.filer === context.actor.id;
  if (!sees(quality, context, row)) throw fault('correction-not-found', { number });
  if (row.state !== 'filed') throw fault('wrong-state', { number, state: row.state });
  if (act === 'withdraw') throw fault('not-yours');
  if (isOwn) throw fault('own-correction');
  if (!holds(quality, context, 'quality') || context.actor.branch !== row.owner) throw fault('not-permitted');
  throw fault(act === 'take' ? 'changed' : 'not-handler', { number });
}
