import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { now, setClock } from '#infrastructure/clock/index.ts';
import type { Context } from '#security/context/index.ts';
import { later, officer, testDesk } from '../../../test/support/desk.ts';
import type { TestDesk } from '../../../test/support/desk.ts';
import { closeVisit } from './close-visit.ts';
import { exportDeskList, visitFile } from './export-lists.ts';
import { listVisits } from './list-visits.ts';
import { dayOf } from './next-number.ts';
import { openVisit } from './open-visit.ts';
import { signOff } from './sign-off.ts';
import { signOn } from './sign-on.ts';

let it: TestDesk;
before(async () => {
  it = await testDesk();
});
after(() => it.drop());

const hourMs = 3_600_000;
const reason = 'identity-check';

async function verifierOnDuty(): Promise<Context> {
  const context = officer(now(), ['verifier']);
  await signOn(it.desk, context);
  return context;
}

async function factsOf(context: Context, reference: string) {
  const [facts] = await it.desk.purposes.facts([{ kind: 'verification', actor: context.actor, reference }]);
  assert.ok(facts);
  const { exists, open, assigned, onDuty } = facts;
  return { exists, open, assigned, onDuty };
}

/** What the ledger says of this officer: act, outcome, reason. */
async function entriesOf(context: Context) {
  return it.superuser.query<{ act: string; outcome: string; reason: string | null }>(
    `select act, outcome, reason from ledger.entry where actor = $1 order by id`,
    [context.actor.id],
  );
}

test('a visit opened on duty is a purpose for the officer who opened it, and for nobody else', async () => {
  const verifier = await verifierOnDuty();
  const colleague = await verifierOnDuty();
  const visit = await openVisit(it.desk, verifier, { reason, note: '来领护照' });
  assert.match(visit.reference, /^VD-[0-9]{8}-[0-9]{4}$/);
  const yes = { exists: true, open: true, assigned: true, onDuty: true };
  assert.deepEqual(await factsOf(verifier, visit.reference), yes);
  assert.deepEqual(await factsOf(colleague, visit.reference), { ...yes, assigned: false });
  const open = await it.desk.purposes.listOpen(verifier.actor);
  assert.deepEqual(
    open.map(({ reference, title }) => [reference, title.zh]),
    [[visit.reference, '当面核对身份 · 来领护照']],
  );
  assert.deepEqual(await it.desk.purposes.listOpen(colleague.actor), []);
});

test('nobody opens a visit off duty, without the role, or at a unit they left; each refusal is in the ledger', async () => {
  const off = officer(now(), ['verifier']);
  await assert.rejects(openVisit(it.desk, off, { reason }), { code: 'desk.not-on-duty' });
  const registrar = officer(now(), ['registrar']);
  await signOn(it.desk, registrar);
  await assert.rejects(openVisit(it.desk, registrar, { reason }), { code: 'desk.not-permitted' });
  const moved = await verifierOnDuty();
  const elsewhere = { ...moved, actor: { ...moved.actor, organisation: '690102030000' } };
  await assert.rejects(openVisit(it.desk, elsewhere, { reason }), { code: 'desk.not-on-duty' });
  const entries = await entriesOf(off);
  assert.deepEqual(entries, [{ act: 'purpose-open', outcome: 'refused', reason: 'desk.not-on-duty' }]);
});

test('duty of one officer ends only once and starts only once', async () => {
  const verifier = await verifierOnDuty();
  await assert.rejects(signOn(it.desk, verifier), { code: 'desk.already-on-duty' });
  await signOff(it.desk, verifier);
  await assert.rejects(signOff(it.desk, verifier), { code: 'desk.not-on-duty' });
  await signOn(it.desk, later(verifier, 1));
  await signOn(it.desk, later(verifier, 13 * hourMs)); // the shift before ran out
});

test('signing off closes the open visits, each with its entry', async () => {
  const verifier = await verifierOnDuty();
  const { reference } = await openVisit(it.desk, verifier, { reason });
  assert.deepEqual(await signOff(it.desk, verifier), [reference]);
  const acts = (await entriesOf(verifier)).map((entry) => entry.act);
  assert.deepEqual(acts.sort(), ['purpose-close', 'purpose-open', 'system', 'system']);
  assert.deepEqual(await factsOf(verifier, reference), {
    exists: true,
    open: false,
    assigned: true,
    onDuty: false,
  });
});

test('a note with an identity number is refused, with its place, and nothing is opened', async () => {
  const verifier = await verifierOnDuty();
  const note = '证件 69010119900307001X'.replace('001X', '0010');
  for (const text of ['电话 154 1234 5678', `${note}，E12345678`])
    await assert.rejects(openVisit(it.desk, verifier, { reason, note: text }), {
      code: 'desk.note-identifies',
    });
  const { items } = await listVisits(it.desk, verifier, { limit: 10, descending: true, whose: 'mine' });
  assert.equal(items.length, 0);
});

test('a reason that is not in the list is refused, and one that needs words does not go without', async () => {
  const verifier = await verifierOnDuty();
  await assert.rejects(openVisit(it.desk, verifier, { reason: 'curiosity' }), {
    code: 'desk.unknown-reason',
  });
  await assert.rejects(openVisit(it.desk, verifier, { reason: 'other' }), { code: 'desk.note-required' });
  await openVisit(it.desk, verifier, { reason: 'other', note: '学校来人核实' });
});

test('an officer who opens many visits at once gets at most five', async () => {
  const verifier = await verifierOnDuty();
  const tries = await Promise.allSettled(
    Array.from({ length: 9 }, () => openVisit(it.desk, verifier, { reason })),
  );
  assert.equal(tries.filter((each) => each.status === 'fulfilled').length, 5);
  const refused = tries.filter((each) => each.status === 'rejected');
  assert.ok(refused.every((each) => each.reason.code === 'desk.too-many-visits'));
});

test('the same Idempotency-Key opens one visit, even at once, and none for another input', async () => {
  const verifier = await verifierOnDuty();
  const key = randomUUID();
  const opened = await Promise.all(
    Array.from({ length: 4 }, () => openVisit(it.desk, verifier, { reason, note: ' 一次 ', key })),
  );
  assert.equal(new Set(opened.map((visit) => visit.reference)).size, 1);
  await assert.rejects(openVisit(it.desk, verifier, { reason, note: '另一次', key }), {
    code: 'once.key-reused',
  });
});

test('only the officer who opened a visit closes it, once', async () => {
  const verifier = await verifierOnDuty();
  const colleague = await verifierOnDuty();
  const { reference } = await openVisit(it.desk, verifier, { reason });
  await assert.rejects(closeVisit(it.desk, colleague, reference), { code: 'desk.visit-not-found' });
  await closeVisit(it.desk, verifier, reference);
  await assert.rejects(closeVisit(it.desk, verifier, reference), { code: 'desk.visit-closed' });
  assert.equal((await factsOf(verifier, reference)).open, false);
});

test('a visit runs out after two hours, and duty after the shift', async () => {
  const verifier = await verifierOnDuty();
  const { reference } = await openVisit(it.desk, verifier, { reason });
  const start = verifier.at.getTime();
  const restore = setClock(() => start + 2 * hourMs - 1);
  try {
    assert.equal((await factsOf(verifier, reference)).open, true);
    setClock(() => start + 2 * hourMs);
    assert.equal((await factsOf(verifier, reference)).open, false);
    setClock(() => start + 12 * hourMs);
    assert.equal((await factsOf(verifier, reference)).onDuty, false);
  } finally {
    restore();
  }
  const { items } = await listVisits(it.desk, later(verifier, 3 * hourMs), {
    limit: 10, descending: true, whose: 'mine', state: 'expired',
  }); // prettier-ignore
  assert.deepEqual(items.map((row) => row.reference), [reference]); // prettier-ignore
});

/** The promise: what is closed, ran out or is another's is no purpose. Fails if one of them is. */
async function assertNoPurpose(context: Context, references: readonly string[]): Promise<void> {
  for (const reference of references) {
    const { open, assigned } = await factsOf(context, reference);
    assert.equal(open && assigned, false, reference);
  }
}

test('planted bugs: a visit that closing, time or ownership does not end is noticed', async () => {
  const verifier = await verifierOnDuty();
  const colleague = await verifierOnDuty();
  const closed = await openVisit(it.desk, verifier, { reason });
  const old = await openVisit(it.desk, later(verifier, -3 * hourMs), { reason });
  const others = await openVisit(it.desk, colleague, { reason });
  await closeVisit(it.desk, verifier, closed.reference);
  const all = [closed.reference, old.reference, others.reference];
  await assertNoPurpose(verifier, all);
  const plants: [string, unknown[]][] = [
    [`update desk.visit set closed_at = null where reference = $1`, [closed.reference]],
    [`update desk.visit set until = until + interval '3 hours' where reference = $1`, [old.reference]],
    [`update desk.visit set opened_by = $2 where reference = $1`, [others.reference, verifier.actor.id]],
  ];
  for (const [place, [statement, values]] of plants.entries()) {
    await it.superuser.query(statement, values);
    await assert.rejects(assertNoPurpose(verifier, [all[place] ?? '']), assert.AssertionError, statement);
  }
});

test('a group of questions is answered in order, repeated ones too', async () => {
  const verifier = await verifierOnDuty();
  const { reference } = await openVisit(it.desk, verifier, { reason });
  const ask = (number: string) => ({ kind: 'verification', actor: verifier.actor, reference: number });
  const questions = [reference, 'VD-20200101-0001', reference, 'nonsense', reference].map(ask);
  const facts = await it.desk.purposes.facts(questions);
  assert.deepEqual(facts.map((each) => each.exists), [true, false, true, false, true]); // prettier-ignore
});

test('lists have pages that neither repeat nor lose a visit', async () => {
  const verifier = await verifierOnDuty();
  for (let place = 0; place < 5; place += 1) await openVisit(it.desk, later(verifier, place), { reason });
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const asked = { limit: 2, descending: true, whose: 'mine', ...(cursor ? { cursor } : {}) } as const;
    const page = await listVisits(it.desk, verifier, asked);
    seen.push(...page.items.map((row) => row.reference));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  assert.equal(new Set(seen).size, 5);
  assert.deepEqual(seen, [...seen].sort().toReversed());
  const asked = { limit: 2, descending: true, whose: 'mine', cursor: 'bm9uc2Vuc2U' } as const;
  await assert.rejects(listVisits(it.desk, verifier, asked), { code: 'http.invalid-cursor' });
});

test('a list leaves as a file for who may see it, with its filters and columns; each file and refusal is in the ledger', async () => {
  const verifier = await verifierOnDuty();
  const kept = await openVisit(it.desk, verifier, { reason, note: '=HYPERLINK("x")' });
  await closeVisit(it.desk, verifier, (await openVisit(it.desk, verifier, { reason })).reference);
  const asked = { format: 'csv', sort: '-openedAt', whose: 'mine', state: 'open' } as const;
  const file = await exportDeskList(it.desk, verifier, visitFile, {
    ...asked,
    columns: ['reference', 'note'],
  });
  const lines = file.content.toString().trimEnd().split('\n').slice(1);
  assert.deepEqual(lines, ['编号,备注', `${kept.reference},"'=HYPERLINK(""x"")"`]);
  const stranger = officer(now(), ['registrar']);
  await assert.rejects(exportDeskList(it.desk, stranger, visitFile, asked), { code: 'desk.not-permitted' });
  const exported = [{ act: 'export', outcome: 'permitted', reason: null }];
  assert.deepEqual((await entriesOf(verifier)).slice(-1), exported);
  assert.deepEqual(await entriesOf(stranger), [
    { act: 'export', outcome: 'refused', reason: 'desk.not-permitted' },
  ]);
});

test('two processes that open visits at once leave no gap and no number twice', async () => {
  const at = new Date('2031-05-06T07:08:09Z');
  const open = `
    import { configureLedger } from '#security/ledger/index.ts';
    import { openDatabase } from '#infrastructure/sql/index.ts';
    import { openPurposes } from '#security/access/index.ts';
    import { registerDesk } from '#applications/desk/index.ts';
    import { openVisit } from ${JSON.stringify(import.meta.resolve('./open-visit.ts'))};
    import { signOn } from ${JSON.stringify(import.meta.resolve('./sign-on.ts'))};
    import { officer, shippedCite, shippedPurposes } from ${JSON.stringify(import.meta.resolve('../../../test/support/desk.ts'))};
    const app = openDatabase({ url: process.argv[1], maxConnections: 8, applicationName: 'test' });
    configureLedger({ agency: '690100000000', subjectKey: Buffer.alloc(32), database: app });
    const desk = registerDesk({ app, purposes: openPurposes(), settings: shippedPurposes(), cite: shippedCite });
    const at = new Date(${at.getTime()});
    await Promise.all(Array.from({ length: 8 }, async () => {
      const verifier = officer(at, ['verifier']);
      await signOn(desk, verifier);
      for (let place = 0; place < 7; place += 1)
        await openVisit(desk, verifier, { reason: 'identity-check' }).catch((error) => {
          if (error.code !== 'desk.too-many-visits') throw error;
        });
    }));
    await app.close();`;
  await Promise.all([run(open, it.test.urls.app), run(open, it.test.urls.app)]);
  const rows = await it.superuser.query<{ number: number }>(
    `select right(reference, 4)::int as number from desk.visit where reference like $1 order by reference`,
    [`VD-${dayOf(at).replaceAll('-', '')}-%`],
  );
  assert.deepEqual(rows.map((row) => row.number), Array.from({ length: 80 }, (_, place) => place + 1)); // prettier-ignore
});

test('the day of a number is the day in Shanghai', () => {
  assert.equal(dayOf(new Date('2026-11-22T15:59:59.999Z')), '2026-11-22');
  assert.equal(dayOf(new Date('2026-11-22T16:00:00Z')), '2026-11-23');
});

test('the ten-thousandth number of a day is refused', async () => {
  const verifier = await verifierOnDuty();
  const full = later(verifier, 40 * 24 * hourMs);
  await signOn(it.desk, full);
  await it.superuser.query(`insert into desk.number_series (series, day, last) values ('VD', $1, 9999)`, [
    dayOf(full.at),
  ]);
  await assert.rejects(openVisit(it.desk, full, { reason }), { code: 'desk.numbers-exhausted' });
});

async function run(script: string, url: string): Promise<void> {
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', script, url], {
    stdio: 'inherit',
  });
  const code = await new Promise((resolve) => child.on('exit', resolve));
  assert.equal(code, 0);
}
