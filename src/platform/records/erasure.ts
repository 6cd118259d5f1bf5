import type { Context } from '#security/context/index.ts';
import { approvals, defineApproval } from '#security/identity/index.ts';
import type { ApprovalSubject } from '#security/identity/index.ts';
import type { DoorParts } from './door-parts.ts';

/** What is to be erased, why and on what legal basis; the approval is for exactly this. */
export interface Erasure {
  readonly resource: string;
  readonly id: string;
  readonly version: number;
  readonly reason: string;
  readonly basis: string;
}

const erasing = defineApproval({
  kind: 'records.erase',
  title: { zh: '依法删除记录', en: 'Erase a record by law' },
  deciders: ['supervisor'],
});

export async function requestErasure(
  parts: Pick<DoorParts, 'app'>,
  context: Context,
  erasure: Erasure,
): Promise<{ id: string; expiresAt: Date }> {
  return parts.app.transaction((tx) => approvals.request(tx, context, subjectOf(erasure)));
}

/** @throws Fault identity.approval-not-usable */
export async function useErasureApproval(
  parts: Pick<DoorParts, 'app'>,
  context: Context,
  erasure: Erasure & { readonly approval: string },
): Promise<void> {
  await parts.app.transaction((tx) => approvals.consume(tx, context, erasure.approval, subjectOf(erasure)));
}

function subjectOf({ resource, id, version, reason, basis }: Erasure): ApprovalSubject {
  return { kind: erasing.kind, subject: `${resource}/${id}`, payload: { version, reason, basis } };
}
