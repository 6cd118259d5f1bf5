import { Places } from './decode.ts';
import type { Place, Reading } from './decode.ts';
import type { Findings } from './findings.ts';
import { limits } from './limits.ts';
import type {
  CodeList,
  CodeListExtension,
  DataElement,
  NumberRule,
  ObjectClass,
  PackHeader,
  PurposeKind,
  Qualifier,
  Regulation,
  Signer,
} from './model.ts';
import { codeListFile } from './read-code-lists.ts';
import type { Beside } from './read-code-csv.ts';
import { codeListExtensionFile, resourceExtensionFile } from './read-extensions.ts';
import type { WrittenExtension } from './read-extensions.ts';
import { elementsFile, qualifiersFile } from './read-elements.ts';
import { resourceFile } from './read-resources.ts';
import type { WrittenResource } from './read-resources.ts';
import { qualityFile } from './read-quality.ts';
import type { QualityRule, QualitySettings } from './quality-model.ts';
import { purposesFile, regulationsFile } from './read-regulations.ts';
import { objectClassesFile, signerFile } from './read-registry.ts';
import { numberRulesFile, packFile } from './read-rest.ts';
import { readTree } from './tree.ts';
import type { Tree } from './tree.ts';

/** One file of a pack, as the caller found it. `path` uses `/`; anything may stand before the pack's own folders. */
export interface PackFile {
  readonly path: string;
  readonly text: string;
}

/** What the files declare, by name, before anything is resolved. */
export interface Collected {
  readonly headers: PackHeader[];
  readonly elements: Map<string, DataElement>;
  readonly qualifiers: Map<string, Qualifier>;
  readonly codeLists: Map<string, CodeList>;
  readonly numberRules: Map<string, NumberRule>;
  readonly regulations: Map<string, Regulation>;
  readonly purposes: Map<string, PurposeKind>;
  readonly resources: Map<string, WrittenResource>;
  readonly qualityRules: Map<string, QualityRule>;
  /** One, under its own name: a second is refused like any other. */
  readonly qualitySettings: Map<string, QualitySettings>;
  readonly codeListExtensions: Map<string, CodeListExtension>;
  readonly resourceExtensions: Map<string, WrittenExtension>;
  readonly objectClasses: Map<string, ObjectClass>;
  readonly signers: Map<string, Signer>;
}

/** Enters what a file declares; a second declaration of a name is a finding. */
type Add = (reading: Reading, into: Collected) => void;

interface Kind {
  readonly matches: RegExp;
  /** It rules the node, and is no part of a standard: nobody brings it from outside. */
  readonly ruling?: boolean;
  /** Decodes a file; what it declares is entered later, as often as it is read. */
  readonly read: (tree: Tree, reading: Reading, beside: Beside) => Add;
}

/** The kinds of files, by where they stand in a pack. */
const kinds: readonly Kind[] = [
  {
    matches: /(?:^|\/)extensions\/code-lists\/[^/]+\.yaml$/,
    read(tree, reading) {
      const one = codeListExtensionFile(tree, '', reading);
      return (again, into) => addAll('扩展 extension', one && [one], again, into.codeListExtensions);
    },
  },
  {
    matches: /(?:^|\/)extensions\/resources\/[^/]+\.yaml$/,
    read(tree, reading) {
      const one = resourceExtensionFile(tree, '', reading);
      return (again, into) => addAll('扩展 extension', one && [one], again, into.resourceExtensions);
    },
  },
  {
    matches: /(?:^|\/)object-classes(?:\/[^/]+){0,2}\.yaml$/,
    read(tree, reading) {
      const values = objectClassesFile(tree, '', reading)?.['object-classes'];
      return (again, { objectClasses }) => addAll('对象类 object class', values, again, objectClasses);
    },
  },
  {
    matches: /(?:^|\/)signers\/[^/]+\.yaml$/,
    ruling: true,
    read(tree, reading) {
      const one = signerFile(tree, '', reading);
      return (again, { signers }) => addAll('发布方 signer', one && [one], again, signers);
    },
  },
  {
    matches: /(?:^|\/)pack\.yaml$/,
    read(tree, reading) {
      const header = packFile(tree, '', reading);
      return (_again, { headers }) => void (header && headers.push(header));
    },
  },
  {
    matches: /(?:^|\/)elements\/[^/]+\.yaml$/,
    read(tree, reading) {
      const values = elementsFile(tree, '', reading)?.elements;
      return (again, { elements }) => addAll('数据元 element', values, again, elements);
    },
  },
  {
    matches: /(?:^|\/)qualifiers\.yaml$/,
    read(tree, reading) {
      const values = qualifiersFile(tree, '', reading)?.qualifiers;
      return (again, { qualifiers }) => addAll('限定词 qualifier', values, again, qualifiers);
    },
  },
  {
    matches: /(?:^|\/)code-lists\/[^/]+\.yaml$/,
    read(tree, reading, beside) {
      const list = codeListFile(beside)(tree, '', reading);
      return (again, { codeLists }) => addAll('代码集 code list', list && [list], again, codeLists);
    },
  },
  {
    matches: /(?:^|\/)number-rules\.yaml$/,
    read(tree, reading) {
      const values = numberRulesFile(tree, '', reading)?.['number-rules'];
      return (again, { numberRules }) => addAll('编号规则 number rule', values, again, numberRules);
    },
  },
  {
    matches: /(?:^|\/)regulations\.yaml$/,
    read(tree, reading) {
      const values = regulationsFile(tree, '', reading)?.regulations;
      return (again, { regulations }) => addAll('依据 regulation', values, again, regulations);
    },
  },
  {
    matches: /(?:^|\/)purposes\.yaml$/,
    ruling: true,
    read(tree, reading) {
      const values = purposesFile(tree, '', reading);
      return (again, { purposes }) => addAll('事由 purpose', values, again, purposes);
    },
  },
  {
    matches: /(?:^|\/)quality\.yaml$/,
    read(tree, reading) {
      const { settings = null, rules } = qualityFile(tree, '', reading) ?? {};
      const purpose = settings && { name: 'quality', ...settings.purpose, basis: [], kinds: [] };
      return (again, { qualityRules, qualitySettings, purposes }) => {
        addAll('质量规则 quality rule', rules, again, qualityRules);
        if (settings) add('质量设置 settings', settings.name, settings, again, qualitySettings);
        if (purpose) add('事由 purpose', purpose.name, purpose, again, purposes);
      };
    },
  },
  {
    matches: /(?:^|\/)resources\/[^/]+\.yaml$/,
    read(tree, reading) {
      const written = resourceFile(tree, '', reading);
      return (again, { resources }) => {
        if (written) add('资源 resource', written.resource, written, again, resources);
      };
    },
  },
];

/**
 * Files that were decoded before, so that a release in which one of a thousand changed costs one. Only sound files are kept,
 * and only those that stand alone (a code list with a CSV beside it is read again): what was decoded never changes.
 */
export interface FileMemory {
  readonly places: Places;
  find(file: PackFile): Add | undefined;
  keep(file: PackFile, add: Add): void;
}

/** An empty memory; it holds at most `limits.files` files. */
export function openFileMemory(): FileMemory {
  const known = new Map<string, { readonly text: string; readonly add: Add }>();
  return {
    places: new Places(),
    find({ path, text }) {
      const found = known.get(path);
      return found?.text === text ? found.add : undefined;
    },
    keep({ path, text }, add) {
      if (known.size >= limits.files) known.clear();
      known.set(path, { text, add });
    },
  };
}

function addAll<T extends { readonly name: string }>(
  what: string,
  values: readonly T[] | undefined,
  reading: Reading,
  into: Map<string, T>,
): void {
  for (const value of values ?? []) add(what, value.name, value, reading, into);
}

/** A second declaration of one name is refused, wherever it stands: a pack can't quietly replace another's. */
function add<T extends object>(
  what: string,
  name: string,
  value: T,
  reading: Reading,
  into: Map<string, T>,
): void {
  const first = into.get(name);
  if (first === undefined) {
    into.set(name, value);
    return;
  }
  const at = reading.places.of(value);
  const owner = 'owner' in first ? `, owner ${String(first.owner)}` : '';
  const where = `${describe(reading.places.of(first))}${owner}`;
  reading.findings.error('duplicate-name', at.file, at, at.path, { what, name, where });
}

export function describe(place: Place): string {
  return `${place.file}:${place.line}`;
}

/** Reads all files; findings go to `findings`, places to `places`. Files are read in the order of their paths. */
export function collect(
  files: readonly PackFile[],
  findings: Findings,
  places: Places,
  memory?: FileMemory,
): Collected {
  const into: Collected = {
    headers: [],
    elements: new Map(),
    qualifiers: new Map(),
    codeLists: new Map(),
    numberRules: new Map(),
    regulations: new Map(),
    purposes: new Map(),
    resources: new Map(),
    qualityRules: new Map(),
    qualitySettings: new Map(),
    codeListExtensions: new Map(),
    resourceExtensions: new Map(),
    objectClasses: new Map(),
    signers: new Map(),
  };
  if (files.length > limits.files) {
    findings.error('too-many', '', { line: 1, column: 1 }, '', { what: '文件 files', limit: limits.files });
    return into;
  }
  const ordered = [...files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const byPath = new Map(ordered.map((file) => [file.path, file]));
  const beside: Beside = (file, name) => byPath.get(file.slice(0, file.lastIndexOf('/') + 1) + name) ?? null;
  for (const file of ordered)
    readOne(file, { file: file.path, findings, places }, into, { beside, ...(memory && { memory }) });
  return into;
}

/** Folders and files of a pack that others read: policies, identifier tables, and whatever else stands beside. */
const foreign = /(?:^|\/)(?:policies|identifier-tables)\//;
const ours = /(?:^|\/)(?:elements|code-lists|resources|extensions|signers|object-classes)\//;
const besideLists = /(?:^|\/)code-lists\/[^/]+\.csv$/;

/**
 * Whether a file of a pack declares something that its publisher may say: elements, lists, resources and the like. Policies, roles,
 * purposes, budgets and whose keys are trusted rule the node; a pack that was brought from outside never sets them.
 */
export function isDeclarationFile(path: string): boolean {
  if (foreign.test(path)) return false;
  if (besideLists.test(path)) return true;
  const kind = kinds.find(({ matches }) => matches.test(path));
  return kind !== undefined && kind.ruling !== true;
}

function readOne(
  file: PackFile,
  reading: Reading,
  into: Collected,
  { beside, memory }: { readonly beside: Beside; readonly memory?: FileMemory },
): void {
  if (foreign.test(file.path)) return;
  const kind = kinds.find(({ matches }) => matches.test(file.path));
  if (kind === undefined) {
    const misplaced = ours.test(file.path) && !/\.(?:csv|md)$/.test(file.path);
    if (misplaced) reading.findings.warn('unknown-file', file.path, { line: 1, column: 1 }, '');
    return;
  }
  const known = memory?.find(file);
  if (known) return known(reading, into);
  const { errors, warnings } = reading.findings;
  const found = errors.length + warnings.length;
  let isAlone = true;
  const noticed: Beside = (...asked) => {
    isAlone = false;
    return beside(...asked);
  };
  const tree = readTree(file.path, file.text, reading.findings);
  if (tree === null) return;
  const add = kind.read(tree, reading, noticed);
  if (isAlone && errors.length + warnings.length === found) memory?.keep(file, add);
  add(reading, into);
}
