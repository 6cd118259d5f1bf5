/**
 * The subject index, rebuilt from the entries alone and compared with every index leaf and every row of ledger.subject.
 * Memory: one state a subject (about 300 bytes), none an entry.
 */
import { randomBytes } from 'node:crypto';
import { BUCKETS, INDEX_DEPTH } from '#standards/ledger/index.ts';
import { finding } from '../index.ts';
import type { Finding } from '../index.ts';
import { base64url, bucketHash, chainHead, digest, indexNode, labelOf, stateCommitment } from './hashes.ts';
import type { IndexRow, SubjectRow } from './sql.ts';

interface State {
  n: number;
  head: string;
  readonly label: string;
}

interface Sealed {
  readonly untilMs: number;
  readonly seq: number;
  readonly leaf: string;
  readonly tags: string;
}

/** Sums of keyed hashes, one a bucket: equal sums on both sides mean equal sets of rows. The key is new each run. */
class RowSums {
  private readonly sums = new Uint32Array(BUCKETS * 4);
  private readonly key: string;

  constructor(key: string) {
    this.key = key;
  }

  add({ tag, n, seq, head }: SubjectRow): void {
    const hashed = Buffer.from(digest(`${this.key}${tag}${n},${seq},${head}`), 'latin1');
    const base = bucketOf(tag) * 4;
    for (let at = 0; at < 4; at++)
      this.sums[base + at] = (this.sums[base + at] as number) + hashed.readUInt32LE(at * 4);
  }

  differing(other: RowSums): number[] {
    const buckets = new Set<number>();
    this.sums.forEach((sum, at) => sum !== other.sums[at] && buckets.add(at >> 2));
    return [...buckets];
  }
}

const bucketOf = (tag: string): number => tag.charCodeAt(0) * 256 + tag.charCodeAt(1);

export class IndexReplay {
  private readonly states = new Map<string, State>();
  private readonly buckets = new Map<number, Map<string, string>>();
  private readonly changed = new Set<string>();
  private sealed: Sealed[] = [];
  /** Nodes of the tree by level; absent nodes are those of an empty index. */
  private readonly nodes: Map<number, string>[] = Array.from(
    { length: INDEX_DEPTH + 1 },
    () => new Map<number, string>(),
  );
  private readonly empty: string[];
  private readonly expected: RowSums;
  private readonly actual: RowSums;

  constructor() {
    const key = randomBytes(32).toString('latin1');
    this.expected = new RowSums(key);
    this.actual = new RowSums(key);
    this.empty = [bucketHash([])];
    for (let level = 0; level < INDEX_DEPTH; level++)
      this.empty.push(indexNode(this.node(level, 0), this.node(level, 0)));
  }

  /** A sequenced entry: joins its subjects' chains, now or when its seal ends. */
  entry(seq: number, leaf: string, tags: string, sealedUntilMs: number | null): void {
    if (tags.length === 0) return;
    if (sealedUntilMs !== null) this.sealed.push({ untilMs: sealedUntilMs, seq, leaf, tags });
    else this.join(seq, leaf, tags);
  }

  private join(seq: number, leaf: string, tags: string): void {
    for (let at = 0; at + 32 <= tags.length; at += 32) {
      const tag = tags.slice(at, at + 32);
      let state = this.states.get(tag);
      if (!state) this.states.set(tag, (state = { n: 0, head: '\0'.repeat(32), label: labelOf(tag) }));
      state.n += 1;
      state.head = chainHead(state.head, leaf);
      this.changed.add(tag);
      this.expected.add({ tag, n: state.n, seq, head: state.head });
    }
  }

  /** An index leaf: its root and bucket hashes must be those of the entries so far. */
  index(row: IndexRow): Finding[] {
    this.endSeals(row.atMs);
    const touched = new Set<number>();
    for (const tag of this.changed) touched.add(this.restate(tag));
    this.changed.clear();
    for (const bucket of touched) this.nodes[0]?.set(bucket, this.hashBucket(bucket));
    this.rehash(touched);
    const findings: Finding[] = [];
    if (this.node(INDEX_DEPTH, 0) !== row.root)
      findings.push(finding('index-altered', { seq: row.seq, column: 'root' }));
    if (this.packed(row.complete, touched) !== row.buckets.toString('latin1'))
      findings.push(finding('index-altered', { seq: row.seq, column: 'complete or buckets' }));
    return findings;
  }

  private endSeals(atMs: number): void {
    if (this.sealed.length === 0) return;
    const ended = this.sealed.filter(({ untilMs }) => untilMs <= atMs);
    this.sealed = this.sealed.filter(({ untilMs }) => untilMs > atMs);
    ended.sort((a, b) => a.untilMs - b.untilMs || a.seq - b.seq);
    for (const { seq, leaf, tags } of ended) this.join(seq, leaf, tags);
  }

  private restate(tag: string): number {
    const bucket = bucketOf(tag);
    const { n, head, label } = this.states.get(tag) as State;
    let rows = this.buckets.get(bucket);
    if (!rows) this.buckets.set(bucket, (rows = new Map<string, string>()));
    rows.set(label, stateCommitment(tag, n, head));
    return bucket;
  }

  private hashBucket(bucket: number): string {
    const rows = [...(this.buckets.get(bucket) ?? [])].map(([label, commitment]) => label + commitment);
    return bucketHash(rows.sort());
  }

  private rehash(touched: ReadonlySet<number>): void {
    let places = touched;
    for (let level = 1; level <= INDEX_DEPTH; level++) {
      places = new Set([...places].map((place) => place >> 1));
      for (const place of places)
        this.nodes[level]?.set(
          place,
          indexNode(this.node(level - 1, place * 2), this.node(level - 1, place * 2 + 1)),
        );
    }
  }

  private node(level: number, place: number): string {
    return this.nodes[level]?.get(place) ?? (this.empty[level] as string);
  }

  private packed(complete: boolean, touched: ReadonlySet<number>): string {
    if (complete) return Array.from({ length: BUCKETS }, (_, bucket) => this.node(0, bucket)).join('');
    return [...touched]
      .sort((a, b) => a - b)
      .map((bucket) => String.fromCharCode(bucket >> 8, bucket & 255) + this.node(0, bucket))
      .join('');
  }

  /** A stored row of ledger.subject, in any order. */
  stored(row: SubjectRow): void {
    this.actual.add(row);
  }

  /** Buckets whose stored rows are not exactly those that the entries give. */
  differing(): number[] {
    return this.expected.differing(this.actual);
  }

  /** What is wrong in a bucket, row by row. */
  explain(bucket: number, rows: readonly (SubjectRow & { leaf: string })[]): Finding[] {
    const findings: Finding[] = [];
    const seen = new Map<string, { n: number; head: string }>();
    for (const { tag, n, head, leaf } of rows) {
      const last = seen.get(tag) ?? { n: 0, head: '\0'.repeat(32) };
      const details = { tag: base64url(tag), n };
      const known = this.states.get(tag);
      if (!known || n > known.n || n <= last.n) {
        findings.push(finding('subject-extra', details));
        continue;
      }
      for (let gap = last.n + 1; gap < n; gap++)
        findings.push(finding('subject-missing', { ...details, n: gap }));
      if (n === last.n + 1 && (leaf === '' || chainHead(last.head, leaf) !== head))
        findings.push(finding('subject-altered', details));
      seen.set(tag, { n, head });
    }
    return [...findings, ...this.missingTails(bucket, seen)];
  }

  private missingTails(bucket: number, seen: ReadonlyMap<string, { n: number }>): Finding[] {
    const findings: Finding[] = [];
    for (const [tag, { n }] of this.states) {
      if (bucketOf(tag) !== bucket) continue;
      for (let gap = (seen.get(tag)?.n ?? 0) + 1; gap <= n; gap++)
        findings.push(finding('subject-missing', { tag: base64url(tag), n: gap }));
    }
    return findings;
  }
}
