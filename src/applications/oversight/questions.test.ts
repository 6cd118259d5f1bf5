import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Context } from '#security/context/index.ts';
import {
  aCitizen,
  anAuditor,
  given,
  shippedOversight,
  testOversight,
} from '../../../test/support/oversight.ts';
import type { TestOversight } from '../../../test/support/oversight.ts';
import { answerQuestion } from './answer-question.ts';
import { askQuestion } from './ask-question.ts';
import { getQuestion, listOwnQuestions, listQuestions } from './list-questions.ts';
import { parseOversightSettings } from './settings.ts';

let t: TestOversight;
before(async () => {
  t = await testOversight();
});
after(() => t.drop());

const words = '我那天没有去过窗口，为什么查我的驾驶证？';

async function asked(me: Context = aCitizen()): Promise<{ me: Context; id: string; seq: number }> {
  const seq = await t.access([me]);
  const { id } = await askQuestion(t.oversight, me, { seq, text: words });
  return { me, id, seq };
}

describe('a question about an access', () => {
  test('reaches the auditors with its clock, is answered, and the answer reaches the asker', async () => {
    const { me, id } = await asked();
    const auditor = anAuditor();
    const inbox = await listQuestions(t.oversight, auditor, { limit: 20, sort: 'dueAt', state: 'open' });
    const row = given(inbox.items.find((item) => item.id === id));
    assert.equal(Date.parse(row.dueAt) - Date.parse(row.askedAt), 15 * 86_400_000);
    assert.ok(!JSON.stringify(inbox).includes(words), 'the inbox does not spread the words');
    const detail = await getQuestion(t.oversight, auditor, id);
    assert.equal(detail.question.text, words);
    assert.equal(detail.mayAnswer, true);
    await answerQuestion(t.oversight, auditor, id, { outcome: 'lawful', text: ' 经核查，事由真实。 ' });
    const [mine] = (await listOwnQuestions(t.oversight, me, { limit: 20 })).items;
    assert.deepEqual(
      [mine?.state, mine?.outcome?.en, mine?.answer],
      ['answered', 'Lawful', '经核查，事由真实。'],
    );
  });

  test('and its answer are in the ledger, their words are not', async () => {
    const { me, id } = await asked();
    await answerQuestion(t.oversight, anAuditor(), id, { outcome: 'explained', text: words });
    const rows = await t.ledger.superuser.query<{ act: string; text: string }>(
      `select act, entry::text as text from ledger.entry where record = $1 order by xid`,
      [id],
    );
    assert.deepEqual(
      rows.map(({ act }) => act),
      ['question', 'answer'],
    );
    assert.ok(
      rows.every(({ text }) => !text.includes('驾驶证') && !text.includes(given(me.actor.citizenNumber))),
    );
  });

  test('asked twice with the same words is one question; with others it is refused', async () => {
    const { me, id, seq } = await asked();
    assert.equal((await askQuestion(t.oversight, me, { seq, text: `${words}  ` })).id, id);
    const key = 'question-0001';
    assert.equal((await askQuestion(t.oversight, me, { seq, text: words, key })).id, id);
    assert.equal((await askQuestion(t.oversight, me, { seq, text: words, key })).id, id);
    await assert.rejects(askQuestion(t.oversight, me, { seq, text: '另外', key }), {
      code: 'once.key-reused',
    });
    await assert.rejects(askQuestion(t.oversight, me, { seq, text: '另外' }), {
      code: 'oversight.already-asked',
    });
    const twice = await Promise.all([1, 2, 3].map(() => askQuestion(t.oversight, me, { seq, text: words })));
    assert.deepEqual(new Set(twice.map((row) => row.id)), new Set([id]));
  });

  test('about somebody else’s access is refused as if there were none', async () => {
    const foreign = await t.access([aCitizen()]);
    await assert.rejects(askQuestion(t.oversight, aCitizen(), { seq: foreign, text: words }), {
      code: 'oversight.no-such-access',
    });
  });

  test('is answered once, by one of two auditors who answer at once', async () => {
    const { id } = await asked();
    const tries = [anAuditor(), anAuditor()].map((auditor) =>
      answerQuestion(t.oversight, auditor, id, { outcome: 'lawful', text: '好' }).then(
        () => 'answered',
        ({ code }: { code: string }) => code,
      ),
    );
    assert.deepEqual((await Promise.all(tries)).sort(), ['answered', 'oversight.already-answered']);
  });

  test('is not answered by the auditor who made the access, nor by the one who asks', async () => {
    const auditor = anAuditor();
    const me = aCitizen();
    const actor = { kind: 'officer', id: auditor.actor.id, organisation: '690100000000', branch: 'audit', role: 'auditor' } as const; // prettier-ignore
    const seq = await t.access([me], { actor });
    const { id } = await askQuestion(t.oversight, me, { seq, text: words });
    const input = { outcome: 'lawful', text: '没问题' };
    await assert.rejects(answerQuestion(t.oversight, auditor, id, input), { code: 'oversight.own-access' });
    assert.equal((await getQuestion(t.oversight, auditor, id)).mayAnswer, false);
    const same = anAuditor();
    const asker: Context = {
      ...same,
      actor: { ...same.actor, citizenNumber: given(me.actor.citizenNumber) },
    };
    await assert.rejects(answerQuestion(t.oversight, asker, id, input), { code: 'oversight.own-access' });
  });

  test('an outcome that is not on the list, a question that is not there, and a citizen who answers are refused', async () => {
    const { id, me } = await asked();
    const auditor = anAuditor();
    const text = '好';
    await assert.rejects(answerQuestion(t.oversight, auditor, id, { outcome: 'fine', text }), {
      code: 'oversight.unknown-outcome',
    });
    const absent = '00000000-0000-4000-8000-000000000000';
    await assert.rejects(answerQuestion(t.oversight, auditor, absent, { outcome: 'lawful', text }), {
      code: 'oversight.no-such-question',
    });
    await assert.rejects(getQuestion(t.oversight, auditor, absent), { code: 'oversight.no-such-question' });
    await assert.rejects(answerQuestion(t.oversight, me, id, { outcome: 'lawful', text }), {
      code: 'oversight.auditors-only',
    });
    await assert.rejects(getQuestion(t.oversight, me, id), { code: 'oversight.auditors-only' });
  });

  test('is one of so many at once', async () => {
    const oversight = {
      ...t.oversight,
      settings: { ...t.oversight.settings, question: { ...t.oversight.settings.question, mostOpen: 1 } },
    };
    const { me } = await asked();
    const seq = await t.access([me]);
    await assert.rejects(askQuestion(oversight, me, { seq, text: words }), {
      code: 'oversight.too-many-questions',
    });
  });

  test('lists go on after a cursor, without gap or repeat', async () => {
    const me = aCitizen();
    for (let times = 0; times < 3; times++) await asked(me);
    const found: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await listOwnQuestions(t.oversight, me, { limit: 1, ...(cursor ? { cursor } : {}) });
      found.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    assert.equal(new Set(found).size, 3);
  });
});

describe('oversight.yaml', () => {
  test('as shipped is sound and says that its days are a draft', () => {
    assert.equal(parseOversightSettings(shippedOversight()).status, 'draft');
  });

  test('with an unknown key, or an outcome that stands twice, is refused by name', () => {
    const tree = structuredClone(shippedOversight()) as { question: { outcomes: unknown[] }; extra?: number };
    tree.question.outcomes.push({ code: 'lawful', zh: '又', en: 'again' });
    assert.throws(() => parseOversightSettings(tree), {
      code: 'oversight.settings-invalid',
      message: /lawful/,
    });
    const more = { ...(shippedOversight() as object), extra: 1 };
    assert.throws(() => parseOversightSettings(more), { code: 'oversight.settings-invalid' });
  });
});
