import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectRoot } from '#infrastructure/config/index.ts';
import { loadCatalogue } from '#platform/catalogue/index.ts';
import { identifierCheckFor, validate } from '#standards/plans/index.ts';
import { shippedDivisions } from '../../../../test/support/divisions.ts';
import { makeWorld } from '../make-world.ts';
import { readDemoPack } from '../read-pack.ts';
import { batchOf } from './batch.ts';
import { castBatch } from './cast-batch.ts';
import { resources, type Batch, type Entry } from './model.ts';

const catalogue = loadCatalogue(
  ['core', 'regulations', 'demo'].map((name) => join(projectRoot, 'packs', name)),
);
const world = makeWorld(readDemoPack(), { people: 2_000 });
const batches = [castBatch(world), batchOf(world, 1), batchOf(world, world.size.neighbourhoods)];
const at = new Date('2026-11-01T00:00:00Z');
const identifierCheck = identifierCheckFor({ profile: 'demo', divisions: shippedDivisions('demo') });

/** What the validator derived from the declarations says of a batch. */
function complaints(batch: Batch): string[] {
  return resources.flatMap((resource) => {
    const plan = catalogue.resources.get(resource)?.plansOn(at).validator;
    assert.ok(plan, `${resource} is declared`);
    return (batch[resource] as readonly Entry<object>[]).flatMap(({ versions }) =>
      versions.flatMap(({ values }) => {
        const { errors } = validate(plan, { ...values }, { at, mode: 'create', identifierCheck });
        return errors.map((error) => `${resource} ${JSON.stringify(error)}`);
      }),
    );
  });
}

test('every record, past and present, is valid by the declarations of the core pack', () => {
  for (const batch of batches) assert.deepEqual(complaints(batch).slice(0, 3), []);
});

test('every resource’s fields are made, and no others', () => {
  for (const resource of resources) {
    const declared = catalogue.resources.get(resource)?.declaration.fields.map(({ name }) => name);
    const made = Object.keys(batches[0]?.[resource][0]?.versions[0]?.values ?? {});
    assert.deepEqual(made.toSorted(), declared?.toSorted(), resource);
  }
});

test('planted: a code that its list does not have is found', () => {
  const [batch] = batches as [Batch];
  const person = batch.person.map((entry) => ({
    ...entry,
    versions: entry.versions.map((version) => ({
      ...version,
      values: { ...version.values, maritalStatus: '77' },
    })),
  }));
  assert.ok(complaints({ ...batch, person }).length > 0);
});
