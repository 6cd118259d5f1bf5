import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { Fault } from '#infrastructure/faults/index.ts';
import { parseRoles } from './roles.ts';
import { permissionTexts } from './words.ts';

const shipped = readFileSync(new URL('../../../packs/core/roles.yaml', import.meta.url), 'utf8');

/** Parses; whatever is no table of roles must be refused with the code. */
function parsed(text: string): readonly { code: string; power: string }[] | undefined {
  try {
    return parseRoles(text, 'roles.yaml');
  } catch (error) {
    assert.ok(error instanceof Fault && error.code === 'identity.invalid-roles', String(error));
    return undefined;
  }
}

test('the shipped roles are sound, and no two powers are one', () => {
  const powers = new Set(parsed(shipped)?.map(({ power }) => power));
  assert.deepEqual([...powers].sort(), ['audit', 'none', 'security', 'system']);
});

test('any text is read or refused with its code, never a crash', () => {
  fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), (text) => void parsed(text)));
  const pieces = fc.array(
    fc.constantFrom(
      'roles:',
      '\n',
      '  ',
      'a:',
      '&x ',
      '*x',
      '{',
      '}',
      '[',
      ']',
      '- ',
      '"',
      ': ',
      '<<',
      '!!js',
      '\t',
    ),
    { maxLength: 60 },
  );
  fc.assert(fc.property(pieces, (parts) => void parsed(parts.join(''))));
});

test('any tree is read or refused; what is read has a known power', () => {
  const role = fc.record(
    {
      title: fc.oneof(fc.constant({ zh: '甲', en: 'a' }), fc.jsonValue()),
      power: fc.oneof(fc.constantFrom('none', 'system', 'root'), fc.jsonValue()),
      permissions: fc.oneof(fc.constant(['records.read']), fc.jsonValue()),
      more: fc.jsonValue(),
    },
    { requiredKeys: [] },
  );
  const roles = fc.dictionary(fc.oneof(fc.constantFrom('patrol', 'x-y'), fc.string()), role);
  fc.assert(
    fc.property(roles, (given) => {
      for (const { power } of parsed(stringify({ roles: given })) ?? [])
        assert.ok(['none', 'system', 'security', 'audit'].includes(power));
    }),
  );
});

test('planted: a power misspelt, a key unknown, a key twice, an alias: each is refused', () => {
  const mutations: readonly [string | RegExp, string][] = [
    [/power: \w+/, 'power: root'],
    ['power:', 'pwoer:'],
    ['roles:', 'roles:\nroles:'],
    ['permissions: ', 'permissions: &all '],
  ];
  for (const [from, to] of mutations.slice(0, 3)) {
    assert.notEqual(shipped.replace(from, to), shipped);
    assert.equal(parsed(shipped.replace(from, to)), undefined, to);
  }
  assert.equal(parsed('roles: { a: &x { title: 1 }, b: *x }'), undefined);
});

test('each function that a declared role opens has a name in both languages', () => {
  const codes = parseRoles(shipped, 'roles.yaml').flatMap(({ permissions }) => permissions);
  assert.deepEqual(
    codes.filter((code) => !permissionTexts[code]),
    [],
  );
  assert.ok(!permissionTexts['misspelt'], 'an unknown one would be noticed');
});
