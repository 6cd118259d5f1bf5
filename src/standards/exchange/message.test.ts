import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { nodeCrypto } from '#infrastructure/signatures/index.ts';
import {
  answerTo,
  at,
  body,
  codes,
  keyring,
  requestOf,
  seededSigner,
  sent,
  signedNote,
  signers,
  verifyingAs,
} from '../../../test/support/exchange.ts';
import type { Agency } from '../../../test/support/exchange.ts';
import {
  bodyProblems,
  digestOfBytes,
  noteOf,
  problems,
  readAct,
  readAgreementAct,
  readDirectory,
  readMessage,
  refusalOfProblem,
  textOf,
  verifyAnswer,
  verifyRequest,
} from './index.ts';
import type { ProblemCode, RequestMessage, Verifying } from './index.ts';

const after = (ms: number): Date => new Date(at.getTime() + ms);
const note = (more: Partial<RequestMessage> = {}, by: Agency = 'ministry'): string =>
  signedNote(requestOf(more), [signers[by]]);

async function codesOf(input: string, more: Partial<Verifying> = {}): Promise<readonly string[]> {
  const result = await verifyRequest(input, verifyingAs('city', more));
  return result.ok ? [] : result.problems.map(({ code }) => code);
}

/** Who asks whom, so that each suite signs once as asker and once as owner. */
const pairs: readonly (readonly [Agency, Agency])[] = [
  ['ministry', 'city'],
  ['city', 'coast'],
  ['coast', 'procuratorate'],
];
for (const [asker, owner] of pairs)
  test(`a request of ${signers[asker].suite} and its answer by ${signers[owner].suite} verify, bound to one another`, async () => {
    const content = requestOf({ sender: codes[asker], audience: codes[owner] }, signers[asker].suite);
    const request = signedNote(content, [signers[asker]]);
    const read = await verifyRequest(request, verifyingAs(owner));
    assert.ok(read.ok, JSON.stringify(read));
    assert.equal(read.verified.key.suite, signers[asker].suite);
    const digest = digestOfBytes(body, read.verified.key.suite, nodeCrypto);
    assert.deepEqual(bodyProblems(read.verified.content.body, { digest, size: body.length, type: 'application/json' }), []);
    assert.equal(bodyProblems(read.verified.content.body, { digest, size: body.length + 1, type: 'application/json' })[0]?.code, 'wrong-body');
    assert.equal(bodyProblems(read.verified.content.body, null)[0]?.code, 'wrong-body');
    const answer = signedNote(answerTo(content, signers[owner].suite), [signers[owner]]);
    assert.ok((await verifyAnswer(answer, sent(request), verifyingAs(asker))).ok);
    const other = signedNote({ ...content, id: '0190a3c8-7b1e-7c3a-9d7e-000000000009' }, [signers[asker]]);
    const swapped = await verifyAnswer(answer, sent(other), verifyingAs(asker));
    assert.ok(!swapped.ok && swapped.problems[0]?.code === 'other-request');
    const twin = signedNote({ ...content, fields: ['classes'] }, [signers[asker]]); // the same id, another question
    const bound = await verifyAnswer(answer, sent(twin), verifyingAs(asker));
    assert.ok(!bound.ok && bound.problems[0]?.code === 'other-request', 'bound to the text, not to the id alone');
  }); // prettier-ignore

test('a refusal is an answer: signed, bound, and it says which party, why, and what to do', async () => {
  const [wrong] = await verifyRequest(note({ audience: codes.coast }), verifyingAs('city')).then((result) =>
    result.ok ? [] : result.problems,
  );
  assert.ok(wrong);
  const content = requestOf();
  const { body: _, ...rest } = answerTo(content, 'ed25519') as { body: unknown };
  const refusal = { ...rest, kind: 'refusal', refusal: refusalOfProblem(wrong, codes.ministry) };
  const result = await verifyAnswer(
    signedNote(refusal, [signers.city]),
    sent(note()),
    verifyingAs('ministry'),
  );
  assert.ok(result.ok, JSON.stringify(result));
  const { content: read } = result.verified;
  assert.ok(read.kind === 'refusal');
  assert.equal(read.refusal.party, codes.ministry);
  assert.match(read.refusal.remedy.zh, /收件方/);
});

test('every reason for a refusal of a request is met, in both languages', async () => {
  const rotated = keyring.keysOf(codes.ministry)?.[0];
  assert.ok(rotated);
  const ring = (more: object) => ({
    keyring: { expires: keyring.expires, keysOf: () => [{ ...rotated, ...more }] },
  });
  const good = note();
  const cases: readonly (readonly [ProblemCode, string, Partial<Verifying>?])[] = [
    ['too-large', good.padEnd(20_000, 'x')],
    ['not-a-note', good.slice(0, -1)],
    ['not-json', noteOf('{"a":\n', [signers.ministry.sign('{"a":\n')])],
    ['not-json', noteOf('[]\n', [signers.ministry.sign('[]\n')])],
    ['unknown-format', signedNote({ ...requestOf(), format: 'minqiao-message/2' }, [signers.ministry])],
    ['bad-shape', signedNote({ ...requestOf(), extra: 1 }, [signers.ministry])],
    ['bad-shape', note({ issued: '2026-02-30T06:00:00.000Z' })],
    ['not-canonical', good.replace('{"agreement"', '{ "agreement"')],
    ['not-canonical', good.replace('{"agreement"', '{"agreement":null,"agreement"')],
    ['one-signature', signedNote(requestOf(), [signers.ministry, signers.city])],
    ['other-signer', note({}, 'city')],
    ['unknown-member', note({ sender: codes.stranger }, 'stranger')],
    ['unknown-key', signedNote(requestOf(), [seededSigner('p-256', codes.ministry, 'another')])],
    ['key-not-valid', good, ring({ until: at })],
    ['key-not-valid', good, ring({ from: after(1) })],
    ['key-revoked', good, ring({ revoked: at })],
    ['suite-not-allowed', good, { suites: ['sm2'] }],
    ['wrong-signature', good.replace('"query"', '"verify"')],
    ['expired', good, { at: after(120_000) }],
    ['from-the-future', good, { at: after(-60_001) }],
    ['bad-lifetime', note({ expires: '2026-11-28T06:05:00.001Z' })],
    ['bad-lifetime', note({ expires: '2026-11-28T06:00:00.000Z' })],
    ['wrong-audience', note({ audience: codes.coast })],
    ['to-itself', note({ audience: codes.ministry })],
    ['wrong-kind', signedNote(answerTo(requestOf(), 'p-256'), [signers.city])],
    ['directory-expired', good, { at: keyring.expires }],
  ];
  for (const [code, input, more] of cases)
    assert.ok((await codesOf(input, more)).includes(code), `${code}: ${JSON.stringify(await codesOf(input, more))}`);
  for (const { zh, en, fix } of Object.values(problems)) {
    for (const text of [zh, fix.zh]) assert.match(text, /[\u4e00-\u9fff]/u);
    for (const text of [en, fix.en]) assert.doesNotMatch(text, /[\u4e00-\u9fff]/u);
  }
}); // prettier-ignore

test('the clock: up to a minute ahead is tolerated, after its expiry nothing is', async () => {
  assert.deepEqual(await codesOf(note(), { at: after(-60_000) }), []);
  assert.deepEqual(await codesOf(note(), { at: after(119_999) }), []);
  assert.deepEqual(await codesOf(note(), { at: after(120_000) }), ['expired']);
});

test('a revoked key is unknown from its moment on, and not before', async () => {
  const [key] = keyring.keysOf(codes.ministry) ?? [];
  const ring = {
    expires: keyring.expires,
    keysOf: () => (key === undefined ? [] : [{ ...key, revoked: after(1000) }]),
  };
  assert.deepEqual(await codesOf(note(), { keyring: ring, at: after(999) }), []);
  assert.deepEqual(await codesOf(note(), { keyring: ring, at: after(1000) }), ['key-revoked']);
});

test('a key of another role says nothing in a message', async () => {
  const [key] = keyring.keysOf(codes.ministry) ?? [];
  const ring = {
    expires: keyring.expires,
    keysOf: () => (key ? [{ ...key, role: 'checkpoint' as const }] : []),
  };
  assert.deepEqual(await codesOf(note(), { keyring: ring }), ['unknown-key']);
});

test('no algorithm is chosen by the message: the same bytes under a key of another suite are refused', async () => {
  const text = textOf(requestOf());
  for (const suite of ['ed25519', 'sm2'] as const) {
    const other = seededSigner(suite, codes.ministry);
    const forged = { ...other.sign(text), keyId: signers.ministry.sign(text).keyId };
    const [code] = await codesOf(noteOf(text, [forged]));
    assert.match(code ?? '', /^(?:wrong-signature|signature-spelling)$/); // its second half may lie beyond n/2
  }
});

test('each single character of what is signed counts', async () => {
  const good = note();
  const line = good.slice(0, good.indexOf('\n'));
  await fc.assert(
    fc.asyncProperty(fc.nat(line.length - 1), fc.constantFrom('0', 'a', 'Z', ' ', '"'), async (place, character) => {
      fc.pre(line[place] !== character);
      const altered = line.slice(0, place) + character + line.slice(place + 1) + good.slice(line.length);
      assert.notDeepEqual(await codesOf(altered), []);
    }),
    { numRuns: 150 },
  );
}); // prettier-ignore

test('planted bug: a verifier that took the audience from the message would accept what is for another', async () => {
  const forCoast = note({ audience: codes.coast });
  assert.deepEqual(await codesOf(forCoast), ['wrong-audience']);
  assert.deepEqual(await codesOf(forCoast, { audience: codes.coast }), []);
});

test('planted bug: without the low half of s there would be two notes of one message', async () => {
  const good = note();
  const at64 = good.lastIndexOf(' ') + 1;
  const bytes = Buffer.from(good.slice(at64, -1), 'base64');
  const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const s = BigInt(`0x${bytes.subarray(36).toString('hex')}`);
  Buffer.from((order - s).toString(16).padStart(64, '0'), 'hex').copy(bytes, 36);
  assert.deepEqual(await codesOf(`${good.slice(0, at64)}${bytes.toString('base64')}\n`), [
    'signature-spelling',
  ]);
  const { keyId: _, ...key } = keyring.keysOf(codes.ministry)?.[0] ?? assert.fail();
  const text = Buffer.from(textOf(requestOf()));
  assert.ok(
    nodeCrypto.verify('p-256', key.publicKey, text, bytes.subarray(4)),
    'mathematics would accept it',
  );
});

const readers = { readMessage, readAct, readDirectory, readAgreementAct };
for (const [name, read] of Object.entries(readers))
  test(`${name} meets hostile input and never throws`, () => {
    const hostile = [
      '',
      '\n\n',
      '{}\n\n— x AAAAAAAA\n',
      noteOf('{"__proto__":{"format":"minqiao-message/1"}}\n', [signers.ministry.sign('x')]),
      noteOf(`${'['.repeat(8000)}${']'.repeat(8000)}\n`, [signers.ministry.sign('x')]),
      noteOf(`{"format":${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}}\n`, [signers.ministry.sign('x')]),
      ...[`${'['.repeat(6000)}${']'.repeat(6000)}`, '{"toString":1,"valueOf":1}'].map((value) =>
        noteOf(`{"format":${value}}\n`, [signers.ministry.sign('x')]),
      ),
      signedNote({ ...requestOf(), fields: Array.from({ length: 500 }, (_, index) => `f${index}`) }, [
        signers.ministry,
      ]),
      note().replace('"case"', String.raw`"\ud800"`),
      note().replace('"version":1', '"version":1.0'),
      note().replace('"version":1', '"version":1e0'),
      note().replace('"kind":"request"', '"kind":"toString"'),
      note().replace('"kind":"request"', '"kind":"__proto__"'),
    ];
    for (const input of hostile) assert.equal(read(input).ok, false, input.slice(0, 60));
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (input) => !read(input).ok));
    fc.assert(
      fc.property(fc.json({ maxDepth: 12 }), (json) => {
        const result = read(noteOf(`${json}\n`, [signers.ministry.sign(json)]));
        assert.equal(result.ok, false);
      }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(requestOf())), fc.jsonValue(), (key, value) => {
        const result = read(signedNote({ ...requestOf(), [key]: value }, [signers.ministry]));
        if (result.ok) assert.equal(textOf(result.signed.content), result.signed.text);
      }),
    );
  });
