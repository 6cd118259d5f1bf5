import { parseNote } from '../ledger/index.ts';
import type { NoteSignature } from '../ledger/index.ts';
import { digestOf, digestOfText, noteText } from './encode.ts';
import { headOf } from './make-bundle.ts';
import { bundleProblem } from './model.ts';
import type { Bundle, BundleCrypto, BundleProblem } from './model.ts';
import { suiteKeyId } from '../signatures/index.ts';
import type { SuiteKey } from '../signatures/index.ts';
import { compareVersions } from './versions.ts';

/** What a node knows of a pack that it took: enough to refuse an older one or another issuer's. */
export interface Taken {
  readonly name: string;
  readonly version: string;
  /** Null for a pack that came with the program: nobody signed it. */
  readonly issuer: string | null;
  readonly digest: string | null;
}

/** With which keys a bundle is checked, and against what was taken before. */
export interface Trust {
  /** Verification keys of issuers, from elsewhere than the bundle. */
  readonly keys: readonly SuiteKey[];
  readonly taken: readonly Taken[];
}

/**
 * Everything that speaks against taking a bundle: an altered file, a digest or signature that doesn't hold, an issuer nobody
 * named, a version that isn't newer, a predecessor or a required pack that isn't here. Empty when nothing does. Never throws.
 */
export function verifyBundle(bundle: Bundle, trust: Trust, crypto: BundleCrypto): BundleProblem[] {
  return [
    ...contentProblems(bundle, crypto),
    ...signatureProblems(bundle, trust.keys, crypto),
    ...orderProblems(bundle, trust.taken),
  ];
}

function contentProblems({ header, files }: Bundle, crypto: BundleCrypto): BundleProblem[] {
  const { digests } = header;
  const paths = [...new Set([...Object.keys(files), ...Object.keys(digests)])].toSorted();
  const altered = paths.filter((path) => {
    const text = Object.hasOwn(files, path) ? files[path] : undefined;
    const digest = Object.hasOwn(digests, path) ? digests[path] : undefined;
    return text === undefined || digestOfText(text, crypto) !== digest;
  });
  const problems = altered.map((path) => bundleProblem('altered-file', path));
  const head = headOf(files);
  if (head?.name !== header.name || head.version !== header.version) {
    const value = head === null ? '–' : `${head.name} ${head.version}`;
    problems.push(
      bundleProblem('header-mismatch', 'pack.yaml', { value, other: `${header.name} ${header.version}` }),
    );
  }
  return problems;
}

/** The issuer must have signed; other known keys that stand beside must hold too, unknown ones say nothing (c2sp.org/signed-note). */
function signatureProblems(bundle: Bundle, keys: readonly SuiteKey[], crypto: BundleCrypto): BundleProblem[] {
  const { issuer } = bundle.header;
  if (bundle.note === null) return [bundleProblem('unsigned', 'note')];
  const note = parseNote(bundle.note);
  if (note === undefined) return [bundleProblem('bad-note', 'note')];
  if (note.text !== noteText(bundle, digestOf(bundle, crypto)))
    return [bundleProblem('wrong-digest', 'note')];
  const own = keys.filter((key) => suiteKeyId(key, crypto) === key.keyId); // else somebody put the line together
  if (!own.some(({ name }) => name === issuer))
    return [bundleProblem('unknown-issuer', 'header.issuer', { value: issuer })];
  const bytes = new TextEncoder().encode(note.text);
  const judged = note.signatures.flatMap((signature) => {
    const key = own.find(({ name, keyId }) => name === signature.name && keyId === signature.keyId);
    return key === undefined ? [] : [{ name: key.name, holds: holds(key, bytes, signature, crypto) }];
  });
  const wrong = judged.filter((one) => !one.holds).map(({ name }) => name);
  if (wrong.length === 0 && !judged.some(({ name }) => name === issuer)) wrong.push(issuer);
  return wrong.map((value) => bundleProblem('wrong-signature', 'note', { value }));
}

function holds(
  key: SuiteKey,
  bytes: Uint8Array,
  { signature }: NoteSignature,
  crypto: BundleCrypto,
): boolean {
  return signature.length === 64 && crypto.verify(key.suite, key.publicKey, bytes, signature);
}

function orderProblems({ header }: Bundle, taken: readonly Taken[]): BundleProblem[] {
  const problems: BundleProblem[] = [];
  const here = taken.find(({ name }) => name === header.name);
  if (here !== undefined) {
    const versions = { value: header.version, other: here.version };
    if (compareVersions(header.version, here.version) <= 0)
      problems.push(bundleProblem('not-newer', 'header.version', versions));
    else if (here.digest !== null && header.previous !== here.digest)
      problems.push(bundleProblem('wrong-previous', 'header.previous'));
    if (here.issuer !== null && header.issuer !== here.issuer) {
      const issuers = { value: header.issuer, other: here.issuer };
      problems.push(bundleProblem('other-issuer', 'header.issuer', issuers));
    }
  }
  for (const { name, version } of header.requires) {
    const found = taken.find((one) => one.name === name);
    if (found !== undefined && compareVersions(found.version, version) >= 0) continue;
    const params = { value: `${name} ${version}`, other: found?.version ?? '–' };
    problems.push(bundleProblem('missing-requirement', 'header.requires', params));
  }
  return problems;
}
