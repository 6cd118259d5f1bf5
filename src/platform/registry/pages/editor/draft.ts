import { newIdempotencyKey } from '#web/kit/index.ts';
import type { Action, ChangeWire, Content, Kind, ProposalWire } from '../data.ts';

/**
 * A proposal while it is being worded. Fields and groups are lists here, not maps: their order is what people move, and a
 * name may be empty or stand twice while it is typed. Keys name things for the page alone.
 */
export interface ProposalDraft {
  readonly title: string;
  readonly reason: string;
  readonly branch: string;
  readonly changes: readonly ChangeDraft[];
  /** Migration plans, which are worded on the proposal's own page. */
  readonly plans?: ProposalWire['plans'];
}

export interface ChangeDraft {
  readonly key: string;
  readonly kind: Kind;
  readonly name: string;
  readonly action: Action;
  readonly content: Content;
}

/** A field or a group of a resource. */
export interface NamedPart extends Content {
  /** Not `key`: that is what a field may be. */
  readonly rowId: string;
  readonly name: string;
}

const keyLength = 10;

export function newKey(): string {
  return newIdempotencyKey().slice(0, keyLength);
}

/** A change of nothing yet. */
export function emptyChange(kind: Kind, branch: string): ChangeDraft {
  const contents: Readonly<Record<string, Content>> = {
    resource: {
      owner: branch,
      source: 'self',
      classification: { level: 'general' },
      sharing: { type: 'conditional' },
      fields: [],
      groups: [],
      search: [],
      lists: [],
    },
    element: { status: 'draft', verification: 'draft', grade: 2 },
    'code-list': { version: '1', verification: 'draft', values: [] },
    'code-list-extension': { values: [] },
    'resource-extension': { fields: [] },
  };
  return { key: newKey(), kind, name: '', action: 'add', content: contents[kind] ?? {} };
}

/** A change as the server has it, to be worded further. */
export function draftOf({ kind, name, action, content }: ChangeWire): ChangeDraft {
  return {
    key: newKey(),
    kind,
    name,
    action,
    content: openedAs(kind, content ?? {}),
  };
}

export function proposalDraft({ title, reason, branch, changes, plans }: ProposalWire): ProposalDraft {
  return { title, reason, branch, changes: changes.map(draftOf), plans };
}

function openedAs(kind: Kind, content: Content): Content {
  if (kind === 'resource-extension') return { ...content, fields: partsOf(content['fields']) };
  return kind === 'resource' ? opened(content) : content;
}

function opened(content: Content): Content {
  return {
    ...content,
    fields: partsOf(content['fields']),
    groups: partsOf(content['groups']),
    search: content['search'] ?? [],
    lists: content['lists'] ?? [],
  };
}

function partsOf(map: unknown): NamedPart[] {
  return Object.entries((map ?? {}) as Record<string, Content>).map(([name, part]) => ({
    ...part,
    rowId: newKey(),
    name,
  }));
}

/** A change as the server takes it: what is empty is left out. */
export function changeOf(draft: ChangeDraft): ChangeWire {
  const { kind, action, content } = draft;
  const name = nameOf(draft);
  if (action === 'abolish') return { kind, name, action, content: null };
  const parts = kind === 'resource' ? (['fields', 'groups'] as const) : (['fields'] as const);
  const whole =
    kind === 'resource' || kind === 'resource-extension'
      ? { ...content, ...Object.fromEntries(parts.map((key) => [key, mapOf(content[key])])) }
      : content;
  return { kind, name, action, content: (withoutBlank(whole) ?? {}) as Record<string, unknown> };
}

function mapOf(parts: unknown): Content {
  const named = ((parts ?? []) as readonly NamedPart[]).filter(({ name }) => name !== '');
  return Object.fromEntries(named.map(({ rowId: _rowId, name, ...part }) => [name, part]));
}

/** The value without empty texts, and without what is empty then; undefined when nothing is left. A field may be empty: it is there. */
function withoutBlank(value: unknown): unknown {
  if (value === null || value === undefined || value === '') return undefined;
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  if (Array.isArray(value)) {
    const kept = value.map(withoutBlank).filter((item) => item !== undefined);
    return kept.length === 0 ? undefined : kept;
  }
  if (typeof value !== 'object') return value;
  const entries = Object.entries(value)
    .map(([key, part]) => [key, withoutBlank(part)] as const)
    .filter(([key, part]) => part !== undefined && key !== 'rowId');
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** The name typed, or the one that the English title makes; an extension is called like what it extends. */
export function nameOf({ name, content }: Pick<ChangeDraft, 'name' | 'content'>): string {
  return name === '' ? slugOf(valueAt(content, 'title.en') ?? content['extends']) : name;
}

const maxName = 30; // of a resource; elements may have longer ones, typed by hand

export function slugOf(title: unknown): string {
  const words = typeof title === 'string' ? title.toLowerCase().match(/[a-z0-9]+/g) : null;
  const slug = (words ?? []).join('-').replace(/^[^a-z]+/, '');
  return slug.slice(0, maxName).replace(/-$/, '');
}

/** `dog-chip-number` as the name of a field: `dogChipNumber`. */
export function fieldNameOf(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_dash, letter: string) => letter.toUpperCase());
}

const validName = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

export function isNamed(draft: ChangeDraft): boolean {
  return validName.test(nameOf(draft));
}

/** The value at `title.zh`. */
export function valueAt(content: Content, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value as Content | undefined)?.[key], content);
}

/** The content with another value at `title.zh`. */
export function withValue(content: Content, path: string, value: unknown): Content {
  const [key = '', ...rest] = path.split('.');
  if (rest.length === 0) return { ...content, [key]: value };
  const below = (content[key] ?? {}) as Content;
  return { ...content, [key]: withValue(below, rest.join('.'), value) };
}
