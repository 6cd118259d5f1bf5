/* oxlint-disable typescript/no-non-null-assertion -- a missing value fails the test anyway */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { appendEntries, subjectTag } from '#security/ledger/index.ts';
import { readEntry, testLedger } from '../../../test/support/ledger.ts';
import type { TestLedger } from '../../../test/support/ledger.ts';
import type { CopyRow } from './copy-reader.ts';
import { entryRecord } from './entries.ts';
import type { EntryRecord } from './entries.ts';
import { streamEntries } from './sql.ts';

let l: TestLedger;
let client: pg.Client;
before(async () => {
  l = await testLedger();
  client = new pg.Client({ connectionString: l.test.superuserUrl });
  await client.connect();
  const full = {
    reason: 'r',
    bytes: 5,
    durationMs: 6,
    seal: { until: new Date(Date.UTC(2030, 1, 1)), approver: 'a' },
  };
  await l.app.transaction((tx) => appendEntries(tx, [readEntry([subjectTag('x')], full)]));
  await client.query(`alter table ledger.entry disable trigger append_only`);
});
after(async () => {
  await client.end();
  await l.drop();
});

/** Columns in the order in which the verifier reads them, with another value for each; the first is the order. */
const others: readonly (readonly [string, string])[] = [
  ['id', 'gen_random_uuid()'], ['at', `at + interval '1 microsecond'`], ['agency', `agency || ' '`], ['organisation', `''`],
  ['branch', `'x'`], ['role', `upper(role)`], ['actor_kind', `'citizen'`], ['act', `'list'`], ['outcome', `'refused'`],
  ['reason', 'null'], ['resource', 'null'], ['fields', `'{name}'`], ['purpose_kind', `'case'`], ['count', 'count + 1'],
  ['subjects', `''::bytea`], ['actor', `'x'`], ['session', 'null'], ['purpose_reference', `'x'`], ['record', 'null'],
  ['policy', `''`], ['request_id', `'x'`], ['address', 'null'], ['detail', `detail || ' '`], ['bytes', 'null'],
  ['duration_ms', '0'], ['sealed_until', `sealed_until + interval '1 hour'`], ['seal_approver', `'x'`],
  ['salt', `substring(salt from 2 for 15) || '\\x00'::bytea`],
]; // prettier-ignore

async function readWith(parse: (row: CopyRow) => EntryRecord): Promise<EntryRecord> {
  for await (const [record] of streamEntries(client, parse)) return record!;
  throw new Error('no entry');
}

/** Whether a verifier that reads rows with `parse` notices the column's other value. */
async function notices(
  column: string,
  value: string,
  parse: (row: CopyRow) => EntryRecord,
): Promise<boolean> {
  await client.query('begin');
  await client.query(`update ledger.entry set "${column}" = ${value}`);
  const { computed, stored, odd } = await readWith(parse);
  await client.query('rollback');
  return odd !== undefined || computed !== stored;
}

test('each column of an entry is noticed when it is altered, and the list names every column', async () => {
  const { computed, stored } = await readWith(entryRecord);
  assert.equal(computed, stored);
  const { rows } = await client.query<{ name: string }>(
    `select column_name as name from information_schema.columns where table_schema = 'ledger' and table_name = 'entry'`,
  );
  const covered = new Set([...others.map(([name]) => name), 'xid', 'append_id', 'leaf']);
  assert.deepEqual(rows.map(({ name }) => name).filter((name) => !covered.has(name)), []); // prettier-ignore
  for (const [column, value] of others) assert.ok(await notices(column, value, entryRecord), column);
});

test('a verifier that ignores any one column would not notice (planted bug, column by column)', async () => {
  for (const [at, [column, value]] of others.entries()) {
    const original = { bytes: Buffer.alloc(0) as Buffer, isNull: false };
    await readWith((row) => {
      original.isNull = row.isNull(at + 1);
      if (!original.isNull) original.bytes = row.bytes(at + 1);
      return entryRecord(row);
    });
    const ignoring = (row: CopyRow): EntryRecord => {
      row.starts[at + 1] = row.buffer.length;
      row.lengths[at + 1] = original.isNull ? -1 : original.bytes.length;
      row.buffer = Buffer.concat([row.buffer, original.bytes]);
      return entryRecord(row);
    };
    assert.equal(await notices(column, value, ignoring), false, column);
  }
});

test('a text array with another lower bound, two dimensions or a null is no value that the ledger writes', async () => {
  for (const value of [`'[2:3]={name,birthDate}'`, `'{{name,birthDate}}'`, `'{name,null}'`])
    assert.ok(await notices('fields', value, entryRecord), value);
});
