import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDecisionPoint } from '#security/access/index.ts';
import type { Facts } from '#security/access/index.ts';
import type { Context } from '#security/context/index.ts';
import { catalogue } from '../../../test/support/policy-matrix.ts';
import { judge } from './judge.ts';
import { recordTable } from './record-table.ts';

const at = new Date('2026-06-15T02:00:00Z');
const [mine, other] = ['6f1c0000-0000-4000-8000-000000000001', '6f1c0000-0000-4000-8000-000000000002'];
const taken: Facts = { exists: true, open: true, assigned: true, onDuty: false, since: at };

/** What a registrar who took a correction of one person's record on gets of a record. */
function judged(resource: string, record: string | null, act: 'read' | 'history' | 'correct', facts: Facts) {
  const found = catalogue.resources.get(resource);
  assert.ok(found);
  const actor = { kind: 'officer', id: 'a', branch: 'registration', roles: ['registrar'] };
  const deciding = {
    point: openDecisionPoint({ version: 'about', sources: catalogue.policies }),
    grants: { of: () => [] },
  };
  const purpose = { kind: 'quality', reference: 'QC-000001' };
  const asked = { context: { actor, at } as unknown as Context, act, purpose, record };
  const answer = judge(deciding, recordTable(found), asked, facts, false);
  return answer.permitted ? 'permitted' : answer.refusal.code;
}

test('a purpose about one record reaches that record and no other, however it is asked for', () => {
  const facts = { ...taken, about: { resource: 'person', record: mine } };
  for (const act of ['read', 'history', 'correct'] as const) {
    assert.equal(judged('person', mine, act, facts), 'permitted');
    assert.equal(judged('person', other, act, facts), 'records.outside-purpose');
    assert.equal(judged('household', mine, act, facts), 'records.outside-purpose');
  }
  assert.equal(judged('person', null, 'read', facts), 'records.outside-purpose', 'a search');
  // What the policies refuse is refused for their reason.
  assert.equal(judged('vehicle', mine, 'read', facts), 'records.not-permitted');
  // Planted: a purpose whose owner forgets to say what it is about would open all that the branch owns.
  assert.equal(judged('person', other, 'read', taken), 'permitted');
  assert.equal(judged('household', mine, 'read', taken), 'permitted');
});
