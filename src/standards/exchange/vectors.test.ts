import assert from 'node:assert/strict';
import { createHash, createPublicKey, verify, ECDH } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Compile } from 'typebox/schema';
import { nodeCrypto } from '#infrastructure/signatures/index.ts';
import { sha256 } from '#verifier/index.ts';
import type { SignatureSuite, SuiteCrypto } from '#standards/signatures/index.ts';
import { schemas, vectors } from '../../../test/support/exchange-vectors.ts';
import type {
  AgreementVector,
  DirectoryVector,
  MessageVector,
} from '../../../test/support/exchange-vectors.ts';
import { sent } from '../../../test/support/exchange.ts';
import {
  acceptDirectory,
  clauses,
  followAgreement,
  judge,
  keyringOf,
  problems,
  readDirectory,
  standingOf,
  verifyAnswer,
  verifyRequest,
} from './index.ts';
import type { Agreement, Directory, HeldDirectory, Judging, RequestMessage, Used } from './index.ts';

const folder = join(import.meta.dirname, '../../../docs/exchange');
const fileOf = (path: string): unknown => JSON.parse(readFileSync(join(folder, path), 'utf8'));

const messages = fileOf('vectors/messages.json') as { directory: string; cases: MessageVector[] };
const directories = fileOf('vectors/directory.json') as {
  anchor: { name: string; first: string };
  suites: SignatureSuite[];
  cases: DirectoryVector[];
};
const agreements = fileOf('vectors/agreement.json') as {
  directory: string;
  at: string;
  cases: AgreementVector[];
  judge: { agreement: string; request: RequestMessage; used: Used; outcome: string }[];
};

const contentOf = (note: string): Directory => {
  const read = readDirectory(note);
  return read.ok ? read.signed.content : assert.fail(note.slice(0, 80));
};
const held = (note: string): HeldDirectory => ({ directory: contentOf(note), text: note, leaves: [] });
const judgingAt = (at: string, suites: readonly SignatureSuite[] = ['p-256', 'ed25519', 'sm2']): Judging => ({
  at: new Date(at),
  suites,
  crypto: nodeCrypto,
});

test('every message of the vectors comes out as they say', async () => {
  for (const { name, note, request, audience, at, suites, outcome, directory } of messages.cases) {
    const keyring = keyringOf(held(directory ?? messages.directory), nodeCrypto);
    const verifying = { ...judgingAt(at, suites), audience, keyring };
    const result =
      request === undefined
        ? await verifyRequest(note, verifying)
        : await verifyAnswer(note, sent(request), verifying);
    assert.deepEqual(result.ok ? [] : result.problems.map(({ code }) => code), outcome, name);
  }
});

test('a browser comes to the same: WebCrypto and the verifier’s own SHA-256 on every vector without SM2', async () => {
  for (const one of messages.cases) {
    if (/— 690200000000 /.test(one.note + (one.request ?? ''))) continue;
    const { name, note, request, audience, at, suites, outcome, directory } = one;
    const keyring = keyringOf(held(directory ?? messages.directory), webCrypto);
    const verifying = { at: new Date(at), suites, crypto: webCrypto, audience, keyring };
    const result = request === undefined ? await verifyRequest(note, verifying) : await verifyAnswer(note, sent(request), verifying);
    assert.deepEqual(result.ok ? [] : result.problems.map(({ code }) => code), outcome, name);
  }
}); // prettier-ignore

/** What a page would bring. It takes the point of P-256 whole, so the second coordinate is computed: y² = x³ − 3x + b (FIPS 186-5). */
const webCrypto: SuiteCrypto = {
  sha256,
  sm3: () => assert.fail('no SM2 here'),
  async verify(suite, publicKey, bytes, signature) {
    const { subtle } = globalThis.crypto;
    const [raw, name] = suite === 'ed25519' ? [publicKey, 'Ed25519'] : [wholePoint(publicKey), 'ECDSA'];
    const algorithm = { name, namedCurve: 'P-256', hash: 'SHA-256' };
    const key = await subtle.importKey('raw', Uint8Array.from(raw), algorithm, false, ['verify']);
    return subtle.verify(algorithm, key, Uint8Array.from(signature), Uint8Array.from(bytes));
  },
};

function wholePoint([sign = 0, ...first]: Uint8Array): Uint8Array {
  const p = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
  const b = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;
  const x = BigInt(`0x${Buffer.from(first).toString('hex')}`);
  let [root, power] = [1n, (x ** 3n - 3n * x + b) % p];
  for (let left = (p + 1n) / 4n; left > 0n; left >>= 1n) {
    if (left & 1n) root = (root * power) % p;
    power = (power * power) % p;
  }
  const y = root % 2n === BigInt(sign) % 2n ? root : p - root;
  return Uint8Array.of(4, ...first, ...Buffer.from(y.toString(16).padStart(64, '0'), 'hex'));
}

test('every directory of the vectors comes out as they say', async () => {
  const accepted = new Map<string, HeldDirectory>();
  for (const { name, held: before, at, directory, acts, outcome } of directories.cases) {
    const known = before === null ? directories.anchor : (accepted.get(before) ?? assert.fail(before));
    const result = await acceptDirectory(known, { directory, acts }, judgingAt(at, directories.suites));
    assert.deepEqual(result.ok ? [] : result.problems.map(({ code }) => code), outcome, name);
    if (result.ok) accepted.set(name, result.held);
  }
});

test('every agreement of the vectors comes out as they say, and every request under it', async () => {
  const keyring = keyringOf(held(agreements.directory), nodeCrypto);
  const made = new Map<string, Agreement>();
  for (const { name, acts, outcome } of agreements.cases) {
    let agreement: Agreement | null = null;
    let last = '';
    for (const act of acts) {
      const followed = await followAgreement(agreement, act, keyring, judgingAt(agreements.at));
      if (followed.ok) agreement = followed.agreement;
      last = followed.ok ? standingOf(followed.agreement) : (followed.problems[0]?.code ?? '');
    }
    assert.equal(last, outcome, name);
    if (agreement !== null) made.set(name, agreement);
  }
  for (const { agreement, request, used, outcome } of agreements.judge) {
    const judgement = judge(made.get(agreement) ?? assert.fail(), request, new Date(agreements.at), used);
    assert.equal(judgement.permitted ? 'permitted' : judgement.clause.code, outcome);
  }
});

test('the program would write the published files again, but for signatures that never come out the same', () => {
  const random = /(— [^ ]+ )[A-Za-z0-9+/=]+(?=\\n)/g;
  for (const [name, content] of Object.entries(vectors()))
    assert.equal(
      JSON.stringify(fileOf(`vectors/${name}.json`)).replace(random, '$1'),
      JSON.stringify(content).replace(random, '$1'),
      `${name}: run node tools/exchange-vectors.ts`,
    );
  const published = schemas();
  assert.deepEqual(readdirSync(join(folder, 'schemas')).toSorted(), Object.keys(published).map((name) => `${name}.json`).toSorted());
  for (const [name, schema] of Object.entries(published))
    assert.deepEqual(fileOf(`schemas/${name}.json`), JSON.parse(JSON.stringify(schema)), name);
}); // prettier-ignore

test('the published schemas pass what holds, and the vectors meet most reasons', () => {
  const checks = { request: Compile(fileOf('schemas/request.json') as object), answer: Compile(fileOf('schemas/answer.json') as object), refusal: Compile(fileOf('schemas/refusal.json') as object) };
  for (const { note, outcome, name } of messages.cases) {
    if (outcome.length > 0) continue;
    const content = JSON.parse(note.split('\n')[0] ?? '') as { kind: keyof typeof checks };
    assert.ok(checks[content.kind].Check(content), name);
  }
  const met = new Set<string>([...messages.cases, ...directories.cases].flatMap(({ outcome }) => outcome));
  const elsewhere = new Set(['wrong-body', 'broken-chain', 'act-refused']);
  for (const code of Object.keys(problems)) assert.ok(met.has(code) || elsewhere.has(code), code);
  const specification = readFileSync(join(folder, 'README.md'), 'utf8');
  for (const code of [...Object.keys(problems), ...Object.keys(clauses)]) assert.ok(specification.includes(`\`${code}\``), `docs/exchange/README.md: ${code}`);
}); // prettier-ignore

// A second verifier, from the specification alone: node:crypto, and a canonical form of its own. No SM2.

test('a second verifier, written from the specification alone, agrees on every P-256 and Ed25519 vector', () => {
  const judged = messages.cases.filter((one) => !/— 690200000000 /.test(one.note + (one.request ?? '')));
  assert.ok(judged.length > 50);
  for (const one of judged)
    assert.equal(holds(one), one.outcome.length === 0, `${one.name}: ${one.outcome.join()}`);
});

test('the second verifier agrees on the directory and the agreements: form, chain, tree, each signature without SM2', () => {
  const [founded] = directories.cases;
  assert.ok(founded);
  const texts = founded.acts.map((act) => `${act.split('\n')[0]}\n`);
  const leaves = texts.map((text) => sha(Buffer.concat([Buffer.of(0), Buffer.from(text)])));
  const directory = JSON.parse(founded.directory.split('\n')[0] ?? '') as Directory;
  assert.equal(directory.root, root(leaves).toString('base64url'));
  assert.equal(directory.head, sha(Buffer.from(texts.at(-1) ?? '')).toString('base64url'));
  assert.equal(directories.anchor.first, sha(Buffer.from(texts[0] ?? '')).toString('base64url'));
  for (const chain of [founded.acts, ...agreements.cases.filter(({ outcome }) => outcome !== 'broken-chain').map(({ acts }) => acts)])
    for (const [index, act] of chain.entries()) {
      const before = chain[index - 1];
      const { previous } = JSON.parse(act.split('\n')[0] ?? '') as { previous: string | null };
      assert.equal(previous, before ? sha(Buffer.from(`${before.split('\n')[0]}\n`)).toString('base64url') : null);
    }
  const lines = new Map<string, string>();
  for (const [line = ''] of JSON.stringify([directories, agreements]).matchAll(/[^"+\\\s]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]{40,}/g))
    lines.set(line.split('+', 2).join('+'), line);
  let checked = 0;
  for (const { name, notes } of [
    ...directories.cases.map(({ name: of, directory: whole, acts }) => ({ name: of, notes: [whole, ...acts] })),
    ...agreements.cases.map(({ name: of, acts }) => ({ name: of, notes: acts })),
  ])
    for (const note of notes) {
      const [text = '', , ...signatures] = note.trimEnd().split('\n');
      assert.equal(canonical(JSON.parse(text)), text);
      for (const signature of signatures) {
        const [, by = '', encoded = ''] = signature.split(' ');
        const bytes = Buffer.from(encoded, 'base64');
        const line = lines.get(`${by}+${bytes.toString('hex', 0, 4)}`) ?? assert.fail(signature);
        const key = keyOf(line, by);
        if (key === undefined) continue; // SM2
        checked += 1;
        assert.equal(verifies(key, Buffer.from(`${text}\n`), bytes.subarray(4)), name !== 'altered act' || note === notes[0], name);
      }
    }
  assert.ok(checked > 80, String(checked));
}); // prettier-ignore

const sha = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

/** RFC 6962 section 2.1. */
function root(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 1) return leaves[0] ?? assert.fail();
  const split = 2 ** (Math.ceil(Math.log2(leaves.length)) - 1);
  return sha(Buffer.concat([Buffer.of(1), root(leaves.slice(0, split)), root(leaves.slice(split))]));
}

test('planted bug: a second verifier that did not compare the canonical form would disagree', () => {
  const spaced = messages.cases.find(({ name }) => name === 'non-canonical bytes: a space');
  assert.ok(spaced && !holds(spaced));
  assert.ok(holds(spaced, false), 'its signature is right: only its form is not');
});

function holds(one: MessageVector, strict = true): boolean {
  const [text = '', empty, line = '', ...rest] = one.note.split('\n');
  const parts = /^— ([^ ]+) ([A-Za-z0-9+/]+={0,2})$/.exec(line);
  if (one.note.length > 16_384 || empty !== '' || rest.join() !== '' || rest.length !== 1 || !parts)
    return false;
  const [, name = '', encoded = ''] = parts;
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.toString('base64') !== encoded || bytes.length !== 68) return false;
  const message = parse(text);
  if (message === undefined || (strict && canonical(message) !== text)) return false;
  if (!isShaped(message) || (message.kind === 'request') !== (one.request === undefined)) return false;
  if (message.audience !== one.audience || message.sender !== name || message.sender === message.audience)
    return false;
  const [issued, expires, at] = [message.issued, message.expires, one.at].map((when) => Date.parse(when));
  if (issued === undefined || expires === undefined || at === undefined) return false;
  if (new Date(issued).toISOString() !== message.issued || expires - issued > 300_000 || expires <= issued)
    return false;
  if (issued > at + 60_000 || at >= expires) return false;
  if (one.request !== undefined && !isBound(message, one.request)) return false;
  const directory = JSON.parse((one.directory ?? messages.directory).split('\n')[0] ?? '') as Directory;
  if (one.at >= directory.expires) return false;
  const records = directory.members.find(({ code }) => code === name)?.keys ?? [];
  const id = bytes.toString('hex', 0, 4);
  const record = records.find((each) => each.role === 'message' && each.key.startsWith(`${name}+${id}+`));
  if (!record || one.at < record.from || one.at >= record.until) return false;
  if (record.revoked !== null && one.at >= record.revoked) return false;
  const key = keyOf(record.key, name);
  if (!key || !one.suites.includes(key.suite)) return false;
  return verifies(key, Buffer.from(`${text}\n`), bytes.subarray(4));
}

interface Parsed {
  readonly kind: string;
  readonly sender: string;
  readonly audience: string;
  readonly issued: string;
  readonly expires: string;
  readonly agreement: unknown;
  readonly answers?: { readonly id: string; readonly digest: string };
}

function parse(text: string): Parsed | undefined {
  try {
    return JSON.parse(text) as Parsed;
  } catch {
    return undefined;
  }
}

/** RFC 8785 for what messages hold: texts, whole numbers, null. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const keys = Object.keys(value).sort(); // by UTF-16 units, as the RFC asks
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical((value as Record<string, unknown>)[key])}`).join(',')}}`;
}

const common = 'agreement,audience,expires,format,id,issued,kind,sender'.split(',');
const more: Readonly<Record<string, string>> = {
  request: 'body,fields,mode,officer,purpose,resource',
  answer: 'answers,body',
  refusal: 'answers,refusal',
};

/** Keys of the message and of its purpose; the schemas say the rest. */
function isShaped(message: Parsed): boolean {
  const expected = [...common, ...(more[message.kind] ?? '').split(',')].toSorted().join();
  const { format, purpose } = message as unknown as Record<string, unknown>;
  const hasPurpose = message.kind !== 'request' || Object.keys(purpose ?? {}).join() === 'kind,reference';
  const texts = Object.values(purpose ?? {}).every((text) => typeof text === 'string');
  const isWhole = Object.keys(message).toSorted().join() === expected;
  return isWhole && format === 'minqiao-message/1' && hasPurpose && texts;
}

function isBound(answer: Parsed, request: string): boolean {
  const [text = ''] = request.split('\n');
  const asked = JSON.parse(text) as Parsed & { readonly id: string };
  const digest = createHash('sha256').update(`${text}\n`).digest('base64url');
  const isAbout = answer.answers?.id === asked.id && answer.answers.digest === digest;
  const isBetween = answer.sender === asked.audience && answer.audience === asked.sender;
  return isAbout && isBetween && canonical(answer.agreement) === canonical(asked.agreement);
}

interface Key {
  readonly suite: SignatureSuite;
  readonly key: KeyObject;
}

function keyOf(line: string, name: string): Key | undefined {
  const [, id = '', encoded = ''] = /^[^+]+\+([0-9a-f]{8})\+(.+)$/.exec(line) ?? [];
  const value = Buffer.from(encoded, 'base64');
  const hashed = createHash('sha256').update(`${name}\n`).update(value).digest('hex').slice(0, 8);
  if (hashed !== id) return undefined;
  if (value[0] === 1) {
    const x = value.subarray(1).toString('base64url');
    return { suite: 'ed25519', key: createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }) }; // prettier-ignore
  }
  const head = Buffer.from('\u{ff}minqiao/p-256\n', 'latin1');
  if (!value.subarray(0, head.length).equals(head)) return undefined;
  const point = ECDH.convertKey(value.subarray(head.length), 'prime256v1', undefined, undefined, 'uncompressed') as Buffer; // prettier-ignore
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'));
  return { suite: 'p-256', key: createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' }, format: 'jwk' }) }; // prettier-ignore
}

function verifies({ suite, key }: Key, text: Buffer, signature: Buffer): boolean {
  if (suite === 'ed25519') return verify(null, text, key, signature); // OpenSSL refuses s beyond the order
  const s = BigInt(`0x${signature.subarray(32).toString('hex')}`);
  const half = 0x7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8n; // half the order of P-256
  return s <= half && verify('sha256', text, { key, dsaEncoding: 'ieee-p1363' }, signature);
}
