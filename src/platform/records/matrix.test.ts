import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDecisionPoint } from '#security/access/index.ts';
import type { PolicySource } from '#security/access/index.ts';
import { catalogue, cells } from '../../../test/support/policy-matrix.ts';

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
