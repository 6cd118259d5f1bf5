import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { packFiles } from '../../../test/support/packs.ts';
import { Findings } from './findings.ts';
import { readPlainTree } from './plain-tree.ts';
import { parseWhole } from './tree.ts';
import type { Tree } from './tree.ts';

/** What the library makes of a text; null with any error. */
function slowly(text: string): Tree | null {
  const findings = new Findings();
  const tree = parseWhole('x.yaml', text, findings);
  return findings.errors.length === 0 ? tree : null;
}

const files = packFiles(['core', 'regulations', 'demo']).filter(({ path }) => path.endsWith('.yaml'));

test('every shipped declaration is read as the library reads it, node by node, and nearly all of them the fast way', () => {
  let fast = 0;
  for (const { path, text } of files) {
    const tree = readPlainTree(text);
    if (tree === null) continue;
    fast += 1;
    assert.deepEqual(tree, slowly(text), path);
  }
  assert.ok(fast >= files.length * 0.95, `${fast} of ${files.length}`);
});

/** Texts made of what YAML is made of, sound or not, so that its rules meet one another. */
const piece = fc.constantFrom(
  'a', 'b:', 'key: ', 'x: 1', ': ', ' ', '  ', '\n', '\n  ', '\n    ', '- ', '-', '{', '}', '[', ']', ',', ', ', '"', "'",
  "''", '\\', '\\"', '#', ' # c', '中', '1.0', 'a: {b: c}', 'a: [1, 2]', '"q"', "'s'", ':', '|', '>', '&', '*', '!', '?',
  '@', '%', '`', '~', 'null', '"k": 1', '"k":1', '{"k":"v"}', 'a b', 'a:b', 'a#b', '\t', '-1', '\nc: ', '\nd: e', '\n  f: g', '\n- h', '\n  - i: j', '\n    k: l',
  ': {', ': [',
); // prettier-ignore

test('whatever it reads, it reads as the library does', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
      const text = pieces.join('');
      const tree = readPlainTree(text);
      if (tree !== null) assert.deepEqual(tree, slowly(text), JSON.stringify(text));
    }),
    { numRuns: 8_000 },
  );
});

test('what is written as JSON is read the fast way', () => {
  const value = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 3 },
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.array(tie('node'), { maxLength: 3 }),
      fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), tie('node'), { maxKeys: 4 }),
    ),
  })).node;
  fc.assert(
    fc.property(
      fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), value, { minKeys: 1, maxKeys: 4 }),
      (content) => {
        const text = JSON.stringify(content, null, 1);
        const tree = readPlainTree(text);
        if (tree !== null) assert.deepEqual(tree, slowly(text), text);
        if (/^[\x20-\x7e\n]*$/.test(text)) assert.ok(tree !== null, text);
      },
    ),
    { numRuns: 500 },
  );
});

test('planted bug: a reader that takes a continued line for two would be noticed', () => {
  const text = 'a: one\n  two\n';
  assert.equal(readPlainTree(text), null);
  assert.notDeepEqual(slowly('a: one\n'), slowly(text));
});
