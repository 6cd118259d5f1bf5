import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { verifyDisclosure, verifyExport } from '#verifier/index.ts';
import { subjectTag } from '#security/ledger/index.ts';
import type { Context } from '#security/context/index.ts';
import { aCitizen, anAuditor, given, someone, testOversight } from '../../../test/support/oversight.ts';
import type { TestOversight } from '../../../test/support/oversight.ts';
import { exportLedgerEntries, mostExported } from './export-ledger.ts';
import { getAuditedEntry, proveEntry } from './get-entry.ts';
import { listAccesses } from './list-accesses.ts';
import { listEntries, listPersonEntries } from './list-entries.ts';
import { listSignedCheckpoints, surveyLedger } from './survey-ledger.ts';

let t: TestOversight;
before(async () => {
  t = await testOversight();
});
after(() => t.drop());

const page = { limit: 20, sort: '-at' } as const;

/** What the ledger says of an actor's own readings, newest first. */
async function readings({ actor }: Context): Promise<{ outcome: string; detail: Record<string, unknown> }[]> {
  const rows = await t.ledger.superuser.query<{ outcome: string; detail: string }>(
    `select outcome, detail from ledger.entry where actor = $1 order by xid desc`,
    [actor.id],
  );
  return rows.map(({ outcome, detail }) => ({
    outcome,
    detail: JSON.parse(detail) as Record<string, unknown>,
  }));
}

describe('the auditor’s ledger', () => {
  test('is filtered, and the reading stands in it with its filters', async () => {
    const auditor = anAuditor();
    await t.access([aCitizen()], { outcome: 'refused', reason: 'records.no-purpose', resource: 'vehicle' });
    await t.access([aCitizen()], { resource: 'vehicle' });
    const { items } = await listEntries(t.oversight, auditor, {
      ...page,
      outcome: 'refused',
      resource: 'vehicle',
    });
    assert.equal(items.length, 1);
    assert.equal(items[0]?.titles.resource?.zh, '机动车');
    const [own] = await readings(auditor);
    assert.deepEqual(own, {
      outcome: 'permitted',
      detail: {
        view: 'entries',
        continued: false,
        'filter.outcome': 'refused',
        'filter.resource': 'vehicle',
      },
    });
  });

  test('is closed to everybody else, whose attempt is recorded', async () => {
    for (const stranger of [someone('officer', ['system-administrator', 'registrar']), aCitizen()]) {
      await assert.rejects(listEntries(t.oversight, stranger, page), { code: 'oversight.auditors-only' });
      assert.equal((await readings(stranger))[0]?.outcome, 'refused');
    }
  });

  test('finds an officer by police number, and says when nobody has it', async () => {
    const auditor = anAuditor();
    await assert.rejects(listEntries(t.oversight, auditor, { ...page, officer: '000001' }), {
      code: 'oversight.unknown-officer',
    });
    const id = '0190a3c8-7b1e-7c3a-9d7e-0123456789ab';
    await t.ledger.superuser.query(
      `insert into identity.organisation (code, name_zh, name_en) values ('690101020000', '示例分局', 'Demo Branch')
       on conflict do nothing`,
    );
    await t.ledger.superuser.query(
      `insert into identity.account (id, kind, name, police_number, organisation, branch, state_at, created_at)
       values ($1, 'officer', '林一', '690001', '690101020000', 'registration', now(), now())`,
      [id],
    );
    const seq = await t.access([aCitizen()]);
    const { items } = await listEntries(t.oversight, auditor, { ...page, officer: '690001' });
    assert.ok(items.some((item) => item.seq === seq));
    const detail = await getAuditedEntry(t.oversight, auditor, String(seq));
    assert.deepEqual(detail.officer, {
      name: '林一',
      policeNumber: '690001',
      organisation: { zh: '示例分局', en: 'Demo Branch' },
      kind: 'officer',
    });
    assert.deepEqual(
      await getAuditedEntry(t.oversight, auditor, detail.open.id),
      detail,
      'a receipt leads there too',
    );
  });

  test('a period that ends before it begins, and a day that no calendar has, are refused', async () => {
    for (const period of [
      { from: '2026-11-02', to: '2026-11-01' },
      { from: '2026-02-30' },
      { to: '2026-13-01' },
    ])
      await assert.rejects(listEntries(t.oversight, anAuditor(), { ...page, ...period }), {
        code: 'oversight.invalid-period',
      });
  });

  test('a day is a day in Shanghai, its end included', async () => {
    const seq = await t.access([aCitizen()]);
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date());
    const { items } = await listEntries(t.oversight, anAuditor(), {
      ...page,
      from: today,
      to: today,
      resource: 'person',
    });
    assert.ok(items.some((item) => item.seq === seq));
  });
});

describe('a search for one person’s entries', () => {
  const asked = { reason: 'complaint', reference: 'JB-2026-0001', limit: 20 } as const;

  test('finds them, is seen by that person, and leaves no identity number behind', async () => {
    const auditor = anAuditor();
    const person = aCitizen();
    const number = given(person.actor.citizenNumber);
    const seq = await t.access([person]);
    await t.access([aCitizen()]);
    const found = await listPersonEntries(t.oversight, auditor, { ...asked, citizenNumber: number });
    assert.deepEqual(
      found.items.map((item) => item.seq),
      [seq],
    );
    const [entry] = await t.ledger.superuser.query<{ text: string; tagged: boolean }>(
      `select entry::text as text, subjects = $2 as tagged from ledger.entry where actor = $1`,
      [auditor.actor.id, subjectTag(number)],
    );
    assert.equal(entry?.tagged, true);
    assert.ok(!entry.text.includes(number));
    for (let tries = 0; tries < 200; tries++) {
      const { items } = await listAccesses(t.oversight, person, { limit: 20 });
      const [newest] = items;
      const open = newest?.disclosure?.open ?? newest?.pending;
      if (open?.act !== 'ledger-read') continue;
      assert.equal(newest?.titles.purpose?.en, 'Oversight');
      return;
    }
    assert.fail('the person does not see that an auditor looked');
  });

  test('for a reason that is not on the list is refused', async () => {
    const citizenNumber = given(aCitizen().actor.citizenNumber);
    const curious = { ...asked, citizenNumber, reason: 'curiosity' };
    await assert.rejects(listPersonEntries(t.oversight, anAuditor(), curious), {
      code: 'oversight.unknown-reason',
    });
  });
});

describe('proofs and files for auditors', () => {
  test('an entry’s proof holds, and its canonical form is what was hashed', async () => {
    const auditor = anAuditor();
    const seq = await t.access([aCitizen()]);
    const proof = await proveEntry(t.oversight, auditor, String(seq));
    assert.deepEqual((await verifyDisclosure(proof, { keys: t.ledger.keys })).findings, []);
    const { canonical, closed } = await getAuditedEntry(t.oversight, auditor, String(seq));
    assert.deepEqual(JSON.parse(canonical.closed), closed);
    assert.equal((JSON.parse(canonical.leaf) as { closed: string }).closed, proof.closed);
  });

  test('JSON lines carry proofs that the verifier accepts; CSV disarms formulas', async () => {
    await t.access([aCitizen()], { requestId: '=1+1', resource: 'premises' });
    const asked = { sort: '-at', resource: 'premises' } as const;
    const lines = await exportLedgerEntries(t.oversight, anAuditor(), { ...asked, format: 'jsonl' });
    const result = await verifyExport(lines.content.toString().trimEnd().split('\n'), {
      keys: t.ledger.keys,
    });
    assert.deepEqual([result.findings, result.entries], [[], 1]);
    const csv = await exportLedgerEntries(t.oversight, anAuditor(), { ...asked, format: 'csv' });
    assert.match(csv.content.toString(), /'=1\+1/);
    const xlsx = await exportLedgerEntries(t.oversight, anAuditor(), { ...asked, format: 'xlsx' });
    assert.equal(xlsx.content.toString('latin1', 0, 2), 'PK');
  });

  test('more than the limit is refused rather than cut', async () => {
    const auditor = anAuditor();
    await t.ledger.superuser.query(
      `insert into ledger.entry (id, at, agency, organisation, branch, role, actor_kind, act, outcome, fields, subjects,
         actor, request_id, resource, salt, leaf)
       select gen_random_uuid(), now(), 'a', 'o', 'b', 'r', 'system', 'system', 'permitted', '{}', '', 'x', 'y', 'many',
              decode(repeat('00', 16), 'hex'), decode(repeat('00', 32), 'hex')
         from generate_series(0, $1)`,
      [mostExported],
    );
    const asked = { sort: '-at', resource: 'many', format: 'csv' } as const;
    await assert.rejects(exportLedgerEntries(t.oversight, auditor, asked), {
      code: 'table-files.too-many-rows',
    });
    assert.equal((await readings(auditor))[0]?.outcome, 'refused');
  });
});

describe('the ledger in aggregate', () => {
  test('counts by day, branch, act and reason, and names no person', async () => {
    await t.access([aCitizen()], { outcome: 'refused', reason: 'oversight.own-access' });
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date());
    const found = await surveyLedger(t.oversight, anAuditor(), { from: today, to: today });
    assert.deepEqual(
      found.days.map(({ value }) => value),
      [today],
    );
    assert.ok(found.branches.some(({ value, refused }) => value === 'registration' && refused >= 1));
    const reason = found.reasons.find(({ value }) => value === 'oversight.own-access');
    assert.equal(reason?.title?.en, 'You may not answer a question that concerns yourself.');
    await assert.rejects(surveyLedger(t.oversight, anAuditor(), { from: '2025-01-01', to: today }), {
      code: 'oversight.invalid-period',
    });
  });

  test('checkpoints are listed largest first, a page at a time', async () => {
    await t.access([aCitizen()]);
    await t.access([aCitizen()]);
    const first = await listSignedCheckpoints(t.oversight, anAuditor(), { limit: 1 });
    const second = await listSignedCheckpoints(t.oversight, anAuditor(), {
      limit: 1,
      cursor: given(first.nextCursor),
    });
    assert.ok(given(first.items[0]).size > given(second.items[0]).size);
    assert.equal(first.items[0]?.origin, 'minqiao.test/690100000000');
    assert.equal(first.items[0]?.signatures.length, 1);
  });
});
