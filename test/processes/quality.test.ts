/** Data quality on a whole node: examinations, findings, corrections between two people, and who is told. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '#infrastructure/sql/index.ts';
import { demoCast } from '#operations/demo/index.ts';
import { eraseWithRecords, scheduleRuns } from '#platform/quality/index.ts';
import { samples } from '../support/attachments.ts';
import { firstPurpose } from '../support/kill-load.ts';
import { testNode } from '../support/node.ts';
import type { TestAnswer, TestClient, TestNode } from '../support/node.ts';

const base = '/api/v1/quality';

let node: TestNode;
let superuser: Database;
let registrar: TestClient;
let otherRegistrar: TestClient;
let verifier: TestClient;
let patrol: TestClient;
let citizen: TestClient;
before(async () => {
  node = await testNode();
  superuser = node.database.open('superuser');
  registrar = await node.signIn('registrar');
  otherRegistrar = await node.signIn('otherRegistrar');
  verifier = await node.signIn('verificationOfficer');
  patrol = await node.signIn('patrolOfficer');
  citizen = await node.signIn('citizen');
});
after(() => node?.stop());

async function ok(answer: Promise<TestAnswer>): Promise<TestAnswer['body']> {
  const { status, body } = await answer;
  assert.ok(status < 300, `${status} ${JSON.stringify(body)}`);
  return body;
}

/** Refusals of this module, by their code, as often as they were given: the ledger has to have each. */
const refusals = new Map<string, number>();

async function refused(answer: Promise<TestAnswer>, code: string): Promise<void> {
  refusals.set(code, (refusals.get(code) ?? 0) + 1);
  const { status, body } = await answer;
  assert.ok(status >= 400, JSON.stringify(body));
  assert.equal(body.code, code, JSON.stringify(body));
}

/** Has a resource examined, and waits for the end. */
async function examine(resource: string): Promise<TestAnswer['body']> {
  const { id } = await ok(registrar.call('POST', `${base}/runs`, { resource }));
  for (;;) {
    const { items } = await ok(registrar.call('GET', `${base}/runs?resource=${resource}`));
    const run = items.find((one: { id: string }) => one.id === id);
    if (run.state === 'done' || run.state === 'broken') return run;
    await wait(100);
  }
}

async function findingsOf(record: string): Promise<TestAnswer['body'][]> {
  const { items } = await ok(registrar.call('GET', `${base}/findings?resource=person&limit=50`));
  return items.filter((one: { record: string }) => one.record === record);
}

/** People who are not of the cast. */
async function somebody(place: number): Promise<{ id: string; citizenNumber: string; birthDate: string }> {
  const cast = Object.values(demoCast).map(({ personId }) => personId);
  const [row] = await superuser.query<{ id: string; citizenNumber: string; birthDate: string }>(
    `select id, citizen_number as "citizenNumber", birth_date::text as "birthDate" from records.person
      where id <> all($1::uuid[]) and status = '10' and marital_status = '10' order by id offset $2 limit 1`,
    [cast, place],
  );
  assert.ok(row);
  return row;
}

test('an examination finds a planted error, keeps no value, and a later one closes what is gone', async () => {
  const before = await examine('person');
  assert.equal(before.state, 'done');
  assert.equal(before.recordsDone, before.recordsTotal);
  const { items } = await ok(registrar.call('GET', `${base}/findings?severity=error&state=open`));
  const planted = items.map(({ rule }: { rule: { name: string } }) => rule.name).sort();
  assert.deepEqual(planted, ['code', 'future', 'person-birth-date-as-in-number'], 'packs/demo/mistakes.yaml');
  const { id, birthDate } = await somebody(3);
  assert.deepEqual(await findingsOf(id), []);
  const wrong = '1951-07-03';
  const set = (day: string) =>
    superuser.query(`update records.person set birth_date = $2, version = version + 1 where id = $1`, [
      id,
      day,
    ]);
  await set(wrong);
  const run = await examine('person');
  assert.equal(run.faulty, before.faulty + 1);
  const all = await findingsOf(id);
  const found = all.find(({ rule }) => rule.name === 'person-birth-date-as-in-number');
  assert.deepEqual([found?.state, found?.severity], ['open', 'error'], JSON.stringify(all));
  const kept = await superuser.query(
    `select to_jsonb(f)::text as row from quality.finding f where record = $1`,
    [id],
  );
  assert.ok(!JSON.stringify(kept).includes(wrong));
  const { quality } = await ok(verifier.call('GET', '/api/v1/catalogue/resources/person/state'));
  assert.ok(quality.quality.score < 100 && quality.quality.score > 90);
  assert.ok(quality.quality.rules.some((one: { rule: string }) => one.rule === found.rule.name));
  await set(birthDate);
  await examine('person');
  assert.ok((await findingsOf(id)).every(({ state }) => state === 'closed'));
});

test('what is marked as right stays so until the record changes; several at once are all marked or none', async () => {
  const { id } = await somebody(5);
  const { id: second } = await somebody(6);
  const touch = (day: string) =>
    superuser.query(
      `update records.person set birth_date = $2, version = version + 1 where id = any($1::uuid[])`,
      [[id, second], day],
    );
  await touch('1952-02-02');
  await examine('person');
  const numbers = [...(await findingsOf(id)), ...(await findingsOf(second))].map(({ number }) => number);
  assert.ok(numbers.length >= 2);
  const decide = (who: TestClient, list: readonly string[]) =>
    who.call('POST', `${base}/findings/decide`, {
      numbers: list,
      state: 'accepted',
      reason: '经核对原始档案无误',
    });
  await refused(decide(patrol, numbers), 'quality.not-permitted');
  await refused(decide(registrar, [...numbers, 'QF-999999']), 'quality.finding-not-found');
  assert.ok(
    (await findingsOf(id)).every(({ state }) => state === 'open'),
    'none, because one is not there',
  );
  await ok(decide(registrar, numbers));
  await examine('person');
  assert.ok((await findingsOf(id)).every(({ state }) => state === 'accepted'));
  await touch('1953-03-03');
  await examine('person');
  assert.ok(
    (await findingsOf(id)).some(({ state }) => state === 'open'),
    'another version is another question',
  );
  const acts = await superuser.query<{ count: number }>(
    `select count(*)::int as count from ledger.entry where act = 'finding' and record = any($1::text[])`,
    [[id, second]],
  );
  assert.equal(acts[0]?.count, numbers.length);
});

test('a run cut off goes on behind its last batch, once in all; its entry is in the ledger before it reads', async () => {
  const scheduled = await scheduleRuns(node.services.quality, new Date(Date.now() + 48 * 3_600_000));
  assert.ok(scheduled.includes('premises') && scheduled.includes('vehicle'));
  assert.deepEqual(await scheduleRuns(node.services.quality, new Date()), [], 'each waits or was examined');
  for (;;) {
    const [left] = await superuser.query<{ count: number }>(
      `select count(*)::int as count from quality.run where state in ('waiting', 'running')`,
    );
    if (left?.count === 0) break;
    await wait(100);
  }
  const [bad] = await superuser.query(`select resource from quality.run where state = 'broken'`);
  assert.equal(bad, undefined);
  const errors = await superuser.query<{ resource: string; rule: string; count: number }>(
    `select resource, rule, count(*)::int as count from quality.finding
      where state = 'open' and severity = 'error' and resource <> 'person' group by 1, 2 order by 1, 2`,
  );
  const planted = [
    { resource: 'driving-licence', rule: 'licence-period', count: 1 },
    { resource: 'vehicle', rule: 'missing-record', count: 1 },
    { resource: 'vehicle', rule: 'vehicle-inspected-after-registration', count: 1 },
  ];
  assert.deepEqual(errors, planted, 'what packs/demo/mistakes.yaml plants, and nothing else');
  // As a process that died in the middle leaves it: the heartbeat is old, some records were examined.
  const half = await superuser.query<{ id: string; total: number }>(
    `update quality.run r set state = 'running', runner = gen_random_uuid(), heartbeat_at = now() - interval '1 hour',
            ended_at = null, attempts = 1, after = (select id from records.vehicle order by id offset 99 limit 1),
            records_done = 100
      where id = (select id from quality.run where resource = 'vehicle' order by requested_at desc limit 1)
      returning id, records_total::int as total`,
  );
  for (;;) {
    const [run] = await superuser.query<{ state: string; done: number; attempts: number }>(
      `select state, records_done::int as done, attempts from quality.run where id = $1`,
      [half[0]?.id],
    );
    if (run?.state !== 'done') {
      await wait(100);
      continue;
    }
    assert.deepEqual(run, { state: 'done', done: half[0]?.total, attempts: 2 });
    break;
  }
});

async function file(who: TestClient, record: string, more: object = {}): Promise<TestAnswer> {
  const said = { wrong: '出生日期错误', proposed: '1990-01-01', evidence: '出生医学证明' };
  return who.call('POST', `${base}/corrections`, {
    resource: 'person',
    record,
    field: 'birthDate',
    ...said,
    ...more,
  });
}

/** Each side takes its list along; who may not see the inbox may not have it as a file, and was recorded trying. */
async function exportEach(): Promise<void> {
  for (const [path, who, asked] of [
    ['corrections', registrar, { side: 'owner' }],
    ['corrections', verifier, { side: 'own' }],
    ['notices', verifier, {}],
  ] as const)
    assert.equal(
      (await who.call('POST', `${base}/${path}/export`, { format: 'csv', sort: '-number', ...asked })).status,
      200,
    );
  await refused(
    patrol.call('POST', `${base}/corrections/export`, { format: 'csv', side: 'owner' }),
    'quality.not-permitted',
  );
  const files = await superuser.query<{ outcome: string }>(
    `select outcome from ledger.entry where (act = 'export' and resource in ('correction', 'notice'))
        or (reason = 'quality.not-permitted' and detail like '%"list"%' and detail like '%"corrections"%') order by at, append_id`,
  );
  assert.deepEqual(
    files.map(({ outcome }) => outcome),
    ['permitted', 'permitted', 'permitted', 'refused'],
  );
}

test('two people put a value right; who received it is told, who did not is not, and the ledger has each step', async () => {
  const { id, citizenNumber, birthDate } = await somebody(9);
  await superuser.query(`update records.person set birth_date = '1954-04-04' where id = $1`, [id]);
  const purpose = await firstPurpose(verifier, 'verification');
  await ok(verifier.call('POST', '/api/v1/resources/person/search', { by: { citizenNumber }, purpose }));
  const { correction } = await ok(file(verifier, id));
  const { number } = correction;
  const act = (who: TestClient, name: string, body: object) =>
    who.call('POST', `${base}/corrections/${number}/${name}`, body);
  await refused(act(verifier, 'take', { version: 1 }), 'quality.own-correction');
  await refused(act(patrol, 'take', { version: 1 }), 'quality.correction-not-found');
  await refused(
    act(registrar, 'accept', { version: 1, text: '核实', value: birthDate }),
    'quality.not-handler',
  );
  const taken = await ok(act(registrar, 'take', { version: 1 }));
  assert.deepEqual(taken.correction.may, ['accept', 'refuse']);
  await refused(
    act(otherRegistrar, 'accept', { version: 2, text: '核实', value: birthDate }),
    'quality.not-handler',
  );
  await refused(act(registrar, 'accept', { version: 2, text: '核实' }), 'quality.not-corrected');
  const done = await ok(
    act(registrar, 'accept', { version: 2, text: '已核对出生医学证明', value: birthDate }),
  );
  assert.deepEqual([done.correction.state, done.told, done.acknowledged], ['accepted', 1, 0]);
  const [row] = await superuser.query<{ day: string }>(
    `select birth_date::text as day from records.person where id = $1`,
    [id],
  );
  assert.equal(row?.day, birthDate);
  const [history] = await superuser.query<{ reason: string }>(
    `select reason from records.person_history where id = $1 order by version desc limit 1`,
    [id],
  );
  assert.match(history?.reason ?? '', new RegExp(number));
  assert.deepEqual((await ok(patrol.call('GET', `${base}/notices`))).items, []);
  const { items } = await ok(verifier.call('GET', `${base}/notices`));
  assert.equal(items[0].number, number);
  assert.ok(!JSON.stringify(items).includes('1954'), 'a notice says which field, never what it was');
  await exportEach();
  await ok(verifier.call('POST', `${base}/notices/${number}/acknowledge`));
  await refused(patrol.call('POST', `${base}/notices/${number}/acknowledge`), 'quality.notice-not-found');
  assert.equal((await ok(verifier.call('GET', `${base}/corrections/${number}`))).acknowledged, 1);
  const steps = await superuser.query<{ detail: string }>(
    `select detail from ledger.entry where act = 'correction' and outcome = 'permitted' and detail like '%' || $1 || '%' order by at, append_id`,
    [number],
  );
  assert.deepEqual(
    steps.map(({ detail }) => (JSON.parse(detail) as { step: string }).step),
    ['file', 'take', 'accept', 'tell', 'acknowledge'],
  );
});

test('what is said is sealed, a refusal says why, and nobody decides on what they filed, whatever the program does', async () => {
  const { id } = await somebody(12);
  const words = '绝密的错误说明甲乙丙';
  const { correction } = await ok(file(otherRegistrar, id, { wrong: words }));
  const act = (who: TestClient, name: string, body: object) =>
    who.call('POST', `${base}/corrections/${correction.number}/${name}`, body);
  await refused(act(otherRegistrar, 'take', { version: 1 }), 'quality.own-correction');
  await ok(act(registrar, 'take', { version: 1 }));
  await refused(act(registrar, 'refuse', { version: 1, text: '已过时' }), 'quality.changed');
  const answer = await ok(act(registrar, 'refuse', { version: 2, text: '档案与登记一致' }));
  assert.deepEqual([answer.correction.state, answer.answer], ['refused', '档案与登记一致']);
  await refused(act(registrar, 'take', { version: 3 }), 'quality.wrong-state');
  const stored = await superuser.query<{ text: string }>(
    `select encode(said, 'escape') || encode(answer, 'escape') || to_jsonb(c)::text as text from quality.correction c`,
  );
  const ledger = await superuser.query(
    `select to_jsonb(e)::text as text from ledger.entry e where act = 'correction'`,
  );
  for (const secret of [words, '档案与登记一致']) {
    assert.ok(!JSON.stringify(stored).includes(secret));
    assert.ok(!JSON.stringify(ledger).includes(secret));
  }
  // Planted: a program that lets the filer decide is refused by the database.
  const plant = `update quality.correction set decider = filer, decider_name = filer_name where id is not null and state = 'refused'`;
  await assert.rejects(node.database.open('app').query(plant), { code: '23514' });
});

test('a citizen files about their own records alone, withdraws, and is answered within the clock', async () => {
  const { items } = await ok(citizen.call('GET', '/api/v1/me/records'));
  const own = items.find(
    (one: { form: { resource: { name: string } } }) => one.form.resource.name === 'person',
  );
  assert.equal(own.id, demoCast.citizen.personId);
  await refused(file(citizen, (await somebody(15)).id), 'quality.unknown-record');
  await refused(patrol.call('GET', '/api/v1/me/records'), 'quality.not-permitted');
  const { correction } = await ok(file(citizen, own.id));
  assert.deepEqual(
    [correction.filerKind, correction.overdue, correction.may],
    ['citizen', false, ['withdraw']],
  );
  await superuser.query(`update quality.correction set due_at = now() - interval '1 day' where number = $1`, [
    Number(correction.number.slice(3)),
  ]);
  const late = await ok(registrar.call('GET', `${base}/corrections?side=owner&overdue=yes`));
  assert.deepEqual(
    late.items.map(({ number }: { number: string }) => number),
    [correction.number],
  );
  const path = `${base}/corrections/${correction.number}/withdraw`;
  await refused(registrar.call('POST', path, { version: 1 }), 'quality.not-yours');
  assert.equal((await ok(citizen.call('POST', path, { version: 1 }))).correction.state, 'withdrawn');
});

test('a correction opens its one record to its handler, and nothing else of the branch', async () => {
  const [{ id, citizenNumber }, { id: other }] = [await somebody(21), await somebody(22)];
  const { correction } = await ok(file(verifier, id));
  const { number: reference } = correction;
  const purpose = { kind: 'quality', reference };
  const read = (record: string) =>
    registrar.call('GET', `/api/v1/resources/person/records/${record}`, undefined, {
      'minqiao-purpose': `quality:${reference}`,
    });
  await refused(read(id), 'records.purpose-not-assigned');
  await ok(registrar.call('POST', `${base}/corrections/${reference}/take`, { version: 1 }));
  assert.equal((await ok(read(id))).record.id, id);
  await refused(read(other), 'records.outside-purpose');
  await refused(
    registrar.call('POST', '/api/v1/resources/person/search', { by: { citizenNumber }, purpose }),
    'records.outside-purpose',
  );
  const [row] = await superuser.query<{ count: number }>(
    `select count(*)::int as count from ledger.entry
      where reason = 'records.outside-purpose' and purpose_reference = $1 and outcome = 'refused'`,
    [reference],
  );
  assert.equal(row?.count, 2);
});

test('what is said of a person is for who said it and for the owner branch: others see that there is something', async () => {
  const steward = await node.signIn('standardsOfficer');
  const { correction } = await ok(file(verifier, (await somebody(24)).id));
  const { items } = await ok(steward.call('GET', `${base}/corrections?side=owner`));
  const seen = items.find(({ number }: { number: string }) => number === correction.number);
  assert.deepEqual([seen.state, seen.filer, seen.may], ['filed', '', []]);
  await refused(
    steward.call('GET', `${base}/corrections/${correction.number}`),
    'quality.correction-not-found',
  );
});

test('a citizen says what is wrong in any record that names them as its subject, of whatever resource', async () => {
  const [organisation] = await superuser.query<{ id: string }>(
    `update records.organisation set subject_tag = p.subject_tag from records.person p
      where p.id = $1 and organisation.id = (select id from records.organisation order by id limit 1)
      returning organisation.id`,
    [demoCast.citizen.personId],
  );
  assert.ok(organisation);
  const { items } = await ok(citizen.call('GET', '/api/v1/me/records'));
  const all: string[] = [];
  for (const { declaration, table } of node.services.catalogue.resources.values()) {
    if (declaration.subject === null) continue;
    const index = table.indexes.find(({ columns }) => columns[0] === 'subject_tag');
    assert.ok(index, `${declaration.name} is found by whom it is about`);
    const rows = await superuser.query<{ id: string }>(
      `select id from records.${table.table}
        where subject_tag = (select subject_tag from records.person where id = $1)`,
      [demoCast.citizen.personId],
    );
    all.push(...rows.map(({ id }) => id));
  }
  assert.deepEqual(items.map(({ id }: { id: string }) => id).sort(), all.sort());
  const about = { resource: 'organisation', field: 'legalRepresentative', proposed: '另有其人' };
  const { correction } = await ok(file(citizen, organisation.id, about));
  assert.equal(correction.resource.name, 'organisation');
  const rows = await superuser.query<{ id: string }>(
    `select id from records.organisation where id <> $1 limit 1`,
    [organisation.id],
  );
  await refused(file(citizen, rows[0]?.id ?? '', about), 'quality.unknown-record');
});

async function attach(who: TestClient, number: string, content: Buffer): Promise<TestAnswer> {
  const response = await fetch(`${node.url}${base}/corrections/${number}/attachments`, {
    method: 'POST',
    headers: { cookie: who.cookie, 'x-minqiao': '1', 'content-type': 'application/octet-stream' },
    body: new Uint8Array(content),
  });
  return { status: response.status, body: await response.json() } as TestAnswer;
}

/** The bytes as they are handed out; undefined when they are refused. */
async function handedOut(who: TestClient, number: string, place = 1): Promise<Buffer | undefined> {
  const response = await fetch(`${node.url}${base}/corrections/${number}/attachments/${place}`, {
    headers: { cookie: who.cookie },
  });
  const content = Buffer.from(await response.arrayBuffer());
  if (response.ok) {
    assert.match(response.headers.get('content-disposition') ?? '', /^attachment; filename="QC-/);
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    return content;
  }
  const { code } = JSON.parse(content.toString('utf8')) as { code: string };
  refusals.set(code, (refusals.get(code) ?? 0) + 1);
  return undefined;
}

test('evidence is sealed, known by its content, and handed out to its filer and the owner branch, each view an entry', async () => {
  const { id } = await somebody(27);
  const { number } = (await ok(file(verifier, id))).correction;
  await refused(
    attach(verifier, number, Buffer.from('<svg onload=alert(1)>')),
    'quality.unsuitable-attachment',
  );
  const path = `${base}/corrections/${number}/attachments`;
  await refused(verifier.call('POST', path, { a: 1 }), 'http.unsupported-type');
  await refused(attach(registrar, number, samples.pdf), 'quality.not-yours');
  await refused(attach(patrol, number, samples.pdf), 'quality.correction-not-found');
  for (const kind of ['pdf', 'png', 'jpeg'] as const) await ok(attach(verifier, number, samples[kind]));
  await refused(attach(verifier, number, samples.pdf), 'quality.too-many-attachments');
  assert.equal((await attach(verifier, number, Buffer.alloc(5 * 1024 * 1024 + 1))).status, 413);
  const { attachments, mayAttach } = await ok(verifier.call('GET', `${base}/corrections/${number}`));
  assert.deepEqual(
    [attachments.map(({ kind }: { kind: string }) => kind), mayAttach],
    [['pdf', 'png', 'jpeg'], false],
  );
  for (const who of [verifier, registrar]) assert.deepEqual(await handedOut(who, number), samples.pdf);
  assert.deepEqual(await handedOut(registrar, number, 2), samples.png);
  const steward = await node.signIn('standardsOfficer');
  for (const who of [patrol, citizen, steward]) assert.equal(await handedOut(who, number), undefined);
  assert.equal(await handedOut(registrar, number, 4), undefined);
  const stored = await superuser.query<{ sealed: Buffer }>(`select sealed from quality.attachment`);
  assert.ok(stored.every(({ sealed }) => !sealed.includes('%PDF-') && !sealed.includes('IHDR')));
  const entries = await superuser.query<{ detail: string; subjects: number }>(
    `select detail, octet_length(subjects) / 32 as subjects from ledger.entry
      where act = 'correction' and outcome = 'permitted' and detail like '%attach%' and detail like '%' || $1 || '%'
      order by at, append_id`,
    [number],
  );
  const steps = entries.map(({ detail }) => JSON.parse(detail) as { step: string; digest: string });
  assert.deepEqual(
    steps.map(({ step }) => step),
    ['attach', 'attach', 'attach', 'attachment-view', 'attachment-view', 'attachment-view'],
  );
  assert.equal(steps[0]?.digest, createHash('sha256').update(samples.pdf).digest('base64url'));
  assert.equal(steps[3]?.digest, steps[0]?.digest);
  assert.ok(
    entries.every(({ subjects }) => subjects === 1),
    'the person concerned sees each',
  );
  // Planted: a file that is put into another correction does not open there.
  const { number: other } = (await ok(file(verifier, id))).correction;
  await superuser.query(
    `insert into quality.attachment select $2, number, kind, bytes, digest, sealed, at from quality.attachment
      where correction = $1 and number = 1`,
    [Number(number.slice(3)), Number(other.slice(3))],
  );
  assert.equal(await handedOut(verifier, other), undefined);
});

test('evidence goes with the record that is erased by law: at once out of reach, then out of the database', async () => {
  const { id } = await somebody(30);
  const words = '删除后不应留下的说明';
  const { number } = (await ok(file(verifier, id, { wrong: words }))).correction;
  await ok(attach(verifier, number, samples.pdf));
  const kept = async () => {
    const [row] = await superuser.query<{ sealed: number; erased: boolean }>(
      `select count(a.sealed)::int as sealed, c.erased_at is not null as erased
         from quality.correction c left join quality.attachment a on a.correction = c.number
        where c.number = $1 group by c.number`,
      [Number(number.slice(3))],
    );
    return row;
  };
  assert.equal(await eraseWithRecords(node.services.quality, new Date()), 0, 'the record is there');
  assert.deepEqual(await kept(), { sealed: 1, erased: false });
  await superuser.query(
    `insert into records.erased (resource, record, at, basis, entry) values ('person', $1, now(), 'test', gen_random_uuid())`,
    [id],
  );
  assert.equal(await handedOut(verifier, number), undefined, 'before anything was taken out');
  assert.equal(await eraseWithRecords(node.services.quality, new Date()), 1);
  assert.deepEqual(await kept(), { sealed: 0, erased: true });
  assert.equal(await eraseWithRecords(node.services.quality, new Date()), 0, 'once');
  const { said, attachments } = await ok(verifier.call('GET', `${base}/corrections/${number}`));
  assert.deepEqual([said.wrong, attachments[0].erased], ['', true]);
  const [entry] = await superuser.query<{ detail: string }>(
    `select detail from ledger.entry where act = 'system' and record = $1 and detail like '%"step":"erase"%'`,
    [id],
  );
  assert.equal((JSON.parse(entry?.detail ?? '{}') as { attachments?: number }).attachments, 1);
});

test('the same request with the same key files once, and a person has so many open at most', async () => {
  const { id } = await somebody(18);
  const body = {
    resource: 'person',
    record: id,
    field: 'name',
    wrong: '姓名有误',
    proposed: null,
    evidence: '身份证',
  };
  const once = () =>
    ok(patrol.call('POST', `${base}/corrections`, body, { 'idempotency-key': 'quality-test-1' }));
  assert.equal((await once()).correction.number, (await once()).correction.number);
  for (let n = 1; n < 20; n++) await ok(patrol.call('POST', `${base}/corrections`, body));
  await refused(patrol.call('POST', `${base}/corrections`, body), 'quality.too-many-open');
});

test('every refusal that was given is in the ledger, as often as it was given', async () => {
  await refused(patrol.call('GET', `${base}/findings`), 'quality.not-permitted');
  await refused(patrol.call('POST', `${base}/runs`, { resource: 'person' }), 'quality.not-permitted');
  await refused(patrol.call('GET', `${base}/corrections?side=owner`), 'quality.not-permitted');
  const given = [...refusals].filter(([code]) => code.startsWith('quality.'));
  const rows = await superuser.query<{ reason: string; count: number }>(
    `select reason, count(*)::int as count from ledger.entry
      where outcome = 'refused' and reason like 'quality.%' group by 1`,
  );
  assert.deepEqual(
    Object.fromEntries(rows.map(({ reason, count }) => [reason, count])),
    Object.fromEntries(given),
  );
  assert.ok(given.length >= 8);
});
