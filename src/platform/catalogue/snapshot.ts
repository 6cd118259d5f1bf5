import { createHash } from 'node:crypto';
import { parse } from 'yaml';
import { dayInChina, deepFreeze, parsePack } from '#standards/declarations/index.ts';
import type { FileOf, Finding, Pack, PackFile, Resource, FileMemory } from '#standards/declarations/index.ts';
import { planResource, planTable } from '#standards/plans/index.ts';
import type { ResourcePlan, TablePlan } from '#standards/plans/index.ts';
import { checkPolicies } from './check-policies.ts';
import type { PolicyFile, PolicyFinding } from './check-policies.ts';
import { fault } from './errors.ts';

/** A declared resource with everything that is derived from its declaration. */
export interface CataloguedResource {
  readonly declaration: Resource;
  readonly table: TablePlan;
  /** All plans as of an instant: which codes are in force depends on its day. Made once a day. */
  plansOn(at: Date): ResourcePlan;
  /** Grade of each field's element (1-4, higher is stricter). */
  readonly grades: ReadonlyMap<string, number>;
}

/** Fields whose stored values became others with a release, by their old and new names. */
export interface MigratedFields {
  readonly release: number;
  readonly at: Date;
  readonly fields: readonly string[];
}

/** All declarations in one state: a release, or what would become one. Never changes. */
export interface Snapshot {
  /** Number of the release, 0 for packs that were read without a database. */
  readonly release: number;
  /** SHA-256 of all files: two processes with the same digest declare the same. */
  readonly digest: string;
  /** The files that it was read from. */
  readonly files: readonly PackFile[];
  readonly pack: Pack;
  /** The file that declares something. */
  readonly fileOf: FileOf;
  readonly resources: ReadonlyMap<string, CataloguedResource>;
  /** A file of the packs that is not a declaration (budgets, kinship, …), parsed; undefined when there is none. */
  readonly extra: (name: string) => unknown;
  /** By resource: with which release the stored values of which fields were brought over to another declaration. */
  readonly migrated: ReadonlyMap<string, readonly MigratedFields[]>;
  /** The texts of all policies. */
  readonly policies: readonly PolicyFile[];
}

/**
 * Parses files together and derives the plans.
 * @throws Fault catalogue.invalid-pack with every finding and its fix as a detail
 */
export function compileSnapshot(files: readonly PackFile[], memory?: FileMemory, release = 0): Snapshot {
  const parsed = parsePack(files, memory); // passes over what is no declaration
  const [first] = parsed.errors;
  if (parsed.pack === null || first) throw invalid(parsed.errors);
  const snapshot = snapshotOf(files, { ...parsed, pack: parsed.pack }, release);
  const misnamed = checkPolicies(snapshot.policies, snapshot.pack, snapshot.extra('roles.yaml'));
  if (misnamed.length > 0) throw invalid(misnamed);
  return snapshot;
}

/** The snapshot of files that were parsed already. */
export function snapshotOf(
  files: readonly PackFile[],
  { pack, fileOf }: { readonly pack: Pack; readonly fileOf: FileOf },
  release: number,
): Snapshot {
  return {
    fileOf,
    release,
    digest: digestOf(files),
    files,
    pack,
    resources: new Map([...pack.resources.values()].map((one) => [one.name, catalogued(one, pack)])),
    migrated: new Map(),
    policies: files
      .filter(({ path }) => path.endsWith('.cedar'))
      .map(({ path, text }) => ({ file: path, text })),
    extra: readOnce(files),
  };
}

/** Each file is parsed when it is first asked for; what it says is frozen, for all readers share it. */
function readOnce(files: readonly PackFile[]): Snapshot['extra'] {
  const read = new Map<string, unknown>();
  return (name) => {
    if (!read.has(name)) {
      const file = files.find(({ path }) => path.endsWith(`/${name}`));
      read.set(name, file === undefined ? undefined : deepFreeze(parse(file.text) as unknown));
    }
    return read.get(name);
  };
}

function digestOf(files: readonly PackFile[]): string {
  const hash = createHash('sha256');
  for (const { path, text } of files) hash.update(JSON.stringify([path, text]));
  return hash.digest('hex');
}

/** Plans are made when first asked for: a release of thousands of resources must be in force at once. */
function catalogued(declaration: Resource, pack: Pack): CataloguedResource {
  let table: TablePlan | undefined;
  let made: { readonly day: string; readonly plans: ResourcePlan } | undefined;
  let grades: ReadonlyMap<string, number> | undefined;
  return {
    declaration,
    get table() {
      return (table ??= planTable(declaration, pack));
    },
    plansOn(at) {
      const day = dayInChina(at);
      if (made?.day !== day) made = { day, plans: planResource(declaration, pack, { at }) };
      return made.plans;
    },
    get grades() {
      return (grades ??= gradesOf(declaration, pack));
    },
  };
}

function gradesOf({ fields }: Resource, pack: Pack): ReadonlyMap<string, number> {
  return new Map(fields.map(({ name, element }) => [name, pack.elements.get(element ?? '')?.grade ?? 1]));
}

function invalid(findings: readonly (Finding | PolicyFinding)[]): Error {
  const details = findings.map((finding) => ({
    pointer: `${finding.file}:${finding.line}`,
    code: finding.code,
    zh: 'fix' in finding ? `${finding.zh}。${finding.fix.zh}` : finding.zh,
    en: 'fix' in finding ? `${finding.en}: ${finding.fix.en}` : finding.en,
  }));
  const { pointer = '', zh = '', en = '' } = details[0] ?? {};
  return fault('invalid-pack', { count: details.length, place: pointer, zh, en }, { details });
}
