import fc from 'fast-check';
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { listFaults } from '#infrastructure/faults/index.ts';
import { aCitizen, anAuditor, given, testOversight } from '../../../test/support/oversight.ts';
import type { TestOversight } from '../../../test/support/oversight.ts';
import type { AccessPageWire, QuestionDetailWire, QuestionPageWire } from './schema.ts';

let t: TestOversight;
const auditor = anAuditor();
const me = aCitizen();
before(async () => {
  t = await testOversight();
  await t.access([me]);
});
after(() => t.drop());

/** What strangers send: texts of any kind, and near misses of what is expected. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.constantFrom(
    "' or 1=1 --",
    '../../etc/passwd',
    '\u0000',
    '9'.repeat(40),
    '-1',
    '1e9',
    '[]',
    '{"$gt":""}',
    'null',
  ),
  fc.stringMatching(/^[0-9]{1,19}\.[0-9]{1,18}$/),
  fc.stringMatching(/^[A-Za-z0-9_-]{1,60}$/),
);
const lists = [
  [auditor, '/api/v1/ledger/entries'],
  [auditor, '/api/v1/ledger/checkpoints'],
  [auditor, '/api/v1/ledger/verifications'],
  [auditor, '/api/v1/questions'],
  [me, '/api/v1/me/accesses'],
  [me, '/api/v1/me/acts'],
  [me, '/api/v1/me/questions'],
] as const;
const names = ['from', 'to', 'act', 'outcome', 'officer', 'organisation', 'branch', 'resource', 'purposeKind', 'purposeReference', 'requestId', 'limit', 'sort']; // prettier-ignore

describe('hostile input', () => {
  test('as a cursor of any list is refused with a code, never an inner error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...lists), hostile, async ([actor, url], cursor) => {
        const { status, body } = await t.call(
          actor,
          'GET',
          `${url}?cursor=${encodeURIComponent(cursor.toWellFormed())}`,
        );
        assert.ok(status === 200 || (status >= 400 && status < 500), `${status} ${JSON.stringify(body)}`);
      }),
      { numRuns: 300 },
    );
  });

  test('as a filter is refused or finds nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), hostile, async (name, value) => {
        const query = `${name}=${encodeURIComponent(value.toWellFormed())}`;
        const { status, body } = await t.call(auditor, 'GET', `/api/v1/ledger/entries?${query}`);
        assert.ok(status < 500, `${query} ${status} ${JSON.stringify(body)}`);
      }),
      { numRuns: 300 },
    );
  });

  test('as a place, an identifier or a body is refused', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, fc.json(), async (text, json) => {
        const short = text.toWellFormed().slice(0, 60);
        const path = encodeURIComponent(Number.isNaN(Number(short)) ? short : `${short}x`); // a number, also -0, is a place
        const body = JSON.parse(json) as object;
        const sent = typeof body === 'object' && body !== null ? body : { body };
        for (const { status } of await Promise.all([
          t.call(auditor, 'GET', `/api/v1/ledger/entries/${path}`),
          t.call(me, 'GET', `/api/v1/me/accesses/${path}/proof`),
          t.call(auditor, 'GET', `/api/v1/questions/${path}`),
          t.call(me, 'POST', '/api/v1/me/proofs', sent),
          t.call(me, 'POST', '/api/v1/me/questions', sent),
          t.call(auditor, 'POST', '/api/v1/ledger/entries/by-subject', sent),
        ]))
          assert.ok(status >= 400 && status < 500, String(status));
      }),
      { numRuns: 60 },
    );
  });
});

describe('the API of oversight', () => {
  test('refuses an identity number in an address, and one hidden in a filter', async () => {
    const number = '690101199001011234';
    for (const query of [`citizenNumber=${number}`, `purposeReference=${number}`, `resource=x${number}`]) {
      const { status } = await t.call(auditor, 'GET', `/api/v1/ledger/entries?${query}`);
      assert.equal(status, 400, query);
    }
  });

  test('answers what its schemas promise, for each side', async () => {
    const { body: page } = await t.call<AccessPageWire>(me, 'GET', '/api/v1/me/accesses');
    const { seq } = given(page.items[0]);
    const good: readonly (readonly [typeof me, 'GET' | 'POST', string, object?])[] = [
      [me, 'GET', `/api/v1/me/accesses/${seq}/proof`],
      [me, 'POST', '/api/v1/me/proofs', { seqs: [seq] }],
      [me, 'GET', '/api/v1/me/completeness'],
      [me, 'GET', '/api/v1/ledger/growth?from=1&to=1'],
      [me, 'GET', '/api/v1/me/acts'],
      [me, 'POST', '/api/v1/me/questions', { seq, text: '为什么？' }],
      [me, 'GET', '/api/v1/me/questions'],
      [auditor, 'GET', `/api/v1/ledger/entries/${seq}`],
      [auditor, 'GET', `/api/v1/ledger/entries/${seq}/proof`],
      [auditor, 'GET', '/api/v1/ledger/survey?from=2026-11-01&to=2026-11-30'],
      [auditor, 'GET', '/api/v1/ledger/checkpoints'],
      [auditor, 'GET', '/api/v1/oversight/settings'],
      [auditor, 'POST', '/api/v1/ledger/verify'],
      [auditor, 'GET', '/api/v1/ledger/verifications'],
      [auditor, 'POST', '/api/v1/ledger/entries/export', { format: 'csv', act: 'read' }],
      [auditor, 'POST', '/api/v1/ledger/entries/export', { format: 'csv', columns: ['seq', 'unit'] }],
      [auditor, 'POST', '/api/v1/ledger/checkpoints/export', { format: 'xlsx', smallest: 1, largest: 9 }],
      [auditor, 'POST', '/api/v1/ledger/verifications/export', { format: 'csv', from: '2026-11-01' }],
      [auditor, 'POST', '/api/v1/questions/export', { format: 'csv', state: 'open', columns: ['state'] }],
    ];
    for (const [actor, method, url, body] of good) {
      const answer = await t.call(actor, method, url, body);
      assert.ok(
        answer.status < 300,
        `${method} ${url}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`,
      );
    }
    const { body: inbox } = await t.call<QuestionPageWire>(auditor, 'GET', '/api/v1/questions?state=open');
    const answered = await t.call<QuestionDetailWire>(
      auditor,
      'POST',
      `/api/v1/questions/${given(inbox.items[0]).id}/answer`,
      {
        outcome: 'lawful',
        text: '依法。',
      },
    );
    assert.equal(answered.body.question.state, 'answered');
  });

  test('lists leave as files only for auditors, within their schema, and each is in the ledger with its filters', async () => {
    const paths = ['checkpoints', 'verifications', 'entries', 'entries/by-subject'].map(
      (it) => `/api/v1/ledger/${it}`,
    );
    for (const path of [...paths, '/api/v1/questions']) {
      for (const body of [
        {},
        { format: 'pdf' },
        { format: 'csv', limit: 5 },
        { format: 'csv', columns: ['x'] },
      ])
        assert.equal((await t.call(auditor, 'POST', `${path}/export`, body)).status, 400, path);
    }
    const asked = { format: 'csv', sort: '-dueAt', state: 'answered' };
    assert.equal((await t.call(me, 'POST', '/api/v1/questions/export', asked)).status, 403);
    const person = { citizenNumber: me.actor.citizenNumber, reason: 'complaint', reference: 'C-1' };
    const file = await t.call(auditor, 'POST', `${paths[3]}/export`, { format: 'csv', ...person });
    assert.equal(file.status, 200, JSON.stringify(file.body));
    const told = await t.ledger.superuser.query<{ outcome: string; detail: string }>(
      `select outcome, detail from ledger.entry where act = 'export' order by xid desc, append_id desc limit 2`,
    );
    assert.deepEqual(
      told.map(({ outcome }) => outcome),
      ['permitted', 'refused'],
    );
    assert.match(JSON.stringify(told), /"view":"entries-of-person"|entries-of-person/);
    assert.doesNotMatch(JSON.stringify(told), new RegExp(String(me.actor.citizenNumber)));
  });

  test('each error speaks both languages and says what to do', () => {
    const own = listFaults().filter(([code]) => code.startsWith('oversight.'));
    assert.ok(own.length >= 15);
    for (const [code, { zh, en, action }] of own)
      assert.ok(/[一-龥]/.test(zh) && !/[一-龥]/.test(en) && action, code);
  });
});
