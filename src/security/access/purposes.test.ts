import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Actor } from '#security/context/index.ts';
import { openPurposes } from './purposes.ts';
import type { Facts, PurposeKind, PurposeQuestion } from './purposes.ts';

const actor: Actor = {
  kind: 'officer',
  id: 'a',
  name: '某',
  organisation: 'o',
  agency: 'o',
  branch: 'registration',
  roles: [],
};
const holding: Facts = { exists: true, open: true, assigned: true, onDuty: true };

function kindOf(kind: string, holds: PurposeKind['holds']): PurposeKind {
  const words = { zh: kind, en: kind };
  return {
    kind,
    title: words,
    reference: words,
    pattern: /^[A-Z]{2}-[0-9]{4}$/,
    holds,
    listOpen: () => Promise.resolve([]),
  };
}

test('each owner is asked once for a whole group, and each question gets its own answer', async () => {
  const asked: string[] = [];
  const purposes = openPurposes();
  for (const kind of ['visit', 'request']) {
    purposes.register(
      kindOf(kind, async (questions) => {
        asked.push(kind);
        return questions.map(({ reference }) => ({ ...holding, open: reference.endsWith('1') }));
      }),
    );
  }
  const questions = ['VD-0001', 'VD-0002', 'VD-0001'].flatMap((reference) =>
    ['visit', 'request'].map((kind) => ({ kind, reference, actor })),
  );
  const facts = await purposes.facts(questions);
  assert.deepEqual(asked.sort(), ['request', 'visit']);
  facts.forEach((fact, place) => assert.equal(fact.open, questions[place]?.reference.endsWith('1')));
});

test('an unknown kind and a malformed reference do not exist, and no owner is troubled with them', async () => {
  const purposes = openPurposes();
  purposes.register(kindOf('visit', () => Promise.reject(new Error('must not be asked'))));
  await fc.assert(
    fc.asyncProperty(fc.string(), fc.string(), async (kind, reference) => {
      fc.pre(!/^[A-Z]{2}-[0-9]{4}$/.test(reference));
      const [known, unknown] = await purposes.facts([
        { kind: 'visit', reference, actor },
        { kind: `x${kind}`, reference: 'VD-0001', actor },
      ]);
      assert.ok(known?.exists === false && unknown?.exists === false);
    }),
  );
});

test('an owner that fails or answers too few means no access', async () => {
  const failing: PurposeKind['holds'][] = [
    () => Promise.reject(new Error('away')),
    () => Promise.resolve([]),
    (questions: readonly PurposeQuestion[]) =>
      Promise.resolve([...questions, ...questions].map(() => holding)),
  ];
  for (const holds of failing) {
    const purposes = openPurposes();
    purposes.register(kindOf('visit', holds));
    await assert.rejects(purposes.facts([{ kind: 'visit', reference: 'VD-0001', actor }]), {
      code: 'access.purposes-unavailable',
    });
  }
});

test('a kind is registered once', () => {
  const purposes = openPurposes();
  const kind = kindOf('visit', async () => []);
  purposes.register(kind);
  assert.throws(() => purposes.register(kind));
  assert.throws(() => purposes.get('curiosity'), { code: 'access.unknown-purpose-kind' });
});
