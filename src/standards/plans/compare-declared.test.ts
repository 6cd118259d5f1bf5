import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Pack } from '../declarations/index.ts';
import { field, packOf, pair } from '../../../test/support/declarations.ts';
import type { MadeField } from '../../../test/support/declarations.ts';
import { compareDeclared } from './compare-declared.ts';
import { planValidator } from './validator.ts';
import { validate } from './validate.ts';

const at = new Date('2026-06-01T00:00:00Z');

/** Values near the limits of what a field of any kind takes, and others. */
const candidates: readonly unknown[] = [
  'a', 'ab', 'abc', 'abcd', 'abcde', 'abcdef', 'abcdefg', '0', '1', '2', '3', '4', '5', '6', '12', '123', '1234', '12345', '123456',
  0, 1, 5, 9, 10, 99, 999, 9_999, 99_999, 999_999, 9_999_999, 0.5, 0.25, 0.125, 1.5, -1, true, false,
  '2026-01-31', '2026-01', '2026-01-31T10:00:00Z', '', null,
].flatMap((value) => [value, [value]]); // prettier-ignore

function accepts(pack: Pack, field: string, value: unknown): boolean {
  const resource = pack.resources.get('thing');
  assert.ok(resource);
  const plan = planValidator(resource, pack, at);
  const identifierCheck = () => ({ ok: true }) as never;
  return validate(plan, { [field]: value }, { at, mode: 'change', identifierCheck }).errors.length === 0;
}

/** Fields whose values were accepted before and are refused after. */
function lost(before: Pack, after: Pack): readonly string[] {
  const fields = before.resources.get('thing')?.fields ?? [];
  return fields.flatMap(({ name }) => {
    if (!after.resources.get('thing')?.fields.some((one) => one.name === name)) return [`${name} is gone`];
    return candidates
      .filter((value) => accepts(before, name, value) && !accepts(after, name, value))
      .map((value) => `${name} ${JSON.stringify(value)}`);
  });
}

const isKind = (before: Pack, after: Pack) => compareDeclared('resource', 'thing', before, after, at).class;

test('a change that is called identical or widening refuses no value that was accepted', () => {
  fc.assert(
    fc.property(pair, ([was, now]) => {
      const [before, after] = [packOf(was), packOf(now)];
      const grade = isKind(before, after);
      if (grade === 'identical' || grade === 'widening') assert.deepEqual(lost(before, after), []);
    }),
    { numRuns: 300 },
  );
});

test('planted bug: the same property notices when narrower lengths pass as wider', () => {
  const withField = (size: number): Pack => packOf({ fields: { a: { ...text, size } }, searched: [] });
  assert.equal(isKind(withField(5), withField(3)), 'narrowing');
  assert.notDeepEqual(lost(withField(5), withField(3)), []);
});

test('nothing changed is identical, and what is given back is what was taken', () => {
  fc.assert(
    fc.property(pair, ([was, now]) => {
      const [before, after] = [packOf(was), packOf(now)];
      assert.equal(isKind(before, before), 'identical');
      // What one direction widens the other can't widen too: a value is gained or nothing is.
      if (isKind(before, after) === 'identical') assert.equal(isKind(after, before), 'identical');
    }),
    { numRuns: 100 },
  );
});

test('the class of an element is that of the field that uses it', () => {
  fc.assert(
    fc.property(field, field, (was, now) => {
      const alone = (one: MadeField) => packOf({ fields: { a: { ...one, required: false, many: false, sealed: false } }, searched: [] }); // prettier-ignore
      const [before, after] = [alone(was), alone(now)];
      const asElement = compareDeclared('element', 'element-a', before, after, at).class;
      const harmless = ['identical', 'widening'];
      if (harmless.includes(asElement)) assert.deepEqual(lost(before, after), []);
      assert.equal(harmless.includes(asElement), harmless.includes(isKind(before, after)));
    }),
    { numRuns: 300 },
  );
});

test('another concept, another unit and another name of a code are breaking, whatever the format', () => {
  const pack = packOf({ fields: { a: { ...text, kind: 'code', size: 3 } }, searched: [] });
  const element = pack.elements.get('element-a');
  const list = pack.codeLists.get('list-a');
  assert.ok(element && list);
  const edited = (more: object): Pack => ({
    ...pack,
    elements: new Map([['element-a', { ...element, ...more }]]),
  });
  const isElement = (more: object) => compareDeclared('element', 'element-a', pack, edited(more), at).class;
  assert.equal(isElement({ property: { zh: '别的', en: 'other' } }), 'breaking');
  assert.equal(isElement({ representation: 'code' }), 'breaking');
  assert.equal(isElement({ unit: { zh: '米', en: 'metre' } }), 'breaking');
  assert.equal(
    isElement({ title: { zh: '新名', en: 'new' }, definition: { zh: '新', en: 'new' } }),
    'identical',
  );
  const renamed = { ...list, values: list.values.map((value) => ({ ...value, zh: `${value.zh}改` })) };
  const after: Pack = { ...pack, codeLists: new Map([['list-a', renamed]]) };
  assert.equal(compareDeclared('code-list', 'list-a', pack, after, at).class, 'breaking');
});

const text: MadeField = {
  kind: 'text',
  size: 3,
  required: false,
  many: false,
  sealed: false,
  minimum: null,
};
