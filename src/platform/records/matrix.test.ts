import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectRoot } from '#infrastructure/config/index.ts';
import { actions, grantsFor, openDecisionPoint } from '#security/access/index.ts';
import type { DecisionPoint, DecisionRequest, Grant, PolicySource } from '#security/access/index.ts';
import { loadCatalogue } from '#platform/catalogue/index.ts';
import { expectedOf } from '../../../test/support/policy-model.ts';
import type { ExpectedGrant } from '../../../test/support/policy-model.ts';
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

const at = new Date('2026-06-15T02:00:00Z');
const usual: Grant = {
  id: 'GR-000001',
  version: 1,
  resource: 'officer',
  fields: ['policeNumber', 'organisation', 'rank'],
  unmasked: [],
  actions: ['read', 'verify'],
  purposeKinds: ['verification'],
  holder: { branch: 'registration', role: 'verifier', organisation: null },
  recordsPerDay: 100,
  from: new Date('2026-06-01T00:00:00Z'),
  until: new Date('2026-07-01T00:00:00Z'),
  standing: 'in-force',
};

/** Each beside whether it holds, by hand: one that does for each kind, and each way in which one doesn't. */
const book: readonly (readonly [grant: Grant, holds: boolean])[] = [
  [usual, true],
  [
    {
      ...usual,
      id: 'GR-000002',
      resource: 'person',
      fields: ['formerName', 'citizenNumber', 'mobile', 'education'], // mobile is sealed: never by a grant
      unmasked: ['citizenNumber', 'mobile'],
      actions: ['read', 'list'],
    },
    true,
  ],
  [{ ...usual, id: 'GR-000003', fields: ['status'], until: at }, false],
  [{ ...usual, id: 'GR-000004', fields: ['post'], standing: 'suspended' }, false],
  [{ ...usual, id: 'GR-000005', fields: ['appointedOn'], standing: 'ended' }, false],
  [{ ...usual, id: 'GR-000006', fields: ['person'], from: new Date('2026-06-16T00:00:00Z') }, false],
  [
    {
      ...usual,
      id: 'GR-000007',
      resource: 'vehicle',
      fields: ['vin', 'owner'],
      actions: ['list'],
      purposeKinds: ['registration'],
      holder: { branch: 'traffic', role: 'registrar', organisation: null },
    },
    true,
  ],
  [
    { ...usual, id: 'GR-000008', holder: { branch: 'audit', role: 'auditor', organisation: null } },
    true, // held by somebody whom base.cedar forbids everything
  ],
];
const given = book.map(([grant]) => grant);
const expectedGrants = book.map(([grant, holds]): ExpectedGrant => {
  const { resource, fields, unmasked: inFull, actions, purposeKinds: purposes, holder } = grant;
  return { holds, resource, fields, inFull, actions, purposes, branch: holder.branch, role: holder.role };
});

/** The grants of the book that the product finds for a request. */
function withGrants(request: DecisionRequest, grants: readonly Grant[]): DecisionRequest {
  const { kind, roles, branch, action, purposeKind } = request;
  const actor = { kind: kind as 'officer', id: '', name: '', organisation: '', agency: '', branch, roles };
  const resource = request.resource.name;
  const of = (name: string): readonly Grant[] => grants.filter((grant) => grant.resource === name);
  return { ...request, grants: grantsFor({ of }, { actor, action, resource, purposeKind, at }) };
}

function* requests(): Generator<DecisionRequest> {
  for (const [roles, branch] of officers) {
    for (const purposeKind of ['verification', 'registration', 'case']) {
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

interface Cell {
  readonly name: string;
  readonly agrees: boolean;
}

/** Every field under every request (each `every`-th, to keep the suite short), policies beside model. */
function* cells(
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

/** The requests that concern a resource of which something was granted, with what the product finds granted. */
function* grantedRequests(grants: readonly Grant[] = given): Generator<DecisionRequest> {
  for (const request of requests())
    if (grants.some(({ resource }) => resource === request.resource.name)) yield withGrants(request, grants);
}

test('with grants as a further dimension the policies agree with the model too', () => {
  const point = openDecisionPoint({ version: 'grants', sources: catalogue.policies });
  const wrong = [...cells(point, 7, grantedRequests(), expectedGrants)].filter((cell) => !cell.agrees);
  assert.deepEqual(wrong.slice(0, 5), []);
  const request = grantedRequests([usual]).find(({ grants }) => grants.length > 0);
  assert.ok(request);
  const { policies, granted } = point.decide(request);
  assert.ok(policies.includes('grant:GR-000001'));
  assert.deepEqual([...granted.keys()], usual.fields);
});

/** Something else granted than what the model was told: each must be noticed. */
const otherGrants: readonly (readonly [string, Partial<Grant>])[] = [
  ['another field', { fields: [...usual.fields, 'post'] }],
  ['another act', { actions: ['read', 'verify', 'list'] }],
  ['another purpose', { purposeKinds: ['verification', 'registration'] }],
  ['another role', { holder: { ...usual.holder, role: 'registrar' } }],
  ['another branch', { holder: { ...usual.holder, branch: 'traffic' } }],
  ['an expired one', { until: at }],
  ['a suspended one', { standing: 'suspended' }],
];

for (const [what, change] of otherGrants) {
  test(`planted bug: the matrix notices ${what} in a grant`, () => {
    const point = openDecisionPoint({ version: `grant-${what}`, sources: catalogue.policies });
    const asked = grantedRequests([{ ...usual, ...change }]);
    const [model] = expectedGrants;
    assert.ok(model && cells(point, 1, asked, [model]).some((cell) => !cell.agrees));
  });
}

for (const [from, to] of [
  ['context.granted && !resource.sealed', 'context.granted'],
  ['principal in Role::"auditor", action, resource', 'principal in Role::"nobody", action, resource'],
  [
    'unless { context.exists && context.open && context.assigned }',
    'unless { context.exists && context.assigned }',
  ],
] as const) {
  test(`planted bug: under the grants too, ${to} is noticed`, () => {
    const sources = catalogue.policies.map(({ file, text }) => ({ file, text: text.replaceAll(from, to) }));
    assert.notDeepEqual(sources, catalogue.policies, 'the line to change is not there');
    const point = openDecisionPoint({ version: `mutant-${to}`, sources });
    const asked = grantedRequests().filter(({ grants }) => grants.length > 0);
    assert.ok(cells(point, 1, asked, expectedGrants).some((cell) => !cell.agrees));
  });
}

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
