import { isLocal, localPack, snapshotOf, withLocal, changedFiles } from '#platform/catalogue/index.ts';
import type { LocalChange, Snapshot } from '#platform/catalogue/index.ts';
import { compareVersions } from '#standards/bundles/index.ts';
import { dayInChina, parsePack } from '#standards/declarations/index.ts';
import type { Finding as ParserFinding, Pack, PackFile, FileMemory } from '#standards/declarations/index.ts';
import type { Comparison } from '#standards/plans/index.ts';
import { compareChange, judgedAs } from './compare-change.ts';
import { localChangeOf, pathInContent, pathOf } from './change.ts';
import type { Change, Kind } from './change.ts';
import { checkRules } from './check-rules.ts';
import { finding, fromParser } from './finding.ts';
import type { Finding } from './finding.ts';
import { findSimilar } from './find-similar.ts';
import { examinePlans } from './migrating/examine-plans.ts';
import type { ExaminedPlan } from './migrating/examine-plans.ts';
import type { Plans } from './proposal.ts';

/** What some changes would make of the declarations, and everything that is to be said about it. */
export interface Examined {
  readonly findings: readonly Finding[];
  /** In the order of the changes; empty when the declarations don't hold together. */
  readonly comparisons: readonly (Comparison & Pick<Change, 'kind' | 'name'>)[];
  readonly files: readonly LocalChange[];
  /** The declarations as they would be; null with any error of the parser. */
  readonly after: Snapshot | null;
  /** Classes of information whose stored rows need a migration plan. */
  readonly migrations: readonly ExaminedPlan[];
}

export interface Question {
  /** The declarations as they are. */
  readonly before: Snapshot;
  readonly changes: readonly Change[];
  readonly plans?: Plans | undefined;
  /** The branch that proposes: it declares what it owns. */
  readonly branch: string;
  /** Identifiers that were given out, by kind and name (`element/plate`). */
  readonly allotted: ReadonlyMap<string, string>;
  readonly at: Date;
  readonly memory?: FileMemory;
}

/**
 * Examines changes against the declarations that are there: everything is parsed together, by the parser that reads packs, so
 * that a second owner, an unknown name or a dangerous pattern is found as it would be in a file; then what only the registry
 * knows (identifiers, states, what is in use), what resembles something else, and what each change does to data. Pure.
 */
export function examineChanges(question: Question): Examined {
  const { before, changes } = question;
  const present = new Map(before.files.filter(isLocal).map((file) => [file.path, file]));
  const misplaced = checkPlaces(before, changes, present);
  const nothing = { comparisons: [], after: null, migrations: [] };
  if (misplaced.length > 0) return { ...nothing, findings: misplaced, files: [] };
  const files = changes.map((change) => localChangeOf(change, present.get(pathOf(change))?.text));
  const packs = before.files.filter(({ path }) => !path.startsWith(`${localPack}/`));
  const all = withLocal(packs, changedFiles([...present.values()], files));
  const { pack, errors, warnings, fileOf } = parsePack(all, question.memory, dayInChina(question.at));
  const parsed = [
    ...errors.map((one) => located('error', one, changes)),
    ...warnings.map((one) => located('warning', one, changes)).filter(({ change }) => change !== null),
  ];
  if (pack === null) return { ...nothing, findings: parsed, files };
  const comparisons = changes.map(({ kind, name }) => {
    return { kind, name, ...compareChange({ kind, name }, before.pack, pack, question.at) };
  });
  const after = snapshotOf(all, { pack, fileOf }, before.release);
  const refused = checkCompatibility(changes, comparisons, before.pack, pack);
  const { plans = {}, at } = question;
  const planned = examinePlans({ before, after, changes, plans, at });
  const isBroken = refused.some(({ code }) => code === 'breaks-what-is-there'); // then no plan helps
  const findings = [
    ...parsed,
    ...checkRules(question, pack),
    ...refused,
    ...(isBroken ? [] : planned.findings),
    ...findSimilar(changes, pack),
  ];
  return { findings, comparisons, files, after, migrations: planned.migrations };
}

/** Whether each change speaks of something that may be changed here, once. */
function checkPlaces(
  before: Snapshot,
  changes: readonly Change[],
  present: ReadonlyMap<string, PackFile>,
): Finding[] {
  const seen = new Set<string>();
  return changes.flatMap((change, place) => {
    const { name, action, content } = change;
    const path = pathOf(change);
    const found: Finding[] = [];
    if (seen.has(path)) found.push(finding('change-repeated', place, { name }));
    seen.add(path);
    const declared = isDeclared(before.pack, change.kind, name);
    if (action === 'add' && declared)
      found.push(finding('exists-already', place, { name, where: originOf(before, change) ?? '' }));
    if (action !== 'add' && !declared) found.push(finding('nothing-there', place, { name }));
    if (action !== 'add' && declared && !present.has(path))
      found.push(finding('declared-by-pack', place, { name, pack: packAndVersion(before, change) }));
    if (action !== 'abolish' && content === null) found.push(finding('content-missing', place, { name }));
    return found;
  });
}

export const maps = {
  element: 'elements',
  qualifier: 'qualifiers',
  'code-list': 'codeLists',
  'number-rule': 'numberRules',
  regulation: 'regulations',
  resource: 'resources',
  'object-class': 'objectClasses',
  'code-list-extension': 'codeListExtensions',
  'resource-extension': 'resourceExtensions',
  signer: 'signers',
} as const satisfies Record<Kind, keyof Pack>;

/** What is declared under a name, whatever it is. */
export function declaredAs(
  pack: Pack,
  kind: Kind,
  name: string,
): { readonly name: string; readonly version?: string } | undefined {
  return pack[maps[kind]].get(name);
}

function isDeclared(pack: Pack, kind: Kind, name: string): boolean {
  return declaredAs(pack, kind, name) !== undefined;
}

/** The pack that a declaration comes from, `local` for one of the node's own; null when nothing declares it now. */
export function originOf(
  { fileOf }: Pick<Snapshot, 'fileOf'>,
  { kind, name }: Pick<Change, 'kind' | 'name'>,
): string | null {
  return fileOf(maps[kind], name)?.split('/')[0] ?? null;
}

/** `core 1.1.0`: what can't be altered here, and in which version it came. */
function packAndVersion(before: Snapshot, change: Pick<Change, 'kind' | 'name'>): string {
  const pack = originOf(before, change);
  const version = before.pack.headers.find(({ name }) => name === pack)?.version;
  return `${pack ?? ''} ${version ?? ''}`.trim();
}

/** Where in the proposal a finding of the parser belongs. */
function located(severity: Finding['severity'], found: ParserFinding, changes: readonly Change[]): Finding {
  const place = changes.findIndex((change) => pathOf(change) === found.file);
  const change = changes[place];
  if (change === undefined) return fromParser(severity, found, null, `${found.file}:${found.line}`);
  return fromParser(severity, found, place, pathInContent(change, found.path));
}

/**
 * A change that makes stored data wrong takes a higher version, and a migration plan where something uses what is changed
 * (`examinePlans`). One that no plan can follow is refused: another meaning, or of what has no version.
 */
function checkCompatibility(
  changes: readonly Change[],
  comparisons: Examined['comparisons'],
  before: Pack,
  after: Pack,
): Finding[] {
  return comparisons.flatMap((comparison, place) => {
    const { kind, name, class: grade } = comparison;
    const change = changes[place];
    if (grade === 'identical' || grade === 'widening' || change === undefined) return [];
    const judged = judgedAs({ kind, name }, before, after);
    if (change.action === 'abolish' && judged.kind === kind && kind !== 'resource') return []; // what still uses it is an error of its own
    const reasons = comparison.changes.filter((one) => one.class === 'narrowing' || one.class === 'breaking');
    const code = verdictOn(change, comparison, judged, before, after);
    return code === null
      ? []
      : [finding(code, place, { name, ...joined(reasons) }, code === 'version-not-raised' ? 'version' : '')];
  });
}

/** What is said of a grave change; null when the plans for the rows it touches say all. */
function verdictOn(
  { action, kind, name }: Change,
  { changes }: Comparison,
  judged: Pick<Change, 'kind' | 'name'>,
  before: Pack,
  after: Pack,
): 'breaks-what-is-there' | 'breaks-unused' | 'version-not-raised' | null {
  const isNewer = action === 'change' && isNewVersion(before, after, kind, name);
  if (!isUsed(before, judged.kind, judged.name)) return isNewer ? 'breaks-unused' : 'breaks-what-is-there';
  const isVersioned = declaredAs(before, kind, name)?.version !== undefined && judged.kind === kind;
  if (action !== 'change' || !isVersioned || changes.some(({ meaning }) => meaning))
    return 'breaks-what-is-there';
  return isNewer ? null : 'version-not-raised';
}

function joined(reasons: readonly { readonly zh: string; readonly en: string }[]) {
  return { reason: reasons.map(({ zh }) => zh).join('；'), reasonEn: reasons.map(({ en }) => en).join('; ') };
}

/** Whether a resource relies on it, directly or through an element. */
function isUsed({ resources, elements }: Pack, kind: Kind, name: string): boolean {
  if (kind === 'resource') return true; // it may have records
  const uses = (element: string | null): boolean => {
    if (kind === 'element') return element === name;
    const domain = elements.get(element ?? '')?.domain;
    return kind === 'code-list' ? domain?.codes === name : domain?.numberRule === name;
  };
  return [...resources.values()].some(({ fields }) => fields.some(({ element }) => uses(element)));
}

function isNewVersion(before: Pack, after: Pack, kind: Kind, name: string): boolean {
  const versionIn = (pack: Pack): string | undefined => declaredAs(pack, kind, name)?.version;
  const [was, now] = [versionIn(before), versionIn(after)];
  return was !== undefined && now !== undefined && compareVersions(now, was) > 0;
}
