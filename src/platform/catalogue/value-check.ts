import type { DivisionTable, Profile } from '#standards/identifiers/index.ts';
import { identifierCheckFor, validate } from '#standards/plans/index.ts';
import type { ValidationError } from '#standards/plans/index.ts';
import type { Snapshot } from './snapshot.ts';

/** Validates plain values of a resource; `change` looks only at what is given. Canonical values, or each error. */
export type ValueCheck = (
  resource: string,
  values: Readonly<Record<string, unknown>>,
  mode: 'create' | 'change',
  at: Date,
) => { readonly values: Readonly<Record<string, unknown>>; readonly errors: readonly ValidationError[] };

/** The validator plans together with the identifier rules of this node's profile. */
export function valueCheck(catalogue: Snapshot, divisions: DivisionTable, profile: Profile): ValueCheck {
  const identifierCheck = identifierCheckFor({ divisions, profile });
  return (resource, values, mode, at) => {
    const plan = catalogue.resources.get(resource)?.plansOn(at).validator;
    if (!plan) throw new Error(`no such resource: ${resource}`);
    return validate(plan, values, { at, mode, identifierCheck });
  };
}
