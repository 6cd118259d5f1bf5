import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Fault } from '#infrastructure/faults/index.ts';
import { parseJson } from './index.ts';

function codeOf(text: string): string {
  try {
    parseJson(text);
    return 'taken';
  } catch (error) {
    assert.ok(error instanceof Fault, String(error));
    assert.equal(error.status, 400);
    return error.code;
  }
}

/** Deep enough for our bodies, and without what we refuse. */
const json = fc
  .jsonValue({ maxDepth: 5 })
  .filter((value) => !/\\u0000|\\ud[89a-f]|__proto__/i.test(JSON.stringify(value)));

test('what JSON.stringify writes is read as it was, in every layout', () => {
  fc.assert(
    fc.property(json, fc.constantFrom(undefined, 1, '\t'), (value, indent) => {
      assert.deepEqual(parseJson(JSON.stringify(value, null, indent)), JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('a key that appears twice in one object is refused wherever it stands, also written differently', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), json, json, (key, before, inside) => {
      if (/\0|__proto__/.test(key) || !key.isWellFormed()) return;
      const name = JSON.stringify(key);
      const escaped = `"${key.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`;
      const twice = `{"list": [${JSON.stringify(before)}, {${name}: ${JSON.stringify(inside)}, ${escaped}: 1}]}`;
      assert.equal(codeOf(twice), 'http.duplicate-key');
    }),
  );
});

test('the same key in different objects, or as a value, is no duplicate', () => {
  assert.equal(codeOf('{"a": {"a": 1}, "b": [{"a": 1}, {"a": 2}], "c": ["a", "a"], "d": "a"}'), 'taken');
});

test('nesting deeper than any of our bodies is refused, however deep, quickly', () => {
  assert.equal(codeOf(`${'['.repeat(12)}${']'.repeat(12)}`), 'taken');
  for (const depth of [13, 1000, 400_000])
    assert.equal(codeOf(`${'['.repeat(depth)}${']'.repeat(depth)}`), 'http.too-deep');
  assert.equal(codeOf('{"a":'.repeat(200_000) + '1' + '}'.repeat(200_000)), 'http.too-deep');
});

test('NUL, half a surrogate pair and __proto__ are refused, as values and as keys', () => {
  for (const text of [
    '"a\\u0000b"',
    '{"a": ["\\u0000"]}',
    '{"\\u0000": 1}',
    '"\\ud83d"',
    '"\\ude00\\ud83d"',
    '{"__proto__": {"isAdmin": true}}',
    '{"a": {"\\u005f_proto__": 1}}',
  ])
    assert.equal(codeOf(text), 'http.forbidden-text', text);
  assert.equal(codeOf('{"a": "\\\\u0000 \\ud83d\\ude00", "constructor": 1}'), 'taken');
});

test('anything else is not JSON, and says so without repeating what was sent', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[[\]{}",:0-9 a]{0,30}$/)), (text) => {
      const code = codeOf(text);
      let native = 'taken';
      try {
        JSON.parse(text);
      } catch {
        native = 'http.not-json';
      }
      if (native === 'http.not-json') assert.equal(code, native);
      else assert.notEqual(code, 'http.not-json');
    }),
    { numRuns: 2000 },
  );
});
