import fc from 'fast-check';
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { now } from '#infrastructure/clock/index.ts';
import type { Context } from '#security/context/index.ts';
import { deskUnit, later, officer, testDesk } from '../../../test/support/desk.ts';
import type { TestDesk } from '../../../test/support/desk.ts';
import { assignRequest, handOverRequest } from './assign-request.ts';
import { completeRequest, returnRequest, withdrawRequest } from './end-request.ts';
import { exportDeskList, requestFile } from './export-lists.ts';
import { getRequest, listRequests } from './list-requests.ts';
import { openRequest } from './open-request.ts';
import { reopenRequest } from './reopen-request.ts';
import { refusalOf, requestActs, requestStates, stateAfter } from './request-rules.ts';
import type { RequestFacts } from './request-rules.ts';
import { signOn } from './sign-on.ts';
import { takeRequest } from './take-request.ts';

let it: TestDesk;
before(async () => {
  it = await testDesk();
});
after(() => it.drop());

const dayMs = 86_400_000;

async function registrar(more: Parameters<typeof officer>[2] = {}): Promise<Context> {
  const context = officer(now(), ['registrar'], more);
  await signOn(it.desk, context);
  return context;
}

async function opened(by: Context, kind = 'move-in'): Promise<string> {
  return (await openRequest(it.desk, by, { kind })).reference;
}

async function isPurpose(context: Context, reference: string): Promise<boolean> {
  const [facts] = await it.desk.purposes.facts([{ kind: 'registration', actor: context.actor, reference }]);
  return facts !== undefined && facts.exists && facts.open && facts.assigned;
}

test('a request is a purpose only for the officer to whom it is assigned', async () => {
  const one = await registrar();
  const two = await registrar({ name: '同事' });
  const reference = await opened(one);
  assert.equal(await isPurpose(one, reference), false);
  await takeRequest(it.desk, one, reference);
  assert.equal(await isPurpose(one, reference), true);
  assert.equal(await isPurpose(two, reference), false);
  await handOverRequest(it.desk, one, { reference, officer: two.actor.id, reason: '换班' });
  assert.deepEqual([await isPurpose(one, reference), await isPurpose(two, reference)], [false, true]);
  await returnRequest(it.desk, two, { reference });
  assert.equal(await isPurpose(two, reference), false);
  const { steps } = await getRequest(it.desk, one, reference);
  assert.deepEqual(steps.map((step) => [step.act, step.toName]), [
    ['return', null], ['hand-over', '同事'], ['take', '测试民警'], ['open', null],
  ]); // prettier-ignore
});

test('completing and withdrawing end the purpose; reopening puts it back into the queue', async () => {
  const one = await registrar();
  const reference = await opened(one);
  await takeRequest(it.desk, one, reference);
  await completeRequest(it.desk, one, { reference });
  assert.equal(await isPurpose(one, reference), false);
  const again = await reopenRequest(it.desk, later(one, dayMs), { reference, reason: '漏登一项' });
  assert.equal(again.state, 'waiting');
  await takeRequest(it.desk, later(one, dayMs), reference);
  assert.equal(await isPurpose(one, reference), true);
  await withdrawRequest(it.desk, later(one, dayMs), { reference, reason: '申请人撤回' });
  assert.equal(await isPurpose(one, reference), false);
  const tooLate = reopenRequest(it.desk, later(one, 17 * dayMs), { reference });
  await assert.rejects(tooLate, { code: 'desk.reopen-too-late' });
});

test('what ran out of time is no purpose and cannot be given to anyone until a supervisor reopens it', async () => {
  const long = later(officer(now(), ['registrar']), -20 * dayMs);
  const reference = await opened(long);
  await takeRequest(it.desk, long, reference);
  assert.equal(await isPurpose(long, reference), false);
  const supervisor = officer(now(), ['supervisor']);
  const helper = await registrar();
  const given = { reference, officer: helper.actor.id };
  await assert.rejects(assignRequest(it.desk, supervisor, given), { code: 'desk.request-overdue' });
  await reopenRequest(it.desk, supervisor, { reference });
  await assignRequest(it.desk, supervisor, given);
  assert.equal(await isPurpose(helper, reference), true);
});

test('of many who take a request at once, one gets it', async () => {
  const reference = await opened(await registrar());
  const takers = await Promise.all(Array.from({ length: 8 }, () => registrar()));
  const tries = await Promise.allSettled(takers.map((taker) => takeRequest(it.desk, taker, reference)));
  assert.equal(tries.filter((each) => each.status === 'fulfilled').length, 1);
  const reasons = tries.flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : []));
  assert.deepEqual(new Set(reasons), new Set(['desk.request-changed']));
});

test('a request of another branch waits for that branch, and is hidden from other units', async () => {
  const household = await registrar();
  const reference = await opened(household, 'vehicle');
  await assert.rejects(takeRequest(it.desk, household, reference), { code: 'desk.not-permitted' });
  const traffic = await registrar({ branch: 'traffic', organisation: '690100030000' });
  const { items } = await listRequests(it.desk, traffic, {
    limit: 50,
    descending: true,
    by: 'openedAt',
    view: 'queue',
  });
  assert.ok(items.some((row) => row.reference === reference));
  await takeRequest(it.desk, traffic, reference);
  const elsewhere = await registrar({ organisation: '690102050000' });
  const own = await opened(household);
  await assert.rejects(takeRequest(it.desk, elsewhere, own), { code: 'desk.request-not-found' });
  await assert.rejects(getRequest(it.desk, elsewhere, own), { code: 'desk.request-not-found' });
});

test('requests are given only to officers on duty who handle them, and only by their supervisor', async () => {
  const one = await registrar();
  const reference = await opened(one);
  const absent = officer(now(), ['registrar']);
  const traffic = await registrar({ branch: 'traffic' });
  const supervisor = officer(now(), ['supervisor']);
  for (const other of [absent, traffic])
    await assert.rejects(assignRequest(it.desk, supervisor, { reference, officer: other.actor.id }), {
      code: 'desk.officer-not-available',
    });
  const given = { reference, officer: one.actor.id };
  await assert.rejects(assignRequest(it.desk, one, given), { code: 'desk.not-permitted' });
  await assignRequest(it.desk, supervisor, given);
  assert.equal(await isPurpose(one, reference), true);
  const verifier = officer(now(), ['verifier']);
  await assert.rejects(openRequest(it.desk, verifier, { kind: 'birth' }), { code: 'desk.not-permitted' });
  await assert.rejects(openRequest(it.desk, one, { kind: 'census' }), { code: 'desk.unknown-request-kind' });
});

test('reasons hold no number by which a person could be found', async () => {
  const one = await registrar();
  const reference = await opened(one);
  const ending = { reference, reason: '本人电话 15412345678' };
  await assert.rejects(withdrawRequest(it.desk, one, ending), { code: 'desk.note-identifies' });
});

test('each act of a request is in the ledger with its number; so is each refusal', async () => {
  const one = await registrar();
  const reference = await opened(one);
  await takeRequest(it.desk, one, reference);
  await assert.rejects(takeRequest(it.desk, one, reference), { code: 'desk.request-changed' });
  await completeRequest(it.desk, one, { reference });
  const rows = await it.superuser.query<{ act: string; outcome: string }>(
    `select act, outcome from ledger.entry where purpose_reference = $1 order by id`,
    [reference],
  );
  assert.deepEqual(rows.map((row) => `${row.act} ${row.outcome}`).sort(), [
    'purpose-close permitted', 'purpose-open permitted', 'purpose-open permitted', 'purpose-open refused',
  ]); // prettier-ignore
});

test('steps can be neither changed nor deleted by the application', async () => {
  for (const statement of [
    `update desk.request_step set reason = 'x'`,
    `delete from desk.request_step`,
    `delete from desk.request`,
  ])
    await assert.rejects(it.test.open('app').query(statement), { code: '42501' });
});

test('lists of requests page by either time without repeating or losing one', async () => {
  const one = await registrar({ organisation: '690109090000' });
  for (const kind of ['birth', 'move-in', 'new-premises', 'death', 'correction']) await opened(one, kind);
  for (const by of ['openedAt', 'until'] as const) {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const asked = {
        limit: 2,
        descending: false,
        by,
        view: 'queue',
        ...(cursor ? { cursor } : {}),
      } as const;
      const page = await listRequests(it.desk, one, asked);
      const mine = page.items.filter((row) => row.organisation === one.actor.organisation);
      seen.push(...mine.map((row) => row.reference));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    assert.equal(seen.length, 5);
    assert.equal(new Set(seen).size, 5);
  }
});

test('requests leave as a file in the order and with the words of the list', async () => {
  const one = await registrar({ branch: 'export-branch' });
  const asked = { format: 'csv', sort: 'until', view: 'opened' } as const;
  const reference = await opened(one);
  const file = await exportDeskList(it.desk, one, requestFile, {
    ...asked,
    columns: ['reference', 'kind', 'state'],
  });
  const lines = file.content.toString().trimEnd().split('\n').slice(1);
  assert.deepEqual(lines, ['编号,事项,状态', `${reference},迁入登记,待分配`]);
});

test('planted bug: a request that stays open or changes hands without leave is noticed', async () => {
  const one = await registrar();
  const two = await registrar();
  const reference = await opened(one);
  await takeRequest(it.desk, one, reference);
  const noPurposeForTwo = async () => assert.equal(await isPurpose(two, reference), false);
  await noPurposeForTwo();
  await it.superuser.query(`update desk.request set assigned_to = $2 where reference = $1`, [
    reference,
    two.actor.id,
  ]);
  await assert.rejects(noPurposeForTwo, assert.AssertionError);
  await it.superuser.query(`update desk.request set state = 'completed' where reference = $1`, [reference]);
  await noPurposeForTwo();
});

const person = fc.record({
  id: fc.constantFrom('a', 'b'),
  roles: fc.subarray(['registrar', 'supervisor', 'verifier']),
  branch: fc.constantFrom('registration', 'traffic'),
  organisation: fc.constantFrom(deskUnit, '690102030000'),
});
const facts: fc.Arbitrary<RequestFacts> = fc
  .record({
    state: fc.constantFrom(...requestStates),
    branch: fc.constantFrom('registration', 'traffic'),
    organisation: fc.constantFrom(deskUnit, null),
    assignedTo: fc.constantFrom('a', 'b'),
    openedBy: fc.constantFrom('a', 'b', 'c'),
    until: fc.date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true }),
    stateAt: fc.date({ min: new Date('2026-01-01'), max: new Date('2026-06-30'), noInvalidDate: true }),
  })
  .map((row) => (row.state === 'waiting' ? { ...row, assignedTo: null } : row));

test('whatever the request and the officer: rights are given only in time, to handlers, and ends stay ends', () => {
  fc.assert(
    fc.property(facts, person, fc.constantFrom(...requestActs), (request, who, act) => {
      const at = new Date('2026-07-01T00:00:00Z');
      if (refusalOf(act, request, who, at, 15) !== null) return;
      const ended = request.state === 'completed' || request.state === 'withdrawn';
      const desk = who.roles.includes('registrar') || who.roles.includes('supervisor');
      if (stateAfter(act) === 'assigned') assert.ok(request.until > at && !ended);
      if (act === 'take' || act === 'assign' || act === 'reopen')
        assert.ok(
          desk &&
            who.branch === request.branch &&
            (request.organisation ?? who.organisation) === who.organisation,
        );
      if (ended) assert.equal(act, 'reopen');
      if (act === 'complete' || act === 'hand-over') assert.equal(request.assignedTo, who.id);
    }),
    { numRuns: 3000 },
  );
});
