/**
 * The content of docs/exchange/schemas and docs/exchange/vectors. Keys and times are fixed, so all texts come out the same; ECDSA
 * and SM2 signatures differ each time, as they must.
 */
import {
  actSchema,
  agreementActSchema,
  answerSchema,
  directorySchema,
  noteOf,
  refusalOfProblem,
  refusalSchema,
  problem,
  requestSchema,
  textOf,
} from '#standards/exchange/index.ts';
import type { ClauseCode, Directory, ProblemCode, RequestMessage } from '#standards/exchange/index.ts';
import { signatureSuites } from '#standards/signatures/index.ts';
import type { SignatureSuite } from '#standards/signatures/index.ts';
import * as world from './exchange.ts';
import type { Agency, DirectoryStep } from './exchange.ts';

const { codes, signers, requestOf, answerTo, signedNote, governorSigners, steps } = world;
const atText = world.at.toISOString();

/** Changes the bytes of the last signature; the first four are the key's identifier. */
function withSignature(note: string, change: (bytes: Buffer) => Uint8Array): string {
  const from = note.lastIndexOf(' ') + 1;
  const bytes = Buffer.from(note.slice(from, -1), 'base64');
  const made = Buffer.concat([bytes.subarray(0, 4), change(bytes.subarray(4))]);
  return `${note.slice(0, from)}${made.toString('base64')}\n`;
}

const numberOf = (bytes: Buffer): bigint => BigInt(`0x${bytes.toString('hex')}`);
const bytesOf = (value: bigint): Buffer => Buffer.from(value.toString(16).padStart(64, '0'), 'hex');
const p256Order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const edwardsOrder = 0x1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3edn;

function derOf(signature: Buffer): Buffer {
  const integer = (bytes: Buffer): Buffer =>
    Buffer.concat([Buffer.of(2, 33, 0), bytes]); // a leading zero is what DER has for a high first bit
  const body = Buffer.concat([integer(signature.subarray(0, 32)), integer(signature.subarray(32))]);
  return Buffer.concat([Buffer.of(0x30, body.length), body]);
} // prettier-ignore

/** The ministry gets a second key for the first, and the city's is revoked. */
const second = world.seededSigner('p-256', codes.ministry, 'the ministry’s second key');
const reference = (line: string): string => line.split('+', 2).join('+');
const rotate: DirectoryStep = {
  act: {
    kind: 'rotate',
    code: codes.ministry,
    add: world.keyRecord(second, { from: '2026-11-28T06:00:00.000Z' }),
    retire: { key: reference(signers.ministry.key), until: '2026-11-28T06:01:00.000Z' },
  },
  also: [second],
};
const revoke: DirectoryStep = { act: { kind: 'revoke', code: codes.city, key: reference(signers.city.key), from: '2026-10-31T00:00:00.000Z', reason: 'key-lost' } }; // prettier-ignore
const changed = world.makeDirectory([...steps, rotate, revoke]);

/** One message with what comes of judging it. */
export interface MessageVector {
  readonly name: string;
  readonly note: string;
  /** For an answer: the request that its reader sent. */
  readonly request?: string;
  readonly audience: string;
  /** Whence keys come, where it isn't the directory above. */
  readonly directory?: string;
  readonly at: string;
  readonly suites: readonly SignatureSuite[];
  /** Empty when it holds. */
  readonly outcome: readonly ProblemCode[];
}

function messageVectors(): readonly MessageVector[] {
  const request = (more: Partial<RequestMessage> = {}, by: Agency = 'ministry') => signedNote(requestOf(more, signers[by].suite), [signers[by]]);
  const good = request();
  const fromCity = request({ sender: codes.city, audience: codes.ministry }, 'city');
  const fromCoast = request({ sender: codes.coast, audience: codes.city }, 'coast');
  const answer = (more: object = {}) => signedNote(answerTo(requestOf(), 'ed25519', more), [signers.city]);
  const { body: _, ...head } = answerTo(requestOf(), 'ed25519') as { body: unknown };
  const refusal = { ...head, kind: 'refusal', refusal: refusalOfProblem(problem('wrong-audience', '/audience', { value: codes.coast, want: codes.city }), codes.ministry) };
  const all: (readonly [string, string, readonly ProblemCode[], Partial<MessageVector>?])[] = [
    ['request, P-256', good, []],
    ['request, Ed25519', fromCity, [], { audience: codes.ministry }],
    ['request, SM2', fromCoast, []],
    ['request of a subscription, without officer', request({ mode: 'subscribe', officer: null, body: null }), []],
    ['answer, Ed25519', answer(), [], { audience: codes.ministry, request: good }],
    ['answer, P-256', signedNote(answerTo(requestOf({ sender: codes.city, audience: codes.ministry }, 'ed25519'), 'p-256'), [signers.ministry]), [], { audience: codes.city, request: fromCity }],
    ['answer, SM2: it hashes the request by SM3', signedNote(answerTo(requestOf({ audience: codes.coast }), 'sm2'), [signers.coast]), [], { audience: codes.ministry, request: request({ audience: codes.coast }) }],
    ['refusal', signedNote(refusal, [signers.city]), [], { audience: codes.ministry, request: good }],
    ['just before expiry', good, [], { at: '2026-11-28T06:01:59.999Z' }],
    ['issued a minute ahead of the reader', good, [], { at: '2026-11-28T05:59:00.000Z' }],
    ['altered field', good.replace('"query"', '"verify"'), ['wrong-signature']],
    ['altered field, Ed25519', fromCity.replace('"query"', '"verify"'), ['wrong-signature'], { audience: codes.ministry }],
    ['altered field, SM2', fromCoast.replace('"query"', '"verify"'), ['wrong-signature']],
    ['swapped answer: another id', answer(), ['other-request'], { audience: codes.ministry, request: request({ id: '0190a3c8-7b1e-7c3a-9d7e-000000000009' }) }],
    ['swapped answer: the same id, another question', answer(), ['other-request'], { audience: codes.ministry, request: request({ fields: ['status'] }) }],
    ['answer by another than was asked', signedNote({ ...answerTo(requestOf(), 'sm2'), sender: codes.coast }, [signers.coast]), ['other-request'], { audience: codes.ministry, request: good }],
    ['an answer where a request is due', answer({ audience: codes.city }), ['wrong-kind']],
    ['expired', good, ['expired'], { at: '2026-11-28T06:02:00.000Z' }],
    ['from the future', good, ['from-the-future'], { at: '2026-11-28T05:58:59.999Z' }],
    ['lives too long', request({ expires: '2026-11-28T06:05:00.001Z' }), ['bad-lifetime']],
    ['wrong audience', request({ audience: codes.coast }), ['wrong-audience']],
    ['unknown member', request({ sender: codes.stranger }, 'stranger'), ['unknown-member']],
    ['a key that is not in the directory', signedNote(requestOf(), [world.seededSigner('p-256', codes.ministry, 'another')]), ['unknown-key']],
    ['a key that is revoked', fromCity, ['key-revoked'], { audience: codes.ministry, directory: changed.directory }],
    ['a key that is not valid yet', signedNote(requestOf(), [second]), ['key-not-valid'], { at: '2026-11-28T05:59:59.999Z', directory: changed.directory }],
    ['two keys that both hold: the new one', signedNote(requestOf(), [second]), [], { directory: changed.directory }],
    ['two keys that both hold: the old one', good, [], { at: '2026-11-28T06:00:59.999Z', directory: changed.directory }],
    ['a key that is valid no more', good, ['key-not-valid'], { at: '2026-11-28T06:01:00.000Z', directory: changed.directory }],
    ['the directory has expired', request({ issued: '2026-12-20T00:00:00.000Z', expires: '2026-12-20T00:01:00.000Z' }), ['directory-expired'], { at: '2026-12-20T00:00:00.000Z' }],
    ['to itself', request({ audience: codes.ministry }), ['to-itself'], { audience: codes.ministry }],
    ['signed by another member', signedNote(requestOf(), [signers.city]), ['other-signer']],
    ['no signature that parses', good.slice(0, good.indexOf('\n') + 2), ['not-a-note']],
    ['two signatures', signedNote(requestOf(), [signers.ministry, signers.city]), ['one-signature']],
    ['a suite that the reader does not accept', good, ['suite-not-allowed'], { suites: ['sm2'] }],
    ['another suite’s signature under the key’s identifier', withSignature(good, () => world.seededSigner('ed25519', codes.ministry).sign(textOf(requestOf())).signature), ['wrong-signature']],
    ['duplicate key, first', good.replace('{"agreement"', '{"agreement":null,"agreement"'), ['not-canonical']],
    ['duplicate key, last', good.replace('}\n\n', ',"sender":"690000000000"}\n\n'), ['not-canonical']],
    ['extra field', signedNote({ ...requestOf(), extra: 1 }, [signers.ministry]), ['bad-shape']],
    ['extra field, nested', signedNote({ ...requestOf(), purpose: { kind: 'case', reference: 'A1', note: '' } }, [signers.ministry]), ['bad-shape']],
    ['missing field', signedNote(Object.fromEntries(Object.entries(requestOf()).filter(([key]) => key !== 'purpose')), [signers.ministry]), ['bad-shape']],
    ['another format', signedNote({ ...requestOf(), format: 'minqiao-message/2' }, [signers.ministry]), ['unknown-format']],
    ['a day that is none', request({ issued: '2026-02-30T06:00:00.000Z' }), ['bad-shape']],
    ['huge', signedNote({ ...requestOf(), extra: 'x'.repeat(20_000) }, [signers.ministry]), ['too-large']],
    ['deep nesting', deep(), ['bad-shape']],
    ['not JSON', signedText('{"format":"minqiao-message/1"\n'), ['not-json']],
    ['non-canonical bytes: a space', signedText(textOf(requestOf()).replace(':', ': ')), ['not-canonical']],
    ['non-canonical bytes: order of keys', signedText(`${JSON.stringify(requestOf())}\n`), ['not-canonical']],
    ['non-canonical bytes: an escape', signedText(textOf(requestOf()).replace('case', String.raw`\u0063ase`)), ['not-canonical']],
    ['non-canonical bytes: 1.0', signedText(textOf(requestOf()).replace('"version":1}', '"version":1.0}')), ['not-canonical']],
    ['non-canonical signature: the higher s', withSignature(good, (bytes) => Buffer.concat([bytes.subarray(0, 32), bytesOf(p256Order - numberOf(bytes.subarray(32)))])), ['signature-spelling']],
    ['non-canonical signature: DER', withSignature(good, derOf), ['signature-spelling']],
    ['non-canonical signature: r = 0', withSignature(good, (bytes) => bytes.fill(0, 0, 32)), ['signature-spelling']],
    ['non-canonical signature: s = 0', withSignature(good, (bytes) => bytes.fill(0, 32)), ['signature-spelling']],
    ['non-canonical signature: a byte more', withSignature(good, (bytes) => Buffer.concat([bytes, Buffer.of(0)])), ['signature-spelling']],
    ['non-canonical signature: Ed25519, s + order', withSignature(fromCity, (bytes) => Buffer.concat([bytes.subarray(0, 32), bytesOf(numberOf(Buffer.from(bytes.subarray(32).toReversed())) + edwardsOrder).toReversed()])), ['signature-spelling'], { audience: codes.ministry }],
    ['non-canonical signature: base64 without padding', `${good.trimEnd().replace(/=*$/, '')}\n`, ['not-a-note']],
  ];
  return all.map(([name, note, outcome, more]) => ({ name, note, audience: codes.city, at: atText, suites: signatureSuites, ...more, outcome }));
} // prettier-ignore

function signedText(text: string): string {
  return noteOf(text, [signers.ministry.sign(text)]);
}

function deep(): string {
  const text = textOf(requestOf()).replace('"case"', `${'['.repeat(3000)}${']'.repeat(3000)}`);
  return signedText(text);
}

/** One directory offered to whoever holds another. */
export interface DirectoryVector {
  readonly name: string;
  /** The name of the vector whose directory is held; null: the anchor alone. */
  readonly held: string | null;
  readonly at: string;
  readonly directory: string;
  readonly acts: readonly string[];
  readonly outcome: readonly ProblemCode[];
}

function directoryVectors(): readonly DirectoryVector[] {
  const leave: DirectoryStep = { act: { kind: 'leave', code: codes.coast, reason: { zh: '机关撤销', en: 'the agency was dissolved' } } };
  const renew: DirectoryStep = { act: { kind: 'renew' } };
  const network = world.network;
  const grown = (more: readonly DirectoryStep[], change: Partial<Directory> = {}, by?: (typeof governorSigners)[number][]) =>
    world.makeDirectory([...steps, ...more], change, by);
  const later = (more: readonly DirectoryStep[], change: Partial<Directory> = {}) => {
    const { acts, directory } = grown(more, change);
    return { directory, acts: acts.slice(steps.length) };
  };
  const forked = world.makeDirectory([...steps.slice(0, 3), renew]);
  const all: (readonly [string, string | null, { readonly directory: string; readonly acts: readonly string[] }, readonly ProblemCode[], string?])[] = [
    ['founded, and three joined', null, network, []],
    ['rotated, revoked, left', 'founded, and three joined', later([rotate, revoke, leave]), []],
    ['rollback', 'rotated, revoked, left', network, ['rollback']],
    ['expired', null, network, ['expired'], '2026-12-20T00:00:00.000Z'],
    ['from the future', null, network, ['from-the-future'], '2026-11-19T23:58:59.999Z'],
    ['version skipped', 'founded, and three joined', { ...later([renew, renew]), acts: later([renew, renew]).acts.slice(1) }, ['version-skipped']],
    ['no acts shown', 'founded, and three joined', { ...later([renew]), acts: [] }, ['version-skipped']],
    ['another act 4: a split view', 'founded, and three joined', forked, ['split-view']],
    ['another founding', null, world.makeDirectory([{ act: { kind: 'found', governors: world.governors, members: [] } }]), ['other-directory']],
    ['one governor of three', 'founded, and three joined', later([{ ...renew, by: [governorSigners[0]] }]), ['quorum-missing']],
    ['one governor, twice', 'founded, and three joined', later([{ ...renew, by: [governorSigners[0], governorSigners[0]] }]), ['quorum-missing']],
    ['statement signed by one', null, grown([], {}, [governorSigners[0]]), ['quorum-missing']],
    ['a member whom no act brought', null, grown([], { members: network.held.directory.members.slice(1) }), ['state-differs']],
    ['another root', null, grown([], { root: network.held.directory.head }), ['state-differs']],
    ['a key that did not sign its own entry', 'founded, and three joined', later([{ act: rotate.act }]), ['not-possessed']],
    ['altered act', 'founded, and three joined', { ...later([renew]), acts: later([renew]).acts.map((act) => act.replace('2026-11-01', '2026-11-02')) }, ['wrong-signature']],
  ];
  return all.map(([name, held, { directory, acts }, outcome, at = atText]) => ({ name, held, at, directory, acts, outcome }));
} // prettier-ignore

/** Acts of an agreement with what they make. */
export interface AgreementVector {
  readonly name: string;
  readonly acts: readonly string[];
  /** Its standing after all acts, or the problem of the last. */
  readonly outcome: string;
}

function agreementVectors(): readonly AgreementVector[] {
  const { begun, makeAgreement, terms } = world;
  const [propose, sign, activate] = begun;
  const reason = { zh: '核查', en: 'to find out' };
  const fewer = { ...terms, fields: ['status'] };
  const counter = { by: 'city', act: { kind: 'counter', terms: fewer } } as const;
  const suspend = { by: 'city', act: { kind: 'suspend', reason } } as const;
  const end = { by: 'ministry', act: { kind: 'end', reason } } as const;
  const cases: readonly (readonly [string, string, Parameters<typeof makeAgreement>[0]])[] = [
    ['proposed', 'proposed', [propose]],
    ['countered', 'countered', [propose, counter]],
    ['signed', 'signed', [propose, sign]],
    ['active', 'active', begun],
    ['suspended', 'suspended', [...begun, suspend]],
    ['resumed', 'active', [...begun, suspend, { by: 'city', act: { kind: 'resume' } }]],
    ['ended', 'ended', [...begun, end]],
    ['signed by who proposed', 'act-refused', [propose, { ...sign, by: 'ministry' }]],
    ['another wording signed', 'act-refused', [propose, counter, { ...sign, by: 'ministry' }]],
    ['activated before it is signed', 'act-refused', [propose, activate]],
    ['resumed by who did not suspend', 'act-refused', [...begun, suspend, { by: 'ministry', act: { kind: 'resume' } }]],
    ['after its end', 'act-refused', [...begun, end, suspend]],
    ['by a stranger to it', 'act-refused', [propose, { by: 'coast', act: { kind: 'withdraw', reason } }]],
  ];
  const made = cases.map(([name, outcome, acts]) => ({ name, acts: makeAgreement(acts), outcome }));
  const [first = '', second = ''] = makeAgreement([propose, sign]);
  const content = JSON.parse(second.split('\n')[0] ?? '') as object;
  return [
    ...made,
    { name: 'signed in another’s name', acts: [first, signedNote(content, [signers.ministry])], outcome: 'other-signer' },
    { name: 'an act left out', acts: [first, makeAgreement(begun)[2] ?? ''], outcome: 'broken-chain' },
  ];
} // prettier-ignore

function judgeVectors(): readonly object[] {
  const officer = requestOf().officer;
  const cases: readonly (readonly [string, ClauseCode | 'permitted', Partial<RequestMessage>, object?])[] = [
    ['active', 'permitted', {}],
    ['active', 'permitted', { mode: 'subscribe', officer: null }],
    ['signed', 'not-in-force', {}],
    ['suspended', 'suspended', {}],
    ['ended', 'not-in-force', {}],
    ['active', 'version', { agreement: { id: requestOf().agreement.id, version: 2 } }],
    ['active', 'parties', { sender: codes.coast }],
    ['active', 'resource', { resource: { name: 'person', version: '1.0.0' } }],
    ['active', 'mode', { mode: 'compare' }],
    ['active', 'fields', { fields: ['status', 'points'] }],
    ['active', 'purpose', { purpose: { kind: 'inspection', reference: 'A1' } }],
    ['active', 'officer', { officer: officer && { ...officer, branch: 'registration' } }],
    ['active', 'officer', { officer: null }],
    ['active', 'budget-second', {}, { inSecond: 20 }],
    ['active', 'budget-day', {}, { inDay: 10_000 }],
    ['active', 'budget-subjects', {}, { subjectsInDay: 2001 }],
  ];
  return cases.map(([agreement, outcome, more, used]) => ({
    agreement,
    request: requestOf(more),
    used: { inSecond: 0, inDay: 0, subjectsInDay: 1, ...used },
    outcome,
  }));
}

/** Ed25519: the seed; P-256 and SM2: the secret number. */
function keyVectors(): readonly object[] {
  return Object.entries(codes).map(([agency, name]) => {
    const { suite, key } = signers[agency as Agency];
    return { name, suite, key, secret: world.seededSecret(suite, name).toString('base64url') };
  });
}

/** Every file of vectors with its content. */
export function vectors(): Readonly<Record<string, unknown>> {
  const anchor = { name: world.directoryName, first: world.network.first };
  return {
    keys: keyVectors(),
    messages: { directory: world.network.directory, cases: messageVectors() },
    directory: { anchor, suites: signatureSuites, cases: directoryVectors() },
    agreement: { directory: world.network.directory, at: atText, cases: agreementVectors(), judge: judgeVectors() },
  };
} // prettier-ignore

const shapes = {
  request: requestSchema,
  answer: answerSchema,
  refusal: refusalSchema,
  'directory-act': actSchema,
  directory: directorySchema,
  'agreement-act': agreementActSchema,
};

/** Every schema by the name of its file: JSON Schema 2020-12, patterns with the flag u. */
export function schemas(): Readonly<Record<string, object>> {
  const $schema = 'https://json-schema.org/draft/2020-12/schema';
  return Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, { $schema, ...shape }]));
}
