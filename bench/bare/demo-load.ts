/** The least that a bulk load does: one generated line a row, COPY on two connections, then the indexes. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Measured } from '../support/bench.ts';

/** Rows of one transaction, as the product's parts have. */
const partRows = 25_000;
const streams = 2;

export async function measureBareLoad(url: string, rows: number): Promise<Measured> {
  const pool = new pg.Pool({ connectionString: url, max: streams });
  await pool.query(
    'create table person (id uuid not null, number text not null, name text not null, born date not null, place text not null, tag bytea not null)',
  );
  const started = performance.now();
  let next = 0;
  const stream = async (): Promise<void> => {
    for (let first = next; first < rows; first = next) {
      next += partRows;
      const client = await pool.connect();
      await pipeline(
        Readable.from(lines(first, Math.min(first + partRows, rows))),
        client.query(copyFrom('copy person from stdin')),
      );
      client.release();
    }
  };
  await Promise.all(Array.from({ length: streams }, stream));
  await pool.query('alter table person add primary key (id)');
  await pool.query('create unique index on person (number)');
  await pool.query('create index on person (name, born)');
  const seconds = (performance.now() - started) / 1000;
  const found = await pool.query<{ count: number }>('select count(*)::int as count from person');
  await pool.end();
  const stored = found.rows[0]?.count;
  const figures = {
    seconds: Math.round(seconds * 100) / 100,
    records: rows,
    recordsPerSecond: Math.round(rows / seconds),
  };
  return { figures, checks: [{ name: 'all stored', ok: stored === rows, detail: `${stored} of ${rows}` }] };
}

/** Lines of COPY in chunks of a thousand, each row different and as wide as a person's. */
function* lines(first: number, end: number): Iterable<string> {
  for (let from = first; from < end; from += 1000) {
    let chunk = '';
    for (let n = from; n < Math.min(from + 1000, end); n += 1) {
      const hex = n.toString(16).padStart(12, '0');
      const tag = hex.repeat(6).slice(0, 64);
      chunk += `00000000-0000-4000-8000-${hex}\t69010119${String(n).padStart(10, '0')}\tperson ${n}\t19${10 + (n % 90)}-01-01\tHH690101001${n}\t\\\\x${tag}\n`;
    }
    yield chunk;
  }
}
