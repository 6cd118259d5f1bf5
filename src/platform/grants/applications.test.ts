import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { afterWorkingDays } from '#infrastructure/clock/index.ts';
import { grantsFor } from '#security/access/index.ts';
import type { RowCondition } from '#standards/conditions/index.ts';
import type { Context } from '#security/context/index.ts';
import type { CataloguedResource } from '#platform/catalogue/index.ts';
import { later, officer } from '../../../test/support/desk.ts';
import { testGranting } from '../../../test/support/grants.ts';
import type { TestGranting } from '../../../test/support/grants.ts';
import { meetsRows } from '../../../test/support/policy-model.ts';
import { faultOf } from '../../../test/support/registry.ts';
import {
  applyForGrant,
  endGrant,
  grantApplication,
  refuseApplication,
  resumeGrant,
  suspendGrant,
  withdrawApplication,
} from './act-on-application.ts';
import { numberOf } from './application.ts';
import type { Application, Terms } from './application.ts';
import { getApplication } from './change-application.ts';
import { requireWithin, resourceOf } from './check-terms.ts';
import { decideClosing, proposeClosing } from './closing/close-resource.ts';
import { listActs } from './closing/list-acts.ts';
import { draftApplication, reviseApplication } from './draft-application.ts';
import { followGrants } from './follow-grants.ts';
import type { GrantsInForce } from './follow-grants.ts';
import { listApplications } from './list-applications.ts';
import { applicationOnWire } from './wire.ts';

let world: TestGranting;
let grants: GrantsInForce;
before(async () => {
  world = await testGranting();
  grants = await followGrants(world.ledger.test.open('app', 2), world.granting.seal);
});
after(async () => {
  await grants.close();
  await world.ledger.drop();
});

const at = new Date('2026-11-20T02:00:00Z'); // a Friday
const verifier = officer(at, ['verifier'], { name: '沈测' });
const head = officer(at, ['supervisor'], { name: '秦测' });
const otherHead = officer(at, ['supervisor'], { branch: 'traffic', name: '鲁测' });

const terms: Terms = {
  fields: ['name', 'education'],
  unmasked: [],
  actions: ['read'],
  purposeKinds: ['verification'],
  rows: [],
  role: 'verifier',
  organisation: null,
  recordsPerDay: 20,
  until: '2027-01-20T16:00:00Z',
};
const draft = { resource: 'person', basis: 'decree-809', reason: '核对就业材料', terms };

async function applied(by: Context = verifier, more: Partial<Terms> = {}): Promise<Application> {
  const { granting } = world;
  const row = await draftApplication(granting, by, { ...draft, terms: { ...terms, ...more } });
  return applyForGrant(granting, by, row);
}

async function granted(more: Partial<Terms> = {}): Promise<Application> {
  return grantApplication(world.granting, head, await applied(verifier, more));
}

function person(): CataloguedResource {
  return resourceOf(world.granting, 'person');
}

/** What an application gives this officer through the follower, at a time. */
function given(row: Application, when: Date, who: Context = verifier, purposeKind = 'verification'): boolean {
  const question = { actor: who.actor, action: 'read', resource: 'person', purposeKind, at: when } as const;
  return grantsFor(grants, question).some(({ id }) => id === numberOf(row));
}

async function steps(row: Application): Promise<readonly string[]> {
  const entries = await world.ledger.superuser.query<{ detail: string }>(
    `select detail from ledger.entry where act = 'grant' and outcome = 'permitted' and detail like $1 order by xid, append_id`,
    [`%${numberOf(row)}%`],
  );
  return entries.map(({ detail }) => String(JSON.parse(detail).step));
}

test('an application is drafted, reworded, handed in and granted; each act is in the ledger', async () => {
  const { granting } = world;
  const first = await draftApplication(granting, verifier, draft);
  const { basis, reason } = draft;
  const { number, version } = first;
  const reworded = { number, version, basis, reason, terms: { ...terms, recordsPerDay: 10 } };
  const second = await reviseApplication(granting, verifier, reworded);
  const asked = await applyForGrant(granting, verifier, second);
  assert.equal(asked.dueAt?.toISOString(), '2026-12-04T15:59:59.000Z'); // ten working days, two weekends
  const row = await grantApplication(granting, head, { ...asked, text: '同意' });
  assert.deepEqual([row.state, row.deciderName, row.granted?.recordsPerDay], ['granted', '秦测', 10]);
  assert.deepEqual(await steps(row), ['draft', 'revise', 'apply', 'grant']);
  await grants.refresh();
  assert.ok(given(row, later(verifier, 1000).at));
});

test('nobody decides on their own, strangers don’t decide, and outsiders see nothing of it', async () => {
  const { granting } = world;
  const own = await applied(head);
  assert.equal((await faultOf(grantApplication(granting, head, own))).code, 'grants.own-application');
  const holder = officer(at, ['supervisor', 'verifier']);
  const theirs = await applied();
  assert.equal((await faultOf(grantApplication(granting, holder, theirs))).code, 'grants.own-application');
  assert.equal((await faultOf(grantApplication(granting, verifier, theirs))).code, 'grants.not-permitted');
  const stranger = await faultOf(grantApplication(granting, otherHead, theirs));
  assert.equal(stranger.code, 'grants.application-not-found');
  const refused = await world.ledger.superuser.query<{ reason: string }>(
    `select reason from ledger.entry where act = 'grant' and outcome = 'refused' and detail like $1 order by xid, append_id`,
    [`%${numberOf(theirs)}%`],
  );
  assert.deepEqual(
    refused.map(({ reason }) => reason),
    ['grants.own-application', 'grants.not-permitted', 'grants.application-not-found'],
  );
  const seen = await faultOf(getApplication(granting, otherHead, theirs.number));
  assert.equal(seen.code, 'grants.application-not-found');
  const auditor = officer(at, ['auditor']);
  assert.equal((await faultOf(draftApplication(granting, auditor, draft))).code, 'grants.not-permitted');
});

test('planted bug: if the program forgot the two-person rule, the database would refuse', async () => {
  const row = await applied();
  const forged = world.ledger.app.query(
    `update grants.application set state = 'refused', decider = applicant where number = $1`,
    [row.number],
  );
  await assert.rejects(forged, { code: '23514' });
});

test('what is granted lies within what was asked, whatever is tried', async () => {
  const narrow = { ...terms, fields: ['name'], recordsPerDay: 5 };
  const row = await grantApplication(world.granting, head, { ...(await applied()), terms: narrow });
  assert.deepEqual(row.granted, narrow);
  const wider: readonly Partial<Terms>[] = [
    { fields: ['name', 'sex'] },
    { unmasked: ['name'] },
    { actions: ['read', 'list'] },
    { purposeKinds: ['verification', 'registration'] },
    { role: 'registrar' },
    { recordsPerDay: 21 },
    { until: '2027-01-21T16:00:00Z' },
  ];
  const waiting = await applied();
  for (const more of wider) {
    const on = { ...waiting, terms: { ...terms, ...more } };
    const refused = await faultOf(grantApplication(world.granting, head, on));
    assert.equal(refused.code, 'grants.wider-than-asked', JSON.stringify(more));
  }
  const some = fc.subarray(['name', 'sex', 'education'] as const);
  fc.assert(
    fc.property(some, some, (asked, got) => {
      const isPart = got.every((one) => asked.includes(one));
      const check = (): void =>
        requireWithin(person(), { ...terms, fields: asked }, { ...terms, fields: got });
      if (isPart) check();
      else assert.throws(check);
    }),
  );
});

test('terms that name nothing declared, sealed fields or more than the limits are refused', async () => {
  const wrong: readonly (readonly [string, Partial<Terms>])[] = [
    ['/terms/fields', { fields: ['nothing'] }],
    ['/terms/fields', { fields: ['mobile'] }],
    ['/terms/unmasked', { unmasked: ['citizenNumber'] }],
    ['/terms/purposeKinds', { purposeKinds: ['curiosity'] }],
    ['/terms/rows', { rows: [{ field: 'nothing', operator: 'eq', value: '1' }] }],
    ['/terms/rows', { rows: [{ field: 'mobile', operator: 'prefix', value: '139' }] }],
    ['/terms/rows', { rows: [{ field: 'name', operator: 'prefix', value: '陈' }] }], // masked: it would name persons
    ['/terms/rows', { rows: [{ field: 'household', operator: 'eq', value: '1' }] }],
    ['/terms/rows', { rows: [{ field: 'sex', operator: 'eq', value: '77' }] }],
    ['/terms/rows', { rows: [{ field: 'birthDate', operator: 'prefix', value: '1990' }] }],
    ['/terms/rows', { rows: [{ field: 'birthDate', operator: 'range', from: '1990-02-30', to: null }] }],
    ['/terms/rows', { rows: [{ field: 'birthDate', operator: 'range', from: null, to: null }] }],
    [
      '/terms/rows',
      { rows: [{ field: 'birthDate', operator: 'range', from: '2000-01-02', to: '2000-01-01' }] },
    ],
    ['/terms/role', { role: 'auditor' }],
    ['/terms/recordsPerDay', { recordsPerDay: 201 }],
    ['/terms/until', { until: '2026-11-19T00:00:00Z' }],
    ['/terms/until', { until: '2029-11-19T00:00:00Z' }],
  ];
  for (const [pointer, more] of wrong) {
    const refused = await faultOf(applied(verifier, more));
    assert.deepEqual([refused.code, refused.pointer], ['grants.unsuitable-terms', pointer]);
  }
  const unfounded = await faultOf(draftApplication(world.granting, verifier, { ...draft, basis: 'custom' }));
  assert.equal(unfounded.pointer, '/basis');
});

const values = ['A', 'AB', 'ABC', 'B', 'BA'];
const narrowing: fc.Arbitrary<RowCondition> = fc.oneof(
  fc.record({
    field: fc.constant('nativePlace'),
    operator: fc.constantFrom('eq' as const, 'prefix' as const),
    value: fc.constantFrom(...values),
  }),
  fc.record({
    field: fc.constant('nativePlace'),
    operator: fc.constant('in' as const),
    values: fc.subarray(values, { minLength: 1 }),
  }),
  fc.record({
    field: fc.constant('nativePlace'),
    operator: fc.constant('range' as const),
    from: fc.option(fc.constantFrom(...values)),
    to: fc.option(fc.constantFrom(...values)),
  }),
);

/** The values of a small world that meet all conditions. */
function met(rows: readonly RowCondition[]): readonly string[] {
  return values.filter((nativePlace) => meetsRows({ nativePlace }, rows, new Set()));
}

test('row conditions are only narrowed: whatever passes gives no row that was not asked for', () => {
  let passed = 0;
  const conditions = fc.array(narrowing, { maxLength: 3 });
  fc.assert(
    fc.property(conditions, conditions, (asked, more) => {
      const got = more.length % 2 === 0 ? [...asked, ...more] : more;
      try {
        requireWithin(person(), { ...terms, rows: asked }, { ...terms, rows: got });
      } catch {
        assert.notDeepEqual(got.slice(0, asked.length), asked, 'what is added to what was asked is narrower');
        return;
      }
      passed++;
      assert.ok(met(got).every((value) => met(asked).includes(value)));
    }),
    { numRuns: 500 },
  );
  assert.ok(passed > 100);
});

test('planted bug: a narrowing that forgets a condition, or widens one, is refused', async () => {
  const asked: readonly RowCondition[] = [
    { field: 'sex', operator: 'eq', value: '2' },
    { field: 'birthDate', operator: 'range', from: '1990-01-01', to: '1999-12-31' },
  ];
  const [sex, born] = asked as [RowCondition, RowCondition];
  const wider: readonly (readonly RowCondition[])[] = [
    [],
    [sex],
    [{ field: 'sex', operator: 'in', values: ['1', '2'] }, born],
    [sex, { field: 'birthDate', operator: 'range', from: '1989-12-31', to: '1999-12-31' }],
    [sex, { field: 'birthDate', operator: 'range', from: '1990-01-01', to: null }],
  ];
  const row = await applied(verifier, { rows: asked });
  for (const rows of wider) {
    const on = { ...row, terms: { ...terms, rows } };
    const refused = await faultOf(grantApplication(world.granting, head, on));
    assert.equal(refused.code, 'grants.wider-than-asked', JSON.stringify(rows));
  }
  const narrow: readonly RowCondition[] = [
    sex,
    { field: 'birthDate', operator: 'range', from: '1990-01-01', to: '1995-12-31' },
    { field: 'status', operator: 'in', values: ['10', '20'] },
  ];
  const done = await grantApplication(world.granting, head, { ...row, terms: { ...terms, rows: narrow } });
  assert.deepEqual(done.granted?.rows.at(-1), { field: 'status', operator: 'in', values: ['10', '20'] });
  await grants.refresh();
  assert.equal(grants.of('person').find(({ id }) => id === numberOf(done))?.rows.length, 3);
});

test('control 22: a grant from which somebody takes the row conditions in the database gives nothing', async () => {
  const row = await granted({ rows: [{ field: 'sex', operator: 'eq', value: '2' }] });
  await grants.refresh();
  const now = later(verifier, 1000).at;
  assert.ok(given(row, now));
  await world.ledger.superuser.query(
    `update grants.application set granted = (granted::jsonb - 'rows')::json, version = version + 1 where number = $1`,
    [row.number],
  );
  await grants.refresh();
  assert.ok(!given(row, now));
});

test('a grant gives its holder alone, for its purpose alone, until its end', async () => {
  const row = await granted({ organisation: verifier.actor.organisation });
  await grants.refresh();
  const now = later(verifier, 1000).at;
  assert.ok(given(row, now));
  assert.ok(!given(row, new Date(terms.until)), 'expired');
  const late = { ...verifier, at: new Date(terms.until) };
  const { state, may } = applicationOnWire(world.granting, late, row);
  assert.deepEqual([state, may], ['expired', []]);
  assert.ok(!given(row, new Date(at.getTime() - 1)), 'before it was granted');
  assert.ok(!given(row, now, officer(at, ['registrar'])), 'another role');
  assert.ok(!given(row, now, officer(at, ['verifier'], { branch: 'traffic' })), 'another branch');
  assert.ok(!given(row, now, officer(at, ['verifier'], { organisation: '690102000000' })), 'another unit');
  assert.ok(!given(row, now, verifier, 'registration'), 'another purpose');
});

test('suspended it gives nothing, resumed it does, ended never again; who acts late is told', async () => {
  const { granting } = world;
  const row = await granted();
  const now = later(verifier, 1000).at;
  const suspended = await suspendGrant(granting, head, { ...row, text: '核查中' });
  await grants.refresh();
  assert.ok(!given(row, now));
  const late = await faultOf(endGrant(granting, head, { ...row, text: '不再需要' }));
  assert.equal(late.code, 'grants.application-changed');
  const resumed = await resumeGrant(granting, head, suspended);
  await grants.refresh();
  assert.ok(given(row, now));
  const ended = await endGrant(granting, verifier, { ...resumed, text: '工作结束' });
  await grants.refresh();
  assert.ok(!given(row, now));
  assert.equal((await faultOf(resumeGrant(granting, head, ended))).code, 'grants.wrong-state');
  assert.deepEqual((await steps(row)).slice(2), ['grant', 'suspend', 'resume', 'end']);
});

test('control 22: a grant that somebody writes or widens in the database gives nothing', async () => {
  const row = await granted();
  await grants.refresh();
  const now = later(verifier, 1000).at;
  assert.ok(given(row, now));
  await world.ledger.superuser.query(
    `update grants.application set granted = jsonb_set(granted::jsonb, '{recordsPerDay}', '9999')::json, version = version + 1
      where number = $1`,
    [row.number],
  );
  await grants.refresh();
  assert.ok(!given(row, now));
});

test('planted bug: a follower that takes every seal for good would give it', async () => {
  const row = await granted();
  await world.ledger.superuser.query(
    `update grants.application set branch = 'traffic', version = version + 1 where number = $1`,
    [row.number],
  );
  const credulous = await followGrants(world.ledger.test.open('app', 2), { verify: () => true });
  assert.ok(credulous.of('person').some(({ id }) => id === numberOf(row)));
  await grants.refresh();
  assert.ok(!grants.of('person').some(({ id }) => id === numberOf(row)));
  await credulous.close();
});

test('control 18: what is granted and suspended here is so in a second process, which is told at once', async () => {
  const program = join(import.meta.dirname, '../../../test/support/grants-process.ts');
  const { urls, secrets } = world.ledger.test;
  const child = spawn(process.execPath, [program, urls.app, secrets.folder]);
  const said: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => said.push(line));
  const until = async (holds: () => boolean): Promise<void> => {
    for (let round = 0; round < 2_000 && !holds(); round++) await wait(20);
    assert.ok(holds(), said.at(-1));
  };
  try {
    await until(() => said.length > 0);
    const row = await granted();
    await until(() => said.at(-1)?.includes(`${numberOf(row)} in-force`) === true);
    await suspendGrant(world.granting, head, { ...row, text: '核查中' });
    await until(() => said.at(-1)?.includes(`${numberOf(row)} suspended`) === true);
  } finally {
    child.kill();
  }
});

test('a resource is closed by two persons: no new grants, those there are end by the day, in the ledger', async () => {
  const { granting } = world;
  const resource = 'household';
  const draftOf = {
    ...draft,
    resource,
    terms: { ...terms, fields: ['number'], until: '2027-01-20T16:00:00Z' },
  };
  const drafted = async () =>
    applyForGrant(granting, verifier, await draftApplication(granting, verifier, draftOf));
  const [held, waiting] = [await grantApplication(granting, head, await drafted()), await drafted()];
  const closesAt = new Date('2026-11-30T16:00:00Z');
  const asked = { resource, closesAt, reason: '改由另一信息类提供' };
  assert.equal((await faultOf(proposeClosing(granting, otherHead, asked))).code, 'grants.not-permitted');
  const past = await faultOf(proposeClosing(granting, head, { ...asked, closesAt: at }));
  assert.equal(past.code, 'grants.unsuitable-terms');
  await proposeClosing(granting, head, asked);
  assert.equal((await faultOf(proposeClosing(granting, head, asked))).code, 'grants.closing-under-way');
  const close = { resource, act: 'close', text: '同意' } as const;
  assert.equal((await faultOf(decideClosing(granting, head, close))).code, 'grants.own-application');
  assert.equal((await faultOf(decideClosing(granting, verifier, close))).code, 'grants.not-permitted');
  assert.equal((await faultOf(decideClosing(granting, otherHead, close))).code, 'grants.not-permitted');
  await grants.refresh();
  const endOfHeld = () =>
    grants
      .of(resource)
      .find(({ id }) => id === numberOf(held))
      ?.until.toISOString();
  assert.equal(endOfHeld(), '2027-01-20T16:00:00.000Z', 'asked for, not yet decided');
  const second = officer(at, ['supervisor'], { name: '任测' });
  await decideClosing(granting, second, close);
  await grants.refresh();
  assert.equal(endOfHeld(), closesAt.toISOString());
  assert.equal((await faultOf(drafted())).code, 'grants.resource-closed');
  assert.equal((await faultOf(grantApplication(granting, head, waiting))).code, 'grants.resource-closed');
  assert.equal((await faultOf(decideClosing(granting, second, close))).code, 'grants.closing-not-found');
  const soon = await listApplications(granting, verifier, { side: 'own', ending: 'soon' });
  assert.ok(
    soon.items.some(({ number }) => number === held.number),
    'both sides are told',
  );
  const { closing, items } = await listActs(granting, verifier, resource);
  assert.equal(closing?.state, 'closed');
  assert.deepEqual(
    items.map(({ act, askedBy, decidedBy }) => [act, askedBy, decidedBy]),
    [
      ['close', '秦测', '任测'],
      ['use', '沈测', '秦测'],
    ],
  );
  for (const { entry } of items) {
    const rows = await world.ledger.superuser.query(`select id from ledger.entry where id = $1`, [entry]);
    assert.equal(rows.length, 1);
  }
  await endGrant(granting, verifier, { ...held, text: '已停止授权' });
});

test('planted bug: if the program forgot the second person, the database would refuse to close', async () => {
  await proposeClosing(world.granting, head, {
    resource: 'premises',
    closesAt: new Date(terms.until),
    reason: '停用',
  });
  const forged = world.ledger.app.query(
    `update grants.closing set state = 'closed', decided_by = asked_by where resource = 'premises'`,
  );
  await assert.rejects(forged, { code: '23514' });
  const withdrawn = await decideClosing(world.granting, head, {
    resource: 'premises',
    act: 'withdraw',
    text: '暂不停用',
  });
  assert.equal(withdrawn.state, 'withdrawn');
});

test('when the legal basis of a grant ends or changes, both sides see that it must be reviewed', async () => {
  const { granting } = world;
  const row = await granted();
  const shown = (change: object, when = later(verifier, 1000).at): readonly string[] => {
    const { pack } = granting.catalogue;
    const basis = pack.regulations.get(row.basis);
    assert.ok(basis);
    const regulations = new Map(pack.regulations).set(row.basis, { ...basis, editions: [], ...change });
    const catalogue = { ...granting.catalogue, pack: { ...pack, regulations } };
    return applicationOnWire({ ...granting, catalogue }, { ...verifier, at: when }, row).basisReview;
  };
  assert.deepEqual(shown({}), []);
  assert.deepEqual(shown({ until: '2026-11-19' }), ['ended']);
  const edition = { edition: '2027', issued: null, to: null, note: null };
  const editions = [
    { ...edition, edition: '1', from: '2020-01-01' },
    { ...edition, from: '2026-12-01' },
  ];
  assert.deepEqual(shown({ editions }), [], 'not yet');
  assert.deepEqual(shown({ editions }, new Date('2026-12-02T02:00:00Z')), ['changed']);
  await endGrant(granting, verifier, { ...row, text: '测试结束' });
});

test('when stored values of a granted field became others, both sides see that the grant must be looked at again', async () => {
  const { granting } = world;
  const row = await granted();
  const [field = ''] = row.granted?.fields ?? [];
  const shown = (fields: readonly string[], at: Date): readonly string[] => {
    const migrated = new Map([[row.resource, [{ release: 9, at, fields }]]]);
    const { pack } = granting.catalogue;
    const catalogue = { ...granting.catalogue, pack, migrated };
    return applicationOnWire({ ...granting, catalogue }, later(verifier, 1000), row).fieldsReview;
  };
  const [before, after] = [-1, 1].map((ms) => new Date((row.grantedAt?.getTime() ?? 0) + ms));
  assert.ok(before && after);
  assert.deepEqual(shown([field], after), [field]);
  assert.deepEqual(shown(['another'], after), []);
  assert.deepEqual(shown([field], before), [], 'it was decided for what they are now');
  await endGrant(granting, verifier, { ...row, text: '测试结束' });
});

test('each side lists its own; what ends soon is listed apart', async () => {
  const { granting } = world;
  const soon = await granted({ until: '2026-11-25T00:00:00Z' });
  const waiting = await applied();
  const withdrawn = await withdrawApplication(granting, verifier, await applied());
  const refused = await refuseApplication(granting, head, { ...(await applied()), text: '理由不足' });
  const numbers = async (who: Context, query: Parameters<typeof listApplications>[2]) =>
    (await listApplications(granting, who, query)).items.map(({ number }) => number);
  const own = await numbers(verifier, { side: 'own' });
  for (const row of [soon, waiting, withdrawn, refused]) assert.ok(own.includes(row.number));
  assert.ok((await numbers(head, { side: 'owner', state: 'applied' })).includes(waiting.number));
  assert.deepEqual(await numbers(head, { side: 'owner', ending: 'soon' }), [soon.number]);
  assert.deepEqual(await numbers(otherHead, { side: 'owner' }), []);
  const page = await listApplications(granting, head, { side: 'owner', limit: 1 });
  const next = await listApplications(granting, head, {
    side: 'owner',
    limit: 1,
    cursor: page.nextCursor ?? '',
  });
  assert.ok((next.items[0]?.number ?? 0) < (page.items[0]?.number ?? 0));
  const refusal = await faultOf(listApplications(granting, verifier, { side: 'owner' }));
  assert.equal(refusal.code, 'grants.not-permitted');
});

test('working days pass over weekends', () => {
  assert.equal(afterWorkingDays(at, 1).toISOString(), '2026-11-23T15:59:59.000Z');
  assert.equal(
    afterWorkingDays(new Date('2026-11-21T20:00:00Z'), 1).toISOString(),
    '2026-11-23T15:59:59.000Z',
  );
});
