/** The least that bringing rows into a table and finding one of them takes: COPY with a key, then a search by it. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Measured } from '../support/bench.ts';
import { Latencies } from '../support/latencies.ts';

type Row = Readonly<Record<string, string | null>>;

export async function measureBareOrganisations(
  url: string,
  rows: Iterable<unknown>,
  seconds: number,
): Promise<Measured> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const lines = [...(rows as Iterable<Row>)].map((row) => `${Object.values(row).map((value) => value ?? '\\N').join('\t')}\n`); // prettier-ignore
  await client.query(
    'create table organisation (code text primary key, parent text, name_zh text, name_en text, short_name text, kind text, level text, branch text, established_on date)',
  );
  const started = performance.now();
  await pipeline(Readable.from(lines), client.query(copyFrom('copy organisation from stdin')));
  const importSeconds = (performance.now() - started) / 1000;
  const latencies = new Latencies();
  const until = performance.now() + seconds * 1000;
  let found = 0;
  for (let n = 0; performance.now() < until; n++) {
    const code = lines[(n * 7919) % lines.length]?.slice(0, 12);
    const asked = performance.now();
    const result = await client.query('select code, name_zh from organisation where code = $1', [code]);
    latencies.add(performance.now() - asked);
    found += result.rows.length;
  }
  const asked = latencies.count;
  await client.end();
  const round = (value: number): number => Math.round(value * 100) / 100;
  return {
    figures: {
      importSeconds: round(importSeconds),
      searchP50Ms: round(latencies.percentileMs(0.5)),
      searchP95Ms: round(latencies.percentileMs(0.95)),
      searchP99Ms: round(latencies.percentileMs(0.99)),
    },
    checks: [{ name: 'every code is found', ok: found === asked, detail: `${found} of ${asked}` }],
  };
}
