import { localPack } from '#platform/catalogue/index.ts';
import type { LocalChange } from '#platform/catalogue/index.ts';
import type { PackFile } from '#standards/declarations/index.ts';

/** What can be declared on a node, and so be proposed. */
export const kinds = [
  'element',
  'qualifier',
  'code-list',
  'number-rule',
  'regulation',
  'resource',
  'object-class',
  'code-list-extension',
  'resource-extension',
  'signer',
] as const;
export type Kind = (typeof kinds)[number];

export const actions = ['add', 'change', 'abolish'] as const;
export type Action = (typeof actions)[number];

/** The content of a declaration: the shape that its YAML has, without its name. A stranger wrote it. */
export type Content = Readonly<Record<string, unknown>>;

/** One change of one declaration. `content` is the whole declaration as it will be; null when it is abolished. */
export interface Change {
  readonly kind: Kind;
  readonly name: string;
  readonly action: Action;
  readonly content: Content | null;
}

/** How each kind stands in a file: one declaration a file, in the place where `parsePack` looks for it. */
interface Form {
  readonly path: (name: string) => string;
  /** Keys above the content: where findings of the file have to be looked for in the content. */
  readonly prefix: (name: string) => readonly string[];
  readonly wrap: (name: string, content: Content) => object;
  readonly unwrap: (name: string, file: Readonly<Record<string, unknown>>) => unknown;
}

/** `elements: { name: {…} }` in a file of its own. */
function mapped(key: string, path: Form['path']): Form {
  return {
    path,
    prefix: (name) => [key, name],
    wrap: (name, content) => ({ [key]: { [name]: content } }),
    unwrap: (name, file) => (file[key] as Readonly<Record<string, unknown>> | undefined)?.[name],
  };
}

/** `resource: name` with the content beside it. */
function titled(key: string, path: Form['path']): Form {
  return {
    path,
    prefix: () => [],
    wrap: (name, content) => ({ [key]: name, ...content }),
    unwrap: (_name, { [key]: _own, ...content }) => content,
  };
}

const forms: Readonly<Record<Kind, Form>> = {
  element: mapped('elements', (name) => `elements/${name}.yaml`),
  qualifier: mapped('qualifiers', (name) => `qualifiers/of-${name}/qualifiers.yaml`),
  'code-list': titled('code-list', (name) => `code-lists/${name}.yaml`),
  'number-rule': mapped('number-rules', (name) => `number-rules/of-${name}/number-rules.yaml`),
  regulation: mapped('regulations', (name) => `regulations/of-${name}/regulations.yaml`),
  resource: titled('resource', (name) => `resources/${name}.yaml`),
  'object-class': mapped('object-classes', (name) => `object-classes/of-${name}/object-classes.yaml`),
  'code-list-extension': titled('code-list-extension', (name) => `extensions/code-lists/${name}.yaml`),
  'resource-extension': titled('resource-extension', (name) => `extensions/resources/${name}.yaml`),
  signer: titled('signer', (name) => `signers/${name}.yaml`),
};

/** Where a local declaration stands. */
export function pathOf({ kind, name }: Pick<Change, 'kind' | 'name'>): string {
  return `${localPack}/${forms[kind].path(name)}`;
}

/** The file of a declaration. JSON is YAML; what is null is left out, as an officer would leave it out. */
export function fileOf({ kind, name }: Pick<Change, 'kind' | 'name'>, content: Content): PackFile {
  const whole = forms[kind].wrap(name, content);
  const text = JSON.stringify(whole, (_key, value: unknown) => (value === null ? undefined : value), 1);
  return { path: pathOf({ kind, name }), text };
}

/** The content that a local file of ours has. */
export function contentOf({ kind, name }: Pick<Change, 'kind' | 'name'>, text: string): Content {
  const file = JSON.parse(text) as Readonly<Record<string, unknown>>;
  return (forms[kind].unwrap(name, file) ?? {}) as Content;
}

/** The way within the content, for a finding at `path` of the file: `elements.x.format` is `format`. */
export function pathInContent({ kind, name }: Pick<Change, 'kind' | 'name'>, path: string): string {
  const prefix = forms[kind].prefix(name).join('.');
  if (prefix === '' || path === prefix) return prefix === '' ? path : '';
  return path.startsWith(`${prefix}.`) ? path.slice(prefix.length + 1) : path;
}

/**
 * What a change does to the local files. An abolished element stays, in the state 废止, so that its identifier is never another's;
 * of the other kinds nothing is left.
 */
export function localChangeOf(change: Change, before: string | undefined): LocalChange {
  const path = pathOf(change);
  if (change.action !== 'abolish') return { path, text: fileOf(change, change.content ?? {}).text };
  if (change.kind !== 'element' || before === undefined) return { path, text: null };
  return fileOf(change, { ...contentOf(change, before), status: 'abolished' });
}
