import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { kinds, kindWords, message, messages, type MessageKey } from './index.ts';

const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort();

test('every message has both languages, with the same placeholders', () => {
  for (const [key, { zh, en }] of Object.entries(messages)) {
    assert.match(zh, /\p{Script=Han}/u, key);
    assert.doesNotMatch(en, /\p{Script=Han}/u, key);
    assert.deepEqual(placeholders(zh), placeholders(en), key);
  }
});

test('every message is one that some rule gives', () => {
  const sources = ['.', '../../operations/commands']
    .flatMap((folder) =>
      readdirSync(new URL(`${folder}/`, import.meta.url)).map(
        (name) => new URL(`${folder}/${name}`, import.meta.url),
      ),
    )
    .filter(({ pathname }) => pathname.endsWith('.ts') && !/\.test\.ts$|messages\.ts$/.test(pathname))
    .map((url) => readFileSync(url, 'utf8'))
    .join('\n');
  for (const key of Object.keys(messages)) assert.ok(sources.includes(`'${key}'`), key);
});

test('a message says what belongs where, in the reader’s language', () => {
  const result = {
    messageKey: 'check-character' as MessageKey,
    position: 18,
    params: { position: 18, expected: 'X' },
  };
  assert.equal(message(result, 'zh'), '第18位校验码应为 X');
  assert.equal(message(result, 'en'), 'The check character at position 18 should be X');
});

test('every kind has a name in both languages, and no two have one', () => {
  for (const language of ['zh', 'en'] as const) {
    const names = kinds.map((kind) => kindWords[kind][language]);
    assert.equal(new Set(names).size, kinds.length);
    assert.ok(names.every((name) => /\p{Script=Han}/u.test(name) === (language === 'zh')));
  }
});
