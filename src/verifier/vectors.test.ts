/* oxlint-disable typescript/no-non-null-assertion -- a missing value fails the test anyway */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  GrowingTree,
  readKeys,
  sha256,
  verifyCheckpoint,
  verifyConsistency,
  verifyInclusion,
  verifySubjectProof,
} from './index.ts';
import { fromBase64Url, parseTilePath, toBase64Url } from '#standards/ledger/index.ts';
import { commitmentOf, leafOfEntry, leafOfIndex, leafOfOpen } from './leaves.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- published JSON, read as any other implementer would
const read = (name: string): any =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../test/vectors/ledger', `${name}.json`), 'utf8'));
const bytes = (text: string): Uint8Array => fromBase64Url(text)!;
const utf8 = new TextEncoder();
const leafOf = (data: string): Uint8Array => sha256(utf8.encode(`\0${data}`));

test('the verifier agrees with the vectors of entries, from what is disclosed and from both parts', () => {
  for (const { open, closed, closedHash, encodedClosed, data, leaf, tags, nonces } of read('entries')) {
    assert.equal(toBase64Url(sha256(utf8.encode(encodedClosed))), closedHash);
    assert.equal(toBase64Url(leafOf(data)), leaf);
    assert.equal(toBase64Url(leafOfOpen(sha256, open, closedHash)), leaf);
    assert.equal(toBase64Url(leafOfEntry(sha256, open, closed, tags.map(bytes))), leaf);
    for (const [at, tag] of tags.entries()) assert.equal(commitmentOf(sha256, bytes(nonces[at]), bytes(tag)), open.subjects[at]);
  }
}); // prettier-ignore

test('the verifier agrees with the vectors of trees and proofs', () => {
  const { roots, inclusion, consistency } = read('tree');
  const tree = new GrowingTree(sha256);
  const all: Uint8Array[] = [];
  for (let at = 0; at < 700; at++) {
    tree.add(leafOf(`leaf ${at}`));
    all.push(tree.root());
    if (roots[at + 1]) assert.equal(toBase64Url(tree.root()), roots[at + 1]);
  }
  for (const { seq, size, proof } of inclusion)
    assert.ok(verifyInclusion(sha256, leafOf(`leaf ${seq}`), seq, size, proof.map(bytes), all[size - 1]!));
  for (const { older, newer, proof } of consistency)
    assert.ok(verifyConsistency(sha256, older, newer, proof.map(bytes), all[older - 1]!, all[newer - 1]!));
});

test('the verifier agrees with the vectors of notes and paths', async () => {
  const { key, note } = read('note');
  const trusted = readKeys([key]);
  assert.ok('value' in trusted);
  const checked = await verifyCheckpoint(note, trusted.value);
  assert.ok('value' in checked && checked.value.size === 700);
  for (const { path, ...address } of read('paths')) assert.deepEqual(parseTilePath(path), address);
});

test('the verifier agrees with the vectors of the subject index', async () => {
  const { people, siblings, leaf, leafHash, checkpoint } = read('index');
  const { key } = read('note');
  assert.equal(toBase64Url(leafOfIndex(sha256, leaf)), leafHash);
  const bucket = people.map((each: { label: string; commitment: string }) => [each.label, each.commitment]);
  bucket.sort(([a]: [string], [b]: [string]) => Buffer.compare(bytes(a), bytes(b)));
  for (const { tag, leaves } of people) {
    const proof = { format: 'minqiao-subject-proof/1', tag, leaves, bucket, siblings, index: leaf, inclusion: [], checkpoint };
    assert.deepEqual((await verifySubjectProof(proof, { keys: [key] })).findings, []);
    for (const wrong of [leaves.slice(1), [...leaves, leaves[0]], []]) {
      const result = await verifySubjectProof({ ...proof, leaves: wrong }, { keys: [key] });
      assert.deepEqual(result.findings.map(({ code }) => code), ['subject-bucket']);
    }
  }
}); // prettier-ignore
