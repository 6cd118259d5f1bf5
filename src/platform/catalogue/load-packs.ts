import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '#infrastructure/config/index.ts';
import { dayInChina, parsePack } from '#standards/declarations/index.ts';
import type { Finding, Pack, PackFile, Resource } from '#standards/declarations/index.ts';
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

/** What this node declares: the packs, read once at start. */
export interface Catalogue {
  /** SHA-256 of all files: two processes with the same digest declare the same. */
  readonly digest: string;
  readonly pack: Pack;
  readonly resources: ReadonlyMap<string, CataloguedResource>;
  /** A file of the packs that is not a declaration (budgets, kinship, …), parsed; undefined when there is none. */
  readonly extra: (name: string) => unknown;
  /** The texts of all policies. */
  readonly policies: readonly PolicyFile[];
}

/** The packs that a node of this profile is made of, as folders of the project. */
export function packFolders(profile: 'demo' | 'production'): string[] {
  const names = ['core', 'regulations', ...(profile === 'demo' ? ['demo'] : [])];
  return names.map((name) => join(projectRoot, 'packs', name));
}

/**
 * Reads pack folders, parses them together and derives the plans.
 * @throws Fault catalogue.unreadable-pack, catalogue.invalid-pack with every finding and its fix as a detail
 */
export function loadCatalogue(folders: readonly string[]): Catalogue {
  const files = folders.flatMap(readFolder);
  const parsed = parsePack(files); // passes over what is no declaration
  const [first] = parsed.errors;
  if (parsed.pack === null || first) throw invalid(parsed.errors);
  const { pack } = parsed;
  const digest = createHash('sha256')
    .update(JSON.stringify(files.map(({ path, text }) => [path, text])))
    .digest('hex');
  const resources = [...pack.resources.values()].map(
    (declaration) => [declaration.name, catalogued(declaration, pack)] as const,
  );
  const policies = files
    .filter(({ path }) => path.endsWith('.cedar'))
    .map(({ path, text }) => ({ file: path, text }));
  const extra = (name: string) => {
    const file = files.find(({ path }) => path.endsWith(`/${name}`));
    return file === undefined ? undefined : (parse(file.text) as unknown);
  };
  const misnamed = checkPolicies(policies, pack, extra('roles.yaml'));
  if (misnamed.length > 0) throw invalid(misnamed);
  return { digest, pack, resources: new Map(resources), extra, policies };
}

function readFolder(folder: string): PackFile[] {
  return listFolder(folder)
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({
      path: `${folder.split(sep).at(-1)}/${relative(folder, file).split(sep).join('/')}`,
      text: readFileSync(file, 'utf8'),
    }));
}

function listFolder(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true });
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw fault('unreadable-pack', { folder, reason: code ?? message }, { cause });
  }
}

function catalogued(declaration: Resource, pack: Pack): CataloguedResource {
  const grades = declaration.fields.map(
    (field) => [field.name, pack.elements.get(field.element ?? '')?.grade ?? 1] as const,
  );
  let made: { readonly day: string; readonly plans: ResourcePlan } | undefined;
  return {
    declaration,
    table: planTable(declaration, pack),
    plansOn(at) {
      const day = dayInChina(at);
      if (made?.day !== day) made = { day, plans: planResource(declaration, pack, { at }) };
      return made.plans;
    },
    grades: new Map(grades),
  };
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
