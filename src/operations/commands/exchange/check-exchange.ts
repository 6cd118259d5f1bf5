import { nodeCrypto } from '#infrastructure/signatures/index.ts';
import {
  acceptDirectory,
  followAgreement,
  formats,
  keyIdText,
  keyringOf,
  readAgreementAct,
  readDirectory,
  readMessage,
  standingOf,
  verifyAnswer,
  verifyRequest,
} from '#standards/exchange/index.ts';
import type {
  Agreement,
  HeldDirectory,
  Keyring,
  Problem,
  RequestMessage,
  Signed,
  Verifying,
} from '#standards/exchange/index.ts';
import { signatureSuites } from '#standards/signatures/index.ts';
import { fault } from '../errors.ts';
import { readText } from '../packs/bundle-files.ts';

export interface CheckOrder {
  readonly file: string;
  readonly at: Date;
  /** Whence keys come, by another way than what is checked. */
  readonly directory?: string;
  /** Acts that follow, in order, one file each. */
  readonly acts?: readonly string[];
  /** The hash of the directory's first act. */
  readonly anchor?: string;
  /** The request that was answered. */
  readonly request?: string;
  /** Who reads a message; its audience where it isn't said. */
  readonly as?: string;
}

/** What speaks against it; and, when nothing does, what it is, in both languages. */
export interface CheckResult {
  readonly problems: readonly Problem[];
  readonly zh: string;
  readonly en: string;
}

const refused = (problems: readonly Problem[]): CheckResult => ({ problems, zh: '', en: '' });

/**
 * Judges a message, a directory or the acts of an agreement, without a node and as of any time.
 * @throws Fault commands.usage, commands.unreadable-file
 */
export async function checkExchange(order: CheckOrder): Promise<CheckResult> {
  const input = readText(order.file);
  const format = /"format":"([^"]{1,40})"/.exec(input)?.[1];
  if (format === formats.directory) return checkDirectory(input, order);
  if (format === formats.agreement) return checkAgreement(input, order);
  return checkMessage(input, order);
}

function judging({ at }: CheckOrder): Pick<Verifying, 'at' | 'suites' | 'crypto'> {
  return { at, suites: signatureSuites, crypto: nodeCrypto };
}

async function checkDirectory(input: string, order: CheckOrder): Promise<CheckResult> {
  const read = readDirectory(input);
  if (!read.ok) return refused(read.problems);
  if (order.anchor === undefined)
    throw fault('usage', { reason: '--anchor says which network it must be · 用 --anchor 指明信任锚' });
  const known = { name: read.signed.content.name, first: order.anchor };
  const offered = { directory: input, acts: (order.acts ?? []).map(readText) };
  const accepted = await acceptDirectory(known, offered, judging(order));
  if (!accepted.ok) return refused(accepted.problems);
  const { name, version, members, expires } = accepted.held.directory;
  return {
    problems: [],
    zh: `成立：名录 ${name} 第 ${version} 版，成员 ${members.length} 个，有效至 ${expires}`,
    en: `sound: directory ${name}, version ${version}, ${members.length} members, until ${expires}`,
  };
}

async function checkMessage(input: string, order: CheckOrder): Promise<CheckResult> {
  const read = readMessage(input);
  if (!read.ok) return refused(read.problems);
  const { kind, id, sender, audience, agreement } = read.signed.content;
  const verifying = { ...judging(order), audience: order.as ?? audience, keyring: keyringFrom(order) };
  const verification =
    kind === 'request'
      ? await verifyRequest(input, verifying)
      : await verifyAnswer(input, requestFrom(order), verifying);
  if (!verification.ok) return refused(verification.problems);
  const { suite, keyId } = verification.verified.key;
  const key = `${suite} ${keyIdText(keyId)}`;
  const cited = `${agreement.id} ${agreement.version}`;
  return {
    problems: [],
    zh: `成立：${titles[kind]} ${id}，${sender} 发给 ${audience}，依协议 ${cited}，密钥 ${key}`,
    en: `sound: ${kind} ${id}, from ${sender} to ${audience}, under agreement ${cited}, key ${key}`,
  };
}

const titles = { request: '请求', answer: '答复', refusal: '拒绝' } as const;

async function checkAgreement(first: string, order: CheckOrder): Promise<CheckResult> {
  const keyring = keyringFrom(order);
  let agreement: Agreement | null = null;
  for (const input of [first, ...(order.acts ?? []).map(readText)]) {
    const read = readAgreementAct(input);
    if (!read.ok) return refused(read.problems);
    // Each is judged as of when it says it was made: when it was received, only a node knows.
    const at = new Date(Math.min(Date.parse(read.signed.content.at), order.at.getTime()));
    const followed = await followAgreement(agreement, input, keyring, { ...judging(order), at });
    if (!followed.ok) return refused(followed.problems);
    ({ agreement } = followed);
  }
  const { id, inForce, number } = agreement ?? { id: '', inForce: null, number: 0 };
  const standing = agreement === null ? '' : standingOf(agreement);
  return {
    problems: [],
    zh: `成立：协议 ${id}，${number} 项行为，状态 ${standing}，现行第 ${inForce?.version ?? '–'} 版`,
    en: `sound: agreement ${id}, ${number} acts, ${standing}, version ${inForce?.version ?? '–'} in force`,
  };
}

/** The keys of the directory that was given; that it is the right one is said by who gives it. */
function keyringFrom({ directory: file }: CheckOrder): Keyring {
  if (file === undefined) throw fault('usage', { reason: '--directory says whence keys come · 用 --directory 指明名录' });
  const read = readDirectory(readText(file));
  if (!read.ok) throw fault('usage', { reason: `${file}: ${read.problems[0]?.en ?? ''}` });
  const held: HeldDirectory = { directory: read.signed.content, text: read.signed.text, leaves: [] };
  return keyringOf(held, nodeCrypto);
} // prettier-ignore

function requestFrom({ request: file }: CheckOrder): Signed<RequestMessage> {
  if (file === undefined) throw fault('usage', { reason: '--request is what was answered · 用 --request 指明所答的请求' });
  const read = readMessage(readText(file));
  if (!read.ok || read.signed.content.kind !== 'request') throw fault('usage', { reason: `${file}: no request` });
  return read.signed as Signed<RequestMessage>;
} // prettier-ignore
