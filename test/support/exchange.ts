/** Four fictional agencies, their keys from published seeds, and what they send one another: for tests and for docs/exchange/vectors. */
import { createECDH, createPrivateKey, hash } from 'node:crypto';
import { nodeCrypto, suiteSigner } from '#infrastructure/signatures/index.ts';
import type { SuiteSigner } from '#infrastructure/signatures/index.ts';
import {
  applyAct,
  digestOf,
  digestOfBytes,
  formats,
  keyringOf,
  noteOf,
  readMessage,
  rootOf,
  termsDigest,
  textOf,
} from '#standards/exchange/index.ts';
import type {
  AgreementAct,
  Directory,
  DirectoryAct,
  Governors,
  HeldDirectory,
  Judging,
  Member,
  MemberKeyRecord,
  RequestMessage,
  Signed,
  Terms,
  Verifying,
} from '#standards/exchange/index.ts';
import { leafHashOf, toBase64Url } from '#standards/ledger/index.ts';
import { signatureSuites } from '#standards/signatures/index.ts';
import type { SignatureSuite } from '#standards/signatures/index.ts';

export const at = new Date('2026-11-28T06:00:00.000Z');

/** A secret that anybody can compute again: the hash of what the key is called. Never for anything but tests. */
export function seededSecret(suite: SignatureSuite, seed: string): Buffer {
  return hash('sha256', `minqiao exchange test key: ${suite} ${seed}`, 'buffer');
}

function seededPem(suite: SignatureSuite, seed: string): string {
  const secret = seededSecret(suite, seed);
  const pkcs8 = (der: Buffer) =>
    createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }).export({ format: 'pem', type: 'pkcs8' }).toString();
  if (suite === 'ed25519') return pkcs8(Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), secret]));
  const ecdh = createECDH(suite === 'sm2' ? 'SM2' : 'prime256v1');
  ecdh.setPrivateKey(secret);
  const curve = suite === 'sm2' ? '301306072a8648ce3d020106082a811ccf5501822d' : '301306072a8648ce3d020106082a8648ce3d030107';
  const head = Buffer.from(`308187020100${curve}046d306b0201010420`, 'hex');
  return pkcs8(Buffer.concat([head, secret, Buffer.from('a144034200', 'hex'), ecdh.getPublicKey()]));
} // prettier-ignore

export function seededSigner(suite: SignatureSuite, name: string, seed = name): SuiteSigner {
  return suiteSigner(seededPem(suite, seed), name);
}

/** Whom the tests know: code, suite of its message key. 690300000000 is not in the directory. */
export const codes = {
  ministry: '690000000000',
  city: '690100000000',
  coast: '690200000000',
  procuratorate: '11690000PDY000095U',
  stranger: '690300000000',
} as const;
export type Agency = keyof typeof codes;

const suiteOf: Readonly<Record<Agency, SignatureSuite>> = {
  ministry: 'p-256',
  city: 'ed25519',
  coast: 'sm2',
  procuratorate: 'p-256',
  stranger: 'p-256',
};

export const signers = Object.fromEntries(
  Object.entries(codes).map(([name, code]) => [name, seededSigner(suiteOf[name as Agency], code)]),
) as Readonly<Record<Agency, SuiteSigner>>;

const titles: Readonly<Record<Agency, readonly [string, string]>> = {
  ministry: ['演示部', 'Demo Ministry'],
  city: ['示例市公安局', 'Demo City Public Security Bureau'],
  coast: ['演示海岸市公安局', 'Demo Coast Public Security Bureau'],
  procuratorate: ['演示人民检察院', 'Demo Procuratorate'],
  stranger: ['未加入的机关', 'An agency that has not joined'],
};

export const contact = { office: { zh: '值班室', en: 'Duty room' }, phone: '0000-0000000' };

export function keyRecord(signer: SuiteSigner, more: Partial<MemberKeyRecord> = {}): MemberKeyRecord {
  const times = { from: '2026-01-01T00:00:00.000Z', until: '2028-01-01T00:00:00.000Z', revoked: null };
  return { role: 'message', key: signer.key, ...times, ...more };
}

export function memberOf(agency: Agency, more: Partial<Member> = {}): Member {
  const [zh, en] = titles[agency];
  const host = codes[agency].toLowerCase();
  return {
    code: codes[agency],
    name: { zh, en },
    keys: [keyRecord(signers[agency])],
    endpoints: [{ kind: 'exchange', url: `https://${host}.example:8443/exchange` }],
    contact,
    ...more,
  };
}

/** Three governors, of whom two must sign. */
export const governorSigners: readonly [SuiteSigner, SuiteSigner, SuiteSigner] = [
  seededSigner('p-256', '690000000000/governor'),
  seededSigner('ed25519', '690100000000/governor'),
  seededSigner('p-256', '690200000000/governor'),
];
export const governors: Governors = {
  quorum: 2,
  list: governorSigners.map(({ key }, number) => ({
    organisation: ['690000000000', '690100000000', '690200000000'][number] ?? '',
    name: { zh: `治理机关${number + 1}`, en: `Governor ${number + 1}` },
    key,
  })),
};

export function signedNote(content: object, by: readonly SuiteSigner[]): string {
  const text = textOf(content);
  return noteOf(text, by.map((signer) => signer.sign(text)));
} // prettier-ignore

export const directoryName = 'minqiao.demo/directory';

export interface DirectoryStep {
  readonly act: DirectoryAct['act'];
  readonly at?: string;
  /** Beside two governors: whoever brings a new message key. */
  readonly also?: readonly SuiteSigner[];
  readonly by?: readonly SuiteSigner[];
}

/** Acts one after another, signed, and the directory that they make. */
export function makeDirectory(
  steps: readonly DirectoryStep[],
  more: Partial<Directory> = {},
  by = governorSigners.slice(0, 2),
): { readonly acts: readonly string[]; readonly directory: string; readonly held: HeldDirectory; readonly first: string } {
  let state: Parameters<typeof applyAct>[0] = null;
  let head: string | null = null;
  let first = '';
  const acts: string[] = [];
  const leaves: string[] = [];
  for (const [index, step] of steps.entries()) {
    const content: DirectoryAct = {
      format: formats.act,
      directory: directoryName,
      number: index + 1,
      previous: head,
      at: step.at ?? '2026-11-01T00:00:00.000Z',
      act: step.act,
    };
    const applied = applyAct(state, content, nodeCrypto);
    if ('why' in applied) throw new Error(applied.why.en);
    ({ state } = applied);
    acts.push(signedNote(content, [...(step.by ?? governorSigners.slice(0, 2)), ...(step.also ?? [])]));
    head = digestOf(textOf(content), 'p-256', nodeCrypto);
    if (index === 0) first = head;
    leaves.push(toBase64Url(leafHashOf(nodeCrypto.sha256, textOf(content))));
  }
  if (state === null || head === null) throw new Error('no act');
  const directory: Directory = {
    format: formats.directory,
    name: directoryName,
    version: steps.length,
    head,
    root: rootOf(leaves, nodeCrypto),
    issued: '2026-11-20T00:00:00.000Z',
    expires: '2026-12-20T00:00:00.000Z',
    governors: state.governors,
    members: state.members,
    ...more,
  };
  return { acts, directory: signedNote(directory, by), held: { directory, text: textOf(directory), leaves }, first };
} // prettier-ignore

const joined = ['city', 'coast', 'procuratorate'] as const;

/** The founding by the ministry, and three who joined. */
export const steps: readonly DirectoryStep[] = [
  { act: { kind: 'found', governors, members: [memberOf('ministry')] }, also: [signers.ministry] },
  ...joined.map((agency) => ({
    act: { kind: 'join' as const, member: memberOf(agency) },
    also: [signers[agency]],
  })),
];
export const network = makeDirectory(steps);
export const keyring = keyringOf(network.held, nodeCrypto);

export const judging: Judging = { at, suites: signatureSuites, crypto: nodeCrypto };

export function verifyingAs(agency: Agency, more: Partial<Verifying> = {}): Verifying {
  return { ...judging, audience: codes[agency], keyring, ...more };
}

export const body = Buffer.from('{"citizenNumber":"690101199003070014"}');

export function requestOf(
  more: Partial<RequestMessage> = {},
  suite: SignatureSuite = 'p-256',
): RequestMessage {
  return {
    format: formats.message,
    kind: 'request',
    id: '0190a3c8-7b1e-7c3a-9d7e-000000000001',
    sender: codes.ministry,
    audience: codes.city,
    agreement: { id: 'AG2026000001P', version: 1 },
    resource: { name: 'driving-licence', version: '1.0.0' },
    mode: 'query',
    fields: ['classes', 'status'],
    officer: { reference: 'AAECAwQFBgcICQoLDA0ODw', role: 'verifier', level: '3', branch: 'traffic' },
    purpose: { kind: 'case', reference: 'A6901010000002026110001' },
    issued: '2026-11-28T06:00:00.000Z',
    expires: '2026-11-28T06:02:00.000Z',
    body: { digest: digestOfBytes(body, suite, nodeCrypto), size: body.length, type: 'application/json' },
    ...more,
  };
}

/** A request as its asker holds it. */
export function sent(note: string): Signed<RequestMessage> {
  const read = readMessage(note);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.signed as Signed<RequestMessage>;
}

export function answerTo(request: RequestMessage, suite: SignatureSuite, more: object = {}): object {
  return {
    format: formats.message,
    kind: 'answer',
    id: '0190a3c8-7b1e-7c3a-9d7e-000000000002',
    sender: request.audience,
    audience: request.sender,
    agreement: request.agreement,
    answers: { id: request.id, digest: digestOf(textOf(request), suite, nodeCrypto) },
    issued: '2026-11-28T06:00:00.200Z',
    expires: '2026-11-28T06:02:00.200Z',
    body: { digest: digestOfBytes(body, suite, nodeCrypto), size: body.length, type: 'application/json' },
    ...more,
  };
}

export const terms: Terms = {
  provider: codes.city,
  consumer: codes.ministry,
  resource: { name: 'driving-licence', version: '1.0.0' },
  fields: ['classes', 'status', 'validTo'],
  rows: [{ field: 'status', operator: 'in', values: ['A', 'B'] }],
  modes: ['query', 'subscribe'],
  purposes: ['case', 'verification'],
  basis: ['decree-809#17'],
  officers: [{ role: 'verifier', level: null, branch: 'traffic' }],
  budgets: { perSecond: 20, perDay: 10_000, subjectsPerDay: 2_000 },
  retentionDays: 30,
  eraseDays: 10,
  onward: [],
  from: '2026-11-01T00:00:00.000Z',
  until: '2027-11-01T00:00:00.000Z',
  contacts: { provider: contact, consumer: contact },
};

/** Acts of an agreement one after another, each signed by the side that it names; the last can be altered. */
export function makeAgreement(
  acts: readonly { readonly by: Agency; readonly act: AgreementAct['act']; readonly at?: string }[],
): readonly string[] {
  let previous: string | null = null;
  return acts.map(({ by, act, at: when = '2026-11-02T00:00:00.000Z' }, index) => {
    const content: AgreementAct = {
      format: formats.agreement,
      agreement: 'AG2026000001P',
      number: index + 1,
      previous,
      at: when,
      by: codes[by],
      act,
    };
    previous = digestOf(textOf(content), 'p-256', nodeCrypto);
    return signedNote(content, [signers[by]]);
  });
}

export const digestOfTerms = (wording: Terms): string => termsDigest(wording, judging);

/** Signed by both sides, and begun. */
export const begun = [
  { by: 'ministry', act: { kind: 'propose', terms } },
  { by: 'city', act: { kind: 'sign', terms: digestOfTerms(terms) } },
  { by: 'city', act: { kind: 'activate' } },
] as const;
