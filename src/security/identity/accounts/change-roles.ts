import { isUniqueViolation } from '#infrastructure/sql/index.ts';
import type { Tx } from '#infrastructure/sql/index.ts';
import type { Context } from '#security/context/index.ts';
import { approvals, defineApproval } from '../approvals/approvals.ts';
import { fault } from '../errors.ts';
import type { Identity } from '../identity.ts';
import { recorded } from '../recorded.ts';
import type { RoleBook } from '../roles.ts';
import { endSessionsOf } from '../sessions/sql.ts';
import { holdAccount } from './hold-account.ts';
import { recordChange } from './record-change.ts';
import { deleteAccountRoles, insertAccountRoles } from './sql.ts';

const administratorRoles = defineApproval({
  kind: 'identity.administrator-roles',
  title: { zh: '变更管理员角色', en: 'Change of an administrator’s roles' },
  deciders: ['security-administrator', 'system-administrator'],
});

/** Done, or waiting for a second person. */
export type TwoPersonOutcome<T> =
  { readonly done: T } | { readonly approval: { readonly id: string; readonly expiresAt: Date } };

export interface RolesInput {
  readonly id: string;
  readonly roles: readonly string[];
  /** An approval that was given for exactly these roles. */
  readonly approval?: string | undefined;
}

/**
 * Replaces the roles of somebody else's account. If it is or becomes an administrator's, a second person has to
 * approve first. Their sessions end: with new rights one authenticates anew (control 8).
 * @throws Fault identity.unknown-role, united-powers, own-account, approval-not-usable
 */
export function changeRoles(
  identity: Identity,
  context: Context,
  input: RolesInput,
): Promise<TwoPersonOutcome<true>> {
  const roles = [...new Set(input.roles)].sort();
  const attempt = {
    act: 'account-change',
    resource: 'account',
    record: input.id,
    detail: { step: 'roles' },
  } as const;
  return recorded(identity, context, attempt, async (tx): Promise<TwoPersonOutcome<true>> => {
    const account = await holdAccount(tx, context, input.id);
    requireDisjoint(identity.roles, roles);
    if (identity.roles.administers([...account.roles, ...roles])) {
      const act = { kind: administratorRoles.kind, subject: account.id, payload: { roles } };
      if (input.approval === undefined) return { approval: await approvals.request(tx, context, act) };
      await approvals.consume(tx, context, input.approval, act);
    }
    await replaceRoles(tx, identity, context, account.id, roles);
    return { done: true };
  });
}

/** Control 19. The index account_role_disjoint refuses the same in the database. @throws Fault identity.united-powers */
export function requireDisjoint(book: RoleBook, roles: readonly string[]): void {
  const powers = roles.map((code) => book.get(code).power).filter((power) => power !== 'none');
  if (powers.length > 1) throw fault('united-powers', {}, { pointer: '/roles' });
}

async function replaceRoles(
  tx: Tx,
  identity: Identity,
  context: Context,
  account: string,
  roles: readonly string[],
): Promise<void> {
  const rows = roles.map((role) => ({ account, role, power: identity.roles.get(role).power }));
  await deleteAccountRoles(tx, account);
  try {
    await insertAccountRoles(tx, rows, context.actor.id, context.at);
  } catch (error) {
    throw isUniqueViolation(error, 'account_role_disjoint')
      ? fault('united-powers', {}, { cause: error })
      : error;
  }
  await endSessionsOf(tx, account, context.at, 'roles-changed');
  await recordChange(tx, context, account, { step: 'roles', roles: roles.join(' ') });
}
