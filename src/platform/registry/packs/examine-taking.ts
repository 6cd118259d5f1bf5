import { isLocal, localPack, packOf, snapshotOf, changedFiles, withLocal } from '#platform/catalogue/index.ts';
import type { LocalChange, Snapshot } from '#platform/catalogue/index.ts';
import { comparePacks, verifyBundle } from '#standards/bundles/index.ts';
import { parseSuiteKey } from '#standards/signatures/index.ts';
import type { Bundle, BundleProblem, PackComparison, Taken } from '#standards/bundles/index.ts';
import type { SuiteKey } from '#standards/signatures/index.ts';
import { dayInChina, isDeclarationFile, parsePack } from '#standards/declarations/index.ts';
import type { FileMemory, Finding as ParserFinding, Pack, PackFile } from '#standards/declarations/index.ts';
import { finding, fromParser } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { examinePlans } from '../migrating/examine-plans.ts';
import type { ExaminedPlan } from '../migrating/examine-plans.ts';
import { nodeCrypto } from '#infrastructure/signatures/index.ts';
import type { Plans } from '../proposal.ts';
import { conflictsOf, settle } from './conflicts.ts';
import type { Conflict, Decisions } from './conflicts.ts';

export interface TakingQuestion {
  /** The declarations as they are. */
  readonly before: Snapshot;
  readonly bundle: Bundle;
  /** What is known of the packs that are here. */
  readonly taken: readonly Taken[];
  readonly decisions: Decisions;
  /** Migration plans for stored rows that it would make wrong. */
  readonly plans: Plans;
  readonly at: Date;
  readonly memory?: FileMemory;
}

/** What taking a bundle would come to, and everything that is to be said about it. */
export interface ExaminedTaking {
  readonly findings: readonly Finding[];
  readonly conflicts: readonly Conflict[];
  readonly comparison: PackComparison;
  /** What becomes of the stored files. */
  readonly files: readonly LocalChange[];
  /** Files of the bundle that rule a node, and so are not taken. */
  readonly left: readonly string[];
  /** The declarations as they would be; null with any error of the parser. */
  readonly after: Snapshot | null;
  readonly migrations: readonly ExaminedPlan[];
}

const nothing: PackComparison = {
  differences: [],
  counts: { added: 0, reworded: 0, widened: 0, narrowed: 0, broken: 0, abolished: 0, unchanged: 0 },
};

/**
 * Examines the taking of a bundle: first what speaks against it itself (signature, order, digests), and only then, with all the
 * declarations together, what it changes, what was declared here under the same names, and what it would do to data. Pure.
 */
export function examineTaking(question: TakingQuestion): ExaminedTaking {
  const { before, bundle, memory, decisions, at } = question;
  const problems = problemsOf(question);
  const left = Object.keys(bundle.files).filter((path) => !isDeclarationFile(path));
  const empty = { conflicts: [], comparison: nothing, files: [], left, after: null, migrations: [] };
  if (problems.length > 0) return { ...empty, findings: problems.map(fromProblem) };
  const packs = before.files.filter(({ path }) => packOf(path) !== localPack);
  const day = dayInChina(at);
  const brought = filesOf(bundle);
  const upstream = parsePack(withLocal(packs, brought), memory, day);
  if (upstream.pack === null) return { ...empty, findings: upstream.errors.map(located) };
  const conflicts = conflictsOf(before, upstream.pack);
  const local = settle(before, conflicts, decisions);
  const own = changedFiles(before.files.filter(isLocal), local);
  const all = withLocal(packs, [...brought, ...own]);
  const { pack, errors, fileOf } = parsePack(all, memory, day);
  const undecided = conflicts
    .filter(({ key }) => decisions[key] === undefined)
    .map(({ name, part }) => finding('conflict-undecided', null, { name: part ?? name }));
  if (pack === null) return { ...empty, conflicts, findings: [...undecided, ...errors.map(located)] };
  const comparison = comparePacks(before.pack, pack, at);
  const after = snapshotOf(all, { pack, fileOf }, before.release);
  const planned = examinePlans({ before, after, changes: comparison.differences, plans: question.plans, at });
  return {
    findings: [...undecided, ...compatibilityOf(before.pack, pack, comparison), ...planned.findings],
    conflicts,
    comparison,
    files: [...local, ...changesOf(before, bundle.header.name, brought)],
    left,
    after,
    migrations: planned.migrations,
  };
}

/** Everything that speaks against a bundle itself, with the keys that this node trusts for its pack. */
export function problemsOf({
  before,
  bundle,
  taken,
}: Pick<TakingQuestion, 'before' | 'bundle' | 'taken'>): BundleProblem[] {
  return verifyBundle(bundle, { keys: trustedKeys(before, bundle.header.name), taken }, nodeCrypto);
}

/** The keys that may sign a pack: those that two persons of this node entered, never those that a pack brings. */
function trustedKeys({ pack, fileOf }: Snapshot, name: string): SuiteKey[] {
  if (name === localPack) return []; // nobody signs what this node declares itself
  return [...pack.signers.values()]
    .filter((signer) => packOf(fileOf('signers', signer.name) ?? '') === localPack)
    .filter(({ packs }) => packs.includes(name))
    .flatMap(({ key }) => parseSuiteKey(key) ?? []);
}

function filesOf({ header, files }: Bundle): PackFile[] {
  return Object.entries(files)
    .filter(([path]) => isDeclarationFile(path))
    .map(([path, text]) => ({ path: `${header.name}/${path}`, text }));
}

/** The pack's declarations as they will be stored; what it no longer has is ended. */
function changesOf(before: Snapshot, name: string, brought: readonly PackFile[]): LocalChange[] {
  const paths = new Set(brought.map(({ path }) => path));
  const gone = before.files.filter(
    ({ path }) => packOf(path) === name && isDeclarationFile(path) && !paths.has(path),
  );
  return [...brought, ...gone.map(({ path }) => ({ path, text: null }))];
}

export function fromProblem({ code, place, zh, en, fix }: BundleProblem): Finding {
  return { severity: 'error', code, change: null, path: place, zh, en, fix };
}

function located(found: ParserFinding): Finding {
  return fromParser('error', found, null, `${found.file}:${found.line}`);
}

/**
 * A class of information that is withdrawn is refused, as its records would be left; what makes records wrong takes a migration
 * plan (`examinePlans`); what changes a meaning that others rely on is said.
 */
function compatibilityOf(before: Pack, after: Pack, { differences }: PackComparison): Finding[] {
  const withdrawn = [...before.resources.keys()].filter((name) => !after.resources.has(name));
  const breaks = withdrawn.map((name) => {
    const reason = { reason: `“${name}”被删除`, reasonEn: `“${name}” was removed` };
    return finding('breaks-what-is-there', null, { name, ...reason });
  });
  const means = differences
    .filter(({ kind, change, usedBy }) => kind !== 'resource' && change === 'broken' && usedBy.length > 0)
    .map(({ name, reasons }) => finding('bundle-changes-meaning', null, { name, ...joined(reasons) }));
  return [...breaks, ...means];
}

function joined(reasons: readonly { readonly zh: string; readonly en: string }[]) {
  return { reason: reasons.map(({ zh }) => zh).join('；'), reasonEn: reasons.map(({ en }) => en).join('; ') };
}
