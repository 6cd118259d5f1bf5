import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectRoot } from '#infrastructure/config/index.ts';
import { actions, openDecisionPoint } from '#security/access/index.ts';
import type { DecisionPoint, DecisionRequest, PolicySource } from '#security/access/index.ts';
import { loadCatalogue } from '#platform/catalogue/index.ts';
import { expectedOf } from '../../../test/support/policy-model.ts';
import { recordTable } from './record-table.ts';

const catalogue = loadCatalogue([join(projectRoot, 'packs', 'core')]);
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

function* requests(): Generator<DecisionRequest> {
  for (const [roles, branch] of officers) {
    for (const purposeKind of ['verification', 'registration', 'case']) {
      for (const facts of states) {
        for (const resource of resources) {
          for (const action of actions) {
            yield { kind: 'officer', roles, branch, action, resource, purposeKind, facts, own: false };
          }
        }
      }
      for (const resource of resources) {
        const facts = states[0] as (typeof states)[number];
        yield { kind: 'officer', roles, branch, action: 'read', resource, purposeKind, facts, own: true };
      }
    }
  }
}

interface Cell {
  readonly name: string;
  readonly agrees: boolean;
}

/** Every field under every request (each `every`-th, to keep the suite short), policies beside model. */
function* cells(point: DecisionPoint, every: number): Generator<Cell> {
  let number = 0;
  for (const request of requests()) {
    if (number++ % every !== 0) continue;
    const decision = point.decide(request);
    for (const field of request.resource.fields) {
      const expected = expectedOf(request, field);
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

test('the policies agree with an independent model in each of at least 20,000 cells', () => {
  const point = openDecisionPoint({ version: 'matrix', sources: catalogue.policies });
  let count = 0;
  const wrong: string[] = [];
  for (const cell of cells(point, 5)) {
    count++;
    if (!cell.agrees) wrong.push(cell.name);
  }
  assert.ok(count >= 20_000, `only ${count} cells`);
  assert.deepEqual(wrong.slice(0, 5), []);
});

/** One line changed in one file: each must be noticed. */
const mutations: readonly (readonly [string, string])[] = [
  ['context.exists && context.open && context.assigned', 'context.exists && context.assigned'],
  ['context.exists && context.open && context.assigned', 'context.exists && context.open'],
  ['when { context.own }', 'when { context.own && context.onDuty && !context.open }'],
  [
    'context.purpose == "verification" && context.onDuty &&\n  [Field::"person.citizenNumber"',
    '[Field::"person.citizenNumber"',
  ],
  [
    'Field::"person.status", Field::"person.household"',
    'Field::"person.status", Field::"person.mobile", Field::"person.household"',
  ],
  [
    'when { context.purpose == "registration" && context.ownBranch };',
    'when { context.purpose == "registration" };',
  ],
  [
    'action in [Action::"read", Action::"list", Action::"history", Action::"verify", Action::"unmask"],\n  resource\n)\nwhen { context.purpose == "registration" && context.ownBranch && !resource.sealed }',
    'action in [Action::"read", Action::"list", Action::"history", Action::"verify", Action::"unmask"],\n  resource\n)\nwhen { context.purpose == "registration" && context.ownBranch }',
  ],
  [
    'when { context.purpose == "registration" && context.ownBranch && !resource.sealed };',
    'when { context.purpose == "registration" && !resource.sealed };',
  ],
  ['context.ownBranch &&\n  (resource in Resource::"person"', '(resource in Resource::"person"'],
  ['principal in Role::"auditor", action, resource', 'principal in Role::"nobody", action, resource'],
  [
    'permit (principal in Role::"registrar", action == Action::"erase"',
    'permit (principal in Role::"supervisor", action == Action::"erase"',
  ],
  ['principal in Branch::"traffic"', 'principal in Branch::"registration"'],
];

for (const [index, [from, to]] of mutations.entries()) {
  test(`planted bug ${index + 1}: the matrix notices a changed policy line`, () => {
    const sources: PolicySource[] = catalogue.policies.map(({ file, text }) => ({
      file,
      text: text.replace(from, to),
    }));
    assert.notDeepEqual(sources, catalogue.policies, 'the line to change is not there');
    const point = openDecisionPoint({ version: `mutant-${index}`, sources });
    assert.ok(cells(point, 1).some((cell) => !cell.agrees));
  });
}
