import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { Fault } from '#infrastructure/faults/index.ts';
import { policiesById, validatePolicies } from './cedar.ts';
import { openDecisionPoint } from './decide.ts';
import type { PolicySource } from './policy-source.ts';

const folder = join(import.meta.dirname, '../../../packs/core/policies');
const shipped: readonly PolicySource[] = readdirSync(folder).map((file) => ({
  file,
  text: readFileSync(join(folder, file), 'utf8'),
}));

/** Whether the text may be published; what may not must be refused with the code and never crash the engine. */
function isValid(text: string): boolean {
  const sources = [{ file: 'x.cedar', text }];
  try {
    validatePolicies(sources);
    policiesById(sources);
    return true;
  } catch (error) {
    assert.ok(error instanceof Fault && error.code === 'access.policy-invalid', String(error));
    return false;
  }
}

test('the shipped policies are valid, each by itself', () => {
  for (const { text } of shipped) assert.ok(isValid(text));
});

test('any text is valid or refused with its code; what is valid opens', () => {
  const pieces = fc.array(
    fc.constantFrom(
      '@id("a")', 'permit', 'forbid', '(principal, action, resource)', 'when { true }', 'when {', '}', ';', '(', '"', '\\u{0}',
      'context.open', 'Role::"x"', '// ', '\n', '?principal', ' in ',
    ),
    { maxLength: 12 },
  ); // prettier-ignore
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    pieces.map((parts) => parts.join(' ')),
  );
  fc.assert(
    fc.property(texts, (text) => {
      if (isValid(text)) openDecisionPoint({ version: 'fuzz', sources: [{ file: 'x.cedar', text }] });
    }),
    { numRuns: 60 },
  );
});

test('a shipped policy with any character gone or doubled is valid or refused with its code', () => {
  fc.assert(
    fc.property(fc.constantFrom(...shipped), fc.nat(), fc.boolean(), ({ text }, at, doubled) => {
      const place = at % text.length;
      const cut = doubled ? place : place + 1;
      isValid(text.slice(0, place) + (doubled ? (text[place] ?? '') : '') + text.slice(cut));
    }),
    { numRuns: 40 }, // each run validates a whole file
  );
});

test('planted: deep nesting and a policy without a name are refused', () => {
  const deep = `@id("a") permit (principal, action, resource) when { ${'('.repeat(20_000)}true${')'.repeat(20_000)} };`;
  assert.equal(isValid(deep), false);
  assert.equal(isValid(deep.replaceAll('(', '( // )\n')), false, 'a bracket in a comment closes nothing');
  assert.equal(isValid('permit (principal, action, resource);'), false);
  assert.equal(
    isValid('@id("a") permit (principal, action, resource); @id("a") permit (principal, action, resource);'),
    false,
  );
});
