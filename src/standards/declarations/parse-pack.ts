import { checkResources } from './check-resources.ts';
import { checkCitations } from './check-citations.ts';
import { checkQuality } from './check-quality.ts';
import { checkVocabulary } from './checks.ts';
import { extendAll } from './extend.ts';
import type { Checking } from './checks.ts';
import { collect } from './collect.ts';
import type { Collected, FileMemory, PackFile } from './collect.ts';
import { Places } from './decode.ts';
import { Findings } from './findings.ts';
import type { Finding } from './findings.ts';
import type { Field, Pack, Resource, Words } from './model.ts';
import type { NamedField, WrittenResource } from './read-resources.ts';

/** `pack` is null when there is any error: nothing is half applied. */
export interface ParsedPack {
  readonly pack: Pack | null;
  readonly errors: readonly Finding[];
  readonly warnings: readonly Finding[];
  /** The file that declares something; undefined when nothing does. */
  readonly fileOf: FileOf;
  /** Where each declaration of `pack`, its keys and its rows stand. */
  readonly places: Pick<Places, 'of' | 'ofRow'>;
}

/** Kinds of declarations by their key in `Pack`. */
export type FileOf = (kind: Exclude<keyof Collected, 'headers'>, name: string) => string | undefined;

/**
 * Reads one or more packs together: all their YAML files and the CSV files beside code lists. Never throws; every mistake is a
 * finding with file, line, column and a fix in both languages. Files of other kinds (policies, tables, purposes) are passed over.
 * With a memory, a file that was read before and did not change isn't read again. With a day (`YYYY-MM-DD`), what rests on a
 * document or an article that does not hold on it is warned of.
 */
export function parsePack(
  files: readonly PackFile[],
  memory?: FileMemory,
  on: string | null = null,
): ParsedPack {
  const findings = new Findings();
  const places = memory?.places ?? new Places();
  const all = collect(files, findings, places, memory);
  if (all.headers.length === 0)
    findings.error('missing-pack', files[0]?.path ?? 'pack.yaml', { line: 1, column: 1 }, '');
  // Checks between files only when each file is sound: a broken file would make every reference to it look wrong.
  if (findings.errors.length === 0) {
    const checking: Checking = { all, findings, places };
    extendAll(checking);
    checkVocabulary(checking);
    checkResources(checking);
    checkCitations(checking, on);
    checkQuality(checking);
  }
  const errors = Object.freeze([...findings.errors]);
  const warnings = Object.freeze([...findings.warnings]);
  const fileOf: FileOf = (kind, name) => {
    const found = all[kind].get(name);
    return found && places.of(found).file;
  };
  return Object.freeze({
    pack: errors.length === 0 ? resolve(all, places) : null,
    errors,
    warnings,
    fileOf,
    places,
  });
}

function resolve(all: Collected, places: Places): Pack {
  const { headers, elements, qualifiers, codeLists, numberRules, regulations, purposes } = all;
  const { qualityRules, qualitySettings, codeListExtensions, objectClasses, signers } = all;
  const resourceExtensions = new Map(
    [...all.resourceExtensions].map(([name, { extends: of, fields }]) => [
      name,
      { name, extends: of, fields: fields.map((field) => field.name) },
    ]),
  );
  const resources = new Map(
    [...all.resources].map(([name, written]) => [name, resolveResource(all, written, places)]),
  );
  const declared = { elements, qualifiers, codeLists, numberRules, regulations, purposes, resources };
  const added = { qualityRules, codeListExtensions, resourceExtensions, objectClasses, signers };
  for (const map of Object.values({ ...declared, ...added, qualitySettings })) {
    for (const value of map.values()) deepFreeze(value);
  }
  const fictional = headers.some((header) => header.fictional);
  return Object.freeze({
    headers: deepFreeze(headers),
    fictional,
    ...declared,
    ...added,
    qualitySettings: qualitySettings.get('settings') ?? null,
  });
}

function resolveResource(all: Collected, written: WrittenResource, places: Places): Resource {
  const { resource: name, fields, ...rest } = written;
  const resolved = { name, ...rest, fields: fields.map((field) => resolveField(all, field, places)) };
  places.set(resolved, places.of(written));
  return resolved;
}

function resolveField(all: Collected, written: NamedField, places: Places): Field {
  const { owner: _owner, ...field } = written;
  const resolved = {
    ...field,
    title: field.title ?? titleOf(all, field),
    required: field.key || field.required === true,
  };
  places.set(resolved, places.of(written));
  return resolved;
}

/** Data item = qualifier + element: its title is theirs, joined; a reference is called like its target. */
function titleOf(all: Collected, field: Omit<NamedField, 'owner'>): Words {
  const own =
    field.refers === null
      ? all.elements.get(field.element ?? '')?.title
      : all.resources.get(field.refers)?.title;
  const qualifier = field.qualifier === null ? undefined : all.qualifiers.get(field.qualifier)?.title;
  if (own === undefined || qualifier === undefined) return own ?? { zh: field.name, en: field.name };
  return { zh: `${qualifier.zh}${own.zh}`, en: `${qualifier.en}: ${own.en.toLowerCase()}` };
}

/** Freezes a value through and through: packs and plans are shared by every request, so nobody may change one. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const below of Object.values(value)) deepFreeze(below);
  return Object.freeze(value);
}
