import type { Context } from '#security/context/index.ts';
import type { Identity } from '../identity.ts';
import { recorded } from '../recorded.ts';
import { holdAccount } from './hold-account.ts';
import { recordChange } from './record-change.ts';
import { updateAccount } from './sql.ts';
import { requireUnit } from './units.ts';

export interface AccountChangeInput {
  readonly id: string;
  readonly organisation?: string | undefined;
  readonly branch?: string | undefined;
  readonly post?: string | undefined;
  /** null = no end is known. */
  readonly employmentEndsAt?: string | null | undefined;
}

/** Moves an account to another unit or post, or sets when the employment ends. What is left out stays. */
export function changeAccount(
  identity: Identity,
  context: Context,
  input: AccountChangeInput,
): Promise<void> {
  const attempt = {
    act: 'account-change',
    resource: 'account',
    record: input.id,
    detail: { step: 'change' },
  } as const;
  return recorded(identity, context, attempt, async (tx) => {
    const account = await holdAccount(tx, context, input.id);
    const organisation = input.organisation ?? account.organisation;
    if (organisation !== account.organisation) await requireUnit(identity, tx, organisation);
    const end = input.employmentEndsAt;
    await updateAccount(tx, account.id, {
      organisation,
      branch: input.branch ?? account.branch,
      post: input.post ?? account.post,
      employmentEndsAt: end === undefined ? account.employmentEndsAt : end === null ? null : new Date(end),
    });
    await recordChange(tx, context, account.id, { step: 'change' });
  });
}
