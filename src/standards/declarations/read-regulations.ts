import {
  complain,
  day,
  derive,
  list,
  named,
  number,
  oneOf,
  optional,
  otherwise,
  record,
  required,
  shaped,
  slug,
  text,
  words,
} from './decode.ts';
import type { Decode } from './decode.ts';
import { limits } from './limits.ts';
import { regulationKinds, verifications } from './model.ts';
import type { Article, Edition, PurposeKind, PurposeMatter, Regulation } from './model.ts';
import { parseCitation } from './citations.ts';
import type { MapNode, Tree } from './tree.ts';

/** The library of what declarations rest on, and the files that cite it. */

const citation: Decode<string> = (tree, path, reading) => {
  const written = text(tree, path, reading);
  if (written === undefined || parseCitation(written) !== null) return written;
  return complain(reading, 'bad-text', tree, path, {
    wanted: '引用写作 decree-809 或 decree-809#12',
    wantedEn: 'a citation is written decree-809 or decree-809#12',
  });
};

/** What something rests on. */
export const citations = list(citation, limits.citations);

const edition = record<Edition>({
  edition: required(text),
  issued: optional(day),
  from: optional(day),
  to: optional(day),
  note: optional(words),
});

const article = record<Article>({
  number: required(
    shaped(
      /^[A-Za-z0-9]{1,6}([.-][0-9]{1,3}){0,4}$/,
      '条、款或表的编号，如 12、13-2、4.5.3、A.1',
      'the number of an article, clause or table: 12, 13-2, 4.5.3, A.1',
    ),
  ),
  edition: optional(text),
  heading: optional(words),
  gist: required(words),
  from: optional(day),
  to: optional(day),
  verification: otherwise(oneOf(verifications), 'draft'),
  supersedes: otherwise(citations, []),
});

const regulationShape = record<Omit<Regulation, 'name'>>({
  title: required(words),
  kind: required(oneOf(regulationKinds)),
  issuer: optional(words),
  number: optional(text),
  issued: optional(day),
  inForce: optional(day),
  until: optional(day),
  verification: otherwise(oneOf(verifications), 'draft'),
  note: optional(words),
  supersedes: otherwise(citations, []),
  editions: otherwise(list(edition, limits.editions), []),
  articles: otherwise(list(article, limits.articles), []),
});

/** Documents stand beside these in addresses. */
const reserved: readonly string[] = ['articles', 'review'];

const documentName: Decode<string> = (tree, path, reading) => {
  const name = slug(tree, path, reading);
  if (name === undefined || !reserved.includes(name)) return name;
  return complain(reading, 'bad-text', tree, path, {
    wanted: '不能用保留名',
    wantedEn: 'the name is reserved',
  });
};

/** `regulations.yaml`. */
export const regulationsFile = record<{ regulations: readonly Regulation[] }>({
  regulations: required(
    named(
      documentName,
      (name) => derive(regulationShape, (value): Regulation => ({ name, ...value })),
      limits.entries,
    ),
  ),
});

const matter = record<PurposeMatter>({
  code: required(slug),
  zh: required(text),
  en: required(text),
  days: optional(number(1, 3650)),
  basis: otherwise(citations, []),
});

const purposeShape = record<Omit<PurposeKind, 'name'>>({
  title: required(words),
  reference: required(words),
  basis: otherwise(citations, []),
  kinds: otherwise(list(matter, limits.entries), []),
});

const allPurposes = named(
  slug,
  (name) => derive(purposeShape, (value): PurposeKind => ({ name, ...value })),
  limits.entries,
);

/**
 * `purposes.yaml`: of it only which kinds of purpose there are, which matters they handle, and what those rest on. The file
 * belongs to the applications that own the facts, so their own settings are passed over: a key without a `reference` is no
 * purpose, and only what is named here is read.
 */
export const purposesFile: Decode<readonly PurposeKind[]> = (tree, path, reading) => {
  if (tree.kind !== 'map') return allPurposes(tree, path, reading);
  const kinds = tree.entries.filter(
    ({ value }) => value.kind === 'map' && value.entries.some(({ key }) => key === 'reference'),
  );
  const entries = kinds.map((entry) => ({ ...entry, value: shownOfPurpose(entry.value) }));
  return allPurposes({ ...tree, entries }, path, reading);
};

function shownOfPurpose(tree: Tree): Tree {
  if (tree.kind !== 'map') return tree;
  const shown = only(tree, ['title', 'reference', 'basis', 'kinds']);
  const entries = shown.entries.map((entry) =>
    entry.key === 'kinds' ? { ...entry, value: shownOfMatters(entry.value) } : entry,
  );
  return { ...shown, entries };
}

function shownOfMatters(tree: Tree): Tree {
  if (tree.kind !== 'list') return tree;
  const keys = ['code', 'zh', 'en', 'days', 'basis'];
  return { ...tree, items: tree.items.map((item) => (item.kind === 'map' ? only(item, keys) : item)) };
}

function only(tree: MapNode, keys: readonly string[]): MapNode {
  return { ...tree, entries: tree.entries.filter(({ key }) => keys.includes(key)) };
}
