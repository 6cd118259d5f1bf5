import type { Decode, Place, Places, Reading } from './decode.ts';
import type { Findings } from './findings.ts';
import { limits } from './limits.ts';
import type {
  CodeList,
  DataElement,
  NumberRule,
  PackHeader,
  PurposeKind,
  Qualifier,
  Regulation,
} from './model.ts';
import { codeListFile } from './read-code-lists.ts';
import type { Beside } from './read-code-csv.ts';
import { elementsFile, qualifiersFile } from './read-elements.ts';
import { resourceFile } from './read-resources.ts';
import type { WrittenResource } from './read-resources.ts';
import { numberRulesFile, packFile, purposesFile, regulationsFile } from './read-rest.ts';
import { readTree } from './tree.ts';
import type { TreeMemory } from './tree.ts';

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
}

interface Kind {
  readonly matches: RegExp;
  readonly read: (
    tree: Parameters<Decode<unknown>>[0],
    reading: Reading,
    into: Collected,
    beside: Beside,
  ) => void;
}

/** The kinds of files, by where they stand in a pack. */
const kinds: readonly Kind[] = [
  {
    matches: /(?:^|\/)pack\.yaml$/,
    read: (tree, reading, into) => pushRead(packFile, tree, reading, into.headers),
  },
  {
    matches: /(?:^|\/)elements\/[^/]+\.yaml$/,
    read: (tree, reading, into) =>
      addAll('数据元 element', elementsFile(tree, '', reading)?.elements, reading, into.elements),
  },
  {
    matches: /(?:^|\/)qualifiers\.yaml$/,
    read: (tree, reading, into) =>
      addAll('限定词 qualifier', qualifiersFile(tree, '', reading)?.qualifiers, reading, into.qualifiers),
  },
  {
    matches: /(?:^|\/)code-lists\/[^/]+\.yaml$/,
    read: (tree, reading, into, beside) =>
      addAll('代码集 code list', one(codeListFile(beside)(tree, '', reading)), reading, into.codeLists),
  },
  {
    matches: /(?:^|\/)number-rules\.yaml$/,
    read: (tree, reading, into) =>
      addAll(
        '编号规则 number rule',
        numberRulesFile(tree, '', reading)?.['number-rules'],
        reading,
        into.numberRules,
      ),
  },
  {
    matches: /(?:^|\/)regulations\.yaml$/,
    read: (tree, reading, into) =>
      addAll('依据 regulation', regulationsFile(tree, '', reading)?.regulations, reading, into.regulations),
  },
  {
    matches: /(?:^|\/)purposes\.yaml$/,
    read: (tree, reading, into) =>
      addAll('事由 purpose', purposesFile(tree, '', reading), reading, into.purposes),
  },
  { matches: /(?:^|\/)resources\/[^/]+\.yaml$/, read: readResource },
];

function one<T>(value: T | undefined): readonly T[] | undefined {
  return value === undefined ? undefined : [value];
}

function pushRead<T>(decode: Decode<T>, tree: Parameters<Decode<T>>[0], reading: Reading, into: T[]): void {
  const value = decode(tree, '', reading);
  if (value !== undefined) into.push(value);
}

function readResource(tree: Parameters<Decode<unknown>>[0], reading: Reading, into: Collected): void {
  const written = resourceFile(tree, '', reading);
  if (written !== undefined) add('资源 resource', written.resource, written, reading, into.resources);
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
  trees?: TreeMemory,
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
  };
  if (files.length > limits.files) {
    findings.error('too-many', '', { line: 1, column: 1 }, '', { what: '文件 files', limit: limits.files });
    return into;
  }
  const ordered = [...files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const byPath = new Map(ordered.map((file) => [file.path, file]));
  const beside: Beside = (file, name) => byPath.get(file.slice(0, file.lastIndexOf('/') + 1) + name) ?? null;
  const read = (file: PackFile) => readTree(file.path, file.text, findings, trees);
  for (const file of ordered) readOne(file, read, { file: file.path, findings, places }, into, beside);
  return into;
}

/** Folders and files of a pack that others read: policies, identifier tables, and whatever else stands beside. */
const foreign = /(?:^|\/)(?:policies|identifier-tables)\//;
const ours = /(?:^|\/)(?:elements|code-lists|resources)\//;

function readOne(
  file: PackFile,
  read: (file: PackFile) => ReturnType<typeof readTree>,
  reading: Reading,
  into: Collected,
  beside: Beside,
): void {
  if (foreign.test(file.path)) return;
  const kind = kinds.find(({ matches }) => matches.test(file.path));
  if (kind === undefined) {
    const misplaced = ours.test(file.path) && !/\.(?:csv|md)$/.test(file.path);
    if (misplaced) reading.findings.warn('unknown-file', file.path, { line: 1, column: 1 }, '');
    return;
  }
  const tree = read(file);
  if (tree !== null) kind.read(tree, reading, into, beside);
}
