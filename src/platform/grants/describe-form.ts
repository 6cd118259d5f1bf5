import type { Context } from '#security/context/index.ts';
import { resourceOf } from './check-terms.ts';
import { requireApplicant } from './grants.ts';
import type { Granting } from './grants.ts';
import { operatorsFor } from './row-conditions.ts';
import type { FormWire } from './schema.ts';
import { branchTitled, titled } from '#platform/catalogue/index.ts';

/** Everything to choose from when applying for a resource. @throws Fault grants.unknown-resource, grants.not-permitted */
export function describeForm(granting: Granting, context: Context, name: string): FormWire {
  requireApplicant(granting, context);
  const { catalogue, purposes, roles, settings } = granting;
  const found = resourceOf(granting, name);
  const { declaration, grades } = found;
  const { sharing, fields, owner, title } = declaration;
  const { pack } = catalogue;
  const cited = sharing.basis;
  const others = [...pack.regulations.keys()].filter((one) => !cited.includes(one));
  const usable = roles.roles.filter(({ code }) => roles.permissionsOf([code]).includes('look-up'));
  return {
    resource: titled(name, title),
    owner: branchTitled(granting, owner),
    branch: branchTitled(granting, context.actor.branch),
    fields: fields.map((field) => ({
      ...titled(field.name, field.title),
      grade: grades.get(field.name) ?? 1,
      masked: field.mask !== null,
      sealed: field.sealed,
      operators: [...operatorsFor(found, field.name)],
    })),
    purposeKinds: purposes.kinds.map((kind) => titled(kind.kind, kind.title)),
    roles: usable.map((role) => titled(role.code, role.title)),
    basis: [...cited, ...others].map((one) => titled(one, pack.regulations.get(one)?.title)),
    conditions: sharing.conditions ? { zh: sharing.conditions.zh, en: sharing.conditions.en } : null,
    mostRecordsPerDay: settings.mostRecordsPerDay,
    longestDays: settings.longestDays,
    answerWorkingDays: settings.answerWorkingDays,
    draft: settings.status === 'draft',
  };
}
