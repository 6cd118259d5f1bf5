import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { parse } from 'yaml';
import { corePack } from '../../../test/support/packs.ts';
import { checkPolicies } from './check-policies.ts';

const folder = join(import.meta.dirname, '../../../packs/core');
const files = readdirSync(join(folder, 'policies'))
  .filter((name) => name.endsWith('.cedar'))
  .map((name) => ({
    file: `core/policies/${name}`,
    text: readFileSync(join(folder, 'policies', name), 'utf8'),
  }));
const roles: unknown = parse(readFileSync(join(folder, 'roles.yaml'), 'utf8'));

function findingsOf(text: string): string[] {
  return checkPolicies([{ file: 'x.cedar', text }], corePack(), roles).map(
    ({ file, line, en }) => `${file}:${line} ${/“(.*)”/.exec(en)?.[1]}`,
  );
}

test('every field, resource, role and purpose that the shipped policies name is declared', () => {
  assert.ok(files.length >= 3);
  const names = files.flatMap(
    ({ text }) => text.match(/\b(Field|Resource|Role)::"|context\.purpose == "/g) ?? [],
  );
  assert.ok(names.length >= 40, 'the policies were read');
  assert.deepEqual(checkPolicies(files, corePack(), roles), []);
});

/** Each name in the shipped policies, misspelt in turn, must be found: a check that overlooks one guards nothing. */
test('planted: any one name of the shipped policies, misspelt, is found with its line', () => {
  const pattern = /((?:Field|Resource|Role)::"|context\.purpose == ")([^"]+)"/g;
  for (const { file, text } of files) {
    const code = text.replace(/\/\/[^\n]*/g, (comment) => ' '.repeat(comment.length));
    for (const match of code.matchAll(pattern)) {
      const at = match.index + (match[1]?.length ?? 0);
      const planted = `${text.slice(0, at)}x${text.slice(at)}`;
      const [found, ...others] = checkPolicies([{ file, text: planted }], corePack(), roles);
      assert.deepEqual(others, []);
      assert.equal(found?.line, text.slice(0, at).split('\n').length);
      assert.match(found.en, new RegExp(`“x${match[2]}”`));
    }
  }
});

test('comments, titles and other entities are no names; spacing and order do not hide one', () => {
  assert.deepEqual(
    findingsOf(
      '// Field::"person.nothing"\n@title("Role::nobody, Field::person") permit (principal, action, resource);',
    ),
    [],
  );
  assert.deepEqual(
    findingsOf('Action::"read" Kind::"officer" Branch::"traffic" context.branch == "nowhere"'),
    [],
  );
  assert.deepEqual(findingsOf('\nField :: "person.nmae"\n  "verifcation"==context.purpose'), [
    'x.cedar:2 person.nmae',
    'x.cedar:3 verifcation',
  ]);
  assert.deepEqual(findingsOf('@title("https://example.com") Role::"nobody" // "quoted'), [
    'x.cedar:1 nobody',
  ]);
  assert.deepEqual(findingsOf('context . purpose != "x"'), ['x.cedar:1 x']);
});

test('without roles.yaml, roles are not checked; resources still are', () => {
  const text = 'Role::"nobody" Resource::"nothing"';
  const found = checkPolicies([{ file: 'x.cedar', text }], corePack(), undefined);
  assert.deepEqual(
    found.map(({ zh }) => zh),
    ['策略提到的信息类“nothing”没有声明'],
  );
});

test('any text is read in linear time and never throws', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 500 }), (text) => void findingsOf(text)));
  const pieces = fc.array(
    fc.constantFrom('"', '\\', '//', '\n', 'Field::', 'context.purpose==', 'a', ' ', '::'),
    { maxLength: 400 },
  );
  fc.assert(fc.property(pieces, (parts) => void findingsOf(parts.join(''))));
  // A reader that went back for each character would not return from these: hundreds of thousands of steps, each as long.
  for (const piece of ['context ', 'Field ', '"\\', '"a', 'a".', '" ']) findingsOf(piece.repeat(300_000));
});

test('a basis that is not in the library is found with its line; several stand apart by blanks', () => {
  const policy = (basis: string) => `@id("x")\n@basis("${basis}")\npermit (principal, action, resource);\n`;
  assert.deepEqual(findingsOf(policy('decree-799#16 personal-information-law')), []);
  assert.deepEqual(findingsOf(policy('decree-799#16 decree-799#99')), ['x.cedar:2 decree-799#99']);
  assert.deepEqual(findingsOf(policy('decree-908')), ['x.cedar:2 decree-908']);
  assert.deepEqual(findingsOf(policy('第十六条')), ['x.cedar:2 第十六条']);
  assert.deepEqual(findingsOf(`// @basis("decree-908")\n${policy('')}`), []);
});
