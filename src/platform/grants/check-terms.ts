import type { Context } from '#security/context/index.ts';
import type { Tx } from '#infrastructure/sql/index.ts';
import type { RowCondition } from '#standards/conditions/index.ts';
import type { CataloguedResource } from '#platform/catalogue/index.ts';
import type { Terms } from './application.ts';
import { findClosing } from './closing/sql.ts';
import { fault } from './errors.ts';
import type { Granting } from './grants.ts';
import { canonicalCondition, implies } from './row-conditions.ts';

const dayMs = 86_400_000;

/** @throws Fault grants.unknown-resource */
export function resourceOf({ catalogue }: Granting, name: string): CataloguedResource {
  const found = catalogue.resources.get(name);
  if (!found) throw fault('unknown-resource', { resource: name });
  return found;
}

/** @throws Fault grants.resource-closed */
export async function requireOpen(tx: Tx, resource: string): Promise<void> {
  const closing = await findClosing(tx, resource);
  if (closing?.state === 'closed') throw fault('resource-closed', { resource });
}

/** The legal basis is a declared regulation. @throws Fault grants.unsuitable-terms */
export function requireBasis({ catalogue }: Granting, basis: string): void {
  if (!catalogue.pack.regulations.has(basis))
    refuse('/basis', `没有声明依据 ${basis}`, `no regulation ${basis} is declared`);
}

/**
 * Terms name what is declared, within the limits of grants.yaml; sealed fields are never granted. The values of their row conditions
 * come back in the form in which they are stored.
 * @throws Fault grants.unsuitable-terms
 */
export function suitableTerms(granting: Granting, context: Context, resource: string, terms: Terms): Terms {
  requireDeclared(granting, resource, terms);
  requireLimits(granting, context, terms);
  return { ...terms, rows: canonicalRows(granting, context, resource, terms.rows) };
}

function requireDeclared(granting: Granting, resource: string, terms: Terms): void {
  const { purposes, roles } = granting;
  const { fields } = resourceOf(granting, resource).declaration;
  for (const name of terms.fields) {
    const field = fields.find((one) => one.name === name);
    if (!field) refuse('/terms/fields', `没有字段 ${name}`, `there is no field ${name}`);
    else if (field.sealed)
      refuse('/terms/fields', `加密字段 ${name} 不能授权`, `${name} is sealed and never granted`);
  }
  for (const name of terms.unmasked)
    if (!terms.fields.includes(name))
      refuse('/terms/unmasked', `${name} 不在申请的字段中`, `${name} is not among the fields`);
  for (const kind of terms.purposeKinds)
    if (!purposes.kinds.some((one) => one.kind === kind))
      refuse('/terms/purposeKinds', `没有事由种类 ${kind}`, `there is no kind of purpose ${kind}`);
  if (!roles.permissionsOf([terms.role]).includes('look-up'))
    refuse('/terms/role', `角色 ${terms.role} 不查询信息`, `the role ${terms.role} does not look up records`);
}

function requireLimits({ settings }: Granting, { at }: Context, terms: Terms): void {
  if (terms.recordsPerDay > settings.mostRecordsPerDay)
    refuse('/terms/recordsPerDay', `每天至多 ${settings.mostRecordsPerDay} 条`, `at most ${settings.mostRecordsPerDay} records a day`); // prettier-ignore
  const days = (Date.parse(terms.until) - at.getTime()) / dayMs;
  if (!(days > 0 && days <= settings.longestDays + 1))
    refuse('/terms/until', `期限须在今后 ${settings.longestDays} 天之内`, `the end must lie within the next ${settings.longestDays} days`); // prettier-ignore
}

function canonicalRows(
  granting: Granting,
  { at }: Context,
  resource: string,
  rows: readonly RowCondition[],
): readonly RowCondition[] {
  return rows.map((row) => {
    const checked = canonicalCondition(resourceOf(granting, resource), granting.check, row, at);
    return 'condition' in checked
      ? checked.condition
      : refuse('/terms/rows', checked.reasonZh, checked.reason);
  });
}

/** Whether what would be granted lies within what was asked for. @throws Fault grants.wider-than-asked */
export function requireWithin(resource: CataloguedResource, asked: Terms, granted: Terms): void {
  const isWithin =
    isPart(granted.fields, asked.fields) &&
    isPart(granted.unmasked, asked.unmasked) &&
    isPart(granted.actions, asked.actions) &&
    isPart(granted.purposeKinds, asked.purposeKinds) &&
    asked.rows.every((wide) => granted.rows.some((narrow) => implies(resource, narrow, wide))) &&
    granted.role === asked.role &&
    (asked.organisation === null || granted.organisation === asked.organisation) &&
    granted.recordsPerDay <= asked.recordsPerDay &&
    Date.parse(granted.until) <= Date.parse(asked.until);
  if (!isWithin) throw fault('wider-than-asked');
}

function isPart(some: readonly string[], all: readonly string[]): boolean {
  return some.every((one) => all.includes(one));
}

function refuse(pointer: string, reasonZh: string, reason: string): never {
  throw fault('unsuitable-terms', { reasonZh, reason }, { pointer });
}
