/** What the door leaves in the ledger: how much and how long, alarms, and nothing of what the records hold. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { renderMetrics } from '#infrastructure/telemetry/index.ts';
import { systemContext } from '#security/context/index.ts';
import { entryFor, ledger } from '#security/ledger/index.ts';
import { leastAlarmRecords } from '#security/access/index.ts';
import { demoCast } from '#operations/demo/index.ts';
import { makeCitizenNumber } from '#standards/identifiers/index.ts';
import type { Database } from '#infrastructure/sql/index.ts';
import { firstPurpose } from '../support/kill-load.ts';
import type { Purpose } from '../support/kill-load.ts';
import { findLeaks, personalTexts, secretTexts } from '../support/ledger-leaks.ts';
import type { Forbidden } from '../support/ledger-leaks.ts';
import { testNode } from '../support/node.ts';
import type { TestAnswer, TestClient, TestNode } from '../support/node.ts';

let node: TestNode;
let superuser: Database;
let verifier: TestClient;
let registrar: TestClient;
let visit: Purpose;
let request: Purpose;
before(async () => {
  node = await testNode();
  superuser = node.database.open('superuser');
  verifier = await node.signIn('verificationOfficer');
  registrar = await node.signIn('registrar');
  visit = await firstPurpose(verifier, 'verification');
  request = await firstPurpose(registrar, 'registration');
});
after(() => node.stop());

const person = '/api/v1/resources/person';
const { citizen } = demoCast;
const newborn = {
  citizenNumber: makeCitizenNumber({ division: '690101', birthDate: '2026-11-01', sequence: 701 }),
  name: '魑魅魍魉',
  sex: '1',
  birthDate: '2026-11-01',
  status: '10',
  registeredOn: '2026-11-20',
  mobile: '15400000701',
};

async function ok(answer: Promise<TestAnswer>): Promise<TestAnswer> {
  const { status, body } = await answer;
  assert.ok(status < 300, `${status} ${JSON.stringify(body)}`);
  return answer;
}

interface Measured {
  readonly outcome: string;
  readonly reason: string | null;
  readonly bytes: number | null;
  readonly duration: number | null;
}

async function entry(receipt: string): Promise<Measured> {
  const [row] = await superuser.query<Measured>(
    `select outcome, reason, bytes::float8 as bytes, duration_ms::float8 as duration from ledger.entry where id = $1`,
    [receipt],
  );
  assert.ok(row, `no entry for receipt ${receipt}`);
  return row;
}

test('control 25: an entry says how many bytes left, and after how long', async () => {
  const by = { citizenNumber: citizen.citizenNumber };
  const { body } = await ok(verifier.call('POST', `${person}/search`, { by, purpose: visit }));
  const read = await entry(body.receipt);
  assert.equal(read.bytes, Buffer.byteLength(JSON.stringify(body.records)));
  assert.ok(read.duration !== null && read.duration >= 0);
  const refused = await verifier.call('POST', `${person}/search`, { by });
  assert.equal((await entry(refused.body.receipt)).bytes, 0, 'a refusal lets nothing leave');
  const claims = { ...by, name: citizen.name };
  const verified = await ok(verifier.call('POST', `${person}/verify`, { claims, purpose: visit }));
  assert.equal((await entry(verified.body.receipt)).bytes, 0, 'nor does a verification');
});

test('a refusal names fields as people know them, each language in its own words, and where in the request they stand', async () => {
  const ask = (what: string, body: object) =>
    verifier.call('POST', `${person}/${what}`, { purpose: visit, ...body });
  const lost = await ask('search', { by: { name: citizen.name } });
  assert.equal(
    lost.body.texts.zh.detail,
    '这些条件不能确定要找的对象。可用的组合：公民身份号码；姓名 + 出生日期；手机号码。',
  );
  assert.match(
    lost.body.texts.en.detail,
    /: Citizen identity number; Name \+ Date of birth; Mobile number\.$/,
  );
  assert.equal(lost.body.errors[0].pointer, '/by');
  const barred = await ask('verify', {
    claims: { citizenNumber: citizen.citizenNumber, mobile: '15400000001' },
  });
  assert.match(barred.body.texts.zh.detail, /：手机号码。$/);
  for (const claims of [{ citizenNumber: '690101199003070018' }, { name: citizen.name }, { nothing: 'x' }]) {
    const { body } = await ask('verify', { claims });
    for (const { pointer } of body.errors) assert.match(pointer, /^\/claims\b/, JSON.stringify(claims));
  }
});

test('a change that changes nothing is refused, as the contract says: no version, notice and entry about nothing', async () => {
  const [row] = await superuser.query<{ id: string; version: number }>(
    `select id, version from records.person where citizen_number = $1`,
    [demoCast.citizen.citizenNumber],
  );
  const at = { 'if-match': `"${row?.version}"` };
  for (const [method, path, more] of [
    ['PATCH', '', {}],
    ['POST', '/correct', { reason: '笔误' }],
  ] as const) {
    const body = { values: {}, purpose: request, ...more };
    const answer = await registrar.call(method, `${person}/records/${row?.id}${path}`, body, at);
    assert.deepEqual([answer.status, answer.body.errors[0].pointer], [400, '/values'], method);
  }
});

test('control 52: who touches a share of the population is an alarm, for the auditors by name, for the monitoring by number', async () => {
  const other = await node.signIn('otherRegistrar');
  const purpose = await firstPurpose(other, 'registration');
  const people = await superuser.query<{ number: string }>(
    `select citizen_number as number from records.person where citizen_number <> $2 order by id limit $1`,
    [leastAlarmRecords, demoCast.otherRegistrar.citizenNumber],
  );
  const alarms = (): Promise<{ record: string }[]> =>
    superuser.query(
      `select record from ledger.entry
        where resource = 'budget' and act = 'system' and detail::jsonb ->> 'budget' = 'officer-day'`,
    );
  for (const { number } of people.slice(1))
    await ok(other.call('POST', `${person}/search`, { by: { citizenNumber: number }, purpose }));
  assert.deepEqual(await alarms(), [], 'one before');
  const by = { citizenNumber: people[0]?.number };
  const { body } = await ok(other.call('POST', `${person}/search`, { by, purpose }));
  const [who] = await superuser.query<{ actor: string }>(`select actor from ledger.entry where id = $1`, [
    body.receipt,
  ]);
  assert.deepEqual(await alarms(), [{ record: who?.actor }]);
  assert.match((await renderMetrics()).body, /^minqiao_alarms_total\{kind="budget-officer-day"\} 1$/m);
});

test('a record that cannot be opened leaves nothing but its entry, which says so', async () => {
  const values = { ...newborn, name: '损坏', mobile: '15400000702' };
  values.citizenNumber = makeCitizenNumber({ division: '690101', birthDate: '2026-11-01', sequence: 702 });
  const made = await ok(registrar.call('POST', `${person}/records`, { values, purpose: request }));
  await superuser.query(`update records.person set mobile = '\\x00' where id = $1`, [made.body.id]);
  const by = { citizenNumber: values.citizenNumber };
  const { status, body } = await registrar.call('POST', `${person}/search`, { by, purpose: request });
  assert.equal(status, 500);
  assert.equal(body.records, undefined);
  const [last] = await superuser.query<Measured>(
    `select outcome, reason, bytes::float8 as bytes, duration_ms::float8 as duration
       from ledger.entry where record = $1 order by append_id desc limit 1`,
    [made.body.id],
  );
  assert.deepEqual([last?.outcome, last?.reason, last?.bytes], ['failed', 'records.sealed-damaged', 0]);
});

/** What people type: it goes into tables that have an owner, never into the ledger. */
const words = ['附言不入账本甲', '更正理由不入账本乙', '群众提问不入账本丙', '审计答复不入账本丁'] as const;

/** A day of a node: each kind of act, with everything in it that could leak. */
async function workADay(): Promise<void> {
  const [note, reason, question] = words;
  await ok(verifier.call('POST', '/api/v1/desk/visits', { reason: 'identity-check', note }));
  await ok(registrar.call('POST', `${person}/records`, { values: newborn, purpose: request }));
  const ask = (client: TestClient, by: object, purpose: Purpose | null): Promise<TestAnswer> =>
    client.call('POST', `${person}/search`, { by, ...(purpose ? { purpose } : {}) });
  const byNumber = { citizenNumber: newborn.citizenNumber };
  const { body } = await ok(ask(registrar, byNumber, request));
  await ok(ask(registrar, { mobile: newborn.mobile }, request));
  await ok(ask(verifier, { citizenNumber: citizen.citizenNumber }, visit));
  await ask(verifier, byNumber, null);
  await ask(verifier, { name: newborn.name }, visit);
  await ask(verifier, byNumber, { kind: 'verification', reference: newborn.citizenNumber });
  await ask(verifier, byNumber, { kind: 'verification', reference: `VD-${newborn.citizenNumber}` });
  await ask(verifier, byNumber, { kind: newborn.name, reference: 'x' });
  await ask(verifier, { citizenNumber: demoCast.verificationOfficer.citizenNumber }, visit);
  const claims = { ...byNumber, name: newborn.name };
  await ok(verifier.call('POST', `${person}/verify`, { claims, purpose: visit }));
  await registrar.call('POST', `${person}/records`, { values: newborn, purpose: request });
  const record = `${person}/records/${body.records[0].id}`;
  const header = { 'minqiao-purpose': `${request.kind}:${request.reference}` };
  const correction = { values: { name: '魍魉魑魅' }, reason, purpose: request };
  await ok(registrar.call('POST', `${record}/correct`, correction, { 'if-match': '"1"' }));
  await ok(registrar.call('GET', `${record}/history`, undefined, header));
  await eraseAgain(record);
  await askAndAnswer(question);
  const administrator = await node.signIn('systemAdministrator');
  await ok(administrator.call('POST', '/api/v1/accounts/search', { search: citizen.name }));
}

async function eraseAgain(record: string): Promise<void> {
  const supervisor = await node.signIn('supervisor');
  const version = { 'if-match': '"2"' };
  const basis = { reason: words[1], basis: 'pipl-47' };
  const { body } = await ok(registrar.call('POST', `${record}/erasure-requests`, basis, version));
  await ok(supervisor.call('POST', `/api/v1/approvals/${body.id}/decision`, { decision: 'approved' }));
  const ask = { ...basis, approval: body.id, purpose: request };
  await ok(registrar.call('POST', `${record}/erase`, ask, version));
}

async function askAndAnswer(text: string): Promise<void> {
  const [concerned, auditor] = await Promise.all([node.signIn('citizen'), node.signIn('auditor')]);
  let items: { seq: number }[] = [];
  for (let round = 0; items.length === 0 && round < 200; round++) {
    if (round > 0) await new Promise((resolve) => setTimeout(resolve, 50)); // the sequencer's next round
    items = (await ok(concerned.call('GET', '/api/v1/me/accesses'))).body.items;
  }
  const asked = await ok(concerned.call('POST', '/api/v1/me/questions', { seq: items[0]?.seq, text }));
  const answer = { outcome: await outcomeOfAnswer(auditor), text: words[3] };
  await ok(auditor.call('POST', `/api/v1/questions/${asked.body.id}/answer`, answer));
  const { body: settings } = await auditor.call('GET', '/api/v1/oversight/settings');
  const lookUp = { citizenNumber: citizen.citizenNumber, reason: settings.lookUp[0].code, reference: 'T-1' };
  await ok(auditor.call('POST', '/api/v1/ledger/entries/by-subject', { ...lookUp, limit: 20 }));
}

async function outcomeOfAnswer(auditor: TestClient): Promise<string> {
  const { body } = await ok(auditor.call('GET', '/api/v1/oversight/settings'));
  return body.outcomes[0].code;
}

async function forbidden(): Promise<Forbidden[]> {
  const tokens = [verifier, registrar].map(({ cookie }) => ({
    what: 'a session token',
    text: cookie.split('=')[1] ?? '',
  }));
  return [
    ...(await personalTexts(superuser)),
    ...secretTexts(node.base.secrets.folder),
    ...tokens,
    { what: 'an identity number', text: newborn.citizenNumber },
    { what: 'a telephone number', text: newborn.mobile },
    { what: 'a name', text: newborn.name },
    ...words.map((text) => ({ what: 'somebody’s words', text })),
  ];
}

test('control 35: after a day of every kind of act the ledger holds no number, name, word or secret', async () => {
  await workADay();
  const looked = await forbidden();
  assert.ok(looked.length > 1_000 && looked.every(({ text }) => text.length > 1));
  assert.deepEqual(await findLeaks(superuser, looked), []);
});

test('planted bug: each of them is found when it is in an entry, in whichever column', async () => {
  const context = systemContext(node.config.agency, 'a'.repeat(32), new Date());
  const number = citizen.citizenNumber;
  const plants = [
    { reason: number },
    { record: number },
    { fields: [number] },
    { purpose: { kind: 'verification', reference: number } },
    { detail: { note: `of ${number}` } },
    { subjects: [Buffer.from(number.padEnd(32, ' '))] },
  ];
  for (const plant of plants) {
    const { id } = await ledger.append(entryFor(context, { act: 'system', outcome: 'permitted', ...plant }));
    const found = await findLeaks(superuser, [{ what: 'an identity number', text: number }]);
    assert.deepEqual(found.slice(0, 1), ['an identity number in ledger.entry'], Object.keys(plant)[0]);
    await superuser.transaction(async (tx) => {
      await tx.query(`alter table ledger.entry disable trigger append_only`);
      await tx.query(`delete from ledger.entry where id = $1`, [id]);
      await tx.query(`alter table ledger.entry enable always trigger append_only`);
    });
    assert.deepEqual(await findLeaks(superuser, [{ what: 'x', text: number }]), []);
  }
});
