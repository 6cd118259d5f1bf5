/** Grants at the door of a whole node: what is granted is given at once, exactly so much, and no longer than it holds. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { now } from '#infrastructure/clock/index.ts';
import { demoCast } from '#operations/demo/index.ts';
import { testNode } from '../support/node.ts';
import type { TestAnswer, TestClient, TestNode } from '../support/node.ts';

const { citizenNumber } = demoCast.citizen;
const base = '/api/v1/grants/applications';

let node: TestNode;
let officer: TestClient;
let head: TestClient;
let purpose: { kind: string; reference: string };
before(async () => {
  node = await testNode();
  [officer, head] = await Promise.all([node.signIn('verificationOfficer'), node.signIn('supervisor')]);
  const { body } = await officer.call('GET', '/api/v1/purposes');
  const { kind, reference } = body.items.find((item: { kind: string }) => item.kind === 'verification');
  purpose = { kind, reference };
});
after(() => node?.stop());

const dayMs = 86_400_000;
const terms = () => ({
  fields: ['education', 'formerName'],
  unmasked: [] as string[],
  actions: ['read'],
  purposeKinds: ['verification'],
  role: 'verifier',
  rows: [] as object[],
  organisation: null as string | null,
  recordsPerDay: 20,
  until: new Date(now().getTime() + 30 * dayMs).toISOString(),
});
type Terms = ReturnType<typeof terms>;

async function act(by: TestClient, number: string, name: string, more: object = {}): Promise<TestAnswer> {
  const { body } = await by.call('GET', `${base}/${number}`);
  const { version } = body.application;
  const answer = await by.call('POST', `${base}/${number}/${name}`, { version, ...more });
  await node.services.grants.refresh();
  return answer;
}

/** Applied for by the officer and granted by the head of the owner branch. */
async function granted(more: Partial<Terms> = {}, resource = 'person'): Promise<string> {
  const draft = { resource, basis: 'decree-809', reason: '核对就业材料', terms: { ...terms(), ...more } };
  const drafted = await officer.call('POST', base, draft);
  assert.equal(drafted.status, 201, JSON.stringify(drafted.body));
  const { number } = drafted.body.application;
  await act(officer, number, 'apply');
  const answer = await act(head, number, 'grant');
  assert.equal(answer.body.application?.state, 'granted', JSON.stringify(answer.body));
  return number;
}

const end = (number: string): Promise<TestAnswer> => act(head, number, 'end', { text: '测试结束' });

function search(by: TestClient = officer, fields?: readonly string[]): Promise<TestAnswer> {
  const body = { by: { citizenNumber }, purpose, ...(fields ? { fields } : {}) };
  return by.call('POST', '/api/v1/resources/person/search', body);
}

const list = (household: string): Promise<TestAnswer> =>
  officer.call('POST', '/api/v1/resources/person/list', { by: { household }, purpose });

/** The number of the household of 陈一帆, read for the visit. */
async function householdNumber(): Promise<string> {
  const id = (await search()).body.records[0].values.household;
  const { body } = await officer.call('GET', `/api/v1/resources/household/records/${id}`, undefined, {
    'minqiao-purpose': `${purpose.kind}:${purpose.reference}`,
  });
  return body.record.values.number;
}

async function entryOf(
  receipt: string,
): Promise<{ outcome: string; reason: string | null; detail: string | null }> {
  const rows = await node.database
    .open('superuser', 1)
    .query<{ outcome: string; reason: string | null; detail: string | null }>(
      `select outcome, reason, detail from ledger.entry where id = $1`,
      [receipt],
    );
  assert.ok(rows[0]);
  return rows[0];
}

test('what was withheld is given once it is granted, masked as ever, and the ledger names the grant', async () => {
  const before = await search();
  assert.ok(before.body.withheld.includes('education'));
  const number = await granted();
  const after = await search();
  const [record] = after.body.records;
  assert.ok('education' in record.values && 'formerName' in record.values);
  assert.ok(record.masked.includes('formerName'));
  assert.ok(after.body.withheld.includes('nativePlace'), 'another field');
  assert.equal((await entryOf(after.body.receipt)).detail, JSON.stringify({ grants: `grant:${number}` }));
  const usual = await search(officer, ['name']);
  assert.equal(
    (await entryOf(usual.body.receipt)).detail,
    null,
    'an access that rests on policies names no grant',
  );
  await end(number);
  assert.ok((await search()).body.withheld.includes('education'));
});

test('planted bug: without the purpose, or on one’s own record, no grant gives anything', async () => {
  const number = await granted();
  const without = await officer.call('POST', '/api/v1/resources/person/search', { by: { citizenNumber } });
  assert.equal(without.body.code, 'records.no-purpose');
  const own = { citizenNumber: demoCast.verificationOfficer.citizenNumber };
  const self = await officer.call('POST', '/api/v1/resources/person/search', { by: own, purpose });
  assert.equal(self.body.code, 'records.own-record');
  await end(number);
});

test('an act that only a grant permits: refused before, given, then refused with the reason in words', async () => {
  const household = await householdNumber();
  const early = await list(household);
  assert.equal(early.body.code, 'records.not-permitted');
  const number = await granted({ fields: ['name', 'sex'], actions: ['list'] });
  const given = await list(household);
  assert.equal(given.status, 200, JSON.stringify(given.body));
  assert.deepEqual(Object.keys(given.body.records[0].values).sort(), ['name', 'sex']);
  await act(head, number, 'suspend', { text: '核查使用情况' });
  const suspended = await list(household);
  assert.equal(suspended.body.code, 'records.grant-suspended');
  assert.match(JSON.stringify(suspended.body), new RegExp(number));
  const entry = await entryOf(suspended.body.receipt);
  assert.deepEqual([entry.outcome, entry.reason], ['refused', 'records.grant-suspended']);
  await act(head, number, 'resume');
  assert.equal((await list(household)).status, 200);
  await end(number);
  assert.equal((await list(household)).body.code, 'records.grant-ended');
});

const row = (value: string, field = 'sex') => ({ field, operator: 'eq', value });

test('row conditions: what is outside looks as if it were not there, and the ledger says why', async () => {
  const household = await householdNumber();
  const whole = await granted({ fields: ['name', 'sex'], actions: ['list'] });
  const everyone = (await list(household)).body.records as { id: string; values: { sex: string } }[];
  await end(whole);
  const sexes = new Set(everyone.map(({ values }) => values.sex));
  assert.ok(sexes.size > 1, 'a household with both');
  for (const value of sexes) {
    const number = await granted({ fields: ['name'], actions: ['list'], rows: [row(value)] });
    const some = (await list(household)).body.records as { id: string }[];
    const meant = everyone.filter(({ values }) => values.sex === value);
    assert.deepEqual(some.map(({ id }) => id).sort(), meant.map(({ id }) => id).sort());
    await end(number);
  }
  const none = await granted({ fields: ['name'], actions: ['list'], rows: [row('40', 'status')] });
  const { body } = await list(household);
  const unknown = await list(household.replace(/.{4}$/, '9999'));
  assert.deepEqual(Object.keys(body).sort(), Object.keys(unknown.body).sort());
  assert.deepEqual({ ...body, receipt: '' }, { ...unknown.body, receipt: '' });
  const entry = await entryOf(body.receipt);
  assert.deepEqual([entry.outcome, entry.reason], ['refused', 'records.outside-grant']);
  assert.equal(entry.detail, JSON.stringify({ grants: `grant:${none}` }));
  assert.equal((await entryOf(unknown.body.receipt)).outcome, 'permitted');
  await end(none);
});

test('row conditions: a read gives the fields of the grant only of rows that meet them; a verification says not held', async () => {
  const { sex } = (await search()).body.records[0].values;
  const [outside, inside] = [sex === '1' ? '2' : '1', sex];
  const verified = (claims: object): Promise<TestAnswer> =>
    officer.call('POST', '/api/v1/resources/person/verify', {
      claims: { citizenNumber, ...claims },
      purpose,
    });
  const fields = ['education', 'formerName'];
  const beyond = await granted({ fields, actions: ['read', 'verify'], rows: [row(outside)] });
  const without = (await search()).body;
  assert.ok(!('education' in without.records[0].values) && without.withheld.includes('education'));
  assert.equal((await entryOf(without.receipt)).detail, null, 'nothing of it rests on the grant');
  const notHeld = await verified({ education: '20' });
  assert.equal(notHeld.body.result, 'not-held');
  assert.equal((await entryOf(notHeld.body.receipt)).reason, 'records.outside-grant');
  const within = await granted({ fields, actions: ['read', 'verify'], rows: [row(inside)] });
  const given = (await search()).body;
  assert.ok('education' in given.records[0].values && !given.withheld.includes('education'));
  assert.equal((await entryOf(given.receipt)).detail, JSON.stringify({ grants: `grant:${within}` }));
  const { education } = given.records[0].values;
  assert.equal((await verified({ education })).body.result, 'match');
  await end(within);
  assert.equal((await verified({ education })).body.result, 'not-held');
  await end(beyond);
});

test('planted bug: without row conditions the same list gives everybody', async () => {
  const household = await householdNumber();
  const number = await granted({ fields: ['name'], actions: ['list'], rows: [] });
  assert.ok((await list(household)).body.records.length > 1);
  await end(number);
});

test('an expired grant is refused by the time of the request, though nothing swept it', async () => {
  const household = await householdNumber();
  const until = new Date(now().getTime() + dayMs);
  const grant = await granted({ fields: ['name'], actions: ['list'], until: until.toISOString() });
  const { body } = await officer.call('GET', '/api/v1/session');
  const at = (instant: Date): Promise<unknown> =>
    node.services.door.list(
      {
        actor: { ...body.actor, agency: body.agency.code },
        session: null,
        requestId: randomUUID(),
        address: null,
        language: 'zh',
        at: instant,
      },
      { resource: 'person', by: { household }, limit: 5, after: null, purpose },
    );
  await at(new Date(until.getTime() - 1));
  await assert.rejects(at(until), { code: 'records.grant-expired' });
  await end(grant);
});

test('a grant has a limit of its own, which what the policies permit does not use', async () => {
  const number = await granted({ recordsPerDay: 2 });
  assert.equal((await search()).status, 200);
  assert.equal((await search()).status, 200);
  const third = await search();
  assert.equal(third.body.code, 'records.over-budget');
  assert.match(JSON.stringify(third.body), /records a day under this grant/);
  assert.equal((await search(officer, ['name', 'status'])).status, 200);
  await end(number);
});

test('fields granted in full are shown in full, others stay masked', async () => {
  const number = await granted({ fields: ['citizenNumber', 'formerName'], unmasked: ['citizenNumber'] });
  const [record] = (await search()).body.records;
  assert.equal(record.values.citizenNumber, citizenNumber);
  assert.deepEqual(record.masked, ['formerName']);
  await end(number);
  assert.ok((await search()).body.records[0].masked.includes('citizenNumber'));
});

test('hostile bodies are refused and change nothing', async () => {
  const draft = { resource: 'person', basis: 'decree-809', reason: '核对', terms: terms() };
  for (const wrong of [
    { ...draft, extra: 1 },
    { ...draft, reason: '  ' },
    { ...draft, reason: 'a\u202eb' },
    { ...draft, terms: { ...terms(), actions: ['export'] } },
    { ...draft, terms: { ...terms(), fields: [] } },
    { ...draft, terms: { ...terms(), recordsPerDay: -1 } },
    { ...draft, terms: { ...terms(), rows: [{ ...row('1'), operator: 'like' }] } },
    { ...draft, terms: { ...terms(), rows: [{ ...row('1'), values: ['1'] }] } },
    { ...draft, terms: { ...terms(), rows: [row('a\u0000')] } },
    { ...draft, terms: { ...terms(), rows: Array.from({ length: 9 }, () => row('1')) } },
  ])
    assert.equal((await officer.call('POST', base, wrong)).status, 400, JSON.stringify(wrong));
  const citizen = await node.signIn('citizen');
  assert.equal((await citizen.call('POST', base, draft)).status, 403);
  assert.equal((await citizen.call('GET', `${base}?side=own`)).status, 403);
});

const service = {
  name: 'education-check',
  title: { zh: '文化程度核对', en: 'Education check' },
  resource: 'person',
  search: ['citizenNumber'],
  fields: ['name', 'education'],
  purposeKinds: ['verification'],
  role: 'verifier',
};
const run = (more: object = {}) =>
  officer.call('POST', '/api/v1/services/education-check', { by: { citizenNumber }, purpose, ...more });

interface Contract {
  readonly paths: Readonly<Record<string, { readonly post: Operation }>>;
}
interface Operation {
  readonly requestBody: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<
    Record<string, { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }>
  >;
}
interface Schema {
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, Schema>>;
  readonly items: { readonly allOf: readonly [unknown, Schema] };
  readonly propertyNames: { readonly enum: readonly string[] };
}

/** What /openapi.json says of the service; undefined when it is not published. */
async function contractOfService(): Promise<Operation | undefined> {
  const document = (await (await fetch(`${node.url}/openapi.json`)).json()) as Contract;
  const any = document.paths['/api/v1/services/{name}']?.post.responses['200']?.content['application/json'];
  assert.deepEqual(any?.schema.required, ['records', 'receipt', 'withheld'], 'any service');
  return document.paths['/api/v1/services/education-check']?.post;
}

test('a saved service is published by the owner, stands in the contract, gives what its caller may see, and no more', async () => {
  assert.equal((await officer.call('POST', '/api/v1/services', service)).status, 403);
  assert.equal((await head.call('POST', '/api/v1/services', { ...service, fields: ['mobile'] })).status, 422);
  const { body } = await head.call('POST', '/api/v1/services', service);
  assert.deepEqual([body.version, body.state], [1, 'published']);
  const contract = await contractOfService();
  const asked = contract?.requestBody.content['application/json']?.schema;
  assert.deepEqual(asked?.properties['by']?.required, service.search);
  const answered = contract?.responses['200']?.content['application/json']?.schema;
  const values = answered?.properties['records']?.items.allOf[1].properties['values'];
  assert.deepEqual(values?.propertyNames.enum, service.fields);
  const bare = await run();
  assert.deepEqual(Object.keys(bare.body.records[0].values), ['name']);
  assert.deepEqual(bare.body.withheld, ['education'], 'a service gives no access of its own');
  const number = await granted();
  const given = await run();
  assert.deepEqual(Object.keys(given.body.records[0].values), ['name', 'education']);
  assert.equal((await entryOf(given.body.receipt)).detail, JSON.stringify({ grants: `grant:${number}` }));
  assert.equal((await run({ purpose: null })).body.code, 'records.no-purpose');
  assert.equal(
    (await run({ by: { name: '陈一帆', birthDate: '1990-03-07' } })).body.code,
    'grants.service-parameters',
  );
  await end(number);
});

test('a service has versions; suspended or ended it is refused in words, and the refusal is in the ledger', async () => {
  const { body } = await head.call('POST', '/api/v1/services', { ...service, fields: ['name', 'sex'] });
  assert.equal(body.version, 2);
  assert.deepEqual(Object.keys((await run()).body.records[0].values).sort(), ['name', 'sex']);
  const move = (to: string, version = 2) =>
    head.call('POST', `/api/v1/services/education-check/${to}`, { version, text: '核查使用情况' });
  assert.equal((await move('suspend', 1)).status, 409, 'what was seen is no longer current');
  assert.equal((await move('suspend')).body.state, 'suspended');
  assert.equal((await run()).body.code, 'grants.service-suspended');
  assert.equal(await contractOfService(), undefined, 'what can’t be run is not offered');
  const [entry] = await node.database
    .open('superuser', 1)
    .query<{ outcome: string }>(
      `select outcome from ledger.entry where reason = 'grants.service-suspended' and act = 'read'`,
    );
  assert.equal(entry?.outcome, 'refused');
  await move('resume');
  assert.equal((await run()).status, 200);
  await move('end');
  assert.equal((await run()).body.code, 'grants.service-ended');
  const registrar = await node.signIn('registrar');
  const other = await registrar.call('POST', '/api/v1/services/education-check', {
    by: { citizenNumber },
    purpose,
  });
  assert.equal(other.body.code, 'grants.service-not-found', 'another role');
});

test('what a service finds leaves as a file through the door alone: with a purpose, by policy, as an export in the ledger', async () => {
  const registrar = await node.signIn('registrar');
  const { body: purposes } = await registrar.call('GET', '/api/v1/purposes');
  const request = purposes.items.find((item: { kind: string }) => item.kind === 'registration');
  const registering = { kind: request.kind, reference: request.reference };
  for (const [name, role, kind] of [
    ['person-at-counter', 'registrar', 'registration'],
    ['person-at-desk', 'verifier', 'verification'],
  ] as const) {
    const published = { ...service, name, role, fields: ['name', 'sex'], purposeKinds: [kind] };
    assert.equal((await head.call('POST', '/api/v1/services', published)).status, 201, name);
  }
  const save = (by: TestClient, name: string, more: object) =>
    by.call('POST', `/api/v1/services/${name}/export`, { by: { citizenNumber }, format: 'csv', ...more });
  const refused = await save(officer, 'person-at-desk', { purpose });
  assert.equal(refused.status, 403, 'no policy permits the verification desk to export');
  const { receipt } = refused.body;
  assert.deepEqual([(await entryOf(receipt)).outcome, await actOf(receipt)], ['refused', 'export']);
  assert.equal((await save(registrar, 'person-at-counter', {})).body.code, 'records.no-purpose');
  const saved = await save(registrar, 'person-at-counter', { purpose: registering });
  assert.equal(saved.status, 200, JSON.stringify(saved.body));
  const ofFile = saved.headers.get('minqiao-receipt') ?? '';
  assert.deepEqual([(await entryOf(ofFile)).outcome, await actOf(ofFile)], ['permitted', 'export']);
});

async function actOf(receipt: string): Promise<string | undefined> {
  const reader = node.database.open('superuser', 1);
  const rows = await reader.query<{ act: string }>(`select act from ledger.entry where id = $1`, [receipt]);
  return rows[0]?.act;
}

test('grants are sorted, paged and exported alike; the file is in the ledger', async () => {
  const numbers = [await granted(), await granted()];
  const listed = async (sort: string): Promise<string[]> => {
    const found: string[] = [];
    for (let cursor = ''; ;) {
      const { body } = await head.call(
        'GET',
        `${base}?side=owner&state=granted&limit=1&sort=${sort}${cursor}`,
      );
      found.push(...body.items.map(({ number }: { number: string }) => number));
      if (body.nextCursor === null) return found;
      cursor = `&cursor=${body.nextCursor}`;
    }
  };
  const rising = await listed('until');
  assert.deepEqual((await listed('-until')).toReversed(), rising);
  for (const number of numbers) assert.ok(rising.includes(number));
  const file = { format: 'csv', side: 'owner', state: 'granted', columns: ['number'] };
  const { status, body } = await head.call('POST', `${base}/export`, file);
  assert.equal(status, 200, JSON.stringify(body));
  const [entry] = await node.database
    .open('superuser', 1)
    .query<{ count: number; detail: string }>(
      `select count::int, detail from ledger.entry where act = 'export' and resource = 'grant'`,
    );
  assert.equal(entry?.count, rising.length);
  assert.match(entry?.detail ?? '', /"state":\s*"granted"/);
  for (const number of numbers) await end(number);
});
