import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Text } from '#infrastructure/faults/index.ts';
import type { Tx } from '#infrastructure/sql/index.ts';
import type { Context } from '#security/context/index.ts';
import { appendEntries, entryFor } from '#security/ledger/index.ts';
import { fault } from '../errors.ts';
import { insertApproval, lockApproval, updateConsumed, updateDecision } from './sql.ts';
import type { ApprovalRow, Decision } from './sql.ts';

/** A dangerous act that takes two persons (control 20). Declared once, by the module that performs it. */
export interface ApprovalKind {
  /** `<module>.<act>` */
  readonly kind: string;
  readonly title: Text;
  /** Who may decide: anybody with one of these roles, but not whoever asked. */
  readonly deciders: readonly string[];
}

const validMs = 24 * 3_600_000;
const kinds = new Map<string, ApprovalKind>();

/** Declares a kind; its returned value is passed to `request` and `consume`. */
export function defineApproval(kind: ApprovalKind): ApprovalKind {
  if (kinds.has(kind.kind)) throw new Error(`approval ${kind.kind} is declared twice`);
  kinds.set(kind.kind, kind);
  return kind;
}

export function approvalKinds(): readonly ApprovalKind[] {
  return [...kinds.values()];
}

export interface ApprovalSubject {
  readonly kind: string;
  /** uuid or code of what the act changes. */
  readonly subject: string;
  /** Exactly what would be done: it is what gets approved, and nothing else. */
  readonly payload: Record<string, unknown>;
}

export const approvals = {
  /** Asks for a decision. It can be given for 24 hours and used once. */
  async request(tx: Tx, context: Context, input: ApprovalSubject): Promise<{ id: string; expiresAt: Date }> {
    const id = randomUUID();
    const expiresAt = new Date(context.at.getTime() + validMs);
    const { kind, subject, payload } = input;
    requireKind(kind);
    await insertApproval(tx, {
      id,
      kind,
      subject,
      payload,
      requestedBy: context.actor.id,
      requestedAt: context.at,
      expiresAt,
    });
    await record(tx, context, id, 'requested', kind);
    return { id, expiresAt };
  },

  /** @throws Fault identity.no-approval, own-request, not-permitted, approval-not-open */
  async decide(
    tx: Tx,
    context: Context,
    input: { readonly id: string; readonly decision: Decision; readonly reason: string | null },
  ): Promise<void> {
    const approval = await lockApproval(tx, input.id);
    if (!approval) throw fault('no-approval');
    const { deciders } = requireKind(approval.kind);
    if (approval.requestedBy === context.actor.id) throw fault('own-request');
    if (!deciders.some((role) => context.actor.roles.includes(role))) throw fault('not-permitted');
    if (approval.decision !== null || approval.expiresAt <= context.at) throw fault('approval-not-open');
    await updateDecision(tx, input.id, input.decision, context.actor.id, context.at, input.reason);
    await record(tx, context, input.id, input.decision, approval.kind);
  },

  /**
   * Uses an approval up, in the transaction of the act. Only whoever asked may use it, and only for exactly what was
   * approved.
   * @throws Fault identity.approval-not-usable
   */
  async consume(tx: Tx, context: Context, id: string, act: ApprovalSubject): Promise<void> {
    const approval = await lockApproval(tx, id);
    if (!approval || !isUsable(approval, context) || !isSameAct(approval, act))
      throw fault('approval-not-usable');
    await updateConsumed(tx, id, context.at);
    await record(tx, context, id, 'used', approval.kind);
  },
};

function requireKind(kind: string): ApprovalKind {
  const known = kinds.get(kind);
  if (!known) throw new Error(`approval ${kind} is not declared`);
  return known;
}

function isUsable(approval: ApprovalRow, context: Context): boolean {
  const { decision, consumedAt, expiresAt, requestedBy } = approval;
  return (
    decision === 'approved' &&
    consumedAt === null &&
    expiresAt > context.at &&
    requestedBy === context.actor.id
  );
}

function isSameAct(approval: ApprovalRow, act: ApprovalSubject): boolean {
  return (
    approval.kind === act.kind &&
    approval.subject === act.subject &&
    isDeepStrictEqual(approval.payload, act.payload)
  );
}

async function record(tx: Tx, context: Context, id: string, step: string, kind: string): Promise<void> {
  await appendEntries(tx, [
    entryFor(context, {
      act: 'approval',
      outcome: 'permitted',
      resource: 'approval',
      record: id,
      detail: { step, kind },
    }),
  ]);
}
