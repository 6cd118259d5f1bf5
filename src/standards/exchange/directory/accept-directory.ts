import canonicalize from 'canonicalize';
import { formatCheckpoint, fromBase64Url, leafHashOf, toBase64Url, treeRoot } from '../../ledger/index.ts';
import type { NoteSignature } from '../../ledger/index.ts';
import type { SuiteCrypto, SuiteKey } from '../../signatures/index.ts';
import { isProblem, keyIdText, signatureProblem, soundKey } from '../keyring.ts';
import type { Judging, Keyring, MemberKey } from '../keyring.ts';
import { messageLimits } from '../message.ts';
import { problem } from '../problems.ts';
import type { Problem } from '../problems.ts';
import { refuse } from '../read-signed.ts';
import type { Refused, Signed } from '../read-signed.ts';
import { digestOf } from '../verify-message.ts';
import { applyAct } from './apply-act.ts';
import type { DirectoryState } from './apply-act.ts';
import { directoryLimits, readAct, readDirectory } from './directory.ts';
import type { Directory, DirectoryAct, Governors } from './directory.ts';

/** What a node holds of the directory: whole, and the leaf of each act, so that the next root can be computed. */
export interface HeldDirectory {
  readonly directory: Directory;
  /** The signed text; kept, since a second one of the same version is proof that somebody lies. */
  readonly text: string;
  /** Leaf hashes of all acts, base64url. */
  readonly leaves: readonly string[];
}

/** How a node that holds none knows which is its network's: the name, and the hash of the first act, from elsewhere. */
export interface Anchor {
  readonly name: string;
  readonly first: string;
}

/** A directory as it is fetched: the signed statement, and the signed acts since the version that is here. */
export interface OfferedDirectory {
  readonly directory: string;
  readonly acts: readonly string[];
}

export type Acceptance = { readonly ok: true; readonly held: HeldDirectory } | Refused;

/** The directory's own hash, whatever suites its governors have: its tree is that of RFC 6962. */
const suite = 'p-256';

/** Where replaying acts has got to. */
interface Standing {
  readonly number: number;
  readonly head: string | null;
  readonly at: string;
  readonly state: DirectoryState | null;
  readonly leaves: readonly string[];
}

/**
 * Judges a directory against the one that is here, or against the anchor: each act since then signed by a quorum of those who
 * governed before it, and the whole nothing but what the acts make, signed by a quorum of those who govern after. An older one, an
 * expired one, one whose acts are not all shown, or another of the same version is refused. Never throws.
 */
export async function acceptDirectory(
  known: HeldDirectory | Anchor,
  offered: OfferedDirectory,
  judging: Judging,
): Promise<Acceptance> {
  const read = readDirectory(offered.directory);
  if (!read.ok) return read;
  const { signed } = read;
  const cheap = (await orderProblem(known, signed, judging)) ?? timeProblem(signed.content, judging.at);
  if (cheap !== undefined) return refuse(cheap);
  const standing = await replay(known, offered.acts.slice(0, directoryLimits.acts), signed.content, judging);
  if (isProblem(standing)) return refuse(standing);
  const wrong = stateProblem(signed.content, standing, judging.crypto);
  if (wrong !== undefined) return refuse(wrong);
  const missing = await quorumProblem(signed, signed.content.governors, judging);
  if (missing !== undefined) return refuse(missing);
  return { ok: true, held: { directory: signed.content, text: signed.text, leaves: standing.leaves } };
} // prettier-ignore

function isHeld(known: HeldDirectory | Anchor): known is HeldDirectory {
  return 'directory' in known;
}

async function orderProblem(
  known: HeldDirectory | Anchor,
  signed: Signed<Directory>,
  judging: Judging,
): Promise<Problem | undefined> {
  const { version: value, name } = signed.content;
  const want = isHeld(known) ? known.directory.name : known.name;
  if (name !== want) return problem('other-directory', '/name', { value: name, want });
  if (!isHeld(known)) return undefined;
  const { version: have, governors } = known.directory;
  if (value === have && signed.text !== known.text) // proof of a lie only if they really signed it
    return (await quorumProblem(signed, governors, judging)) ?? problem('split-view', '1', { value });
  return value <= have ? problem('rollback', '/version', { value, have }) : undefined;
} // prettier-ignore

function timeProblem({ issued, expires }: Directory, at: Date): Problem | undefined {
  const [from, until] = [Date.parse(issued), Date.parse(expires)];
  const limit = directoryLimits.lifetimeMs;
  const tolerance = messageLimits.clockToleranceMs;
  if (until <= from || until - from > limit) return problem('bad-lifetime', '/expires', { limit: limit / 1000 });
  if (from > at.getTime() + tolerance) return problem('from-the-future', '/issued', { from: issued, limit: tolerance / 1000 });
  return at.getTime() >= until ? problem('expired', '/expires', { until: expires }) : undefined;
} // prettier-ignore

async function replay(
  known: HeldDirectory | Anchor,
  acts: readonly string[],
  { name, version }: Directory,
  judging: Judging,
): Promise<Standing | Problem> {
  let standing: Standing = isHeld(known)
    ? { number: known.directory.version, head: known.directory.head, at: '', state: known.directory, leaves: known.leaves }
    : { number: 0, head: null, at: '', state: null, leaves: [] };
  for (const input of acts) {
    if (standing.number === version) break;
    const read = readAct(input);
    if (!read.ok) return read.problems[0] as Problem;
    const next = await follow(standing, read.signed, name, judging);
    if (isProblem(next)) return next;
    standing = next;
    if (standing.number === 1 && !isHeld(known) && standing.head !== known.first)
      return problem('other-directory', '1', { value: standing.head ?? '', want: known.first });
  }
  if (standing.number < version) return problem('version-skipped', '1', { value: standing.number + 1 });
  return standing;
} // prettier-ignore

/** One act more: in order, by a quorum of those who governed, and standing. */
async function follow(
  { number, head, at, state, leaves }: Standing,
  signed: Signed<DirectoryAct>,
  name: string,
  judging: Judging,
): Promise<Standing | Problem> {
  const { content, text } = signed;
  const value = content.number;
  if (content.directory !== name) return problem('other-directory', '/directory', { value: content.directory, want: name });
  if (value > number + 1) return problem('version-skipped', '/number', { value: number + 1 });
  if (value !== number + 1 || content.previous !== head) return problem('broken-chain', '/previous', { value });
  const tolerance = messageLimits.clockToleranceMs;
  if (content.at < at || Date.parse(content.at) > judging.at.getTime() + tolerance)
    return problem('act-refused', '/at', { value, zh: '时刻早于前一项或在将来', en: 'its time is before that of the act before it, or in the future' });
  const applied = applyAct(state, content, judging.crypto);
  if ('why' in applied) return problem('act-refused', '/act', { value, ...applied.why });
  const before = state?.governors ?? applied.state.governors; // the founders found it
  const wrong = (await quorumProblem(signed, before, judging)) ?? (await possessionProblem(signed, judging));
  if (wrong !== undefined) return wrong;
  const leaf = toBase64Url(leafHashOf(judging.crypto.sha256, text));
  const digest = digestOf(text, suite, judging.crypto);
  return { number: value, head: digest, at: content.at, state: applied.state, leaves: [...leaves, leaf] };
} // prettier-ignore

/** Counts governors who signed; a signature that claims a governor’s key and doesn't hold refuses the whole. */
async function quorumProblem(
  { text, signatures }: Signed<unknown>,
  { quorum, list }: Governors,
  judging: Judging,
): Promise<Problem | undefined> {
  const signed = new Set<string>();
  for (const { key: line } of list) {
    const key = soundKey(line, judging.crypto);
    if (key === undefined || !signaturesBy(key, signatures).length) continue;
    if (!judging.suites.includes(key.suite))
      return problem('suite-not-allowed', '1', { value: key.suite, want: judging.suites.join(', ') });
    const wrong = await anyWrong(key, text, signatures, judging);
    if (wrong !== undefined) return wrong;
    signed.add(line);
  }
  return signed.size < quorum ? problem('quorum-missing', '1', { have: signed.size, want: quorum }) : undefined;
} // prettier-ignore

/** Each message key that comes in signs the act too: nobody enters a key that its owner doesn't hold. */
async function possessionProblem(
  { content, text, signatures }: Signed<DirectoryAct>,
  judging: Judging,
): Promise<Problem | undefined> {
  const { act } = content;
  const members = act.kind === 'found' ? act.members : act.kind === 'join' ? [act.member] : [];
  const added = act.kind === 'rotate' ? [act.add] : members.flatMap(({ keys }) => keys);
  for (const { key: line, role } of added) {
    const key = role === 'message' ? soundKey(line, judging.crypto) : undefined;
    if (key === undefined) continue;
    if (!signaturesBy(key, signatures).length)
      return problem('not-possessed', '/act', { key: keyIdText(key.keyId) });
    const wrong = await anyWrong(key, text, signatures, judging);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function signaturesBy(key: SuiteKey, signatures: readonly NoteSignature[]): readonly NoteSignature[] {
  return signatures.filter(({ name, keyId }) => name === key.name && keyId === key.keyId);
}

/** A known key whose signature doesn't hold refuses the whole, also beside one that does (c2sp.org/signed-note). */
async function anyWrong(
  key: SuiteKey,
  text: string,
  signatures: readonly NoteSignature[],
  judging: Judging,
): Promise<Problem | undefined> {
  for (const signature of signaturesBy(key, signatures)) {
    const wrong = await signatureProblem(key, text, signature, judging);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function stateProblem(directory: Directory, { head, at, state, leaves }: Standing, crypto: SuiteCrypto): Problem | undefined {
  const { governors, members } = directory;
  const isSame =
    state !== null &&
    canonicalize({ governors, members }) === canonicalize({ governors: state.governors, members: state.members });
  if (!isSame) return problem('state-differs', '/members');
  if (directory.head !== head) return problem('state-differs', '/head');
  if (directory.root !== rootOf(leaves, crypto)) return problem('state-differs', '/root');
  return directory.issued < at ? problem('state-differs', '/issued') : undefined;
} // prettier-ignore

/** The root over the acts’ leaves, both base64url. */
export function rootOf(leaves: readonly string[], crypto: Pick<SuiteCrypto, 'sha256'>): string {
  const hashes = leaves.map((leaf) => fromBase64Url(leaf) ?? new Uint8Array());
  return toBase64Url(treeRoot(crypto.sha256, hashes));
}

/** The directory's checkpoint (c2sp.org/tlog-checkpoint), for witnesses to cosign: one network, one history. */
export function directoryCheckpoint({ directory: { name, version, root } }: HeldDirectory): string {
  const bytes = fromBase64Url(root) ?? new Uint8Array();
  return formatCheckpoint({ origin: name, size: version, root: bytes, extensions: [] });
}

/** The keys of a directory that was accepted. */
export function keyringOf({ directory }: HeldDirectory, crypto: Pick<SuiteCrypto, 'sha256'>): Keyring {
  const keys = new Map<string, readonly MemberKey[]>();
  for (const { code, keys: records } of directory.members) {
    const sound = records.flatMap(({ role, key, from, until, revoked }): MemberKey[] => {
      const parsed = soundKey(key, crypto);
      if (parsed === undefined) return [];
      const times = { from: new Date(from), until: new Date(until) };
      return [{ ...parsed, role, ...times, revoked: revoked === null ? null : new Date(revoked) }];
    });
    keys.set(code, sound);
  }
  return { expires: new Date(directory.expires), keysOf: (member) => keys.get(member) };
}
