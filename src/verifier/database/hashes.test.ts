/* oxlint-disable typescript/no-non-null-assertion -- a missing value fails the test anyway */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { base64url, bucketHash, chainHead, entryLeaf, labelOf, stateCommitment } from './hashes.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- published JSON, read as any other implementer would
const read = (name: string): any =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../../test/vectors/ledger', `${name}.json`), 'utf8'));
const latin1 = (text: string): string => Buffer.from(text, 'base64url').toString('latin1');

test('leaves of rows are those of the published vectors', () => {
  for (const { open, closed, leaf, tags } of read('entries'))
    assert.equal(base64url(entryLeaf(open, closed, latin1(closed.salt), tags.map(latin1).join(''))), leaf);
});

test('chains, labels, commitments and buckets are those of the published vectors', () => {
  const { people, emptyBucket, bucketHash: expected } = read('index');
  const rows = people.map(
    ({ tag, leaves, head, label, commitment }: Record<string, string> & { leaves: string[] }) => {
      const computed = leaves.reduce((last, leaf) => chainHead(last, latin1(leaf)), '\0'.repeat(32));
      assert.equal(base64url(computed), head);
      assert.equal(base64url(labelOf(latin1(tag!))), label);
      assert.equal(base64url(stateCommitment(latin1(tag!), leaves.length, computed)), commitment);
      return latin1(label!) + latin1(commitment!);
    },
  );
  assert.equal(base64url(bucketHash([])), emptyBucket);
  assert.equal(base64url(bucketHash(rows.sort())), expected);
});
