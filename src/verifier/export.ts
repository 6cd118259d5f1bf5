/** An export file: lines of JSON, the first naming the checkpoint. */
import { fromBase64Url, parseExportHead, parseExportLine } from '#standards/ledger/index.ts';
import type { Checkpoint, ExportHead, ExportLine } from '#standards/ledger/index.ts';
import { readKeys, verifyCheckpoint } from './checkpoint.ts';
import type { Checked } from './checkpoint.ts';
import type { Trust } from './disclosure.ts';
import { finding } from './findings.ts';
import type { Finding } from './findings.ts';
import { leafOfEntry, leafOfIndex } from './leaves.ts';
import { GrowingTree, sameBytes, verifyInclusion } from './merkle.ts';
import { sha256 } from './sha256.ts';
import type { Hash } from './sha256.ts';

/** Longest line read: an entry with 10,000 subjects stays below. */
const MAX_LINE_LENGTH = 2_000_000;
/** Findings reported in full. */
const MAX_FINDINGS = 1000;

export interface LedgerResult {
  readonly ok: boolean;
  readonly entries: number;
  readonly checkpoints: number;
  readonly findings: readonly Finding[];
}

/** Checks an export line by line in constant memory: each leaf recomputed, the tree or each proof against the checkpoint. */
export async function verifyExport(
  lines: AsyncIterable<string> | Iterable<string>,
  { keys, hash = sha256 }: Trust,
): Promise<LedgerResult> {
  const findings: Finding[] = [];
  const tree = new GrowingTree(hash);
  let head: ExportHead | undefined;
  let signed: Checked<Checkpoint> | undefined;
  let entries = 0;
  let number = 0;
  for await (const text of lines) {
    number += 1;
    if (findings.length >= MAX_FINDINGS) break;
    const json = parseJson(text);
    if (!head) {
      head = parseExportHead(json);
      signed = head ? await signedHead(head, keys) : { finding: finding('format', { what: 'line 1' }) };
      if (signed.finding) return { ok: false, entries: 0, checkpoints: 0, findings: [signed.finding] };
      continue;
    }
    const line = parseExportLine(json, head.scope);
    if (!line) findings.push(finding('format', { what: `line ${number}` }));
    else {
      if (line.entry) entries += 1;
      findings.push(
        ...checkLine(hash, line, head.scope, number, tree, (signed as { value: Checkpoint }).value),
      );
    }
  }
  if (!head || !signed || signed.finding) findings.push(finding('format', { what: 'line 1' }));
  else if (head.scope === 'whole') findings.push(...checkWhole(tree, signed.value));
  return { ok: findings.length === 0, entries, checkpoints: signed && !signed.finding ? 1 : 0, findings };
}

/** Bytes of a text that a parser has checked. */
const bytes = (text: string): Uint8Array => fromBase64Url(text) as Uint8Array;

function parseJson(text: string): unknown {
  if (text.length > MAX_LINE_LENGTH) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function signedHead({ checkpoint }: ExportHead, keys: readonly string[]): Promise<Checked<Checkpoint>> {
  const trusted = readKeys(keys);
  return trusted.finding ? trusted : verifyCheckpoint(checkpoint, trusted.value);
}

function checkLine(
  hash: Hash,
  line: ExportLine,
  scope: ExportHead['scope'],
  number: number,
  tree: GrowingTree,
  { size, root }: Checkpoint,
): Finding[] {
  const leaf = leafOfLine(hash, line);
  if (scope === 'whole') {
    const inOrder = line.seq === tree.size;
    tree.add(leaf);
    return inOrder ? [] : [finding('export-order', { line: number, seq: line.seq })];
  }
  const proof = (line.inclusion ?? []).map(bytes);
  if (verifyInclusion(hash, leaf, line.seq, size, proof, root)) return [];
  return [finding('inclusion', { seq: line.seq, ...(line.entry ? { id: line.entry.open.id } : {}) })];
}

function leafOfLine(hash: Hash, { seq, entry, index }: ExportLine): Uint8Array {
  if (index) return leafOfIndex(hash, { ...index, seq });
  if (!entry) return new Uint8Array(); // the parser lets no such line pass
  return leafOfEntry(hash, entry.open, entry.closed, entry.tags.map(bytes));
}

function checkWhole(tree: GrowingTree, { size, root }: Checkpoint): Finding[] {
  if (tree.size === size && sameBytes(tree.root(), root)) return [];
  return [
    tree.size < size
      ? finding('checkpoint-beyond', { size, have: tree.size })
      : finding('checkpoint-root', { size }),
  ];
}
