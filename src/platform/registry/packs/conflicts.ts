import { isLocal } from '#platform/catalogue/index.ts';
import type { LocalChange, Snapshot } from '#platform/catalogue/index.ts';
import type { Pack, Words } from '#standards/declarations/index.ts';
import { contentOf, fileOf, kinds, pathOf } from '../change.ts';
import type { Content, Kind } from '../change.ts';
import { declaredAs, maps } from '../examine-changes.ts';

/** What becomes of a local declaration that a bundle now declares itself: it stays under another name, or the bundle's is used. */
export type Decision = { readonly how: 'map' } | { readonly how: 'keep'; readonly as: string };

/** By the conflict's key. */
export type Decisions = Readonly<Record<string, Decision>>;

/** Something that was declared here and that a bundle declares now. */
export interface Conflict {
  /** `element/plate`; of an extension with the code or field: `code-list-extension/sex#7`. */
  readonly key: string;
  readonly kind: Kind;
  readonly name: string;
  /** The code or the field of an extension; null for a whole declaration. */
  readonly part: string | null;
  readonly local: Words;
  readonly taken: Words;
  /** Whether it can stay under another name: the table of a resource can't be renamed. */
  readonly keepable: boolean;
}

/** One local declaration while it is being settled. */
interface Local {
  readonly kind: Kind;
  readonly name: string;
  readonly content: Content;
}

/** What was declared here and `upstream`, the packs without anything local, declares as well. */
export function conflictsOf(before: Snapshot, upstream: Pack): Conflict[] {
  return localsOf(before).flatMap((local) => {
    const { kind, name } = local;
    if (kind === 'code-list-extension') return codeConflicts(local, upstream);
    if (kind === 'resource-extension') return fieldConflicts(local, before.pack, upstream);
    const taken = declaredAs(upstream, kind, name);
    if (taken === undefined) return [];
    const titles = { local: titleOf(declaredAs(before.pack, kind, name), name), taken: titleOf(taken, name) };
    return [{ key: `${kind}/${name}`, kind, name, part: null, ...titles, keepable: kind !== 'resource' }];
  });
}

function localsOf({ files, pack }: Pick<Snapshot, 'files' | 'pack'>): Local[] {
  const texts = new Map(files.filter(isLocal).map(({ path, text }) => [path, text]));
  return kinds.flatMap((kind) =>
    [...pack[maps[kind]].keys()].flatMap((name) => {
      const text = texts.get(pathOf({ kind, name }));
      return text === undefined ? [] : [{ kind, name, content: contentOf({ kind, name }, text) }];
    }),
  );
}

function titleOf(declared: object | undefined, name: string): Words {
  const title = declared !== undefined && 'title' in declared ? (declared.title as Words) : undefined;
  return title ?? { zh: name, en: name };
}

interface WrittenCode extends Words {
  readonly code: string;
}

function codesOf({ content }: Local): readonly WrittenCode[] {
  return (content['values'] ?? []) as readonly WrittenCode[];
}

function codeConflicts(local: Local, upstream: Pack): Conflict[] {
  const { kind, name, content } = local;
  const list = upstream.codeLists.get(String(content['extends']));
  const theirs = new Map(list?.values.map((value) => [value.code, value]));
  return codesOf(local).flatMap(({ code, zh, en }) => {
    const found = theirs.get(code);
    if (found === undefined) return [];
    const words = { local: { zh, en }, taken: { zh: found.zh, en: found.en } };
    return [{ key: `${kind}/${name}#${code}`, kind, name, part: code, ...words, keepable: true }];
  });
}

function fieldConflicts({ kind, name, content }: Local, before: Pack, upstream: Pack): Conflict[] {
  const of = String(content['extends']);
  const titleIn = (pack: Pack, field: string) =>
    pack.resources.get(of)?.fields.find((one) => one.name === field);
  return Object.keys((content['fields'] ?? {}) as Content).flatMap((part) => {
    const taken = titleIn(upstream, part);
    if (taken === undefined) return [];
    const words = { local: titleOf(titleIn(before, part), part), taken: titleOf(taken, part) };
    return [{ key: `${kind}/${name}#${part}`, kind, name, part, ...words, keepable: true }];
  });
}

/** What the rest is examined with while nobody has decided. A code has no room to be called otherwise by itself. */
export function suggestionFor({ keepable, kind, name, part }: Conflict): Decision {
  if (!keepable || kind === 'code-list-extension') return { how: 'map' };
  return { how: 'keep', as: part === null ? `${name}-local` : `${part}Local` };
}

/** The changes of local files that the decisions come to. Pure. */
export function settle(
  before: Snapshot,
  conflicts: readonly Conflict[],
  decisions: Decisions,
): readonly LocalChange[] {
  const was = localsOf(before);
  let now: readonly Local[] = was;
  for (const conflict of conflicts) {
    const decision = decisions[conflict.key] ?? suggestionFor(conflict);
    now = conflict.part === null ? settleWhole(now, conflict, decision) : settlePart(now, conflict, decision);
  }
  const texts = new Map(now.map((local) => [pathOf(local), fileOf(local, local.content).text]));
  const gone = was.map(pathOf).filter((path) => !texts.has(path));
  const old = new Map(before.files.map(({ path, text }) => [path, text]));
  return [
    ...gone.map((path) => ({ path, text: null })),
    ...[...texts].filter(([path, text]) => old.get(path) !== text).map(([path, text]) => ({ path, text })),
  ];
}

function settleWhole(locals: readonly Local[], { kind, name }: Conflict, decision: Decision): Local[] {
  const isIt = (one: Local) => one.kind === kind && one.name === name;
  if (decision.how === 'map') return locals.filter((one) => !isIt(one));
  const { as } = decision;
  return locals.map((one) => ({
    kind: one.kind,
    name: isIt(one) ? as : one.name,
    content: renamed(one.content, one.kind, kind, name, as) as Content,
  }));
}

/** The keys under which each kind of declaration is named by others. */
const references: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  element: ['element', 'derivedFrom', 'composedOf', 'replaces', 'usedWith'],
  qualifier: ['qualifier'],
  'code-list': ['codes', 'extends'],
  'number-rule': ['number-rule'],
  regulation: ['basis', 'supersedes'],
  'object-class': ['partOf'],
};

/** The content with `to` wherever it names `from` as a declaration of a kind. */
function renamed(value: unknown, within: Kind, kind: Kind, from: string, to: string): unknown {
  const keys = references[kind] ?? [];
  const swap = (text: unknown): unknown => {
    if (text === from) return to;
    const cites = kind === 'regulation' && typeof text === 'string' && text.startsWith(`${from}#`);
    return cites ? to + text.slice(from.length) : text;
  };
  if (Array.isArray(value)) return value.map((item) => renamed(item, within, kind, from, to));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, part]: [string, unknown]) => {
    const isNamed = keys.includes(key) && (key !== 'extends' || within === 'code-list-extension');
    if (isNamed && typeof part === 'string') return [key, swap(part)] as const;
    if (isNamed && Array.isArray(part)) return [key, part.map(swap)] as const;
    return [key, renamed(part, within, kind, from, to)] as const;
  });
  return Object.fromEntries(entries);
}

function settlePart(locals: readonly Local[], conflict: Conflict, decision: Decision): Local[] {
  return locals.flatMap((one) => {
    if (one.kind !== conflict.kind || one.name !== conflict.name) return [one];
    const part = conflict.part ?? '';
    const as = decision.how === 'keep' ? decision.as : null;
    const key = one.kind === 'code-list-extension' ? 'values' : 'fields';
    const left = key === 'values' ? withoutCode(codesOf(one), part, as) : withoutField(one.content, part, as);
    const isEmpty = Object.keys(left).length === 0;
    return isEmpty ? [] : [{ ...one, content: { ...one.content, [key]: left } }];
  });
}

function withoutCode(values: readonly WrittenCode[], code: string, as: string | null): readonly WrittenCode[] {
  if (as === null) return values.filter((value) => value.code !== code);
  return values.map((value) => (value.code === code ? { ...value, code: as } : value));
}

function withoutField(content: Content, field: string, as: string | null): Content {
  const entries = Object.entries((content['fields'] ?? {}) as Content);
  if (as === null) return Object.fromEntries(entries.filter(([name]) => name !== field));
  return Object.fromEntries(entries.map(([name, value]) => [name === field ? as : name, value]));
}
