import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { verifyDisclosure, verifyGrowth, verifySubjectList, verifySubjectProof } from '#verifier/index.ts';
import { discloseToSubject, getEntry, latestCheckpoint, ledger, subjectTag } from '#security/ledger/index.ts';
import type { LedgerEntry } from '#security/ledger/index.ts';
import type { Context } from '#security/context/index.ts';
import { readEntry } from '../../../test/support/ledger.ts';
import { aCitizen, anAuditor, given, testOversight } from '../../../test/support/oversight.ts';
import type { TestOversight } from '../../../test/support/oversight.ts';
import { listAccesses, listOwnActs } from './list-accesses.ts';
import { isOwnAccess } from './own-access.ts';
import { proveAccesses, proveCompleteness, proveGrowth } from './prove-accesses.ts';

let t: TestOversight;
before(async () => {
  t = await testOversight();
});
after(() => t.drop());

const trust = () => ({ keys: t.ledger.keys });

describe('the citizen’s list', () => {
  test('holds each access to the person, newest first, with a proof that the verifier accepts', async () => {
    const me = aCitizen();
    const other = aCitizen();
    const first = await t.access([me], { resource: 'driving-licence', fields: ['classes', 'status'] });
    await t.access([other]);
    const second = await t.access([other, me], {
      outcome: 'refused',
      reason: 'records.not-on-duty',
      count: 0,
    });
    const page = await listAccesses(t.oversight, me, { limit: 20 });
    assert.deepEqual(
      page.items.map(({ seq }) => seq),
      [second, first],
    );
    for (const { disclosure } of page.items) {
      const result = await verifyDisclosure(disclosure, trust());
      assert.deepEqual(result.findings, []);
    }
    const [, read] = page.items;
    assert.equal(read?.titles.resource?.en, 'Driving licence');
    assert.equal(read?.titles.fields.length, 2);
    assert.ok(read?.titles.fields.every(({ zh }) => /[一-龥]/.test(zh)));
    assert.equal(read?.titles.roles[0]?.en, 'Registrar');
  });

  test('tells no officer, no address, no case number and no other person', async () => {
    const me = aCitizen();
    const other = aCitizen();
    await t.access([me, other]);
    const text = JSON.stringify(await listAccesses(t.oversight, me, { limit: 20 }));
    const { actor } = me;
    for (const secret of [
      '0190a3c8-7b1e-7c3a-9d7e-0123456789ab',
      '10.0.0.7',
      'VD-20261103-0007',
      subjectTag(given(other.actor.citizenNumber)).toString('base64url'),
      given(actor.citizenNumber),
    ])
      assert.ok(!text.includes(secret), `${secret} is told`);
  });

  test('is complete as of an index, by a proof that fits the list and fails when an access is left out', async () => {
    const me = aCitizen();
    for (let times = 0; times < 3; times++) await t.access([me]);
    const proof = await proveCompleteness(t.oversight, me);
    const { items } = await listAccesses(t.oversight, me, { limit: 20 });
    const disclosures = items.map(({ disclosure }) => disclosure);
    assert.deepEqual((await verifySubjectList(disclosures, proof, trust())).findings, []);
    const cut = await verifySubjectList(disclosures.slice(1), proof, trust());
    assert.equal(cut.findings[0]?.code, 'subject-incomplete', 'the planted omission shows');
  });

  test('is proven to each of many who ask at once while the ledger grows', async () => {
    const people = Array.from({ length: 12 }, () => aCitizen());
    await t.access(people);
    const enough = new AbortController();
    const growth = (async () => {
      while (!enough.signal.aborted)
        await ledger.append(readEntry([subjectTag(given(aCitizen().actor.citizenNumber))]));
    })();
    const ask = async (person: Context): Promise<void> => {
      for (let round = 0; round < 6; round++) {
        const proof = await proveCompleteness(t.oversight, person);
        assert.deepEqual((await verifySubjectProof(proof, trust())).findings, []);
      }
    };
    await Promise.all(people.map(ask));
    enough.abort();
    await growth;
  });

  test('pages with a cursor, without gap or repeat', async () => {
    const me = aCitizen();
    const seqs: number[] = [];
    for (let times = 0; times < 5; times++) seqs.unshift(await t.access([me]));
    const found: number[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await listAccesses(t.oversight, me, { limit: 2, ...(cursor ? { cursor } : {}) });
      found.push(...page.items.map(({ seq }) => seq));
      cursor = page.nextCursor;
    }
    assert.deepEqual(found, seqs);
  });

  test('leaves out what is under seal, and proves it neither; afterwards it is there', async () => {
    const me = aCitizen();
    const open = await t.access([me]);
    const until = new Date(Date.now() + 3_600_000);
    const sealed = await t.access([me], { seal: { until, approver: 'a-judge' } });
    const { items } = await listAccesses(t.oversight, me, { limit: 20 });
    assert.deepEqual(
      items.map(({ seq }) => seq),
      [open],
    );
    await assert.rejects(proveAccesses(t.oversight, me, [sealed]), { code: 'oversight.no-such-access' });
    const later: Context = { ...me, at: new Date(until.getTime() + 1) };
    assert.equal((await proveAccesses(t.oversight, later, [sealed])).length, 1);
  });

  test('shows an access with the next index after its seal ended', async () => {
    const me = aCitizen();
    const until = new Date(Date.now() + 1500);
    const sealed = await t.access([me], { seal: { until, approver: 'a-judge' } });
    const list = async () => (await listAccesses(t.oversight, me, { limit: 20 })).items.map(({ seq }) => seq);
    const before = await list();
    assert.ok(before.length === 0 || Date.now() >= until.getTime(), 'shown under seal');
    await wait(Math.max(0, until.getTime() - Date.now()));
    await t.access([aCitizen()]); // the next index takes it in; a node that rests makes one each minute
    for (let tries = 0; tries < 100 && (await list()).length === 0; tries++) await wait(100);
    assert.deepEqual(await list(), [sealed]);
  });

  test('keeps what was done under one’s own account apart from accesses by others', async () => {
    const me = aCitizen();
    await listAccesses(t.oversight, me, { limit: 20 });
    const { items } = await listOwnActs(t.oversight, me, { limit: 20 });
    assert.deepEqual(
      items.map(({ act, address }) => [act, address]),
      [['ledger-read', '10.1.2.3']],
    );
    assert.deepEqual((await listAccesses(t.oversight, me, { limit: 20 })).items, []);
  });

  test('is for citizens only, and a refusal is in the ledger', async () => {
    const auditor = anAuditor();
    await assert.rejects(listAccesses(t.oversight, auditor, { limit: 20 }), {
      code: 'oversight.citizens-only',
    });
    const rows = await t.ledger.superuser.query(`select outcome, reason from ledger.entry where actor = $1`, [
      auditor.actor.id,
    ]);
    assert.deepEqual(rows, [{ outcome: 'refused', reason: 'oversight.citizens-only' }]);
  });
});

/** Asks for three own accesses and one forbidden place, at each position; returns the positions that gave anything. */
async function probe(
  prove: (seqs: readonly number[]) => Promise<unknown>,
  own: readonly number[],
  forbidden: number,
): Promise<number[]> {
  const leaks: number[] = [];
  for (let position = 0; position <= own.length; position++) {
    const seqs = own.toSpliced(position, 0, forbidden);
    const given = await prove(seqs).then(
      () => true,
      () => false,
    );
    if (given) leaks.push(position);
  }
  return leaks;
}

describe('a batch of proofs with one forbidden place among them', () => {
  let me: Context;
  let own: number[];
  let foreign: number;
  before(async () => {
    me = aCitizen();
    own = [await t.access([me]), await t.access([me]), await t.access([me])];
    foreign = await t.access([aCitizen()]);
  });

  test('is refused whole, at each position, alike for a foreign, a sealed and an absent place', async () => {
    const until = new Date(Date.now() + 3_600_000);
    const sealed = await t.access([me], { seal: { until, approver: 'a-judge' } });
    const prove = (seqs: readonly number[]) => proveAccesses(t.oversight, me, seqs);
    for (const forbidden of [foreign, sealed, 10_000_000])
      assert.deepEqual(await probe(prove, own, forbidden), []);
    const refusals = await Promise.all(
      [foreign, sealed, 10_000_000].map((seq) =>
        prove([seq]).catch(({ code, params }) => ({ code, params })),
      ),
    );
    assert.equal(new Set(refusals.map((refusal) => JSON.stringify(refusal))).size, 1);
  });

  test('the planted bug, which looks at the first place only, is found out', async () => {
    const tag = subjectTag(given(me.actor.citizenNumber));
    const planted = async (seqs: readonly number[]): Promise<unknown> => {
      const entries: LedgerEntry[] = await Promise.all(seqs.map((seq) => getEntry(t.ledger.reader, seq)));
      if (!isOwnAccess(given(entries[0]), tag, me.at)) throw new Error('not yours');
      return Promise.all(entries.map((entry) => discloseToSubject(t.ledger.reader, entry, null)));
    };
    assert.deepEqual(await probe(planted, own, foreign), [1, 2, 3]);
  });
});

describe('growth', () => {
  test('is proven from a checkpoint seen before to the newest one', async () => {
    const me = aCitizen();
    await t.access([me]);
    const older = await latestCheckpoint(t.ledger.reader);
    await t.access([me]);
    const newer = await latestCheckpoint(t.ledger.reader);
    const { hashes } = await proveGrowth(t.oversight, { from: older.size, to: newer.size });
    assert.deepEqual((await verifyGrowth(older.note, newer.note, hashes, trust())).findings, []);
    const altered = await verifyGrowth(older.note, newer.note, hashes.slice(1), trust());
    assert.equal(altered.findings[0]?.code, 'consistency');
  });

  test('outside the signed ledger is refused', async () => {
    for (const [from, to] of [
      [0, 1],
      [2, 1],
      [1, 10_000_000],
    ] as const)
      await assert.rejects(proveGrowth(t.oversight, { from, to }), { code: 'oversight.invalid-sizes' });
  });
});
