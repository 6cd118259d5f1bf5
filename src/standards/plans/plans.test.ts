import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { corePack, packFiles } from '../../../test/support/packs.ts';
import { parsePack } from '../declarations/index.ts';
import type { Pack, Resource } from '../declarations/index.ts';
import { apiDocument, planResource } from './index.ts';
import type { ResourcePlan } from './index.ts';

const at = new Date('2026-11-23T04:00:00Z');

function resource(name: string, pack = corePack()): Resource {
  const found = pack.resources.get(name);
  assert.ok(found);
  return found;
}

function plansOf(pack: Pack): Record<string, ResourcePlan> {
  return Object.fromEntries(
    [...pack.resources.values()].map((one) => [one.name, planResource(one, pack, { at })]),
  );
}

type Plan = (pack: Pack) => unknown;

/** Whether planning twice, from files in any order and of freshly parsed packs, gives the same bytes. */
function assertDeterministic(plan: Plan): void {
  const expected = JSON.stringify(plan(corePack()));
  const files = packFiles();
  fc.assert(
    fc.property(fc.shuffledSubarray(files, { minLength: files.length }), (shuffled) => {
      const { pack } = parsePack(shuffled);
      assert.ok(pack);
      assert.equal(JSON.stringify(plan(pack)), expected);
    }),
    { numRuns: 6 },
  );
}

test('the same declarations give the same plans, byte for byte', () => assertDeterministic(plansOf));

test('planted bug: a plan whose order depends on when it was made is caught', () => {
  let calls = 0;
  const unstable: Plan = (pack) => {
    const columns = [...(plansOf(pack)['person']?.table.columns ?? [])];
    calls += 1;
    return calls % 2 === 0 ? columns.toReversed() : columns;
  };
  assert.throws(() => assertDeterministic(unstable));
});

test('only the day in China counts, not the second', () => {
  const pack = corePack();
  const plan = (when: string) =>
    JSON.stringify(planResource(resource('person'), pack, { at: new Date(when) }));
  assert.equal(plan('2026-11-22T16:00:00Z'), plan('2026-11-23T15:59:59Z'));
});

test('plans are frozen through and through', () => {
  const { form, table } = planResource(resource('person'), corePack(), { at });
  assert.throws(() => Object.assign(form.groups[0]?.fields[0] ?? {}, { required: false }), TypeError);
  assert.throws(() => Object.assign(table.columns[0] ?? {}, { name: 'x' }), TypeError);
});

test('the form asks every field once, grouped, with label in both languages and why it is asked', () => {
  const { form } = planResource(resource('person'), corePack(), { at });
  const fields = form.groups.flatMap((group) => group.fields);
  assert.deepEqual(
    new Set(fields.map(({ name }) => name)),
    new Set(resource('person').fields.map(({ name }) => name)),
  );
  assert.ok(fields.every(({ label }) => label.zh !== '' && label.en !== ''));
  const byName = new Map(fields.map((field) => [field.name, field]));
  assert.deepEqual(
    ['citizenNumber', 'sex', 'birthDate', 'mobile', 'household'].map((name) => byName.get(name)?.control),
    ['text', 'code', 'date', 'text', 'reference'],
  );
  assert.equal(byName.get('mobile')?.sealed, true);
  assert.match(byName.get('mobile')?.hint?.zh ?? '', /通知/);
  assert.equal(byName.get('sex')?.options?.find(({ code }) => code === '2')?.initials, 'n');
  assert.equal(byName.get('livesAt')?.label.zh, '现住址');
});

test('a search asks the declared fields; a reference is asked by its target’s key', () => {
  const { search } = planResource(resource('driving-licence'), corePack(), { at });
  assert.deepEqual(
    search.keys.map(({ inputs }) => inputs.map(({ name, identifier, refers }) => [name, identifier, refers])),
    [[['holder', 'citizen_id', 'person']], [['fileNumber', undefined, undefined]]],
  );
});

test('a list can be filtered by closed sets and dates only, never by a sealed field', () => {
  for (const { list } of Object.values(plansOf(corePack()))) {
    for (const column of list.columns) {
      if (column.filterable) assert.ok(['code', 'date', 'boolean'].includes(column.kind), column.field);
    }
  }
  const { list } = planResource(resource('person'), corePack(), { at });
  const mobile = list.columns.find(({ field }) => field === 'mobile');
  assert.deepEqual([mobile?.shown, mobile?.filterable, mobile?.sortable], [false, false, false]);
});

test('the catalogue card has the 13 core metadata, and the strictest grade', () => {
  for (const [name, { card }] of Object.entries(plansOf(corePack()))) {
    assert.equal(card.lines.length, 13, name);
    assert.ok(card.lines.every(({ content }) => content.zh !== '' && content.en !== ''));
  }
  assert.equal(planResource(resource('person'), corePack(), { at }).card.grade, 3);
});

test('the API is one OpenAPI 3.1 document whose references all resolve', () => {
  const plans = Object.values(plansOf(corePack()));
  const document = apiDocument(
    { title: 'Minqiao', version: '0' },
    plans.map(({ api }) => api),
  );
  const text = JSON.stringify(document);
  const schemas = (document['components'] as { schemas: Record<string, unknown> }).schemas;
  for (const [, name = ''] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g))
    assert.ok(name in schemas, name);
  const operations = [...text.matchAll(/"operationId":"([^"]+)"/g)].map(([, id]) => id);
  assert.equal(new Set(operations).size, operations.length);
  assert.ok(operations.includes('verify-person') && operations.includes('create-vehicle'));
});

test('no path and no query of the API takes a field’s value: identity numbers travel in bodies', () => {
  for (const { api } of Object.values(plansOf(corePack()))) {
    for (const [path, item] of Object.entries(api.paths)) {
      assert.match(
        path,
        /^\/api\/v1\/resources\/[a-z-]+\/(search|list|verify|export|records(\/\{id\}(\/[a-z-]+)?)?)$/,
      );
      const parameters = [...JSON.stringify(item).matchAll(/"name":"([^"]+)","in":"(?:path|query)"/g)].map(
        ([, name]) => name,
      );
      assert.ok(parameters.every((name) => ['id', 'asKnownOn'].includes(name ?? '')));
    }
  }
});
