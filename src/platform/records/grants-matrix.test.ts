import assert from 'node:assert/strict';
import { test } from 'node:test';
import { grantsFor, openDecisionPoint } from '#security/access/index.ts';
import type { DecisionRequest, Grant } from '#security/access/index.ts';
import type { Context } from '#security/context/index.ts';
import { catalogue, cells, requests } from '../../../test/support/policy-matrix.ts';
import { expectedOf, meetsRows } from '../../../test/support/policy-model.ts';
import type { ExpectedGrant } from '../../../test/support/policy-model.ts';
import { judge } from './judge.ts';
import { recordTable } from './record-table.ts';

const at = new Date('2026-06-15T02:00:00Z');
const usual: Grant = {
  id: 'GR-000001',
  version: 1,
  resource: 'officer',
  fields: ['policeNumber', 'organisation', 'rank'],
  unmasked: [],
  actions: ['read', 'verify'],
  purposeKinds: ['verification'],
  rows: [],
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
function expectedGrant([grant, holds]: (typeof book)[number]): ExpectedGrant {
  const { resource, fields, unmasked: inFull, actions, purposeKinds: purposes, holder } = grant;
  return { holds, resource, fields, inFull, actions, purposes, branch: holder.branch, role: holder.role };
}
const expectedGrants = book.map(expectedGrant);

/** The grants of the book that the product finds for a request. */
function withGrants(request: DecisionRequest, grants: readonly Grant[]): DecisionRequest {
  const { kind, roles, branch, action, purposeKind } = request;
  const actor = { kind: kind as 'officer', id: '', name: '', organisation: '', agency: '', branch, roles };
  const resource = request.resource.name;
  const of = (name: string): readonly Grant[] => grants.filter((grant) => grant.resource === name);
  return { ...request, grants: grantsFor({ of }, { actor, action, resource, purposeKind, at }) };
}

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

const person = catalogue.resources.get('person');
const limited = ([id, fields, rows]: readonly [string, readonly string[], Grant['rows']]): Grant => ({
  ...usual,
  id,
  fields,
  rows,
  resource: 'person',
});
/** Two with row conditions beside one without: what is given of a row depends on which it meets. */
const limitedGrants = [
  limited(['GR-000011', ['maritalStatus', 'mobile'], [{ field: 'sex', operator: 'eq', value: '2' }]]),
  limited([
    'GR-000012',
    ['formerName', 'education'],
    [
      { field: 'birthDate', operator: 'range', from: '1990-01-01', to: null },
      { field: 'nativePlace', operator: 'prefix', value: '6901' },
    ],
  ]),
  limited(['GR-000013', ['nativePlace'], []]),
];
const sampleRows = ['1', '2'].flatMap((sex) =>
  ['1989-12-31', '1990-01-01'].flatMap((birthDate) =>
    ['690101', '690200'].map((nativePlace) => ({ sex, birthDate, nativePlace })),
  ),
);

/** For each sample row: the fields that the judgement gives of it, and those that the model does. */
function byRow(grants: readonly Grant[], decided = grants): readonly { given: string[]; meant: string[] }[] {
  const at = new Date('2026-06-15T02:00:00Z');
  const facts = { exists: true, open: true, assigned: true, onDuty: true, since: at };
  const actor = {
    kind: 'officer',
    id: '',
    name: '',
    organisation: '',
    agency: '',
    branch: 'registration',
    roles: ['verifier'],
  } as const;
  assert.ok(person);
  const table = recordTable(person);
  const point = openDecisionPoint({ version: 'rows', sources: catalogue.policies });
  const context = { actor, at } as unknown as Context;
  const purpose = { kind: 'verification', reference: 'V-1' };
  const deciding = { point, grants: { of: () => decided } };
  const judged = judge(deciding, table, { context, act: 'read', purpose, record: null }, facts, false);
  assert.ok(judged.permitted && judged.byRow);
  const { conditional, decide } = judged.byRow;
  return sampleRows.map((row) => {
    const holds = (grant: Grant): boolean => meetsRows(row, grant.rows, new Set());
    const given = decide(conditional.filter(holds)).fields;
    const request = {
      kind: 'officer',
      roles: actor.roles,
      branch: actor.branch,
      action: 'read' as const,
      resource: table.protection,
      purposeKind: 'verification',
      facts,
      own: false,
      grants: [],
    };
    const expected = grants.map((grant) => ({ ...expectedGrant([grant, true]), holds: holds(grant) }));
    const meant = table.protection.fields.filter((field) => expectedOf(request, field, expected).permit);
    return { given: [...given].sort(), meant: meant.map(({ name }) => name).sort() };
  });
}

test('of each row a grant with row conditions gives what the model says: only to rows that meet all of them', () => {
  const answers = byRow(limitedGrants);
  for (const { given, meant } of answers) assert.deepEqual(given, meant);
  assert.equal(new Set(answers.map(({ given }) => given.join())).size, 4, 'both, either, neither');
});

for (const [what, change] of [
  ['forgotten conditions', { rows: [] }],
  ['another value', { rows: [{ field: 'sex', operator: 'eq', value: '1' }] }],
] as const) {
  test(`planted bug: ${what} of a grant give rows something that the model does not`, () => {
    const [first, ...others] = limitedGrants;
    assert.ok(first);
    const answers = byRow(limitedGrants, [{ ...first, ...change }, ...others]);
    assert.ok(answers.some(({ given, meant }) => given.join() !== meant.join()));
  });
}

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
