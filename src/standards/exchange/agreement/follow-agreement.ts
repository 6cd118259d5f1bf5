import type { Words } from '../../declarations/index.ts';
import { isProblem, messageKey, signatureProblem } from '../keyring.ts';
import type { Judging, Keyring } from '../keyring.ts';
import { messageLimits } from '../message.ts';
import { problem } from '../problems.ts';
import { refuse, textOf } from '../read-signed.ts';
import type { Refused, Signed } from '../read-signed.ts';
import { digestOf } from '../verify-message.ts';
import { readAgreementAct, standingOf } from './agreement.ts';
import type { Agreement, AgreementAct, Terms } from './agreement.ts';

export type Followed = { readonly ok: true; readonly agreement: Agreement } | Refused;

type Act = AgreementAct['act'];
type Made = Pick<Agreement, 'table' | 'inForce' | 'endedBy'>;
type Applied = Made | { readonly why: Words };

const why = (zh: string, en: string): { readonly why: Words } => ({ why: { zh, en } });

/** The chain's own hash, whatever suites the two sides have. */
const suite = 'p-256';

/** The hash by which a wording is signed. */
export function termsDigest(terms: Terms, { crypto }: Pick<Judging, 'crypto'>): string {
  return digestOf(textOf(terms), suite, crypto);
}

/**
 * What one act more makes of an agreement (null: of none), judged as of `at`, when it was received: signed by the side that it
 * names, in order, and allowed to that side in that state. Never throws.
 */
export async function followAgreement(
  before: Agreement | null,
  input: string,
  keyring: Keyring,
  judging: Judging,
): Promise<Followed> {
  const read = readAgreementAct(input);
  if (!read.ok) return read;
  const { content, text } = read.signed;
  const { number: value, agreement: id, at } = content;
  if (value !== (before?.number ?? 0) + 1 || content.previous !== (before?.head ?? null) || (before && id !== before.id))
    return refuse(problem('broken-chain', '/previous', { value }));
  const late = Date.parse(at) > judging.at.getTime() + messageLimits.clockToleranceMs;
  if (late || at < (before?.at ?? ''))
    return refuse(problem('act-refused', '/at', { value, zh: '时刻早于前一项或在将来', en: 'its time is before that of the act before it, or in the future' }));
  const applied = applyAct(before, content, judging);
  if ('why' in applied) return refuse(problem('act-refused', '/act', { value, ...applied.why }));
  const wrong = await signerProblem(read.signed, keyring, judging);
  if (wrong !== undefined) return refuse(wrong);
  const head = digestOf(text, suite, judging.crypto);
  return { ok: true, agreement: { ...applied, id, number: value, head, at } };
} // prettier-ignore

async function signerProblem({ content, text, signatures }: Signed<AgreementAct>, keyring: Keyring, judging: Judging) {
  const [signature, ...others] = signatures;
  if (signature === undefined || others.length > 0) return problem('one-signature', '1', { value: signatures.length });
  if (signature.name !== content.by) return problem('other-signer', '/by', { value: signature.name, want: content.by });
  const key = messageKey(keyring, content.by, signature, judging);
  return isProblem(key) ? key : signatureProblem(key, text, signature, judging);
} // prettier-ignore

/** The state machine. Who signed is asked elsewhere; here, whether `by` may. */
function applyAct(before: Agreement | null, { act, by, at }: AgreementAct, judging: Judging): Applied {
  if (before === null) {
    if (act.kind !== 'propose') return why('协议自提议开始', 'an agreement begins with a proposal');
    const wrong = termsProblem(act.terms, by, at);
    const table = { version: 1, terms: act.terms, by, state: 'proposed' } as const;
    return wrong ?? { table, inForce: null, endedBy: null };
  }
  if (standingOf(before) === 'ended') return why('协议已终止', 'the agreement has ended');
  const sides = sidesOf(before);
  if (!sides.includes(by)) return why('不是协议的一方', 'it is no side of the agreement');
  switch (act.kind) {
    case 'propose':
    case 'counter':
      return word(before, act, by, at);
    case 'sign':
      return sign(before, act.terms, by, judging);
    case 'withdraw':
      return before.table === null ? why('没有待定的文本', 'there is no wording that waits') : { ...before, table: null };
    case 'activate':
      return activate(before, by, at);
    case 'suspend':
    case 'resume':
      return pause(before, act.kind, by);
    case 'end':
      return { table: null, inForce: before.inForce, endedBy: by };
  }
} // prettier-ignore

function sidesOf({ table, inForce }: Agreement): readonly string[] {
  const terms = inForce?.terms ?? table?.terms;
  return terms === undefined ? [] : [terms.provider, terms.consumer];
}

function termsProblem({ provider, consumer, from, until }: Terms, by: string, at: string): { readonly why: Words } | undefined {
  if (provider === consumer) return why('双方相同', 'both sides are the same');
  if (by !== provider && by !== consumer) return why('不是协议的一方', 'it is no side of the agreement');
  return from < until && at < until ? undefined : why('期限为空或已过', 'its time is empty, or over');
} // prettier-ignore

/** A wording is put on the table: a first one, an answer to the other side's, or a new version while one is in force. */
function word(before: Agreement, { kind, terms }: Extract<Act, { terms: Terms }>, by: string, at: string): Applied {
  const { table, inForce } = before;
  const wrong = termsProblem(terms, by, at);
  if (wrong !== undefined) return wrong;
  const same = inForce?.terms ?? table?.terms;
  if (same !== undefined && (terms.provider !== same.provider || terms.consumer !== same.consumer || terms.resource.name !== same.resource.name))
    return why('双方与信息类不得更换：另立协议', 'sides and resource stay: for others, make another agreement');
  if (kind === 'propose') {
    if (table !== null) return why('已有待定的文本', 'there is a wording already that waits');
    return { ...before, table: { version: (inForce?.version ?? 0) + 1, terms, by, state: 'proposed' } };
  }
  if (table === null || table.state === 'signed') return why('没有可还议的文本', 'there is no wording to counter');
  if (table.by === by) return why('待对方回应', 'it is the other side’s turn');
  return { ...before, table: { version: table.version, terms, by, state: 'countered' } };
} // prettier-ignore

function sign(before: Agreement, digest: string, by: string, judging: Judging): Applied {
  const { table } = before;
  if (table === null || table.state === 'signed') return why('没有待签的文本', 'there is no wording to sign');
  if (table.by === by) return why('待对方签署', 'it is for the other side to sign');
  if (digest !== termsDigest(table.terms, judging))
    return why('签署的不是待定的文本', 'what is signed is not the wording that waits');
  return { ...before, table: { ...table, state: 'signed' } };
}

/** The provider begins to serve; what was in force before ends with that. */
function activate(before: Agreement, by: string, at: string): Applied {
  const { table } = before;
  if (table === null || table.state !== 'signed')
    return why('尚未由双方签署', 'it is not signed by both sides');
  const { version, terms } = table;
  if (by !== terms.provider) return why('由提供方启用', 'it is for the provider to activate');
  if (at >= terms.until) return why('期限已过', 'its time is over');
  const suspendedBy = before.inForce?.suspendedBy ?? []; // what was wrong isn't put right by a new wording
  return { table: null, inForce: { version, terms, suspendedBy }, endedBy: null };
}

/** Either side may suspend; each resumes only what it suspended itself. */
function pause(before: Agreement, kind: 'suspend' | 'resume', by: string): Applied {
  const { inForce } = before;
  if (inForce === null) return why('协议尚未启用', 'it is not active yet');
  const { suspendedBy } = inForce;
  if (suspendedBy.includes(by) === (kind === 'suspend'))
    return kind === 'suspend' ? why('本方已中止', 'this side has suspended it already') : why('本方没有中止', 'this side has not suspended it');
  const left = kind === 'suspend' ? [...suspendedBy, by] : suspendedBy.filter((one) => one !== by);
  return { ...before, inForce: { ...inForce, suspendedBy: left } };
} // prettier-ignore
