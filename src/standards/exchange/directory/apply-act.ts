import type { Words } from '../../declarations/index.ts';
import type { SuiteCrypto } from '../../signatures/index.ts';
import { soundKey } from '../keyring.ts';
import { directoryLimits } from './directory.ts';
import type { Directory, DirectoryAct, Governors, Member, MemberKeyRecord } from './directory.ts';

/** What acts make: who governs, and who is a member, ascending by code. */
export type DirectoryState = Pick<Directory, 'governors' | 'members'>;

type Act = DirectoryAct['act'];
type Of<Kind extends Act['kind']> = Extract<Act, { kind: Kind }>;
type Crypto = Pick<SuiteCrypto, 'sha256'>;

/** The state after an act, or why the act does not stand. Who signed it is not asked here. */
export type Applied = { readonly state: DirectoryState } | { readonly why: Words };

const why = (zh: string, en: string): { readonly why: Words } => ({ why: { zh, en } });

/** What an act makes of a state; null is the state before the first. */
export function applyAct(before: DirectoryState | null, { act, at }: DirectoryAct, crypto: Crypto): Applied {
  if (before === null)
    return act.kind === 'found' ? found(act, crypto) : why('第一项须为设立', 'the first act founds the directory');
  switch (act.kind) {
    case 'found':
      return why('名录只设立一次', 'a directory is founded once');
    case 'join':
      return join(before, act, crypto);
    case 'leave':
      return change(before, act.code, () => null);
    case 'rotate':
      return rotate(before, act, crypto);
    case 'revoke':
      return revoke(before, act, at);
    case 'amend':
      return change(before, act.code, (one) => ({ ...one, name: act.name, endpoints: act.endpoints, contact: act.contact }));
    case 'govern':
      return governorsProblem(act.governors, crypto) ?? { state: { ...before, governors: act.governors } };
    case 'renew':
      return { state: before };
  }
} // prettier-ignore

function found({ governors, members }: Of<'found'>, crypto: Crypto): Applied {
  const wrong = governorsProblem(governors, crypto);
  if (wrong !== undefined) return wrong;
  let state: DirectoryState = { governors, members: [] };
  for (const member of members) {
    const next = join(state, { kind: 'join', member }, crypto);
    if ('why' in next) return next;
    state = next.state;
  }
  return { state };
}

/** Two quorums always share a governor, so two directories can't both be signed without one of them having signed both. */
function governorsProblem({ quorum, list }: Governors, crypto: Crypto): { readonly why: Words } | undefined {
  if (quorum > list.length || quorum * 2 <= list.length)
    return why('法定数须超过半数且不多于全体', 'the quorum must be more than half of the governors, and not more than all');
  if (new Set(list.map(({ organisation }) => organisation)).size < list.length)
    return why('每个治理机关须属不同单位', 'each governor must be of another organisation');
  if (new Set(list.map(({ key }) => key)).size < list.length)
    return why('治理机关的密钥不得相同', 'no two governors may have one key');
  if (!list.every(({ key }) => soundKey(key, crypto) !== undefined))
    return why('治理机关的密钥编号与密钥不符', 'a governor’s key has an identifier that is not its hash');
  return undefined;
} // prettier-ignore

function join({ governors, members }: DirectoryState, { member }: Of<'join'>, crypto: Crypto): Applied {
  if (members.some(({ code }) => code === member.code)) return why('已是成员', 'it is a member already');
  if (members.length >= directoryLimits.members) return why('成员已满', 'there are too many members');
  const wrong = keysProblem(member, member.keys, crypto);
  if (wrong !== undefined) return wrong;
  if (!member.keys.some(({ role }) => role === 'message'))
    return why('须有报文密钥', 'it must have a message key');
  const all = [...members, member].toSorted((a, b) => (a.code < b.code ? -1 : 1));
  return { state: { governors, members: all } };
}

/** New keys: sound, each once, named as their role asks, not revoked, with a time. */
function keysProblem(
  member: Member,
  added: readonly MemberKeyRecord[],
  crypto: Crypto,
): { readonly why: Words } | undefined {
  for (const { key, role, from, until, revoked } of added) {
    const sound = soundKey(key, crypto);
    if (sound === undefined) return why('密钥编号与密钥不符', 'a key has an identifier that is not its hash');
    if (role === 'message' && sound.name !== member.code)
      return why('报文密钥须以成员代码为名', 'the name of a message key is its member’s code');
    if (from >= until) return why('密钥的有效期为空', 'a key ends before it begins');
    if (revoked !== null) return why('不得加入已吊销的密钥', 'no key may be added that is revoked');
  }
  const references = [...new Set([...member.keys, ...added])].map(({ key }) => referenceOf(key));
  return new Set(references).size < references.length
    ? why('密钥重复', 'a key stands twice')
    : undefined;
} // prettier-ignore

/** A key without its value: `name+id`. */
export function referenceOf(key: string): string {
  return key.split('+', 2).join('+'); // the value may hold a plus, the name doesn’t
}

/** Instants in their one spelling sort as they follow one another, so they are compared as texts. */
function rotate(before: DirectoryState, { code, add, retire }: Of<'rotate'>, crypto: Crypto): Applied {
  const member = before.members.find((one) => one.code === code);
  if (member === undefined) return why('不是成员', 'it is no member');
  const wrong = keysProblem(member, [add], crypto);
  if (wrong !== undefined) return wrong;
  if (member.keys.length >= directoryLimits.keys) return why('密钥过多', 'it has too many keys');
  const old = member.keys.find(({ key }) => referenceOf(key) === retire?.key);
  if (retire !== null) {
    if (old === undefined || old.role !== add.role) return why('没有这把同类的旧密钥', 'it has no such key of that role');
    if (retire.until > old.until) return why('旧密钥不得延长', 'the old key can’t be made to last longer');
  }
  const present = member.keys.filter(({ role, revoked }) => role === add.role && revoked === null);
  const until = retire?.until ?? present.map((one) => one.until).toSorted().at(-1);
  if (until !== undefined && present.length > 0 && add.from > until)
    return why('新旧密钥的有效期之间有空档', 'there is a gap between the old key and the new one');
  const kept = member.keys.map((one) => (retire !== null && one === old ? { ...one, until: retire.until } : one));
  return change(before, code, () => ({ ...member, keys: [...kept, add] }));
} // prettier-ignore

function revoke(before: DirectoryState, { code, key, from }: Of<'revoke'>, at: string): Applied {
  if (from > at) return why('吊销时刻不得晚于此项行为', 'it can’t be revoked later than the act says so');
  const member = before.members.find((one) => one.code === code);
  const revoked = member?.keys.find((one) => referenceOf(one.key) === key);
  if (member === undefined || revoked === undefined) return why('没有这把密钥', 'there is no such key');
  if (revoked.revoked !== null) return why('此密钥已吊销', 'the key is revoked already');
  const keys = member.keys.map((one) => (one === revoked ? { ...one, revoked: from } : one));
  return change(before, code, () => ({ ...member, keys }));
}

function change(
  { governors, members }: DirectoryState,
  code: string,
  make: (member: Member) => Member | null,
): Applied {
  if (!members.some((one) => one.code === code)) return why('不是成员', 'it is no member');
  const all = members.flatMap((one) => (one.code === code ? (make(one) ?? []) : [one]));
  return { state: { governors, members: all } };
}
