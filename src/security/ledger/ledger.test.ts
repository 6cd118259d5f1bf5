/* oxlint-disable typescript/no-non-null-assertion -- a missing value fails the test anyway */
import assert from 'node:assert/strict';
import { createHmac, randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import fastify from 'fastify';
import { Fault } from '#infrastructure/faults/index.ts';
import { nowMs, setClock } from '#infrastructure/clock/index.ts';
import { parseCheckpoint, parseNote } from '#standards/ledger/index.ts';
import { systemContext } from '#security/context/index.ts';
import { verifyLedger } from '#verifier/database/index.ts';
import {
  verifyDisclosure,
  verifyExport,
  verifyGrowth,
  verifySubjectList,
  verifySubjectProof,
} from '#verifier/index.ts';
import { quick, readEntry, testAgency, testLedger, testOrigin } from '../../../test/support/ledger.ts';
import type { TestLedger } from '../../../test/support/ledger.ts';
import {
  appendEntries, awaitCheckpoint, configureLedger, consistencyProof, discloseToSubject, entryFor, exportEntries, exportLedger,
  findEntries, getEntry, getEntryById, latestCheckpoint, ledger, listSubjectEntries, readTile, routes, subjectProof,
  subjectTag,
} from './index.ts'; // prettier-ignore
import type { LedgerEntry } from './index.ts';

let l: TestLedger;
before(async () => {
  l = await testLedger();
  l.sequence();
});
after(() => l.drop());

const code = (expected: string) => (error: unknown) =>
  error instanceof Fault && error.code === `ledger.${expected}`;

/** Entries of one person, sequenced and under a checkpoint that an index leaf precedes. */
async function entriesOf(
  person: string,
  count: number,
  more = {},
): Promise<{ tag: Buffer; entries: LedgerEntry[] }> {
  const tag = subjectTag(person);
  const rows = Array.from({ length: count }, () => readEntry([tag, subjectTag('somebody else')], more));
  const appended = await l.app.transaction((tx) => appendEntries(tx, rows));
  await awaitCheckpoint(l.reader, appended.at(-1)!.id, 20_000);
  await wait(150);
  return { tag, entries: await Promise.all(appended.map(({ id }) => getEntryById(l.reader, id))) };
}

describe('appending', () => {
  test('an entry is durable with its transaction, and gone with it', async () => {
    let id = '';
    await assert.rejects(
      l.app.transaction(async (tx) => {
        id = (await appendEntries(tx, [readEntry()]))[0]!.id;
        throw new Error('the act failed');
      }),
    );
    await assert.rejects(getEntryById(l.reader, id), code('not-found'));
  });

  test('one INSERT and one COPY store the same values, hostile text included', async () => {
    const hostile = readEntry([subjectTag('a')], {
      reason: 'a"b\\c,{}\n\u0001',
      fields: ['a"b', 'c\\d', '{e}', '', 'NULL', '中文'],
      detail: { b: 1.5e300, a: '\ud800x\0y', c: true },
      address: '\ud800\0',
      seal: { until: new Date(Date.UTC(2030, 0, 1)), approver: 'x' },
      bytes: Number.MAX_SAFE_INTEGER,
    });
    const few = await l.app.transaction((tx) => appendEntries(tx, [hostile]));
    const many = await l.app.transaction((tx) => appendEntries(tx, Array<typeof hostile>(20).fill(hostile)));
    const [one, other] = await Promise.all([
      getEntryById(l.reader, few[0]!.id),
      getEntryById(l.reader, many[7]!.id),
    ]);
    const comparable = ({ open, closed }: LedgerEntry): unknown => ({
      ...open,
      ...closed,
      id: 0,
      at: 0,
      salt: 0,
      subjects: 0,
    });
    assert.deepEqual(comparable(one), comparable(other));
    assert.equal(one.closed.address, '\uFFFD\uFFFD');
    assert.deepEqual(one.open.fields, hostile.fields);
  });

  test('if the entry cannot be appended the act fails: bad values, no configuration, no right', async () => {
    for (const bad of [
      { act: 'peek' as never },
      { outcome: 'maybe' as never },
      { reason: 'x'.repeat(513) },
      { subjects: [Buffer.alloc(31)] },
      { count: -1 },
      { detail: { x: Number.NaN } },
    ])
      await assert.rejects(ledger.append(readEntry([], bad)), Fault);
    const noRight = l.test.open('reader');
    await assert.rejects(
      noRight.transaction((tx) => appendEntries(tx, [readEntry()])),
      /permission denied/,
    );
    const settings = { agency: testAgency, subjectKey: randomBytes(32) };
    configureLedger(settings);
    await assert.rejects(ledger.append(readEntry()), code('not-configured'));
    configureLedger({ ...settings, database: l.app });
  });

  test('appends that wait together share a commit, and each learns of its own entry', async () => {
    const appended = await Promise.all(
      Array.from({ length: 300 }, (_, at) => ledger.append(readEntry([], { requestId: `group-${at}` }))),
    );
    const found = await Promise.all([0, 150, 299].map((at) => getEntryById(l.reader, appended[at]!.id)));
    assert.deepEqual(found.map(({ closed }) => closed.requestId), ['group-0', 'group-150', 'group-299']); // prettier-ignore
  });

  test('an entry of a context names its actor, session, request and address', async () => {
    const context = systemContext(testAgency, 'r-77', new Date());
    const { id } = await ledger.append(entryFor(context, { act: 'system', outcome: 'permitted' }));
    const { open, closed } = await getEntryById(l.reader, id);
    assert.deepEqual(
      [open.role, open.agency, open.actorKind, closed.requestId],
      ['system', testAgency, 'system', 'r-77'],
    );
  });

  test('a subject’s tag is HMAC-SHA256 under the node’s key', () => {
    const subjectKey = randomBytes(32);
    configureLedger({ agency: testAgency, subjectKey, database: l.app });
    assert.deepEqual(
      subjectTag('690101199001011234'),
      createHmac('sha256', subjectKey).update('690101199001011234').digest(),
    );
  });
});

describe('database roles', () => {
  const tables = ['entry', 'span', 'tile', 'subject', 'index', 'checkpoint'];
  const writes = [
    'update ledger.$ set x = 1',
    'delete from ledger.$',
    'truncate ledger.$',
    'drop table ledger.$',
  ];

  for (const role of ['app', 'door', 'ledger', 'reader'] as const)
    test(`${role} can neither update, delete, truncate nor drop any table of the ledger`, async () => {
      const database = l.test.open(role);
      for (const table of tables)
        for (const write of writes) {
          const column = table === 'entry' ? 'act' : table === 'checkpoint' ? 'note' : table === 'span' ? 'count' : table === 'subject' ? 'n' : table === 'index' ? 'seq' : 'level';
          const statement = write.replace('$', `"${table}"`).replace('x = 1', `"${column}" = "${column}"`);
          await assert.rejects(database.query(statement), /permission denied|must be owner/, `${role}: ${statement}`);
        }
    }); // prettier-ignore

  test('app and door may append but not choose their place in the order', async () => {
    for (const role of ['app', 'door'] as const) {
      const database = l.test.open(role);
      await assert.rejects(
        database.query(`insert into ledger.entry (xid) values ('1')`),
        /permission denied/,
      );
      await assert.rejects(
        database.query(`insert into ledger.checkpoint values (1, 'x')`),
        /permission denied/,
      );
    }
    await assert.rejects(
      l.test.open('reader').query(`insert into ledger.entry (id) values (gen_random_uuid())`),
      /permission denied/,
    );
    await assert.rejects(
      l.test.open('ledger').query(`insert into ledger.entry (id) values (gen_random_uuid())`),
      /permission denied/,
    );
  });

  test('even the owner meets a trigger', async () => {
    for (const table of tables)
      await assert.rejects(l.test.open('owner').query(`delete from ledger."${table}"`), /append-only/);
  });
});

describe('reading and proving', () => {
  test('a person’s list is proven complete, each entry opens to them and to nobody else', async () => {
    const { tag, entries } = await entriesOf('person-1', 30);
    const listed = (await listSubjectEntries(l.reader, tag, { limit: 200 })).items;
    assert.deepEqual(listed.map(({ id }) => id), entries.map(({ id }) => id).toReversed()); // prettier-ignore
    const disclosures = await Promise.all(listed.map((entry) => discloseToSubject(l.reader, entry, tag)));
    const proof = await subjectProof(l.reader, tag);
    const trust = { keys: l.keys };
    assert.deepEqual((await verifySubjectList(disclosures, proof, trust)).findings, []);
    assert.equal(proof.leaves.length, 30);
    const withoutOne = await verifySubjectList(disclosures.slice(1), proof, trust);
    assert.deepEqual(withoutOne.findings.map((each) => each.code), ['subject-incomplete']); // prettier-ignore
    const stolen = {
      ...disclosures[0]!,
      opening: { ...disclosures[0]!.opening!, tag: subjectTag('person-2').toString('base64url') },
    };
    assert.deepEqual((await verifyDisclosure(stolen, trust)).findings[0]?.code, 'subject-opening');
    assert.ok(
      !JSON.stringify(disclosures).includes(entries[0]!.closed.actor),
      'the officer’s account stays closed',
    );
    assert.ok(!JSON.stringify(disclosures).includes(subjectTag('somebody else').toString('base64url')));
  });

  test('a person with no entry gets a proof of that', async () => {
    const proof = await subjectProof(l.reader, subjectTag('nobody at all'));
    assert.deepEqual((await verifySubjectProof(proof, { keys: l.keys })).findings, []);
    assert.deepEqual(proof.leaves, []);
  });

  test('every change to a disclosure or a subject proof is refused', async () => {
    const { tag, entries } = await entriesOf('person-3', 4);
    const disclosure = await discloseToSubject(l.reader, entries[1]!, tag);
    const proof = await subjectProof(l.reader, tag);
    const trust = { keys: l.keys };
    for (const [key, value] of Object.entries(disclosure.open)) {
      const changed = { ...disclosure, open: { ...disclosure.open, [key]: mutated(value) } };
      assert.equal((await verifyDisclosure(changed, trust)).ok, false, `open.${key}`);
    }
    for (const key of ['seq', 'closed', 'opening', 'inclusion', 'checkpoint'] as const) {
      if (key === 'opening') continue;
      assert.equal(
        (await verifyDisclosure({ ...disclosure, [key]: mutated(disclosure[key]) }, trust)).ok,
        false,
        key,
      );
    }
    for (const key of ['tag', 'leaves', 'bucket', 'siblings', 'inclusion', 'checkpoint'] as const)
      assert.equal(
        (await verifySubjectProof({ ...proof, [key]: mutated(proof[key]) }, trust)).ok,
        false,
        key,
      );
    for (const key of ['at', 'checkpoints', 'root', 'seq'] as const) {
      const index = { ...proof.index, [key]: mutated(proof.index[key]) };
      assert.equal((await verifySubjectProof({ ...proof, index }, trust)).ok, false, `index.${key}`);
    }
    assert.equal(
      (await verifySubjectProof({ ...proof, leaves: [], bucket: [] }, trust)).ok,
      false,
      'emptied',
    );
    assert.equal((await verifyDisclosure({ ...disclosure, more: 1 }, trust)).ok, false, 'unknown field');
    assert.equal((await verifyDisclosure(disclosure, { keys: [] })).ok, false, 'no key');
  });

  test('a newer checkpoint is proven to continue an older one', async () => {
    const older = await latestCheckpoint(l.reader);
    await entriesOf('person-4', 300);
    const newer = await latestCheckpoint(l.reader);
    const proof = (await consistencyProof(l.reader, older.size, newer.size)).map((each) =>
      each.toString('base64url'),
    );
    assert.equal((await verifyGrowth(older.note, newer.note, proof, { keys: l.keys })).ok, true);
    assert.equal((await verifyGrowth(newer.note, older.note, proof, { keys: l.keys })).ok, false);
    await assert.rejects(consistencyProof(l.reader, 0, newer.size), code('bad-range'));
  });

  test('filters, both orders and cursors find every entry once', async () => {
    const { tag } = await entriesOf('person-5', 45, { actor: { ...readEntry().actor, id: 'officer-5' }, resource: 'vehicle' });
    for (const filters of [{ officer: 'officer-5' }, { subjectTag: tag, resource: 'vehicle' }])
      for (const sort of ['at', '-at'] as const) {
        const seqs: (number | null)[] = [];
        let cursor: string | undefined;
        do {
          const page = await findEntries(l.reader, filters, { limit: 10, sort, ...(cursor ? { cursor } : {}) });
          seqs.push(...page.items.map(({ seq }) => seq));
          cursor = page.nextCursor ?? undefined;
        } while (cursor);
        assert.equal(new Set(seqs).size, 45);
        const ascending = seqs.toSorted((a, b) => a! - b!);
        if (!('subjectTag' in filters)) assert.deepEqual(seqs, sort === 'at' ? ascending : ascending.toReversed());
      }
    assert.equal((await findEntries(l.reader, { officer: 'officer-5', act: 'erase' }, { limit: 10 })).items.length, 0);
    assert.equal((await findEntries(l.reader, { purposeReference: 'VD-20261103-0007', requestId: 'r-1', from: new Date(0) }, { limit: 3 })).items.length, 3);
    await assert.rejects(findEntries(l.reader, {}, { limit: 1, cursor: "1'; drop" }), code('bad-cursor'));
  }); // prettier-ignore

  test('exports verify by themselves; a line changed, dropped or moved is found', async () => {
    const { entries } = await entriesOf('person-6', 3);
    const whole: string[] = [];
    for await (const line of exportLedger(l.reader)) whole.push(line.trimEnd());
    assert.deepEqual((await verifyExport(whole, { keys: l.keys })).findings, []);
    const selected: string[] = [];
    for await (const line of exportEntries(l.reader, entries)) selected.push(line.trimEnd());
    const result = await verifyExport(selected, { keys: l.keys });
    assert.deepEqual([result.ok, result.entries], [true, 3]);
    const altered = whole.with(20, whole[20]!.replace('registrar', 'registrat'));
    for (const bad of [
      altered,
      whole.toSpliced(30, 1),
      whole.slice(0, -1),
      whole.with(5, whole[6]!),
      whole.slice(1),
      [],
    ])
      assert.equal((await verifyExport(bad, { keys: l.keys })).ok, false);
    const swapped = selected.with(1, selected[1]!.replace(/"seq":\d+/, '"seq":0'));
    assert.equal((await verifyExport(swapped, { keys: l.keys })).ok, false);
  });

  test('checkpoint, key and tiles are public and lead to the signed root; entries are not there', async () => {
    const app = fastify();
    routes(app, { database: l.reader, keys: l.keys });
    app.setErrorHandler((error, _request, reply) => reply.code((error as Fault).status).send());
    const note = parseNote((await app.inject('/ledger/checkpoint')).body)!;
    const checkpoint = parseCheckpoint(note.text)!;
    assert.equal(checkpoint.origin, testOrigin);
    assert.equal((await app.inject('/ledger/key')).body, `${l.keys[0]}\n`);
    const tile = await app.inject('/ledger/tile/0/000');
    assert.equal(tile.rawPayload.length, 8192);
    assert.match(String(tile.headers['cache-control']), /immutable/);
    const partial = await app.inject('/ledger/tile/0/000.p/5');
    assert.deepEqual(partial.rawPayload, tile.rawPayload.subarray(0, 160));
    assert.deepEqual((await readTile(l.reader, { level: 1, index: 0, width: 1 })).length, 32);
    for (const path of ['0/999', '0/00', '7/000', 'entries/000', '0/000.p/256'])
      assert.equal((await app.inject(`/ledger/tile/${path}`)).statusCode, 404, path);
    await app.close();
  });
});

test('an entry under seal is in nobody’s view until the seal ends, then in its subject’s, and all verifies', async () => {
  const sealed = await testLedger();
  let offsetMs = 0;
  const real = Date.now;
  const restore = setClock(() => real() + offsetMs);
  try {
    const stop = sealed.sequence();
    const tag = subjectTag('suspect');
    const until = new Date(nowMs() + 3_600_000);
    const hidden = await ledger.append(readEntry([tag], { seal: { until, approver: 'judge-1' } }));
    const { id } = await ledger.append(readEntry([tag]));
    await awaitCheckpoint(sealed.reader, id, 20_000);
    await wait(150);
    const ids = async (): Promise<string[]> =>
      (await listSubjectEntries(sealed.reader, tag, { limit: 10 })).items.map((entry) => entry.id);
    assert.deepEqual(await ids(), [id]);
    assert.equal(
      (await subjectProof(sealed.reader, tag)).leaves.length,
      1,
      'nothing hints at the sealed one',
    );
    offsetMs = 3_700_000; // the heartbeat of an hour is due as well
    await wait(300);
    assert.deepEqual(await ids(), [hidden.id, id]);
    const proof = await subjectProof(sealed.reader, tag);
    assert.equal((await verifySubjectProof(proof, { keys: sealed.keys })).ok, true);
    assert.equal(proof.leaves.length, 2);
    await stop();
    const result = await verifyLedger({ url: sealed.test.urls.reader, keys: sealed.keys, atMs: nowMs() });
    assert.deepEqual(result.findings, []);
  } finally {
    restore();
    await sealed.drop();
  }
});

test('places are found both ways', async () => {
  const { entries } = await entriesOf('person-7', 20);
  for (const { seq, id } of entries) assert.equal((await getEntry(l.reader, seq!)).id, id);
  await assert.rejects(getEntry(l.reader, 99_999_999), code('not-found'));
});

test('the whole ledger of all these tests verifies', async () => {
  await wait(200);
  const result = await verifyLedger({ url: l.test.urls.reader, keys: l.keys, atMs: nowMs() });
  assert.deepEqual(result.findings, []);
  assert.ok(result.entries > 500);
  assert.ok(quick.checkpointMs === 0);
});

/** Another value of the same shape. */
function mutated(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (value === null) return 'x';
  if (Array.isArray(value)) return value.length > 1 ? value.slice(1) : value.length > 0 ? [mutated(value[0])] : ['x'];
  const text = value as string;
  return text.includes('\n') ? text.replace(/\n(\d+)\n/, (_, size: string) => `\n${Number(size) + 1}\n`) : (text[0] === 'A' ? 'B' : 'A') + text.slice(1);
} // prettier-ignore
