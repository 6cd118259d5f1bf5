/** The matrix that policies are held to: every request there is, decided by the policies and by an independent model. */
import { join } from 'node:path';
import { projectRoot } from '#infrastructure/config/index.ts';
import { actions } from '#security/access/index.ts';
import type { DecisionPoint, DecisionRequest } from '#security/access/index.ts';
import { loadCatalogue } from '#platform/catalogue/index.ts';
import { recordTable } from '#platform/records/index.ts';
import { expectedOf } from './policy-model.ts';
import type { ExpectedGrant } from './policy-model.ts';

/** Policies name their legal bases, which are in a pack of their own. */
export const catalogue = loadCatalogue(
  ['core', 'regulations'].map((name) => join(projectRoot, 'packs', name)),
);
const resources = [...catalogue.resources.values()].map((resource) => recordTable(resource).protection);

/** Role and branch as officers have them, with the pairs that a person may hold together. */
const officers: readonly (readonly [roles: readonly string[], branch: string])[] = [
  [['registrar', 'verifier'], 'registration'],
  [['registrar'], 'traffic'],
  [['supervisor'], 'registration'],
  [['auditor', 'registrar'], 'registration'], // no account may hold both; the policies refuse it all the same
  [['verifier'], 'registration'],
  [['registrar'], 'registration'],
  [['patrol'], 'command'],
  [['auditor'], 'audit'],
  [['system-administrator'], 'system'],
  [[], 'registration'],
];

/** Everything true, and each fact false alone or with others that matter. */
const states = [
  { exists: true, open: true, assigned: true, onDuty: true },
  { exists: true, open: true, assigned: true, onDuty: false },
  { exists: true, open: true, assigned: false, onDuty: true },
  { exists: true, open: false, assigned: true, onDuty: true },
  { exists: true, open: false, assigned: false, onDuty: false },
  { exists: false, open: false, assigned: false, onDuty: false },
];

/** Every request of the matrix: role, branch, purpose, facts, resource, act. */
export function* requests(): Generator<DecisionRequest> {
  for (const [roles, branch] of officers) {
    // Quality work is a registrar's alone; the rest of the matrix need not grow by a third for it.
    const more = roles.join() === 'registrar' || roles.join() === 'verifier' ? ['quality'] : [];
    for (const purposeKind of ['verification', 'registration', 'case', ...more]) {
      for (const facts of states) {
        for (const resource of resources) {
          for (const action of actions) {
            const asked = { kind: 'officer', roles, branch, action, resource, purposeKind, facts };
            yield { ...asked, own: false, grants: [] };
          }
        }
      }
      for (const resource of resources) {
        const facts = states[0] as (typeof states)[number];
        const asked = {
          kind: 'officer',
          roles,
          branch,
          action: 'read',
          resource,
          purposeKind,
          facts,
        } as const;
        yield { ...asked, own: true, grants: [] };
      }
    }
  }
}

/** One field under one request: whether policies and model agree. */
export interface Cell {
  readonly name: string;
  readonly agrees: boolean;
}

/** Every field under every request (each `every`-th, to keep the suite short), policies beside model. */
export function* cells(
  point: DecisionPoint,
  every: number,
  asked: Iterable<DecisionRequest> = requests(),
  grants: readonly ExpectedGrant[] = [],
): Generator<Cell> {
  let number = 0;
  for (const request of asked) {
    if (number++ % every !== 0) continue;
    const decision = point.decide(request);
    for (const field of request.resource.fields) {
      const expected = expectedOf(request, field, grants);
      const permit = decision.fields.has(field.name);
      const masked = decision.masked.has(field.name);
      yield {
        name: describe(request, field.name),
        agrees: permit === expected.permit && masked === expected.masked,
      };
    }
  }
}

function describe(
  { roles, branch, action, purposeKind, facts, own, resource }: DecisionRequest,
  field: string,
): string {
  return `${roles.join('+')}/${branch} ${action} ${resource.name}.${field} for ${purposeKind} ${JSON.stringify({ ...facts, own })}`;
}
