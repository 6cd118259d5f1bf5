/** One span of the sequence against the entries it orders: fast when all is well, exact about what is not. */
import { finding } from '../index.ts';
import type { Finding } from '../index.ts';
import type { EntryRecord } from './entries.ts';
import type { SpanRow } from './sql.ts';

const KEY = 16;
const LEAF = 32;

/** Findings about the entries whose keys lie in this span. `seq` is where the span really begins. */
export function compareSpan(span: SpanRow, seq: number, rows: readonly EntryRecord[]): Finding[] {
  const findings = checkColumns(span, seq);
  const places = span.leaves.length / LEAF;
  const allWell =
    rows.length === places &&
    rows.every(
      (row, at) =>
        row.odd === undefined &&
        row.computed === row.stored &&
        row.computed === span.leaves.slice(at * LEAF, at * LEAF + LEAF) &&
        row.key === span.keys.slice(at * KEY, at * KEY + KEY),
    );
  return allWell ? findings : [...findings, ...explain(span, seq, rows)];
}

function checkColumns(span: SpanRow, seq: number): Finding[] {
  const findings: Finding[] = [];
  const altered = (column: string): number => findings.push(finding('sequence-altered', { seq, column }));
  if (span.firstSeq !== seq) altered('first_seq');
  if (span.count * LEAF !== span.leaves.length || span.count * KEY !== span.keys.length)
    altered('count, keys or leaves');
  if (span.last !== span.keys.slice(-KEY)) altered('last_xid or last_append_id');
  return findings;
}

/** Pairs rows with places by key and by leaf; each way of not fitting has its own name. */
function explain(span: SpanRow, seq: number, rows: readonly EntryRecord[]): Finding[] {
  const byKey = places(span.keys, KEY);
  const byLeaf = places(span.leaves, LEAF);
  const found = new Set<number>();
  const findings = rows.flatMap((row) => {
    const atKey = byKey.get(row.key);
    const atLeaf = row.odd === undefined ? byLeaf.get(row.computed) : undefined;
    const at = atKey ?? atLeaf;
    if (at !== undefined) found.add(at);
    return explainRow(row, atKey, atLeaf, seq, span);
  });
  for (let at = 0; at < span.leaves.length / LEAF; at++)
    if (!found.has(at)) findings.push(finding('entry-missing', { seq: seq + at }));
  return findings;
}

function explainRow(
  row: EntryRecord,
  atKey: number | undefined,
  atLeaf: number | undefined,
  seq: number,
  span: SpanRow,
): Finding[] {
  const { id } = row;
  const at = atKey ?? atLeaf;
  if (at === undefined) return [finding('entry-inserted', { id })];
  if (row.odd !== undefined) return [finding('entry-value', { seq: seq + at, id, column: row.odd })];
  if (atLeaf === undefined) {
    const sequenced = span.leaves.slice(at * LEAF, at * LEAF + LEAF);
    const rewritten = row.stored === row.computed && row.stored !== sequenced;
    return [finding(rewritten ? 'entry-disagrees' : 'entry-altered', { seq: seq + at, id })];
  }
  const moved = atKey === atLeaf ? [] : [finding('entry-moved', { seq: seq + atLeaf, id })];
  return row.stored === row.computed ? moved : [...moved, finding('entry-leaf', { seq: seq + atLeaf, id })];
}

function places(packed: string, width: number): Map<string, number> {
  const found = new Map<string, number>();
  for (let at = 0; at * width < packed.length; at++)
    found.set(packed.slice(at * width, (at + 1) * width), at);
  return found;
}
