import type { Context } from '#security/context/index.ts';
import type { Application, Terms } from './application.ts';
import { changeApplication } from './change-application.ts';
import { requireBasis, requireOpen, resourceOf, suitableTerms } from './check-terms.ts';
import { record, requireApplicant, requireOwn } from './grants.ts';
import type { Granting } from './grants.ts';
import { insertApplication, insertStep } from './sql.ts';

export interface Draft {
  readonly resource: string;
  readonly basis: string;
  readonly reason: string;
  readonly terms: Terms;
}

/** Begins an application for the own branch. @throws Fault grants.not-permitted, grants.unsuitable-terms, grants.unknown-resource */
export async function draftApplication(
  granting: Granting,
  context: Context,
  { resource, basis, reason, terms }: Draft,
): Promise<Application> {
  requireApplicant(granting, context);
  requireBasis(granting, basis);
  const asked = suitableTerms(granting, context, resource, terms);
  const { owner } = resourceOf(granting, resource).declaration;
  const { id, name, branch } = context.actor;
  const row = { resource, owner, branch, applicant: id, applicantName: name, basis, reason, asked };
  return granting.app.transaction(async (tx) => {
    await requireOpen(tx, resource);
    const made = await insertApplication(tx, row, context.at);
    const entry = await record(tx, context, 'draft', made);
    const step = { act: 'draft', at: context.at, by: id, byName: name, text: null, entry };
    await insertStep(tx, made.number, step);
    return made;
  });
}

/** The applicant words it anew; the resource stays. @throws Fault grants.not-yours and those of `draftApplication` */
export async function reviseApplication(
  granting: Granting,
  context: Context,
  {
    number,
    version,
    basis,
    reason,
    terms,
  }: Omit<Draft, 'resource'> & Pick<Application, 'number' | 'version'>,
): Promise<Application> {
  requireBasis(granting, basis);
  return changeApplication(granting, context, {
    act: 'revise',
    number,
    version,
    from: ['draft'],
    text: null,
    allow: requireOwn(context),
    make: ({ resource }) => ({
      basis,
      reason,
      asked: suitableTerms(granting, context, resource, terms),
    }),
  });
}
