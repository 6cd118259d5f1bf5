import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectRoot } from '#infrastructure/config/index.ts';
import { Fault } from '#infrastructure/faults/index.ts';
import { editedPacks } from '../../../test/support/pack-folders.ts';
import type { Edits } from '../../../test/support/pack-folders.ts';
import { loadCatalogue } from './index.ts';

const shipped = ['core', 'regulations', 'demo'].map((name) => join(projectRoot, 'packs', name));
const at = new Date('2026-11-03T06:00:00Z');

function refusal(edits: Edits): Fault {
  const packs = editedPacks(edits);
  try {
    loadCatalogue(packs.folders);
  } catch (error) {
    assert.ok(error instanceof Fault);
    return error;
  } finally {
    packs.remove();
  }
  throw new assert.AssertionError({ message: 'the packs were accepted' });
}

test('the shipped packs load whole: resources with their plans, policies, and files of other kinds', () => {
  const catalogue = loadCatalogue(shipped);
  assert.equal(catalogue.resources.size, 8);
  assert.deepEqual(
    catalogue.pack.headers.map(({ name }) => name),
    ['core', 'demo', 'regulations'],
  );
  assert.ok(catalogue.policies.length >= 3);
  assert.ok(Array.isArray(catalogue.extra('budgets.yaml')));
  assert.equal(catalogue.extra('no-such-file.yaml'), undefined);
  assert.deepEqual([...catalogue.pack.purposes.keys()], ['verification', 'registration', 'quality']);
  const person = catalogue.resources.get('person');
  assert.equal(person?.grades.get('citizenNumber'), 3);
  assert.equal(person?.plansOn(at), person?.plansOn(new Date(at.getTime() + 1000)), 'made once a day');
  assert.notEqual(person?.plansOn(at), person?.plansOn(new Date(at.getTime() + 86_400_000)));
});

test('two processes that read the same files declare the same; one changed letter is another digest', () => {
  const digest = loadCatalogue(shipped).digest;
  assert.equal(loadCatalogue(shipped).digest, digest);
  const packs = editedPacks({ 'core/README.md': (text) => `${text} ` });
  try {
    assert.notEqual(loadCatalogue(packs.folders).digest, loadCatalogue(shipped.slice(0, 2)).digest);
  } finally {
    packs.remove();
  }
});

test('a broken pack is refused whole, and every mistake is named with its file and line', () => {
  const refused = refusal({
    'core/resources/person.yaml': (text) => text.replace('element: birth-date', 'element: birthdate'),
    'core/resources/vehicle.yaml': (text) =>
      text.replace('decree-809', 'decree-810').replace('purposes: [', 'purposes: [fishing, '),
  });
  assert.equal(refused.code, 'catalogue.invalid-pack');
  const named = refused.details.map(({ pointer, code }) => `${pointer} ${code}`);
  assert.equal(refused.text('en').includes(String(named.length)), true);
  assert.ok(
    named.some((one) => /^core\/resources\/person\.yaml:\d+ unknown-element$/.test(one)),
    named.join('\n'),
  );
  assert.ok(
    named.some((one) => /^core\/resources\/vehicle\.yaml:\d+ unknown-purpose$/.test(one)),
    named.join('\n'),
  );
  assert.match(refused.details[0]?.zh ?? '', /\p{Script=Han}/u);
});

test('a mistake comes with its fix, in the reader’s language', () => {
  const refused = refusal({
    'core/resources/vehicle.yaml': (text) => text.replace('cycle: daily', 'cycle: fortnightly'),
  });
  const [detail] = refused.details;
  assert.match(detail?.zh ?? '', /“fortnightly”不在允许的取值中。可用：realtime.*yearly/);
  assert.match(detail?.en ?? '', /isn’t one of the allowed values: use one of: realtime.*yearly/);
  assert.match(refused.text('zh'), /vehicle\.yaml:\d+ “fortnightly”不在允许的取值中/);
  assert.match(refused.text('en'), /vehicle\.yaml:\d+ “fortnightly” isn’t one/);
});

test('a folder that is not there is named', () => {
  const code = (error: unknown): boolean =>
    error instanceof Fault && error.code === 'catalogue.unreadable-pack';
  for (const folder of ['/nowhere/pack', join(projectRoot, 'package.json')])
    assert.throws(() => loadCatalogue([folder]), code);
});

test('YAML that is no YAML, and a pack without pack.yaml, are refused with a place', () => {
  const broken = refusal({ 'core/qualifiers.yaml': 'qualifiers: [1' });
  assert.match(broken.details[0]?.pointer ?? '', /^core\/qualifiers\.yaml:\d+$/);
  const packs = editedPacks({});
  try {
    assert.throws(() => loadCatalogue([join(packs.folders[0] ?? '', 'elements')]), (error) => error instanceof Fault && error.details[0]?.code === 'missing-pack'); // prettier-ignore
  } finally {
    packs.remove();
  }
});

test('planted: a policy with a misspelt field stops the node, naming the policy and its line', () => {
  const refused = refusal({
    'core/policies/verification.cedar': (text) => text.replace('person.birthDate', 'person.birthdate'),
  });
  assert.match(refused.details[0]?.pointer ?? '', /^core\/policies\/verification\.cedar:\d+$/);
  assert.match(refused.text('zh'), /verification\.cedar/);
});
