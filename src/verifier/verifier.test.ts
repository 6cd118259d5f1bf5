/* oxlint-disable typescript/no-non-null-assertion -- a missing value fails the test anyway */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { formatCheckpoint, formatNote, formatNoteKey, parseNoteKey } from '#standards/ledger/index.ts';
import { signerOf } from '#security/ledger/index.ts';
import { generateKeyPairSync } from 'node:crypto';
import { finding, listFindings, readKeys, verifyCheckpoint } from './index.ts';

const pem = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
const origin = 'minqiao.test/1';
const text = formatCheckpoint({ origin, size: 3, root: new Uint8Array(32).fill(1), extensions: [] });

test('what runs in the browser imports nothing of Node and names none of its globals', () => {
  const folders = [import.meta.dirname, join(import.meta.dirname, '../standards/ledger')];
  let seen = 0;
  for (const folder of folders)
    for (const name of readdirSync(folder).filter(
      (each) => each.endsWith('.ts') && !each.endsWith('.test.ts'),
    )) {
      const code = readFileSync(join(folder, name), 'utf8').replace(/\/\*[^]*?\*\/|\/\/.*$/gm, '');
      for (const from of code.matchAll(/from '([^']+)'/g))
        assert.match(from[1]!, /^(\.\/|#standards\/ledger\/index\.ts$)/, `${name} imports ${from[1]}`);
      assert.doesNotMatch(code, /\bBuffer\b|\bprocess\b|\brequire\b|'node:/, name);
      seen += 1;
    }
  assert.ok(seen >= 14, `looked at ${seen} files`);
});

test('a checkpoint needs a valid signature of a trusted key that bears the origin’s name', async () => {
  const [signer, other, stranger] = [
    signerOf(pem(), origin),
    signerOf(pem(), origin),
    signerOf(pem(), 'minqiao.test/2'),
  ];
  const note = (...signers: readonly (typeof signer)[]): string =>
    formatNote({ text, signatures: signers.map((each) => each.sign(text)) });
  const check = async (input: string, ...keys: readonly string[]): Promise<string> => {
    const trusted = readKeys(keys);
    if (trusted.finding) return trusted.finding.code;
    return (await verifyCheckpoint(input, trusted.value)).finding?.code ?? 'ok';
  };
  assert.equal(await check(note(signer), signer.key), 'ok');
  assert.equal(await check(note(signer, other), other.key), 'ok', 'during a rotation either key will do');
  assert.equal(await check(note(stranger, signer), signer.key), 'ok', 'unknown signatures are ignored');
  assert.equal(await check(note(other), signer.key), 'checkpoint-signature');
  assert.equal(
    await check(note(stranger), stranger.key),
    'checkpoint-signature',
    'the key of another ledger',
  );
  assert.equal(await check(note(signer).replace('\n3\n', '\n4\n'), signer.key), 'checkpoint-signature');
  const forged = formatNote({ text, signatures: [signer.sign(text), { ...other.sign('x') }] });
  assert.equal(
    await check(forged, signer.key, other.key),
    'checkpoint-signature',
    'one wrong signature of a known key rejects all',
  );
  assert.equal(await check('nothing', signer.key), 'checkpoint-format');
  assert.equal(await check(note(signer)), 'key-format');
});

test('a key whose identifier is not the hash of its name and value is refused', () => {
  const key = parseNoteKey(signerOf(pem(), origin).key)!;
  assert.equal(readKeys([formatNoteKey({ ...key, keyId: key.keyId ^ 1 })]).finding?.code, 'key-format');
  assert.equal(readKeys([formatNoteKey({ ...key, name: 'another' })]).finding?.code, 'key-format');
});

test('every finding is written in both languages and fills in its details', () => {
  for (const [code, [zh, en]] of listFindings()) {
    assert.match(zh, /[\u4e00-\u9fff]/, code);
    assert.doesNotMatch(en, /[\u4e00-\u9fff]/, code);
    const names = (each: string): string[] =>
      [...each.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).sort();
    assert.deepEqual(names(zh), names(en), code);
  }
  assert.equal(finding('entry-missing', { seq: 7 }).en, 'Entry 7 is missing.');
});
