import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parsePack } from './index.ts';
import { corePack, editedFiles, packFiles } from '../../../test/support/packs.ts';

const file = 'core/quality.yaml';
const places = (text: string) => {
  const { pack, errors } = parsePack(editedFiles({ [file]: text }));
  assert.equal(pack === null, errors.length > 0);
  return errors.map(({ line, code }) => `${line} ${code}`);
};

const shipped = packFiles(['core']).find(({ path }) => path === file)?.text ?? '';
const settings = shipped.slice(shipped.indexOf('settings:'), shipped.indexOf('\nrules:') + 1);
/** The shipped settings with one rule, whose first line is known. */
function withRule(body: string): { text: string; first: number } {
  const head = `${settings}rules:\n  probe:\n    resource: person\n    field: birthDate\n    title: { zh: 甲, en: A }\n    severity: error\n`;
  return { text: `${head}    ${body}\n`, first: head.split('\n').length };
}

test('the shipped rules are read, with the settings, and quality is a purpose', () => {
  const { qualityRules, qualitySettings, purposes } = corePack();
  assert.ok(qualityRules.size >= 14);
  assert.ok(purposes.has('quality'));
  assert.equal(qualitySettings?.status, 'draft', 'no day count is claimed as law');
  const { require } = qualityRules.get('person-child-younger-than-head') ?? {};
  assert.deepEqual(require, {
    kind: 'before',
    left: { kind: 'field', path: ['household', 'head', 'birthDate'], part: null, years: 0 },
    right: { kind: 'field', path: ['birthDate'], part: null, years: 0 },
  });
});

const mistakes: readonly (readonly [what: string, body: string, code: string])[] = [
  ['a field nobody declared', 'require: { exists: nothing }', 'unknown-field'],
  ['a way through what is no reference', 'require: { exists: birthDate.year }', 'bad-quality'],
  ['dates with words', 'require: { equal: [birthDate, name] }', 'bad-quality'],
  ['an order of words', 'require: { before: [name, name] }', 'bad-quality'],
  ['a sealed value', 'require: { exists: mobile }', 'bad-quality'],
  ['a part that the identifier lacks', "require: { exists: 'citizenNumber:shoeSize' }", 'bad-quality'],
  ['years added to a word', "require: { exists: 'name + 3 years' }", 'bad-quality'],
  ['a code that the list lacks', "require: { in: { of: sex, values: ['8'] } }", 'unknown-code'],
  ['two tests where one stands', 'require: { exists: name, not: { exists: name } }', 'wrong-shape'],
  ['a test that there is not', 'require: { eval: name }', 'unknown-key'],
  ['a name of every object', 'require: { constructor: name }', 'unknown-key'],
  ['a way through every object', 'require: { exists: constructor.name }', 'bad-text'],
  ['one operand where two stand', 'require: { equal: [name] }', 'wrong-shape'],
  ['a program', "require: { exists: 'name || true' }", 'bad-text'],
  ['nothing required', 'when: { exists: name }', 'missing-key'],
];
for (const [what, body, code] of mistakes) {
  test(`refused with its line: ${what}`, () => {
    const { text, first } = withRule(body);
    const [found = ''] = places(text);
    const [line, kind] = found.split(' ');
    assert.equal(kind, code, found);
    assert.ok(Math.abs(Number(line) - first) <= (code === 'missing-key' ? 6 : 0), `${line} is not ${first}`);
  });
}

test('planted: the same rule without its mistake is read', () => {
  for (const body of ['require: { exists: name }', "require: { not-after: ['birthDate + 18 years', today] }"])
    assert.deepEqual(places(withRule(body).text), []);
});

test('whatever stands in the file, it is read or refused, and never throws', () => {
  const key = fc.constantFrom('equal', 'before', 'not', 'all', 'any', 'in', 'exists', '__proto__', 'x');
  const word = fc.oneof(
    fc.constantFrom('name', 'birthDate', 'today', 'household.status'),
    fc.string({ maxLength: 12 }),
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      word,
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(key, tie('tree'), { maxKeys: 2 }),
    ),
  }));
  fc.assert(
    fc.property(tree, (require) => {
      const { text } = withRule(`require: ${JSON.stringify(require)}`);
      const { pack, errors } = parsePack([{ path: file, text }]);
      assert.ok(pack === null && errors.length > 0); // without its resources no rule can be right
    }),
    { numRuns: 200 },
  );
});
