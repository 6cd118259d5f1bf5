/* oxlint-disable typescript/no-non-null-assertion -- a missing value fails the test anyway */
import assert from 'node:assert/strict';
import { createPublicKey, hash, verify } from 'node:crypto';
import { test } from 'node:test';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import {
  closedKeys, encodeClosed, encodeEntry, encodeIndexLeaf, encodeOpen, formatCheckpoint, formatNote, formatNoteKey,
  formatTilePath, fromBase64, fromBase64Url, hashesAtLevel, keyIdInput, openKeys, parseCheckpoint, parseDisclosure,
  parseExportHead, parseExportLine, parseNote, parseNoteKey, parseSubjectProof, parseTilePath, tileWidth, toBase64,
  toBase64Url,
} from './index.ts'; // prettier-ignore
import type { ClosedPart, OpenPart } from './index.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 40 });
const nullable = fc.option(text);
const number = fc.option(fc.nat({ max: Number.MAX_SAFE_INTEGER }));
const open: fc.Arbitrary<OpenPart> = fc.record({
  act: text, actorKind: text, agency: text, at: text, branch: text, count: number, fields: fc.array(text), id: text,
  organisation: text, outcome: text, purposeKind: nullable, reason: nullable, resource: nullable, role: text,
  subjects: fc.array(text),
}); // prettier-ignore
const closed: fc.Arbitrary<ClosedPart> = fc.record({
  actor: text, address: nullable, bytes: number, detail: nullable, durationMs: number, policy: nullable,
  purposeReference: nullable, record: nullable, requestId: text, salt: text, sealApprover: nullable,
  sealedUntil: nullable, session: nullable,
}); // prettier-ignore

test('both parts, the entry and the index leaf are written exactly as RFC 8785 asks', () => {
  fc.assert(
    fc.property(open, closed, text, (o, c, h) => {
      assert.equal(encodeOpen(o), canonicalize(o));
      assert.equal(encodeClosed(c), canonicalize(c));
      assert.equal(encodeEntry(o, h), canonicalize({ format: 'minqiao-entry/1', open: o, closed: h }));
      const leaf = { at: h, checkpoints: h, root: h, seq: o.fields.length };
      assert.equal(encodeIndexLeaf(leaf), canonicalize({ ...leaf, format: 'minqiao-index/1' }));
    }),
  );
});

test('an encoder that forgot a key would differ from the canonical form (planted bug)', () => {
  const [sample] = fc.sample(open, 1);
  for (const key of openKeys)
    assert.notEqual(encodeOpen(sample!), canonicalize({ ...sample, [key]: undefined }));
  const [other] = fc.sample(closed, 1);
  for (const key of closedKeys)
    assert.notEqual(encodeClosed(other!), canonicalize({ ...other, [key]: undefined }));
});

test('base64 goes both ways and refuses every other spelling of the same bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
      assert.equal(toBase64(bytes), Buffer.from(bytes).toString('base64'));
      assert.equal(toBase64Url(bytes), Buffer.from(bytes).toString('base64url'));
      assert.deepEqual(fromBase64(toBase64(bytes)), bytes);
      assert.deepEqual(fromBase64Url(toBase64Url(bytes)), bytes);
    }),
  );
  for (const bad of ['A', 'AB', 'AA=', 'AA', '=', 'AB==', 'A===', 'AAAA=', 'AA==\n', 'A-==', 'é000']) {
    assert.equal(fromBase64(bad), undefined, bad);
  }
  for (const bad of ['A', 'AB', 'AA==', 'A+', 'AAB']) assert.equal(fromBase64Url(bad), undefined, bad);
});

/** The example of golang.org/x/mod/sumdb/note, made by another implementation. */
const goKey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const goNote =
  'If you think cryptography is the answer to your problem,\nthen you don\'t know what your problem is.\n\n' +
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n'; // prettier-ignore

test('reads a key and a note of another implementation, and writes them back byte for byte', () => {
  const key = parseNoteKey(goKey)!;
  const note = parseNote(goNote)!;
  assert.equal(formatNoteKey(key), goKey);
  assert.equal(formatNote(note), goNote);
  assert.equal(hash('sha256', keyIdInput(key.name, key.publicKey), 'buffer').readUInt32BE(0), key.keyId);
  const [signature] = note.signatures;
  assert.equal(signature?.keyId, key.keyId);
  const x = Buffer.from(key.publicKey).toString('base64url');
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  assert.ok(verify(null, Buffer.from(note.text), publicKey, signature.signature));
});

test('a checkpoint goes both ways; sizes with leading zeros, short roots and empty lines are refused', () => {
  const root = new Uint8Array(32).fill(9);
  const checkpoint = { origin: 'a/b', size: 12, root, extensions: ['x'] };
  assert.deepEqual(parseCheckpoint(formatCheckpoint(checkpoint)), checkpoint);
  const hashed = toBase64(root);
  for (const bad of [
    '',
    'o\n1\n',
    `o\n01\n${hashed}\n`,
    `o\n-1\n${hashed}\n`,
    `o\n1\n${hashed}`,
    `o\n1\n${hashed}\n\n`,
    `\n1\n${hashed}\n`,
    `o\n1e3\n${hashed}\n`,
    `o\n9007199254740993\n${hashed}\n`,
    'o\n1\nAAAA\n',
  ])
    // prettier-ignore
    assert.equal(parseCheckpoint(bad), undefined, JSON.stringify(bad));
});

test('a note keeps the last empty line as its split, and refuses control characters and bad signature lines', () => {
  assert.equal(parseNote(`a\n\nb\n\n— k ${toBase64(new Uint8Array(5))}\n`)?.text, 'a\n\nb\n');
  const good = `— k ${toBase64(new Uint8Array(5))}\n`;
  for (const bad of [
    '',
    'a\n',
    'a\n\n',
    `a\n\n${good.slice(0, -1)}`,
    `a\t\n\n${good}`,
    `a\r\n\n${good}`,
    `a\n\n- k AAAAAAA=\n`,
    `a\n\n— k+1 AAAAAAA=\n`,
    `a\n\n— k AAAA\n`,
    `a\n\n—  k AAAAAAA=\n`,
    `\ud800\n\n${good}`,
    `a\n\n${good.repeat(65)}`,
  ])
    // prettier-ignore
    assert.equal(parseNote(bad), undefined, JSON.stringify(bad).slice(0, 60));
});

test('tile paths are those of tlog-tiles, and only those', () => {
  assert.equal(formatTilePath({ level: 0, index: 1234067, width: 256 }), '0/x001/x234/067');
  assert.equal(formatTilePath({ level: 2, index: 0, width: 17 }), '2/000.p/17');
  fc.assert(
    fc.property(fc.nat({ max: 6 }), fc.nat({ max: 2 ** 45 }), fc.integer({ min: 1, max: 256 }), (level, index, width) => {
      assert.deepEqual(parseTilePath(formatTilePath({ level, index, width })), { level, index, width });
    }),
  );
  for (const bad of ['', '0', '0/0', '0/00', '7/000', '0/x000/000', '0/000.p/0', '0/000.p/256', '0/000.p/01', '0/1000', '0/000/', '00/000', '0/x01/000'])
    assert.equal(parseTilePath(bad), undefined, bad);
}); // prettier-ignore

test('a tree of 70,000 has the tiles of the example in tlog-tiles', () => {
  const tiles = [0, 1, 2].map((level) => [
    Math.floor(hashesAtLevel(70_000, level) / 256),
    hashesAtLevel(70_000, level) % 256,
  ]);
  assert.deepEqual(tiles, [[273, 112], [1, 17], [0, 1]]); // prettier-ignore
  assert.equal(tileWidth(70_000, 0, 273), 112);
  assert.equal(tileWidth(70_000, 0, 272), 256);
  assert.equal(tileWidth(70_000, 0, 274), 0);
});

test('no parser throws or hangs on arbitrary input, and what it accepts it writes back', () => {
  const lines = fc.array(
    fc.oneof(text, fc.constantFrom('— k AAAAAAA=', '', '12', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=')),
  );
  fc.assert(
    fc.property(lines, fc.string(), (parts, other) => {
      const input = parts.join('\n') + '\n';
      const note = parseNote(input);
      if (note) assert.equal(formatNote(note), input);
      const checkpoint = parseCheckpoint(input);
      if (checkpoint) assert.equal(formatCheckpoint(checkpoint), input);
      const key = parseNoteKey(other);
      if (key) assert.equal(formatNoteKey(key), other);
      const tile = parseTilePath(other);
      if (tile) assert.equal(formatTilePath(tile), other);
    }),
  );
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      for (const parse of [parseDisclosure, parseSubjectProof, parseExportHead])
        assert.equal(parse(value), undefined);
      assert.equal(parseExportLine(value, 'whole'), undefined);
    }),
  );
});
