/**
 * The whole ledger against its checkpoints: each leaf recomputed from every column, the order, the tree, the tiles, each
 * signed root, each index root, each row of the subject index. Reads all tables in one snapshot and one pass.
 */
import { hash as nativeHash } from 'node:crypto';
import { encodeIndexLeaf, prefixes } from '#standards/ledger/index.ts';
import type { Checkpoint, NoteKey } from '#standards/ledger/index.ts';
import { GrowingTree, finding, readKeys, verifyCheckpoint } from '../index.ts';
import type { Finding, LedgerResult } from '../index.ts';
import { compareSpan } from './compare-span.ts';
import { Cursor } from './cursor.ts';
import { entryRecord } from './entries.ts';
import type { EntryRecord } from './entries.ts';
import { base64url } from './hashes.ts';
import { IndexReplay } from './replay-index.ts';
import {
  openSnapshot, streamBucket, streamCheckpoints, streamEntries, streamIndexes, streamSpans, streamSubjects, streamTiles,
} from './sql.ts'; // prettier-ignore
import type { IndexRow, Snapshot, SpanRow, TileRow } from './sql.ts';

export interface VerifyLedgerOptions {
  /** Connection string; role minqiao_reader is enough. */
  readonly url: string;
  /** Verification keys, from elsewhere than this database. */
  readonly keys: readonly string[];
  /** Signed checkpoints known from elsewhere (a witness, a citizen's proof, the last run): shows rollback and rewriting. */
  readonly known?: readonly string[];
  /** Now, to tell an entry that waits its turn from one that is being kept out. */
  readonly atMs: number;
  /** Hears of progress: leaves so far. */
  readonly progress?: (leaves: number) => void;
}

/** Findings reported in full; one altered column would otherwise name a hundred million rows. */
const MAX_FINDINGS = 1000;
/** How long an entry may wait for its place before it counts as kept out: control 31 asks for ten minutes. */
const MAX_WAIT_MS = 10 * 60_000;
/** Leaves between two calls of `progress`. */
const PROGRESS_LEAVES = 100_000;
/** Buckets of the subject index explained row by row. */
const MAX_EXPLAINED_BUCKETS = 200;

/** Checks a whole ledger. */
export async function verifyLedger(options: VerifyLedgerOptions): Promise<LedgerResult> {
  const keys = readKeys(options.keys);
  if (keys.finding) return { ok: false, entries: 0, checkpoints: 0, findings: [keys.finding] };
  const snapshot = await openSnapshot(options.url);
  try {
    return await new LedgerCheck(options, keys.value).run(snapshot);
  } finally {
    await snapshot.close();
  }
}

const hash = (data: Uint8Array): Uint8Array => nativeHash('sha256', data, 'buffer');
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** Whether a growing tree completes tile `a` before `b`. */
function isEarlier(a: TileRow, b: TileRow): boolean {
  const end = ({ level, index }: TileRow): number => (index + 1) * 256 ** (level + 1);
  return end(a) < end(b) || (end(a) === end(b) && a.level < b.level);
}

class LedgerCheck {
  private readonly options: VerifyLedgerOptions;
  private readonly keys: readonly NoteKey[];
  private readonly tree = new GrowingTree(hash);
  private readonly index = new IndexReplay();
  private readonly findings: Finding[] = [];
  private readonly known = new Map<number, Uint8Array>();
  private readonly fullTiles: TileRow[] = [];
  private notes = '';
  private entries = 0;
  private checkpoints = 0;

  constructor(options: VerifyLedgerOptions, keys: readonly NoteKey[]) {
    this.options = options;
    this.keys = keys;
  }

  async run(snapshot: Snapshot): Promise<LedgerResult> {
    await this.readKnown();
    const entries = new Cursor(streamEntries(await snapshot.connect(), entryRecord));
    const spans = new Cursor(streamSpans(await snapshot.connect()));
    const indexes = new Cursor(streamIndexes(await snapshot.connect()));
    const signed = new Cursor(streamCheckpoints(await snapshot.connect()));
    const tiles = new Cursor(streamTiles(await snapshot.connect()));
    for (let sequenced = true; sequenced;) {
      await this.checkpoint(signed);
      const index = await indexes.peek();
      const span = await spans.peek();
      if (index && (index.seq <= this.tree.size || !span)) {
        indexes.take();
        this.indexLeaf(index);
      } else if (span) {
        spans.take();
        await this.span(span, entries);
      } else sequenced = false;
      await this.tiles(tiles);
      if (this.findings.length >= MAX_FINDINGS) return this.result();
    }
    await this.rest(entries, signed, tiles);
    await this.subjects(snapshot);
    return this.result();
  }

  private result(): LedgerResult {
    const findings = this.findings.slice(0, MAX_FINDINGS);
    return { ok: findings.length === 0, entries: this.entries, checkpoints: this.checkpoints, findings };
  }

  private async readKnown(): Promise<void> {
    for (const note of this.options.known ?? []) {
      const verified = await verifyCheckpoint(note, this.keys);
      if (verified.finding) this.findings.push(verified.finding);
      else if (verified.value.size > 0) this.know(verified.value);
    }
  }

  private know({ size, root }: Checkpoint): void {
    const other = this.known.get(size);
    if (other && latin1(other) !== latin1(root)) this.findings.push(finding('known-checkpoint', { size })); // a split view
    this.known.set(size, root);
  }

  /** A leaf's place in the tree, its tiles, and what others know of the tree at this size. */
  private addLeaf(leaf: string): void {
    this.tree.add(Buffer.from(leaf, 'latin1'), (height, root) => {
      if (height % 8 !== 0) return;
      const index = (this.tree.size + 1) / 2 ** height - 1;
      this.fullTiles.push({ level: height / 8 - 1, index, root: latin1(root) });
    });
    const { size } = this.tree;
    const known = this.known.get(size);
    if (known) {
      if (latin1(known) !== latin1(this.tree.root()))
        this.findings.push(finding('known-checkpoint', { size }));
      this.known.delete(size);
    }
    if (size % PROGRESS_LEAVES === 0) this.options.progress?.(size);
  }

  private indexLeaf(row: IndexRow): void {
    const seq = this.tree.size;
    if (row.seq !== seq) this.findings.push(finding('sequence-gap', { seq }));
    if (!Number.isInteger(row.atMs) || Math.abs(row.atMs) > 8.64e15) {
      this.findings.push(finding('index-altered', { seq, column: 'at' }));
      this.addLeaf(row.root);
      return;
    }
    const noted = nativeHash('sha256', this.notes, 'binary');
    if (noted !== row.checkpoints) this.findings.push(finding('checkpoint-set', { seq }));
    this.notes = '';
    this.findings.push(...this.index.index(row));
    const at = new Date(row.atMs).toISOString();
    const data = encodeIndexLeaf({
      at,
      checkpoints: base64url(row.checkpoints),
      root: base64url(row.root),
      seq: row.seq,
    });
    this.addLeaf(nativeHash('sha256', String.fromCharCode(prefixes.leaf) + data, 'binary'));
  }

  private async span(span: SpanRow, entries: Cursor<EntryRecord>): Promise<void> {
    const last = span.keys.slice(-16);
    const rows: EntryRecord[] = [];
    for (;;) {
      const waiting = entries.peek();
      const row = waiting instanceof Promise ? await waiting : waiting;
      if (!row || row.key > last) break;
      entries.take();
      rows.push(row);
    }
    this.entries += rows.length;
    const begin = this.unplaced(span, rows);
    const seq = this.tree.size;
    this.findings.push(...compareSpan(span, seq, rows.slice(begin)));
    const places = span.leaves.length / 32;
    for (let at = 0; at < places; at++) {
      // A checkpoint or an index leaf never falls inside a span, so leaves go in one after another.
      this.addLeaf(span.leaves.slice(at * 32, at * 32 + 32));
      const row = rows[begin + at];
      if (row)
        this.index.entry(seq + at, span.leaves.slice(at * 32, at * 32 + 32), row.tags, row.sealedUntilMs);
    }
  }

  /** Entries before the span's first key belong to a span that is gone: they go where it was. */
  private unplaced(span: SpanRow, rows: readonly EntryRecord[]): number {
    const gap = span.firstSeq - this.tree.size;
    const last = rows[gap - 1];
    if (!last || last.key >= span.keys.slice(0, 16)) return 0;
    this.findings.push(finding('sequence-gap', { seq: this.tree.size }));
    for (const row of rows.slice(0, gap)) {
      this.index.entry(this.tree.size, row.computed, row.tags, row.sealedUntilMs);
      this.addLeaf(row.computed.padEnd(32));
    }
    return gap;
  }

  /** Checkpoints of the size now reached. */
  private async checkpoint(signed: Cursor<{ size: number; note: string }>): Promise<void> {
    for (;;) {
      const row = await signed.peek();
      if (!row || row.size > this.tree.size) return;
      signed.take();
      this.checkpoints += 1;
      this.notes += row.note;
      const { size } = row;
      const verified = await verifyCheckpoint(row.note, this.keys);
      if (verified.finding) this.findings.push(finding(verified.finding.code, { size }));
      else if (verified.value.size !== size) this.findings.push(finding('checkpoint-size', { size }));
      else if (size !== this.tree.size || latin1(verified.value.root) !== latin1(this.tree.root()))
        this.findings.push(finding('checkpoint-root', { size }));
    }
  }

  /** Stored tiles against those that the tree has completed, both in the order of completion. */
  private async tiles(stored: Cursor<TileRow>): Promise<void> {
    for (const { level, index, root } of this.fullTiles.splice(0)) {
      let row = await stored.peek();
      while (row && isEarlier(row, { level, index, root })) {
        this.findings.push(finding('tile-extra', { level: row.level, index: row.index }));
        stored.take();
        row = await stored.peek();
      }
      if (row?.level !== level || row.index !== index)
        this.findings.push(finding('tile-missing', { level, index }));
      else {
        if (row.root !== root) this.findings.push(finding('tile-altered', { level, index }));
        stored.take();
      }
    }
  }

  /** What is left when the sequence has ended. */
  private async rest(
    entries: Cursor<EntryRecord>,
    signed: Cursor<{ size: number; note: string }>,
    tiles: Cursor<TileRow>,
  ): Promise<void> {
    for (let row = await entries.peek(); row; row = await entries.peek()) {
      entries.take();
      this.entries += 1;
      if (row.odd !== undefined) this.findings.push(finding('entry-value', { id: row.id, column: row.odd }));
      else if (row.computed !== row.stored)
        this.findings.push(finding('entry-altered', { seq: '–', id: row.id }));
      if (this.options.atMs - row.atMs > MAX_WAIT_MS)
        this.findings.push(finding('entry-waiting', { id: row.id }));
      if (this.findings.length >= MAX_FINDINGS) return;
    }
    for (let row = await signed.peek(); row; row = await signed.peek()) {
      signed.take();
      this.findings.push(finding('checkpoint-beyond', { size: row.size, have: this.tree.size }));
    }
    for (let row = await tiles.peek(); row; row = await tiles.peek()) {
      tiles.take();
      this.findings.push(finding('tile-extra', { level: row.level, index: row.index }));
      if (this.findings.length >= MAX_FINDINGS) return;
    }
    for (const size of this.known.keys())
      this.findings.push(
        finding(size > this.tree.size ? 'checkpoint-beyond' : 'known-checkpoint', {
          size,
          have: this.tree.size,
        }),
      );
    if (this.checkpoints === 0) this.findings.push(finding('checkpoint-none'));
  }

  private async subjects(snapshot: Snapshot): Promise<void> {
    const client = await snapshot.connect();
    for await (const rows of streamSubjects(client)) for (const row of rows) this.index.stored(row);
    for (const bucket of this.index.differing().slice(0, MAX_EXPLAINED_BUCKETS)) {
      const rows = [];
      for await (const batch of streamBucket(client, bucket)) rows.push(...batch);
      this.findings.push(...this.index.explain(bucket, rows));
    }
  }
}
