import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { makeCitizenNumber } from '#standards/identifiers/index.ts';
import { demoCast } from '#operations/demo/index.ts';
import { testNode } from '../support/node.ts';
import type { TestAnswer, TestClient, TestNode } from '../support/node.ts';

type Purpose = { kind: string; reference: string };

let node: TestNode;
let verifier: TestClient;
let registrar: TestClient;
let visit: Purpose;
let request: Purpose;
before(async () => {
  node = await testNode();
  verifier = await node.signIn('verificationOfficer');
  registrar = await node.signIn('registrar');
  visit = await firstPurpose(verifier, 'verification');
  request = await firstPurpose(registrar, 'registration');
});
after(() => node.stop());

async function firstPurpose(client: TestClient, kind: string): Promise<Purpose> {
  const { body } = await client.call('GET', '/api/v1/purposes');
  const found = body.items.find((one: { kind: string }) => one.kind === kind);
  return { kind, reference: found.reference };
}

const { citizen } = demoCast;
const byNumber = { citizenNumber: citizen.citizenNumber };

function search(client: TestClient, resource: string, body: object): Promise<TestAnswer> {
  return client.call('POST', `/api/v1/resources/${resource}/search`, body);
}

/** The ledger's own row for a receipt, as the auditor's role sees it. */
async function entry(receipt: string): Promise<Record<string, unknown>> {
  const rows = await node.database
    .open('reader')
    .query(
      `select act, outcome, reason, resource, fields, count::int as count from ledger.entry where id = $1`,
      [receipt],
    );
  assert.equal(rows.length, 1, `no entry for receipt ${receipt}`);
  return rows[0] as Record<string, unknown>;
}

describe('reading', () => {
  test('a look-up for an open visit shows the permitted fields, masked, with source and age', async () => {
    const { status, body } = await search(verifier, 'person', { by: byNumber, purpose: visit });
    assert.equal(status, 200);
    const [record] = body.records;
    assert.equal(record.values.name, citizen.name);
    assert.match(record.values.citizenNumber, /^690101\*{10}[0-9X]{2}$/);
    assert.deepEqual(record.masked, ['citizenNumber']);
    assert.ok(body.withheld.includes('mobile') && !('mobile' in record.values));
    assert.equal(record.source.agency, '690100000000');
    assert.equal(record.source.branch, 'registration');
    const row = await entry(body.receipt);
    assert.deepEqual(
      [row['act'], row['outcome'], row['resource'], row['count']],
      ['read', 'permitted', 'person', 1],
    );
  });

  test('only the fields that are asked for and permitted leave', async () => {
    const ask = { by: byNumber, purpose: visit, fields: ['name', 'mobile'] };
    const { body } = await search(verifier, 'person', ask);
    assert.deepEqual(Object.keys(body.records[0].values), ['name']);
    assert.deepEqual(body.withheld, ['mobile']);
    assert.deepEqual((await entry(body.receipt))['fields'], ['name']);
  });

  test('whoever is not there is not found, and that is an entry too', async () => {
    const unknown = makeCitizenNumber({ division: '690104', birthDate: '1961-02-03', sequence: 999 });
    const { status, body } = await search(verifier, 'person', {
      by: { citizenNumber: unknown },
      purpose: visit,
    });
    assert.equal(status, 200);
    assert.deepEqual(body.records, []);
    assert.equal((await entry(body.receipt))['count'], 0);
  });

  test('a record is reached by id with the purpose in a header, and carries its version', async () => {
    const found = await search(verifier, 'person', { by: byNumber, purpose: visit });
    const path = `/api/v1/resources/person/records/${found.body.records[0].id}`;
    const headers = { 'minqiao-purpose': `${visit.kind}:${visit.reference}` };
    const answer = await verifier.call('GET', path, undefined, headers);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('etag'), `"${answer.body.record.version}"`);
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    assert.equal((await verifier.call('GET', path)).body.code, 'records.no-purpose');
  });

  test('a household is listed page by page, to its end', async () => {
    const found = await search(registrar, 'person', { by: byNumber, purpose: request });
    const { household } = found.body.records[0].values;
    const { body: home } = await registrar.call(
      'GET',
      `/api/v1/resources/household/records/${household}`,
      undefined,
      {
        'minqiao-purpose': `${request.kind}:${request.reference}`,
      },
    );
    const by = { household: home.record.values.number };
    const names: string[] = [];
    for (let cursor: string | null = null, pages = 0; pages === 0 || cursor; pages++) {
      const page: TestAnswer = await registrar.call('POST', '/api/v1/resources/person/list', {
        by,
        limit: 2,
        cursor,
        purpose: request,
      });
      assert.equal(page.status, 200, JSON.stringify(page.body));
      names.push(...page.body.records.map((one: { values: { name: string } }) => one.values.name));
      cursor = page.body.nextCursor;
    }
    assert.ok(names.includes(citizen.name) && names.includes(demoCast.citizensWife.name));
    assert.equal(new Set(names).size, names.length);
  });

  test('verification says match, no match or not held, in one shape, and never the record', async () => {
    const ask = async (claims: object): Promise<object> => {
      const { body } = await verifier.call('POST', '/api/v1/resources/person/verify', {
        claims,
        purpose: visit,
      });
      assert.deepEqual(Object.keys(body).sort(), ['receipt', 'result']);
      return body.result;
    };
    assert.equal(await ask({ ...byNumber, name: citizen.name }), 'match');
    assert.equal(await ask({ ...byNumber, name: '某某' }), 'no-match');
    const unknown = makeCitizenNumber({ division: '690104', birthDate: '1961-02-03', sequence: 999 });
    assert.equal(await ask({ citizenNumber: unknown, name: citizen.name }), 'not-held');
  });

  test('a claim on a field that may not be read is refused: match or no match would tell it', async () => {
    const claims = { ...byNumber, mobile: '15400000001' };
    const { status, body } = await verifier.call('POST', '/api/v1/resources/person/verify', {
      claims,
      purpose: visit,
    });
    assert.equal(status, 403);
    assert.equal(body.code, 'records.claims-not-permitted');
  });
});

describe('the own household', () => {
  const detailOf = async (receipt: string): Promise<unknown> => {
    const rows = await node.database
      .open('reader')
      .query<{ detail: unknown }>(`select detail from ledger.entry where id = $1`, [receipt]);
    return rows[0]?.detail;
  };

  test('is not forbidden, but marked in the ledger; a stranger is not', async () => {
    const look = async (who: { citizenNumber: string }): Promise<string> => {
      const ask = { by: { citizenNumber: who.citizenNumber }, purpose: request };
      const { status, body } = await search(registrar, 'person', ask);
      assert.equal(status, 200, JSON.stringify(body));
      return body.receipt;
    };
    assert.equal(await detailOf(await look(demoCast.registrarsHusband)), '{"flags":"own-household"}');
    assert.equal(await detailOf(await look(demoCast.citizen)), null);
  });
});

describe('refusals', () => {
  const refused = async (
    client: TestClient,
    resource: string,
    ask: object,
    code: string,
    expected = 403,
  ): Promise<void> => {
    const { status, body } = await search(client, resource, ask);
    assert.equal(body.code, code);
    assert.equal(status, expected);
    assert.ok(!('records' in body));
    const row = await entry(body.receipt);
    assert.deepEqual([row['outcome'], row['reason'], row['count']], ['refused', code, 0]);
  };

  test('without a purpose', () => refused(verifier, 'person', { by: byNumber }, 'records.no-purpose'));

  test('for a purpose that does not exist', () =>
    refused(
      verifier,
      'person',
      { by: byNumber, purpose: { kind: 'verification', reference: 'VD-20200101-0001' } },
      'records.purpose-unknown',
    ));

  test('for a kind of purpose that nobody registered', () =>
    refused(
      verifier,
      'person',
      { by: byNumber, purpose: { kind: 'curiosity', reference: 'X' } },
      'records.purpose-unknown',
    ));

  test('for a purpose of somebody else', () =>
    refused(registrar, 'person', { by: byNumber, purpose: visit }, 'records.purpose-not-assigned'));

  test('of the own record', () =>
    refused(
      verifier,
      'person',
      { by: { citizenNumber: demoCast.verificationOfficer.citizenNumber }, purpose: visit },
      'records.own-record',
    ));

  test('of a resource that the policies leave out for this purpose', () =>
    refused(
      verifier,
      'officer',
      { by: { policeNumber: '690001' }, purpose: visit },
      'records.not-permitted',
    ));

  test('after the purpose was closed', async () => {
    const opened = await verifier.call('POST', '/api/v1/desk/visits', { reason: await anyReason() });
    assert.equal(opened.status, 201, JSON.stringify(opened.body));
    const purpose = { kind: 'verification', reference: opened.body.reference };
    assert.equal((await search(verifier, 'person', { by: byNumber, purpose })).status, 200);
    await verifier.call('POST', `/api/v1/desk/visits/${purpose.reference}/close`, {});
    await refused(verifier, 'person', { by: byNumber, purpose }, 'records.purpose-closed');
  });

  test('of input that identifies nobody, before anything is looked for', async () => {
    for (const by of [{ name: citizen.name }, { sex: '1' }, {}, { birthDate: '1990-03-07' }]) {
      const { status, body } = await search(verifier, 'person', { by, purpose: visit });
      assert.equal(status, 400);
      assert.equal(body.code, 'records.not-identifying');
    }
  });

  test('of input that breaks the rule of its identifier, with the place that is wrong', async () => {
    const { status, body } = await search(verifier, 'person', {
      by: { citizenNumber: '690101199003070018' },
      purpose: visit,
    });
    assert.equal(status, 422);
    assert.equal(body.errors[0].pointer, '/by/citizenNumber');
  });

  test('over a budget, and the refusal names it in words and says when it renews', async () => {
    const app = node.database.open('app');
    const ask = { by: byNumber, purpose: visit };
    const until = async (status: number): Promise<void> => {
      let seen = 0;
      for (let round = 0; seen !== status && round < 100; round++) {
        if (round > 0) await new Promise((resolve) => setTimeout(resolve, 500)); // budgets are re-read every 5 seconds
        seen = (await search(verifier, 'person', ask)).status;
      }
      assert.equal(seen, status);
    };
    await app.query(`update access.budget set maximum = 0 where name = 'purpose-day'`);
    try {
      await until(429);
      await refused(verifier, 'person', ask, 'records.over-budget', 429);
      const { body, headers } = await search(verifier, 'person', ask);
      assert.equal(body.texts.zh.detail, '已超过限额：同一事由每天看到的记录数（上限 0）。');
      assert.equal(
        body.texts.en.detail,
        'This goes over a budget: records seen for one purpose in a day (at most 0).',
      );
      assert.match(headers.get('retry-after') ?? '', /^[1-9][0-9]{0,4}$/);
    } finally {
      await app.query(`update access.budget set maximum = 200 where name = 'purpose-day'`);
      await until(200);
    }
  });

  async function anyReason(): Promise<string> {
    const { body } = await verifier.call('GET', '/api/v1/purpose-kinds');
    return JSON.stringify(body).match(/"code":"([a-z-]+)"/)?.[1] ?? '';
  }
});

describe('writing', () => {
  const number = makeCitizenNumber({ division: '690101', birthDate: '2026-11-01', sequence: 777 });
  const values = {
    citizenNumber: number,
    name: '新生儿',
    sex: '1',
    birthDate: '2026-11-01',
    status: '10',
    registeredOn: '2026-11-20',
    mobile: '15400000777',
  };
  const path = '/api/v1/resources/person/records';

  test('a registrar creates a person once, however often the request is sent', async () => {
    const key = { 'idempotency-key': 'birth-0001' };
    const first = await registrar.call('POST', path, { values, purpose: request }, key);
    assert.equal(first.status, 201, JSON.stringify(first.body));
    const again = await registrar.call('POST', path, { values, purpose: request }, key);
    assert.deepEqual(again.body, first.body);
    const other = await registrar.call(
      'POST',
      path,
      { values: { ...values, name: '另一个' }, purpose: request },
      key,
    );
    assert.equal(other.body.code, 'once.key-reused');
    const twice = await registrar.call('POST', path, { values, purpose: request });
    assert.equal(twice.body.code, 'records.already-exists');
  });

  test('a sealed value is found by its keyed hash and nowhere readable in the database', async () => {
    const { body } = await search(registrar, 'person', { by: { mobile: values.mobile }, purpose: request });
    assert.equal(body.records[0].values.name, values.name);
    const [row] = await node.database
      .open('superuser')
      .query<{ mobile: Buffer; text: string }>(
        `select mobile, p::text as text from records.person p where citizen_number = $1`,
        [number],
      );
    assert.ok(row && !row.text.includes(values.mobile) && !row.mobile.includes(values.mobile));
  });

  test('two changes of one version: the second is told, and nothing is lost', async () => {
    const { body } = await search(registrar, 'person', { by: { citizenNumber: number }, purpose: request });
    const { id } = body.records[0];
    const change = (name: string): Promise<TestAnswer> =>
      registrar.call('PATCH', `${path}/${id}`, { values: { name }, purpose: request }, { 'if-match': '"1"' });
    const answers = await Promise.all([change('王小明'), change('王晓明')]);
    assert.deepEqual(
      answers.map((answer) => answer.status).sort((a, b) => a - b),
      [200, 412],
    );
    const history = await registrar.call('GET', `${path}/${id}/history`, undefined, {
      'minqiao-purpose': `${request.kind}:${request.reference}`,
    });
    assert.deepEqual(
      history.body.records.map((one: { version: number }) => one.version),
      [2, 1],
    );
    assert.equal(history.body.records[1].values.name, values.name);
  });

  test('a correction says why; the version before is what was known until then', async () => {
    const found = await search(registrar, 'person', { by: { citizenNumber: number }, purpose: request });
    const { id } = found.body.records[0];
    const before = new Date().toISOString();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const ask = { values: { birthDate: '2026-11-02' }, reason: '出生证明日期有误', purpose: request };
    const corrected = await registrar.call('POST', `${path}/${id}/correct`, ask, { 'if-match': '"2"' });
    assert.equal(corrected.status, 200, JSON.stringify(corrected.body));
    const header = { 'minqiao-purpose': `${request.kind}:${request.reference}` };
    const then = await registrar.call('GET', `${path}/${id}/history?asKnownOn=${before}`, undefined, header);
    assert.equal(then.body.records.length, 1);
    assert.equal(then.body.records[0].values.birthDate, '2026-11-01');
    assert.equal(then.body.records[0].superseded.reason, '出生证明日期有误');
  });

  test('a change names its version', async () => {
    const found = await search(registrar, 'person', { by: { citizenNumber: number }, purpose: request });
    const { id } = found.body.records[0];
    const answer = await registrar.call('PATCH', `${path}/${id}`, {
      values: { name: '甲' },
      purpose: request,
    });
    assert.equal(answer.status, 428);
  });

  test('a registrar does not write what another branch answers for', async () => {
    const { body } = await search(registrar, 'person', { by: byNumber, purpose: request });
    const values = {
      holder: body.records[0].id,
      fileNumber: '690100000001',
      classes: ['C1'],
      firstIssuedOn: '2020-01-02',
      validFrom: '2020-01-02',
      status: 'A',
    };
    const answer = await registrar.call('POST', '/api/v1/resources/driving-licence/records', {
      values,
      purpose: request,
    });
    assert.equal(answer.body.code, 'records.not-permitted', JSON.stringify(answer.body));
  });

  test('bad values are refused with each field, before anything is written', async () => {
    const bad = { ...values, citizenNumber: '123', sex: '7', birthDate: '2026-02-30', unknown: 1 };
    const { status, body } = await registrar.call('POST', path, { values: bad, purpose: request });
    assert.equal(status, 422);
    const pointers = body.errors.map((error: { pointer: string }) => error.pointer).sort();
    assert.deepEqual(pointers, [
      '/values/birthDate',
      '/values/citizenNumber',
      '/values/sex',
      '/values/unknown',
    ]);
  });

  test('a reference to a record that is not there is refused', async () => {
    const absent = {
      ...values,
      citizenNumber: makeCitizenNumber({ division: '690101', birthDate: '2026-11-03', sequence: 778 }),
      household: '00000000-0000-4000-8000-000000000000',
    };
    const { body } = await registrar.call('POST', path, { values: absent, purpose: request });
    assert.equal(body.code, 'records.reference-missing');
    assert.equal(body.errors[0].pointer, '/values/household');
  });

  test('each write left a change notice in the order of its versions', async () => {
    const rows = await node.database.open('superuser').query<{ act: string; version: number }>(
      `select n.act, n.version from records.notice n join records.person p on p.id = n.record
          where p.citizen_number = $1 order by n.xid, n.number`,
      [number],
    );
    assert.deepEqual(
      rows.map((row) => `${row.act} ${row.version}`),
      ['create 1', 'change 2', 'correct 3'],
    );
  });
});

describe('hostile input', () => {
  test('of one request does not fail the others that share its transaction', async () => {
    const odd = ['VD\u0000', '\ud800', "VD'; drop table records.person; --", '', '../..', 'x'.repeat(64)];
    const strange = odd.map((reference) =>
      search(verifier, 'person', { by: byNumber, purpose: { kind: 'verification', reference } }),
    );
    const texts = ['\u0000', '\ud800 \udfff', "' or 1=1 --", '１２３', '‮', '𠮷'.repeat(40)].map((name) =>
      search(verifier, 'person', { by: { name, birthDate: '1990-03-07' }, purpose: visit }),
    );
    const good = Array.from({ length: 20 }, () =>
      search(verifier, 'person', { by: byNumber, purpose: visit }),
    );
    for (const answer of await Promise.all(good)) assert.equal(answer.status, 200);
    for (const answer of await Promise.all([...strange, ...texts]))
      assert.ok(answer.status < 500, JSON.stringify(answer.body));
  });
});

describe('whatever is sent', () => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ maxLength: 60 }));
  const header = text.map((value) => value.replace(/[^\t\x20-\x7e\x80-\xff]/g, '').trim());

  test('as a body is answered with a code, and is no error of ours', async () => {
    const purpose = fc.oneof(fc.constant(visit), fc.record({ kind: text, reference: text }), fc.jsonValue());
    const by = fc.oneof(
      fc.dictionary(fc.oneof(fc.constantFrom('citizenNumber', 'name'), text), text),
      fc.jsonValue(),
    );
    const ways = fc.constantFrom('search', 'verify', 'list', 'export', 'records');
    const body = fc.record(
      { by, claims: by, values: by, purpose, more: fc.jsonValue() },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(ways, fc.oneof(body, fc.jsonValue()), async (way, sent) => {
        const { status, body: answer } = await verifier.call('POST', `/api/v1/resources/person/${way}`, sent);
        assert.ok(status < 500, `${status} ${JSON.stringify(answer)}`);
        assert.ok(status < 300 || typeof answer.code === 'string');
      }),
      { numRuns: 150 },
    );
  });

  test('as a purpose, a version, a cursor, a day or an id too', async () => {
    const path = '/api/v1/resources/person/records';
    await fc.assert(
      fc.asyncProperty(header, header, text, async (purpose, version, place) => {
        const id = encodeURIComponent(place.toWellFormed()) || 'x';
        const headers = { 'minqiao-purpose': purpose, 'if-match': version, 'idempotency-key': version };
        const known = `/history?asKnownOn=${id}`;
        const answers = [
          await registrar.call('GET', `${path}/${id === '.' || id === '..' ? 'x' : id}`, undefined, headers),
          await registrar.call(
            'GET',
            `${path}/00000000-0000-4000-8000-000000000000${known}`,
            undefined,
            headers,
          ),
          await registrar.call(
            'PATCH',
            `${path}/00000000-0000-4000-8000-000000000000`,
            { values: {}, purpose: request },
            headers,
          ),
        ];
        for (const { status, body } of answers)
          assert.ok(status >= 400 && status < 500, `${status} ${JSON.stringify(body)}`);
      }),
      { numRuns: 60 },
    );
  });
});

describe('erasing by law', () => {
  test('takes a second person, for exactly this, once; then the record and its history are gone', async () => {
    const supervisor = await node.signIn('supervisor');
    const header = { 'minqiao-purpose': `${request.kind}:${request.reference}` };
    const number = makeCitizenNumber({ division: '690101', birthDate: '2026-10-01', sequence: 555 });
    const made = await registrar.call('POST', '/api/v1/resources/person/records', {
      values: {
        citizenNumber: number,
        name: '待删除',
        sex: '1',
        birthDate: '2026-10-01',
        status: '10',
        registeredOn: '2026-10-02',
      },
      purpose: request,
    });
    const path = `/api/v1/resources/person/records/${made.body.id}`;
    const basis = { reason: '登记错误', basis: 'pipl-47' };
    const version = { 'if-match': '"1"' };
    const asked = await registrar.call('POST', `${path}/erasure-requests`, basis, version);
    assert.equal(asked.status, 201, JSON.stringify(asked.body));
    const { id: approval } = asked.body;
    const erase = (reason: string): Promise<TestAnswer> =>
      registrar.call('POST', `${path}/erase`, { ...basis, reason, approval, purpose: request }, version);
    const decide = (client: TestClient): Promise<TestAnswer> =>
      client.call('POST', `/api/v1/approvals/${approval}/decision`, { decision: 'approved' });
    assert.equal((await erase(basis.reason)).body.code, 'identity.approval-not-usable');
    assert.ok((await decide(registrar)).status >= 400, 'nobody approves their own request');
    const decided = await decide(supervisor);
    assert.ok(decided.status < 300, JSON.stringify(decided.body));
    assert.equal(
      (await erase('别的理由')).body.code,
      'identity.approval-not-usable',
      'only for exactly this',
    );
    const erased = await erase(basis.reason);
    assert.equal(erased.status, 200, JSON.stringify(erased.body));
    assert.equal((await erase(basis.reason)).body.code, 'identity.approval-not-usable', 'only once');
    assert.equal((await registrar.call('GET', path, undefined, header)).body.code, 'records.not-found');
    const left = await node.database
      .open('superuser')
      .query(
        `select 1 from records.person where id = $1 union all select 1 from records.person_history where id = $1`,
        [made.body.id],
      );
    assert.deepEqual(left, []);
    const [trace] = await node.database
      .open('superuser')
      .query<{ basis: string; entry: string }>(`select basis, entry from records.erased where record = $1`, [
        made.body.id,
      ]);
    assert.deepEqual(trace, { basis: basis.basis, entry: erased.body.receipt });
  });
});

describe('the database keeps the door the only door', () => {
  test('no role but the door reads or writes records', async () => {
    for (const role of ['app', 'ledger', 'reader'] as const) {
      const database = node.database.open(role);
      await assert.rejects(database.query('select 1 from records.person'), { code: '42501' }, role);
      await assert.rejects(database.query('select 1 from records.person_history'), { code: '42501' }, role);
    }
  });

  test('neither door nor application alters the ledger', async () => {
    for (const role of ['app', 'door'] as const) {
      const database = node.database.open(role);
      for (const statement of [
        'update ledger.entry set reason = null',
        'delete from ledger.entry',
        'truncate ledger.entry',
      ]) {
        await assert.rejects(database.query(statement), { code: '42501' }, `${role}: ${statement}`);
      }
    }
  });

  test('planted bug: with a grant too many the same check fails', async () => {
    const superuser = node.database.open('superuser');
    await superuser.query('grant usage on schema records to minqiao_reader');
    await superuser.query('grant select on records.person to minqiao_reader');
    try {
      await assert.doesNotReject(node.database.open('reader').query('select 1 from records.person limit 1'));
    } finally {
      await superuser.query('revoke select on records.person from minqiao_reader');
      await superuser.query('revoke usage on schema records from minqiao_reader');
    }
  });

  test('when the ledger cannot be written, nothing leaves', async () => {
    const superuser = node.database.open('superuser');
    await superuser.query('revoke insert on ledger.entry from minqiao_door');
    try {
      const answer = await search(verifier, 'person', { by: byNumber, purpose: visit });
      assert.ok(answer.status >= 500);
      assert.ok(!JSON.stringify(answer.body).includes(citizen.name));
    } finally {
      await superuser.query('grant insert on ledger.entry to minqiao_door');
    }
    assert.equal((await search(verifier, 'person', { by: byNumber, purpose: visit })).status, 200);
  });
});
