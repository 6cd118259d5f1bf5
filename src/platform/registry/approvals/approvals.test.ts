import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { declareKites, kites } from '../../../../test/support/declare.ts';
import { faultOf, head, officer, reviewer, testRegistry } from '../../../../test/support/registry.ts';
import type { Person, TestRegistry } from '../../../../test/support/registry.ts';
import type { Resource } from '#standards/declarations/index.ts';
import type { Change } from '../change.ts';
import { approveProposal, returnProposal } from '../decide-proposal.ts';
import { draftProposal } from '../draft-proposal.ts';
import type { Proposal } from '../proposal.ts';
import { submitProposal } from '../submit-proposal.ts';
import { approvalsNeeded, parseApprovalRules } from './rules.ts';
import { standingOf } from './standing.ts';

let world: TestRegistry;
before(async () => {
  world = await testRegistry();
});
after(() => world.drop());

const rules = parseApprovalRules({
  status: 'draft',
  usual: 1,
  rules: [
    { levels: ['core', 'important'], approvals: 2 },
    { grade: 4, approvals: 3 },
    { kinds: ['signer'], approvals: 4 },
  ],
});

function packWith(level: Resource['classification']['level'], grade: number) {
  const kite = { name: 'kite', classification: { level, grade } } as Resource;
  const extension = { name: 'more', extends: 'kite', fields: [] };
  return { resources: new Map([['kite', kite]]), resourceExtensions: new Map([['more', extension]]) };
}

test('the strictest rule that any change meets says how many approve; lowering the class is judged by what it was', () => {
  const [plain, important, strict] = [
    packWith('general', 3),
    packWith('important', 3),
    packWith('general', 4),
  ];
  const needed = (kind: Change['kind'], name: string, before: typeof plain, after: typeof plain) =>
    approvalsNeeded(rules, [{ kind, name }], before, after);
  assert.equal(needed('resource', 'kite', plain, plain), 1);
  assert.equal(needed('resource', 'kite', plain, important), 2);
  assert.equal(needed('resource', 'kite', important, plain), 2);
  assert.equal(needed('resource', 'kite', strict, plain), 3);
  assert.equal(needed('resource-extension', 'more', strict, strict), 3);
  assert.equal(needed('element', 'kite', strict, strict), 1, 'another kind of that name');
  assert.equal(needed('signer', 'x', plain, plain), 4);
  const both = [
    { kind: 'element', name: 'x' },
    { kind: 'resource', name: 'kite' },
  ] as const;
  assert.equal(approvalsNeeded(rules, both, plain, important), 2);
});

test('rules that say nothing sensible are refused with the place', () => {
  for (const wrong of [
    { usual: 1, rules: [] },
    { status: 'draft', usual: 0, rules: [] },
    { status: 'draft', usual: 1, rules: [{ levels: ['secret'], approvals: 2 }] },
    { status: 'draft', usual: 1, rules: [{ approvals: 2, also: 1 }] },
    null,
    [],
  ])
    assert.throws(() => parseApprovalRules(wrong), { code: 'registry.approval-rules-invalid' });
  assert.equal(parseApprovalRules(undefined).usual, 1);
});

async function submitted(level: string): Promise<Proposal> {
  const [first, second, resource] = declareKites;
  assert.ok(first && second && resource);
  const content = kites({});
  const important = { ...resource, content: { ...content, classification: { level, grade: 3 } } };
  const changes = [first, second, important] as readonly Change[];
  const worded = { title: '重要数据', reason: '测试', branch: 'registration', changes };
  return submitProposal(
    world.registry,
    world.as(officer),
    await draftProposal(world.registry, world.as(officer), worded),
  );
}

const approve = (by: Person, on: Proposal, registry = world.registry) =>
  approveProposal(registry, world.as(by), { number: on.number, version: on.version });

test('what is important takes two persons: nobody counts twice, its author never, and what came back starts anew', async () => {
  const first = await submitted('important');
  const once = await approve(head, first);
  assert.deepEqual([once.state, once.approver], ['review', null]);
  assert.equal((await faultOf(approve(head, once))).code, 'registry.approved-already');
  assert.equal((await faultOf(approve(officer, once))).code, 'registry.own-proposal');
  const { needed, given } = await standingOf(world.registry, world.as(officer), world.registry.app, once);
  assert.deepEqual([needed, given.map(({ byName }) => byName)], [2, [head.name]]);
  const back = await returnProposal(world.registry, world.as(reviewer), { ...once, text: '请补摘要' });
  const again = await submitProposal(world.registry, world.as(officer), back);
  const anew = await approve(reviewer, again);
  assert.equal(anew.state, 'review', 'the approval of what was there before does not count');
  const whole = await approve(head, anew);
  assert.deepEqual([whole.state, whole.approver], ['approved', head.id]);
  const entries = await world.test.open('reader').query<{ detail: string }>(
    `select detail from ledger.entry where act = 'declaration' and outcome = 'permitted'
        and detail like '%"step":"approve"%' order by at, append_id`,
  );
  assert.deepEqual(
    entries
      .map(({ detail }) => JSON.parse(detail) as object)
      .map((one) => ('approvals' in one ? one.approvals : 0)),
    [1, 1, 2],
  );
});

test('what is general takes one; and one is enough for what is important only where no rule says so', async () => {
  const plain = await submitted('general');
  assert.equal((await approve(reviewer, plain)).state, 'approved');
  // Planted: without the rules one person would carry what is important.
  const important = await submitted('important');
  const lax = { ...world.registry, approvalRules: parseApprovalRules(undefined) };
  assert.equal((await approve(reviewer, important, lax)).state, 'approved');
});

test('the database refuses an approval by the author, and a second one by one person', async () => {
  const { number } = await submitted('general');
  const insert = (by: string) =>
    world.registry.app.query(
      `insert into registry.proposal_approval (proposal, round, by, by_name, author, at)
       select number, 1, $2, '', author, now() from registry.proposal where number = $1`,
      [number, by],
    );
  await assert.rejects(insert(officer.id), { code: '23514' });
  await insert(head.id);
  await assert.rejects(insert(head.id), { code: '23505' });
  await assert.rejects(world.registry.app.query('delete from registry.proposal_approval'), { code: '42501' });
});
