import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { demoCast } from '#operations/demo/index.ts';
import { testNode } from '../../../test/support/node.ts';
import type { TestClient, TestNode } from '../../../test/support/node.ts';

let node: TestNode;
let verifier: TestClient;
let visit: { kind: string; reference: string };
before(async () => {
  node = await testNode();
  verifier = await node.signIn('verificationOfficer');
  const purposes = await verifier.call('GET', '/api/v1/purposes');
  visit = { kind: 'verification', reference: purposes.body.items[0].reference };
});
after(() => node.stop());

const citizen = demoCast.citizen;
const byNumber = { citizenNumber: citizen.citizenNumber };

test('a look-up without a purpose is refused, and the refusal is in the ledger', async () => {
  const answer = await verifier.call('POST', '/api/v1/resources/person/search', { by: byNumber });
  assert.equal(answer.status, 403);
  assert.equal(answer.body.code, 'records.no-purpose');
});

test('a look-up for an open visit shows the permitted fields, masked, with source and age', async () => {
  const answer = await verifier.call('POST', '/api/v1/resources/person/search', {
    by: byNumber,
    purpose: visit,
  });
  assert.equal(answer.status, 200);
  const [record] = answer.body.records;
  assert.equal(record.values.name, citizen.name);
  assert.match(record.values.citizenNumber, /^690101\*+14$/);
  assert.equal(record.values.mobile, undefined);
  assert.ok(answer.body.withheld.includes('mobile'));
  assert.equal(record.source.agency, '690100000000');
});
