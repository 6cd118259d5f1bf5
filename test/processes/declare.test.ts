import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { setTimeout as wait } from 'node:timers/promises';
import { demoCast } from '#operations/demo/index.ts';
import { serveNode } from '#node/index.ts';
import type { Serving } from '#node/index.ts';
import { mostUploadedBytes } from '#platform/registry/index.ts';
import { readPacks } from '#platform/catalogue/index.ts';
import { nextVersion, testIssuer } from '../support/bundles.ts';
import { folders } from '../support/registry.ts';
import { act, declareKites, kites, element, submit } from '../support/declare.ts';
import { accountOf, signInAt, testNode } from '../support/node.ts';
import type { TestAnswer, TestClient, TestNode } from '../support/node.ts';
import { freePorts } from '../support/ports.ts';

/** Two processes of one node on one database: here two servers, each with services and a catalogue of its own. */
let node: TestNode;
let second: Serving;
let officer: TestClient;
let head: TestClient;
let registrars: readonly [TestClient, TestClient];
let purpose: { kind: string; reference: string };

before(async () => {
  node = await testNode();
  const [port, certificatePort] = await freePorts(2);
  second = await serveNode({ ...node.base, config: { ...node.config, port, certificatePort } });
  officer = await node.signIn('standardsOfficer');
  head = await node.signIn('supervisor');
  const registrar = accountOf('registrar', node.config.people);
  registrars = [await node.signIn('registrar'), await signInAt(`http://127.0.0.1:${port}`, registrar)];
  const { body } = await registrars[0].call('GET', '/api/v1/purposes');
  const { kind, reference } = body.items.find((one: { kind: string }) => one.kind === 'registration');
  purpose = { kind, reference };
});
after(async () => {
  await second.stop();
  await node.stop();
});

const longestWaitMs = 60_000; // a machine that does nothing else needs a second

/** Asks until the answer is as it should be: publishing is announced, and every process follows. */
async function until(
  ask: () => Promise<TestAnswer>,
  holds: (answer: TestAnswer) => boolean,
): Promise<TestAnswer> {
  for (const end = Date.now() + longestWaitMs; ; await wait(50)) {
    const answer = await ask();
    if (holds(answer)) return answer;
    if (Date.now() > end) throw new Error(`it never came: ${answer.status} ${JSON.stringify(answer.body)}`);
  }
}

async function declared(client: TestClient, name: string, field: string): Promise<TestAnswer> {
  return until(
    () => client.call('GET', `/api/v1/catalogue/resources/${name}`),
    ({ body }) => body.declaration?.fields.some((one: { name: string }) => one.name === field) === true,
  );
}

async function publish(title: string, changes: Parameters<typeof submit>[2]): Promise<string> {
  const submitted = await submit(officer, title, changes);
  assert.equal(submitted.status, 200, JSON.stringify(submitted.body));
  const approved = await act(head, submitted.body.proposal, 'approve');
  assert.equal(approved.status, 200, JSON.stringify(approved.body));
  return submitted.body.proposal.number;
}

async function keeperId(): Promise<string> {
  const by = { citizenNumber: demoCast.citizen.citizenNumber };
  const { body } = await registrars[0].call('POST', '/api/v1/resources/person/search', { by, purpose });
  return body.records[0].id;
}

test('a class of information that one person declares and a second approves works in every process without a restart, and so does a field added later', async () => {
  const [one, other] = registrars;
  assert.equal((await one.call('GET', '/api/v1/catalogue/resources/kite')).status, 404);
  const number = await publish('风筝登记', declareKites);
  await declared(one, 'kite', 'breed');
  await declared(other, 'kite', 'breed');

  const keeper = await keeperId();
  const chipNumber = '690000000000001';
  const values = { chipNumber, keeper, breed: '沙燕' };
  const created = await one.call('POST', '/api/v1/resources/kite/records', { values, purpose });
  assert.equal(created.status, 201, JSON.stringify(created.body));
  const found = await other.call('POST', '/api/v1/resources/kite/search', { by: { chipNumber }, purpose });
  assert.equal(found.body.records[0].values.breed, '沙燕');
  assert.ok((await other.call('GET', '/openapi.json')).body.paths['/api/v1/resources/kite/search']);

  await publish('增加尾巴', [
    { kind: 'element', name: 'kite-coat', action: 'add', content: element('尾巴', 'Coat of a kite') },
    { kind: 'resource', name: 'kite', action: 'change', content: kites({ coat: { element: 'kite-coat' } }) },
  ]);
  await declared(one, 'kite', 'coat');
  await declared(other, 'kite', 'coat');
  const path = `/api/v1/resources/kite/records/${created.body.id}`;
  const change = { values: { coat: '黄' }, purpose };
  const changed = await other.call('PATCH', path, change, { 'if-match': '"1"' });
  assert.equal(changed.status, 200, JSON.stringify(changed.body));
  const again = await one.call('POST', '/api/v1/resources/kite/search', { by: { chipNumber }, purpose });
  assert.deepEqual(again.body.records[0].values, { chipNumber, keeper, breed: '沙燕', coat: '黄' });
  const listed = await one.call('POST', '/api/v1/resources/kite/export', {
    by: { keeper: demoCast.citizen.citizenNumber },
    format: 'csv',
    purpose,
  });
  assert.match(listed.body, /690000000000001/);

  const { body } = await officer.call('GET', `/api/v1/registry/proposals/${number}`);
  assert.equal(body.proposal.state, 'published');
  assert.deepEqual(
    body.steps.map(({ act: name, by }: { act: string; by: { name: string } }) => [name, by.name]),
    [
      ['draft', demoCast.standardsOfficer.name],
      ['submit', demoCast.standardsOfficer.name],
      ['approve', demoCast.supervisor.name],
      ['publish', 'system'],
    ],
  );
});

test('the differences of a proposal come place by place, and those of two versions by their releases', async () => {
  const second = element('花色', 'Pattern of a kite');
  const submitted = await submit(officer, '花色', [
    { kind: 'element', name: 'kite-pattern', action: 'add', content: second },
  ]);
  const path = `/api/v1/registry/proposals/${submitted.body.proposal.number}/differences`;
  const { status, body } = await officer.call('GET', path);
  assert.equal(status, 200);
  const [one] = body.items;
  assert.deepEqual([one.kind, one.name], ['element', 'kite-pattern']);
  const title = one.differences.find((each: { path: string }) => each.path === 'title');
  assert.deepEqual(title, { path: 'title', before: null, after: second['title'] });
  assert.equal((await officer.call('GET', path.replace(/SP-[0-9]+/, 'SP-999999'))).status, 404);
  await act(officer, submitted.body.proposal, 'withdraw');
});

test('a bundle that is none, is packed up or is larger than a page may bring is refused, and nothing is kept', async () => {
  const offers = '/api/v1/registry/packs/offers';
  const refused = await officer.call('POST', offers, { text: '{}', reason: 'x' });
  assert.deepEqual([refused.status, refused.body.code], [422, 'registry.bundle-refused']);
  assert.equal((await officer.call('POST', offers, { text: 'x', reason: 'x', more: 1 })).status, 400);
  const bomb = gzipSync(JSON.stringify({ text: 'a'.repeat(mostUploadedBytes + 1), reason: 'x' }));
  const packed = await fetch(`${node.url}${offers}`, {
    method: 'POST',
    headers: { cookie: officer.cookie, 'x-minqiao': '1', 'content-type': 'application/json', 'content-encoding': 'gzip' }, // prettier-ignore
    body: bomb,
  });
  assert.ok([413, 415].includes(packed.status), String(packed.status));
  const { body } = await officer.call('GET', '/api/v1/registry/packs');
  assert.ok(body.items.every(({ offer }: { offer: unknown }) => offer === null));
});

test('a bundle that one person brings and a second approves is in force in every process without a restart', async () => {
  const reviewer = await node.signIn('standardsReviewer');
  const ministry = testIssuer('packs.example/ministry');
  const core = readPacks(folders.slice(0, 1));
  const content = { title: { zh: '部', en: 'Ministry' }, key: ministry.key, packs: ['core'] };
  const signer = await submit(officer, '发布方', [
    { kind: 'signer', name: 'ministry', action: 'add', content },
  ]);
  assert.equal((await act(reviewer, signer.body.proposal, 'approve')).status, 200);
  const packs = '/api/v1/registry/packs';
  await until(
    () => officer.call('GET', '/api/v1/registry/signers'),
    ({ body }) => body.items.length === 1,
  );
  const added = { elements: { 'tail-length': { identifier: 'XE49999', ...element('尾长', 'Tail length') } } };
  const { text } = ministry.bundle(
    nextVersion(core, '1.1.0', { 'elements/added.yaml': JSON.stringify(added) }),
  );
  const offered = await officer.call('POST', `${packs}/offers`, { text, reason: '新版本' });
  assert.equal(offered.status, 201, JSON.stringify(offered.body));
  const { number } = offered.body.proposal;
  const seen = await officer.call('GET', `/api/v1/registry/proposals/${number}/taking`);
  assert.deepEqual([seen.body.counts.added, seen.body.findings], [1, []]);
  const submitted = await act(officer, offered.body.proposal, 'submit');
  assert.equal((await act(reviewer, submitted.body.proposal, 'approve')).status, 200);
  for (const client of registrars)
    await until(
      () => client.call('GET', '/api/v1/catalogue/elements/tail-length'),
      ({ status }) => status === 200,
    );
  const { body } = await officer.call('GET', `${packs}/core`);
  assert.deepEqual([body.pack.origin, body.history.length], ['taken', 1]);
  assert.equal((await officer.call('GET', `${packs}/core/export`)).status, 200);
});
