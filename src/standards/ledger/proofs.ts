/**
 * What leaves the ledger for somebody to verify on their own: JSON shapes and their strict parsers.
 * All of it is attacker-controlled until verified; a parser answers undefined rather than guess.
 * Hashes are 32 bytes in base64url; checkpoints are signed notes.
 */
import { fromBase64Url } from './base64.ts';
import { closedKeys, openKeys } from './entry.ts';
import type { ClosedPart, OpenPart } from './entry.ts';
import { INDEX_DEPTH, LABEL_BYTES } from './index-leaf.ts';
import type { IndexLeaf } from './index-leaf.ts';
import { MAX_NOTE_LENGTH } from './note.ts';

export const DISCLOSURE_FORMAT = 'minqiao-disclosure/1';
export const SUBJECT_PROOF_FORMAT = 'minqiao-subject-proof/1';
export const EXPORT_FORMAT = 'minqiao-export/1';

/** Most hashes in an inclusion proof: a tree of 2^53 leaves has 53 levels. */
export const MAX_PROOF_HASHES = 64;
/** Most entries of one person in one proof; a longer list is refused rather than cut. */
export const MAX_SUBJECT_LEAVES = 200_000;
/** Most subjects in one bucket of a proof: 65,536 buckets hold 268 million people at this width. */
export const MAX_BUCKET_ROWS = 4096;
/** Most persons one entry may concern, and most fields it may name. */
export const MAX_SUBJECTS = 10_000;
export const MAX_FIELDS = 500;

/** That an entry is in the tree of a checkpoint, and, with `opening`, that it concerns the holder of `opening.tag`. */
export interface Disclosure {
  format: typeof DISCLOSURE_FORMAT;
  seq: number;
  open: OpenPart;
  /** Hash of the closed part. */
  closed: string;
  opening: { index: number; nonce: string; tag: string } | null;
  inclusion: readonly string[];
  checkpoint: string;
}

/** That a person's entries, up to an index leaf, are exactly these leaves. */
export interface SubjectProof {
  format: typeof SUBJECT_PROOF_FORMAT;
  tag: string;
  /** Leaf hashes of the person's entries in the order in which they entered the index. */
  leaves: readonly string[];
  /** The whole bucket: [label, commitment], labels ascending. */
  bucket: readonly (readonly [string, string])[];
  /** From the bucket up. */
  siblings: readonly string[];
  index: IndexLeaf;
  inclusion: readonly string[];
  checkpoint: string;
}

/** First line of an export; the following lines are `ExportLine`s. */
export interface ExportHead {
  format: typeof EXPORT_FORMAT;
  checkpoint: string;
  /** `whole`: every leaf from 0 to the checkpoint's size. `selection`: each line has its own inclusion proof. */
  scope: 'whole' | 'selection';
}

/** One leaf of an export: an entry with both parts and its subjects' tags, or an index leaf. */
export interface ExportLine {
  seq: number;
  entry?: { open: Omit<OpenPart, 'subjects'>; closed: ClosedPart; tags: readonly string[] };
  index?: Omit<IndexLeaf, 'seq'>;
  inclusion?: readonly string[];
}

type Json = Record<string, unknown>;

function shaped(value: unknown, keys: readonly string[]): value is Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const own = Object.keys(value);
  return own.length === keys.length && keys.every((key) => Object.hasOwn(value, key));
}
const isText = (value: unknown): value is string => typeof value === 'string' && value.isWellFormed();
const isTextOrNull = (value: unknown): boolean => value === null || isText(value);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isCountOrNull = (value: unknown): boolean => value === null || isCount(value);
const isHash = (value: unknown, bytes = 32): value is string =>
  typeof value === 'string' && value.length < 64 && fromBase64Url(value)?.length === bytes;
const isList = (value: unknown, max: number, each: (item: unknown) => boolean): value is unknown[] =>
  Array.isArray(value) && value.length <= max && value.every(each);
const isInstant = (value: unknown): value is string =>
  typeof value === 'string' &&
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) &&
  !Number.isNaN(Date.parse(value));
const isNote = (value: unknown): value is string => isText(value) && value.length <= MAX_NOTE_LENGTH;

const nullableOpen = new Set<string>(['purposeKind', 'reason', 'resource']);

function isOpenPart(value: unknown, keys: readonly string[]): boolean {
  if (!shaped(value, keys)) return false;
  return keys.every((key) => {
    const item = value[key];
    if (key === 'fields') return isList(item, MAX_FIELDS, isText);
    if (key === 'subjects') return isList(item, MAX_SUBJECTS, (each) => isHash(each));
    if (key === 'count') return isCountOrNull(item);
    if (key === 'at') return isInstant(item);
    return nullableOpen.has(key) ? isTextOrNull(item) : isText(item);
  });
}

const closedTexts = new Set<string>(['actor', 'requestId']);

function isClosedPart(value: unknown): boolean {
  if (!shaped(value, closedKeys)) return false;
  return closedKeys.every((key) => {
    const item = value[key];
    if (key === 'salt') return isHash(item, 16);
    if (key === 'bytes' || key === 'durationMs') return isCountOrNull(item);
    if (key === 'sealedUntil') return item === null || isInstant(item);
    return closedTexts.has(key) ? isText(item) : isTextOrNull(item);
  });
}

const isIndexLeaf = (value: unknown): boolean =>
  shaped(value, ['at', 'checkpoints', 'root', 'seq']) &&
  isInstant(value['at']) &&
  isHash(value['checkpoints']) &&
  isHash(value['root']) &&
  isCount(value['seq']);
const isProof = (value: unknown): boolean => isList(value, MAX_PROOF_HASHES, (item) => isHash(item));

/** The disclosure in untrusted JSON, or undefined. */
export function parseDisclosure(value: unknown): Disclosure | undefined {
  if (!shaped(value, ['format', 'seq', 'open', 'closed', 'opening', 'inclusion', 'checkpoint']))
    return undefined;
  const opening = value['opening'];
  const openingFits =
    opening === null ||
    (shaped(opening, ['index', 'nonce', 'tag']) &&
      isCount(opening['index']) &&
      isHash(opening['nonce']) &&
      isHash(opening['tag']));
  const fits =
    value['format'] === DISCLOSURE_FORMAT &&
    isCount(value['seq']) &&
    isOpenPart(value['open'], openKeys) &&
    isHash(value['closed']) &&
    openingFits &&
    isProof(value['inclusion']) &&
    isNote(value['checkpoint']);
  return fits ? (value as unknown as Disclosure) : undefined;
}

/** The subject proof in untrusted JSON, or undefined. */
export function parseSubjectProof(value: unknown): SubjectProof | undefined {
  const keys = ['format', 'tag', 'leaves', 'bucket', 'siblings', 'index', 'inclusion', 'checkpoint'];
  if (!shaped(value, keys) || value['format'] !== SUBJECT_PROOF_FORMAT) return undefined;
  const isRow = (row: unknown): boolean =>
    Array.isArray(row) && row.length === 2 && isHash(row[0], LABEL_BYTES) && isHash(row[1]);
  const fits =
    isHash(value['tag']) &&
    isList(value['leaves'], MAX_SUBJECT_LEAVES, (item) => isHash(item)) &&
    isList(value['bucket'], MAX_BUCKET_ROWS, isRow) &&
    isList(value['siblings'], INDEX_DEPTH, (item) => isHash(item)) &&
    value['siblings'].length === INDEX_DEPTH &&
    isIndexLeaf(value['index']) &&
    isProof(value['inclusion']) &&
    isNote(value['checkpoint']);
  return fits ? (value as unknown as SubjectProof) : undefined;
}

/** The first line of an export, or undefined. */
export function parseExportHead(value: unknown): ExportHead | undefined {
  const fits =
    shaped(value, ['format', 'checkpoint', 'scope']) &&
    value['format'] === EXPORT_FORMAT &&
    isNote(value['checkpoint']) &&
    (value['scope'] === 'whole' || value['scope'] === 'selection');
  return fits ? (value as unknown as ExportHead) : undefined;
}

const exportedOpenKeys = openKeys.filter((key) => key !== 'subjects');

/** One further line of an export, or undefined. */
export function parseExportLine(value: unknown, scope: ExportHead['scope']): ExportLine | undefined {
  const proofKeys = scope === 'selection' ? ['inclusion'] : [];
  const isEntryLine = shaped(value, ['seq', 'entry', ...proofKeys]);
  if (!isEntryLine && !shaped(value, ['seq', 'index', ...proofKeys])) return undefined;
  if (!isCount(value['seq']) || (scope === 'selection' && !isProof(value['inclusion']))) return undefined;
  const entry = value['entry'];
  const index = value['index'];
  const fits = isEntryLine
    ? shaped(entry, ['open', 'closed', 'tags']) &&
      isOpenPart(entry['open'], exportedOpenKeys) &&
      isClosedPart(entry['closed']) &&
      isList(entry['tags'], MAX_SUBJECTS, (item) => isHash(item))
    : shaped(index, ['at', 'checkpoints', 'root']) &&
      isInstant(index['at']) &&
      isHash(index['checkpoints']) &&
      isHash(index['root']);
  return fits ? (value as unknown as ExportLine) : undefined;
}
