/**
 * The least that a durable, tamper-evident log does: groups of 1,024 by COPY, one SHA-256 an entry, a Merkle tree in memory, an
 * index by subject, a commit a group. No canonical form, no closed part, no proofs, one process.
 */
import { hash, randomBytes } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Measured } from '../support/bench.ts';

const groupSize = 1024;
const groupsInFlight = 2;

export async function measureBareLedger(url: string, seconds: number): Promise<Measured> {
  const pool = new pg.Pool({ connectionString: url, max: groupsInFlight });
  await pool.query('create table entry (seq bigint primary key, body text not null, leaf bytea not null)');
  await pool.query('create table subject (tag bytea not null, seq bigint not null, primary key (tag, seq))');
  const tree = new Tree();
  const started = performance.now();
  let seq = 0;
  const writer = async (): Promise<void> => {
    const client = await pool.connect();
    while (performance.now() - started < seconds * 1000) {
      const first = seq;
      seq += groupSize;
      await writeGroup(client, first, tree);
    }
    client.release();
  };
  await Promise.all(Array.from({ length: groupsInFlight }, writer));
  const spent = (performance.now() - started) / 1000;
  const found = await pool.query<{ count: number }>('select count(*)::int as count from entry');
  await pool.end();
  const stored = found.rows[0]?.count;
  const checks = [
    { name: 'all stored', ok: stored === seq && tree.size === seq, detail: `${stored} of ${seq}` },
  ];
  return { figures: { perSecond: Math.round(seq / spent), count: seq }, checks };
}

async function writeGroup(client: pg.PoolClient, first: number, tree: Tree): Promise<void> {
  let entries = '';
  let subjects = '';
  for (let seq = first; seq < first + groupSize; seq += 1) {
    const tag = randomBytes(32);
    const body = JSON.stringify({
      act: 'read',
      actor: 'officer',
      at: seq,
      fields: ['name', 'birthDate', 'status'],
      purpose: 'VD-20261103-0007',
      resource: 'person',
      subject: tag.toString('hex'),
    });
    const leaf = hash('sha256', body, 'buffer');
    tree.append(leaf);
    entries += `${seq}\t${body}\t\\\\x${leaf.toString('hex')}\n`;
    subjects += `\\\\x${tag.toString('hex')}\t${seq}\n`;
  }
  await client.query('begin');
  await pipeline(Readable.from([entries]), client.query(copyFrom('copy entry (seq, body, leaf) from stdin')));
  await pipeline(Readable.from([subjects]), client.query(copyFrom('copy subject (tag, seq) from stdin')));
  await client.query('commit');
}

/** The right edge of an RFC 6962 tree: the roots of its complete subtrees. */
class Tree {
  size = 0;
  readonly #edge: Buffer[] = [];

  append(leaf: Buffer): void {
    let node = leaf;
    for (let n = this.size; n % 2 === 1; n = (n - 1) / 2) {
      node = hash('sha256', Buffer.concat([Buffer.of(1), this.#edge.pop() ?? leaf, node]), 'buffer');
    }
    this.#edge.push(node);
    this.size += 1;
  }
}
