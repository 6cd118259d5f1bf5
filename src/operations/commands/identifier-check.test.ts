import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Kind } from '#standards/identifiers/index.ts';
import { checkLines, maxLineBytes } from './identifier-check.ts';
import { loadDivisions } from '#platform/catalogue/index.ts';

const divisions = loadDivisions('demo');
const options = {
  kind: 'citizen_id' as Kind,
  profile: 'demo' as const,
  at: '2026-11-22',
  divisions,
  language: 'en' as const,
};

interface Answer {
  value: string;
  status: string;
  canonical: string | null;
  grade: string | null;
  message: string;
}

async function answers(input: Iterable<string | Uint8Array>): Promise<Answer[]> {
  let text = '';
  for await (const part of checkLines(input, options)) text += part;
  if (text === '') return [];
  assert.ok(text.endsWith('\n'));
  return text
    .slice(0, -1)
    .split('\n')
    .map((line) => JSON.parse(line) as Answer);
}

test('one JSON object a line, with exactly the five fields in their order', async () => {
  const [first] = await answers(['11010519491231002x\n']);
  assert.deepEqual(Object.entries(first ?? {}), [
    ['value', '11010519491231002x'],
    ['status', 'ok'],
    ['canonical', '11010519491231002X'],
    ['grade', 'current'],
    ['message', 'Well formed; every check holds'],
  ]);
});

test('a line is its value exactly: empty lines, blanks, CR, NUL and a byte order mark are in it', async () => {
  const good = '690101199003071017';
  const lines = [
    '\ufeff' + good,
    '',
    ` ${good}`,
    `${good} `,
    `${good}\r`,
    `\u0000${good}`,
    `${good}\u2028`,
    good,
  ];
  const seen = await answers([lines.join('\n')]);
  assert.deepEqual(
    seen.map(({ value }) => value),
    lines,
  );
  assert.deepEqual(
    seen.map(({ status }) => status),
    ['error', 'error', 'error', 'error', 'error', 'error', 'error', 'ok'],
  );
  assert.match(seen[4]?.message ?? '', /position 19 .*control/i);
});

test('only what stands after the last line feed can be no line', async () => {
  assert.equal((await answers([])).length, 0);
  assert.equal((await answers([''])).length, 0);
  assert.equal((await answers(['\n'])).length, 1);
  assert.equal((await answers(['1\n2'])).length, 2);
  assert.equal((await answers(['1\n2\n'])).length, 2);
  assert.equal((await answers(['\n\n\n'])).length, 3);
});

test('however the bytes arrive, the answers are the same', async () => {
  const line = fc.string({ unit: fc.constantFrom('1', 'X', '演', '👮', ' ', '\r', '\u0000'), maxLength: 20 });
  const property = fc.asyncProperty(fc.array(line), fc.array(fc.nat({ max: 30 })), async (lines, cuts) => {
    const whole = Buffer.from(lines.map((text) => `${text}\n`).join(''));
    const chunks: Uint8Array[] = [];
    let start = 0;
    for (const cut of cuts) {
      chunks.push(whole.subarray(start, start + cut));
      start += cut;
    }
    const seen = await answers([...chunks, whole.subarray(start)]);
    assert.deepEqual(
      seen.map(({ value }) => value),
      lines,
    );
  });
  await fc.assert(property, { numRuns: 300 });
});

test('bytes that are not UTF-8 are an error at their place, and spoil no other line', async () => {
  const broken = Buffer.concat([
    Buffer.from('690101199003071017\n演\ufffd'),
    Buffer.from([0xff]),
    Buffer.from('\n690101199003071017\n'),
  ]);
  for (const input of [[broken], [...broken].map((byte) => Uint8Array.of(byte))]) {
    const seen = await answers(input);
    assert.deepEqual(
      seen.map(({ status }) => status),
      ['ok', 'error', 'ok'],
    );
    assert.match(seen[1]?.message ?? '', /position 3 on, the line is not valid UTF-8/);
  }
});

test('a line of a megabyte is one answer, and a longer one is shown by its beginning', async () => {
  const longest = 'A'.repeat(maxLineBytes);
  const seen = await answers([`${longest}\n${longest}A\n690101199003071017`]);
  assert.equal(seen[0]?.value, longest);
  assert.match(seen[0]?.message ?? '', /position 1 is wrong/);
  assert.equal(seen[1]?.value, 'A'.repeat(1024));
  assert.match(seen[1]?.message ?? '', /longer than 1048576 bytes/);
  assert.equal(seen[2]?.status, 'ok');
});

test('an endless line costs no more memory than the limit', async () => {
  const block = Buffer.alloc(1024 * 1024, 'A');
  function* endless(): Iterable<Uint8Array> {
    for (let count = 0; count < 512; count++) yield block;
  }
  const before = process.memoryUsage().rss;
  const seen = await answers(endless());
  assert.equal(seen.length, 1);
  assert.ok(process.memoryUsage().rss - before < 256 * 1024 * 1024, 'half a gigabyte went by');
});

test('every kind answers, and the language is the reader’s', async () => {
  let text = '';
  for await (const part of checkLines(['1\n'], { ...options, kind: 'plate', language: 'zh' })) text += part;
  assert.match(text, /"message":"第1位不是省/);
});
