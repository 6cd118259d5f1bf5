import type { Tx } from '#infrastructure/sql/index.ts';
import type { Actor, Context } from '#security/context/index.ts';
import { changeRequestIn } from './change-request.ts';
import { openRequestIn } from './open-request.ts';
import { openVisitIn } from './open-visit.ts';
import type { DeskSettings, RequestKind } from './settings.ts';
import { signOnIn } from './sign-on.ts';

const mostRequestsEach = 3; // of the kinds that the registrar's branch handles: two assigned, the rest waiting
const assignedEach = 2;

/**
 * Puts the officers of a demonstration to work, by the same acts as theirs: each signs on, each verifier has a visit
 * open, each registrar has requests assigned and waiting. Officers of other roles are left out.
 * Call once, on an empty desk, in a transaction of role minqiao_app.
 */
export async function seedDesk(
  tx: Tx,
  settings: DeskSettings,
  cast: readonly Actor[],
  at: Date,
): Promise<void> {
  for (const actor of cast) {
    const has = (role: string) => actor.roles.includes(role);
    if (!has('registrar') && !has('verifier') && !has('supervisor')) continue;
    const context = demoContext(actor, at);
    await signOnIn(tx, settings, context);
    if (has('verifier')) await openVisitIn(tx, settings, context, { reason: firstReason(settings) });
    const kinds = settings.registration.kinds.filter((kind) => kind.branch === actor.branch);
    if (has('registrar')) await seedRequests(tx, settings, context, kinds.slice(0, mostRequestsEach));
  }
}

function firstReason(settings: DeskSettings): string {
  return settings.verification.reasons.find((reason) => reason.note === undefined)?.code ?? '';
}

async function seedRequests(
  tx: Tx,
  settings: DeskSettings,
  context: Context,
  kinds: readonly RequestKind[],
): Promise<void> {
  const { id, name } = context.actor;
  for (const [place, kind] of kinds.entries()) {
    const { reference } = await openRequestIn(tx, settings, context, { kind: kind.code });
    if (place >= assignedEach) continue;
    const assignee = async () => ({ id, name });
    await changeRequestIn(tx, settings, context, { reference, act: 'take', assignee });
  }
}

function demoContext(actor: Actor, at: Date): Context {
  return { actor, session: null, requestId: 'demo', address: null, language: 'zh', at };
}
