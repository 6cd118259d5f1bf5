import { toBase64Url } from '../ledger/index.ts';
import type { SignatureSuite, SuiteCrypto } from '../signatures/index.ts';
import { hashOf, isProblem, messageKey, signatureProblem } from './keyring.ts';
import type { Judging, Keyring, MemberKey } from './keyring.ts';
import { isRequest, messageLimits, readMessage } from './message.ts';
import type { AnswerMessage, Body, Message, RequestMessage } from './message.ts';
import { problem } from './problems.ts';
import type { Problem } from './problems.ts';
import { refuse } from './read-signed.ts';
import type { Refused, Signed } from './read-signed.ts';

const { clockToleranceMs, lifetimeMs } = messageLimits;

/** Who verifies, when, with which keys. */
export interface Verifying extends Judging {
  /** The organisation code of whoever verifies. */
  readonly audience: string;
  readonly keyring: Keyring;
}

/** A message of which it is certain who wrote it, for whom, and that it is in time. */
export interface Verified<Content> extends Signed<Content> {
  readonly key: MemberKey;
}

export type Verification<Content> = { readonly ok: true; readonly verified: Verified<Content> } | Refused;

/**
 * Judges a request as of `at`: form, audience, time, key, and last, because it costs most, the signature. That an id comes for the
 * first time is for whoever keeps ids: each must be remembered until `expires`. Never throws.
 */
export async function verifyRequest(
  input: string,
  verifying: Verifying,
): Promise<Verification<RequestMessage>> {
  const read = readMessage(input);
  if (!read.ok) return read;
  if (!isRequest(read.signed)) return refuse(problem('wrong-kind', '/kind', { zh: '请求', en: 'a request' }));
  return verify(read.signed, verifying, []);
}

/** Judges an answer, or a refusal, to a request that was sent: it must be from whom was asked, and about that very text. */
export async function verifyAnswer(
  input: string,
  request: Signed<RequestMessage>,
  verifying: Verifying,
): Promise<Verification<AnswerMessage>> {
  const read = readMessage(input);
  if (!read.ok) return read;
  const { signed } = read;
  if (isRequest(signed)) return refuse(problem('wrong-kind', '/kind', { zh: '答复', en: 'an answer' }));
  return verify(signed as Signed<AnswerMessage>, verifying, bindingProblems(signed.content as AnswerMessage, request), request);
} // prettier-ignore

async function verify<Content extends Message>(
  signed: Signed<Content>,
  verifying: Verifying,
  binding: readonly Problem[],
  request?: Signed<RequestMessage>,
): Promise<Verification<Content>> {
  const { content, text, signatures } = signed;
  const cheap = [...binding, ...addressProblems(content, verifying), ...timeProblems(content, verifying.at)];
  const [signature, ...others] = signatures;
  if (signature === undefined || others.length > 0)
    return refuse(...cheap, problem('one-signature', '1', { value: signatures.length }));
  if (signature.name !== content.sender)
    return refuse(...cheap, problem('other-signer', '/sender', { value: signature.name, want: content.sender }));
  const key = messageKey(verifying.keyring, content.sender, signature, verifying);
  if (isProblem(key)) return refuse(...cheap, key);
  if (request !== undefined && binding.length === 0 && 'answers' in content) {
    if (content.answers.digest !== digestOf(request.text, key.suite, verifying.crypto))
      return refuse(...cheap, problem('other-request', '/answers/digest'));
  }
  if (cheap.length > 0) return refuse(...cheap);
  const wrong = await signatureProblem(key, text, signature, verifying);
  return wrong === undefined ? { ok: true, verified: { ...signed, key } } : refuse(wrong);
} // prettier-ignore

function addressProblems({ sender, audience }: Message, verifying: Verifying): Problem[] {
  const problems: Problem[] = [];
  if (audience !== verifying.audience)
    problems.push(problem('wrong-audience', '/audience', { value: audience, want: verifying.audience }));
  if (sender === audience) problems.push(problem('to-itself', '/audience'));
  return problems;
}

/** Tolerance is for clocks that go ahead; to what has expired here nobody gives more time. */
function timeProblems({ issued, expires }: Message, at: Date): Problem[] {
  const [from, until] = [Date.parse(issued), Date.parse(expires)];
  const problems: Problem[] = [];
  if (until <= from || until - from > lifetimeMs)
    problems.push(problem('bad-lifetime', '/expires', { limit: lifetimeMs / 1000 }));
  if (from > at.getTime() + clockToleranceMs)
    problems.push(problem('from-the-future', '/issued', { from: issued, limit: clockToleranceMs / 1000 }));
  if (at.getTime() >= until) problems.push(problem('expired', '/expires', { until: expires }));
  return problems;
}

/** What an answer says of its request. Its digest is compared where the key, and so the hash, is known. */
function bindingProblems(answer: AnswerMessage, { content }: Signed<RequestMessage>): Problem[] {
  const isBound =
    answer.answers.id === content.id &&
    answer.sender === content.audience &&
    answer.audience === content.sender &&
    answer.agreement.id === content.agreement.id &&
    answer.agreement.version === content.agreement.version;
  return isBound ? [] : [problem('other-request', '/answers')];
}

/** The hash of a text by a suite, base64url: what an answer says of its request. */
export function digestOf(text: string, suite: SignatureSuite, crypto: SuiteCrypto): string {
  return digestOfBytes(new TextEncoder().encode(text), suite, crypto);
}

/** The hash of a body by the suite of the key that signs its message, base64url. */
export function digestOfBytes(bytes: Uint8Array, suite: SignatureSuite, crypto: SuiteCrypto): string {
  return toBase64Url(hashOf(suite, crypto)(bytes));
}

/** Whether what arrived is the body that a verified message states; null where none arrived. */
export function bodyProblems(stated: Body | null, arrived: Body | null): Problem[] {
  const isSame =
    stated?.digest === arrived?.digest && stated?.size === arrived?.size && stated?.type === arrived?.type;
  return isSame ? [] : [problem('wrong-body', '/body')];
}
