import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { declareKites, kites, element } from '../../../test/support/declare.ts';
import type { TestChange } from '../../../test/support/declare.ts';
import {
  faultOf,
  head,
  officer,
  otherOfficer,
  patrol,
  reviewer,
  testRegistry,
  trafficHead,
} from '../../../test/support/registry.ts';
import type { Person, TestRegistry } from '../../../test/support/registry.ts';
import { approveProposal, rejectProposal, returnProposal } from './decide-proposal.ts';
import { draftProposal, reviseProposal } from './draft-proposal.ts';
import { getDeclaration } from './get-declaration.ts';
import { previewChanges } from './preview-changes.ts';
import type { Change } from './change.ts';
import { numberOf } from './proposal.ts';
import type { Proposal } from './proposal.ts';
import { addRemark, listRemarks } from './remark.ts';
import { submitProposal, withdrawProposal } from './submit-proposal.ts';

let world: TestRegistry;
before(async () => {
  world = await testRegistry();
});
after(() => world.drop());

const changesOf = (changes: readonly TestChange[]) => changes as readonly Change[];

function draft(
  changes: readonly TestChange[],
  by: Person = officer,
  branch = 'registration',
): Promise<Proposal> {
  const worded = { title: '测试提案', reason: '测试', branch, changes: changesOf(changes) };
  return draftProposal(world.registry, world.as(by), worded);
}

async function submitted(changes: readonly TestChange[], by: Person = officer): Promise<Proposal> {
  return submitProposal(world.registry, world.as(by), await draft(changes, by));
}

function one(name: string, zh: string, more: object = {}): TestChange {
  return { kind: 'element', name, action: 'add', content: element(zh, name, { ...more }) };
}

async function codesOf(changes: readonly TestChange[], branch = 'registration'): Promise<readonly string[]> {
  const asked = { branch, changes: changesOf(changes) };
  const { findings } = await previewChanges(world.registry, world.as(officer), asked);
  return findings.map(({ severity, code }) => `${severity} ${code}`);
}

test('only who may propose proposes, for the own branch or as the standards’ steward', async () => {
  assert.equal((await faultOf(draft([one('p-1', '甲')], patrol))).code, 'registry.not-permitted');
  assert.equal((await faultOf(draft([one('p-1', '甲')], trafficHead))).code, 'registry.not-permitted');
  assert.equal((await faultOf(draft([one('p-1', '甲')], reviewer))).code, 'registry.not-permitted');
  assert.equal((await draft([one('p-1', '甲')], head)).state, 'draft');
});

test('nobody approves their own, a stranger’s branch doesn’t either, and a second person does', async () => {
  const own = await submitted([one('own-1', '自己的')], head);
  const attempt = (by: Person) => faultOf(approveProposal(world.registry, world.as(by), own));
  assert.equal((await attempt(head)).code, 'registry.own-proposal');
  assert.equal((await attempt(trafficHead)).code, 'registry.not-permitted');
  assert.equal((await attempt(patrol)).code, 'registry.not-permitted');
  const approved = await approveProposal(world.registry, world.as(otherOfficer), own);
  assert.deepEqual([approved.state, approved.approverName], ['approved', otherOfficer.name]);
  await world.publish();
});

test('planted bug: if the program forgot the two-person rule, the database would refuse', async () => {
  const own = await submitted([one('own-2', '自己的二')], head);
  const forged = world.test
    .open('app')
    .query(`update registry.proposal set state = 'approved', approver = author where number = $1`, [
      own.number,
    ]);
  await assert.rejects(forged, { code: '23514' });
  const published = world.test
    .open('app')
    .query(`update registry.proposal set release = 1 where number = $1`, [own.number]);
  await assert.rejects(published, { code: '42501' });
  await withdrawProposal(world.registry, world.as(head), own);
});

test('an act on a version that is no longer, or in a state that does not allow it, changes nothing', async () => {
  const first = await draft([one('stale-1', '旧版')]);
  const worded = {
    title: '改',
    reason: '改',
    branch: 'registration',
    changes: changesOf([one('stale-1', '新版')]),
  };
  const { number, version } = first;
  const revised = await reviseProposal(world.registry, world.as(officer), { ...worded, number, version });
  const late = faultOf(reviseProposal(world.registry, world.as(officer), { ...worded, number, version }));
  assert.equal((await late).code, 'registry.proposal-changed');
  const foreign = faultOf(submitProposal(world.registry, world.as(otherOfficer), revised));
  assert.equal((await foreign).code, 'registry.not-yours');
  const early = faultOf(approveProposal(world.registry, world.as(otherOfficer), revised));
  assert.equal((await early).code, 'registry.wrong-state');
});

test('a reviewer returns a proposal with a reason, its author words it anew, another time it is rejected for good', async () => {
  const first = await submitted([one('loop-1', '往返')]);
  const returned = await returnProposal(world.registry, world.as(reviewer), { ...first, text: '请补定义' });
  assert.equal(returned.state, 'returned');
  const again = await submitProposal(world.registry, world.as(officer), returned);
  const rejected = await rejectProposal(world.registry, world.as(reviewer), { ...again, text: '与已有重复' });
  assert.equal(rejected.state, 'rejected');
  const over = faultOf(submitProposal(world.registry, world.as(officer), rejected));
  assert.equal((await over).code, 'registry.wrong-state');
});

test('every act is in the ledger, in its own transaction', async () => {
  const proposal = await submitted([one('ledger-1', '入账')]);
  const acts = await world.test
    .open('reader')
    .query<{ count: number }>(
      `select count(*)::int as count from ledger.entry where act = 'declaration' and resource = 'proposal'`,
    );
  assert.ok((acts[0]?.count ?? 0) >= 2);
  assert.equal(proposal.state, 'review');
});

test('who is refused is in the ledger as well, with why; nothing of the attempt remains', async () => {
  const proposal = await submitted([one('refused-1', '被拒')]);
  for (const by of [officer, patrol, trafficHead])
    await faultOf(approveProposal(world.registry, world.as(by), proposal));
  const entries = await world.test.open('reader').query<{ reason: string }>(
    `select reason from ledger.entry where act = 'declaration' and outcome = 'refused' and resource = 'proposal'
        and detail like '%' || $1 || '%' order by at, append_id`,
    [numberOf(proposal)],
  );
  assert.deepEqual(
    entries.map(({ reason }) => reason),
    ['registry.own-proposal', 'registry.not-permitted', 'registry.not-permitted'],
  );
  assert.equal((await approveProposal(world.registry, world.as(reviewer), proposal)).state, 'approved');
});

test('identifiers are given out once: a rejected proposal keeps its own, the next one gets the next', async () => {
  const first = await submitted([one('id-1', '编号一')]);
  const given = (proposal: Proposal) => proposal.changes[0]?.content?.['identifier'];
  assert.match(String(given(first)), /^XE5[0-9]{4}$/);
  await rejectProposal(world.registry, world.as(reviewer), { ...first, text: '不需要' });
  const second = await submitted([one('id-1', '编号一')]);
  assert.ok(String(given(second)) > String(given(first)));
  const stolen = await codesOf([one('id-2', '编号二', { identifier: given(first) })]);
  assert.ok(stolen.includes('error foreign-identifier'));
});

test('a preview stores nothing and shows table, form, list, search and API of what would be', async () => {
  const count = async () =>
    world.test
      .open('superuser')
      .query(
        `select (select count(*) from registry.proposal) + (select count(*) from registry.allotment) as rows`,
      );
  const before = await count();
  const asked = { branch: 'registration', changes: changesOf(declareKites) };
  const { findings, plans, changes } = await previewChanges(world.registry, world.as(officer), asked);
  assert.deepEqual(
    findings.filter(({ severity }) => severity === 'error'),
    [],
  );
  assert.match(plans[0]?.sql[0] ?? '', /create table "records"\."kite"/);
  assert.ok(plans[0]?.form && plans[0].list && plans[0].search && plans[0].card && plans[0].api.paths);
  assert.match(String(changes[0]?.content?.['identifier']), /^XE5/);
  assert.deepEqual(await count(), before);
});

test('findings stand at the place in the content that is wrong, and name what to do', async () => {
  const wrong = one('bad-1', '格式错', { format: 'zz9' });
  const asked = { branch: 'registration', changes: changesOf([wrong]) };
  const { findings, plans } = await previewChanges(world.registry, world.as(officer), asked);
  assert.deepEqual(
    findings.map(({ code, change, path }) => [code, change, path]),
    [['bad-format', 0, 'format']],
  );
  assert.ok(findings[0]?.fix?.zh && findings[0].fix.en);
  assert.deepEqual(plans, []);
});

test('a second owner of a data item is refused, naming the owner', async () => {
  const copy = {
    kind: 'resource',
    name: 'kite',
    action: 'add',
    content: kites({ name: { element: 'person-name' } }),
  } as const;
  const changes = [...declareKites.slice(0, 2), copy];
  const asked = { branch: 'registration', changes: changesOf(changes) };
  const { findings } = await previewChanges(world.registry, world.as(officer), asked);
  const owner = findings.find(({ code }) => code === 'second-owner');
  assert.ok(owner, JSON.stringify(findings.map(({ code }) => code)));
  assert.match(owner.en, /person\.name, owned by registration/);
  assert.equal(owner.path, 'fields.name');
});

test('what a pack declares can’t be altered here; what nobody declared can’t be changed', async () => {
  const pack = {
    kind: 'element',
    name: 'citizen-number',
    action: 'change',
    content: element('甲', 'A'),
  } as const;
  assert.deepEqual(await codesOf([pack]), ['error declared-by-pack']);
  assert.deepEqual(await codesOf([{ ...pack, action: 'abolish', content: null }]), [
    'error declared-by-pack',
  ]);
  assert.deepEqual(await codesOf([{ ...pack, name: 'nobodys' }]), ['error nothing-there']);
  assert.deepEqual(await codesOf([{ ...pack, action: 'add' }]), ['error exists-already']);
  assert.ok((await codesOf([one('twice', '两次'), one('twice', '两次')])).includes('error change-repeated'));
});

test('only verified rows bear a standard’s number or reach the state 标准', async () => {
  assert.ok((await codesOf([one('h-1', '冒称', { identifier: 'DE09999' })])).includes('error not-verified'));
  assert.ok((await codesOf([one('h-2', '冒称', { status: 'standard' })])).includes('error not-verified'));
  assert.ok((await codesOf([one('h-3', '跳级', { status: 'approval' })])).includes('error state-skipped'));
});

test('duplicates and near-duplicates are named as they are typed', async () => {
  assert.ok((await codesOf([one('same-1', '公民身份号码')])).includes('warning same-title'));
  assert.ok(
    (await codesOf([one('near-1', '公民身份证号码')])).some((code) => /near-title|same-title/.test(code)),
  );
  const concept = {
    object: { zh: '公民', en: 'Citizen' },
    property: { zh: '身份', en: 'Identity' },
    representation: 'number',
  };
  assert.ok((await codesOf([one('concept-1', '全新名称', concept)])).includes('warning same-concept'));
});

test('what an element describes is declared first, or with it, and called the same in both languages', async () => {
  const kite = { zh: '风筝', en: 'Kite' };
  const tail = one('o-1', '尾巴', { object: kite });
  const objectClass = (content: object): TestChange => ({
    kind: 'object-class',
    name: 'kite',
    action: 'add',
    content: {
      title: kite,
      definition: { zh: '用线牵引、借风升空之物。', en: 'Flown on a line.' },
      ...content,
    },
  });
  assert.ok((await codesOf([tail])).includes('error unknown-object-class'));
  assert.deepEqual(await codesOf([tail, objectClass({ partOf: 'thing', synonyms: ['纸鸢'] })]), []);
  const misspelt = one('o-1', '尾巴', { object: { ...kite, en: 'Dragon' } });
  assert.deepEqual(await codesOf([misspelt, objectClass({})]), ['error other-object-class']);
  assert.ok((await codesOf([objectClass({ partOf: 'nothing' })])).includes('error unknown-object-class'));
  assert.ok((await codesOf([objectClass({ partOf: 'kite' })])).includes('error circular-relation'));
  assert.ok(
    (await codesOf([objectClass({ title: { zh: '物品', en: 'Kite' } })])).includes('error duplicate-name'),
  );
});

test('a branch declares what it owns, and only what exists as a branch', async () => {
  const codes = await codesOf(declareKites, 'traffic');
  assert.ok(codes.includes('error foreign-branch'));
  assert.ok((await codesOf([one('b-1', '甲乙')], 'nowhere')).includes('error unknown-branch'));
});

test('people talk about a proposal and about a declaration; an answer belongs to its remark', async () => {
  const { number } = await draft([one('talk-1', '讨论')]);
  const subject = { kind: 'proposal', name: `SP-${String(number).padStart(6, '0')}` } as const;
  const first = await addRemark(world.registry, world.as(patrol), subject, { text: '为什么需要？' });
  await addRemark(world.registry, world.as(officer), subject, { text: '见理由', answers: first.number });
  assert.deepEqual(
    (await listRemarks(world.registry, subject)).map(({ byName, answers }) => [byName, answers]),
    [
      [patrol.name, null],
      [officer.name, first.number],
    ],
  );
  const elsewhere = { kind: 'element', name: 'citizen-number' } as const;
  const astray = addRemark(world.registry, world.as(officer), elsewhere, {
    text: '串了',
    answers: first.number,
  });
  assert.equal((await faultOf(astray)).code, 'registry.remark-not-found');
  const unknown = faultOf(listRemarks(world.registry, { kind: 'element', name: 'no-such' }));
  assert.equal((await unknown).code, 'registry.declaration-not-found');
});

test('where a pack’s declaration comes from and where it is used can be asked', async () => {
  const { origin, content, uses } = await getDeclaration(world.registry, {
    kind: 'element',
    name: 'citizen-number',
  });
  assert.deepEqual([origin, content], ['core', null]);
  assert.ok(uses.some(({ resource, field }) => resource === 'person' && field === 'citizenNumber'));
});
