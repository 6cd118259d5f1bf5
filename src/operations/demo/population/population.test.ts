import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { check } from '#standards/identifiers/index.ts';
import { shippedDivisions } from '../../../../test/support/divisions.ts';
import { makeWorld } from '../make-world.ts';
import { readDemoPack } from '../read-pack.ts';
import { batchOf } from './batch.ts';
import { castBatch } from './cast-batch.ts';
import { findFlaws } from './find-flaws.ts';
import { at } from './random.ts';
import { resources, type Batch, type Entry, type PersonValues } from './model.ts';
import { findUnsafe } from './safe-scheme.ts';
import { standing } from './versions.ts';
import type { World } from './world.ts';

const settings = readDemoPack();
const sizes = fc.integer({ min: 1_000, max: 2_500 });
const seeds = fc.integer({ min: 0, max: 0xffff_ffff });
const runs = { numRuns: 12 };

function batches(world: World): Batch[] {
  return [
    castBatch(world),
    ...Array.from({ length: world.size.neighbourhoods }, (_, i) => batchOf(world, i + 1)),
  ];
}

function populationOf(people: number, seed: number): { world: World; all: Batch[] } {
  const world = makeWorld(settings, { people, seed });
  return { world, all: batches(world) };
}

/** The same population with one person's values changed: the planted bug. */
function withPerson(all: readonly Batch[], change: Partial<PersonValues>, which = 0): Batch[] {
  return all.map((batch, i) =>
    i === 1
      ? { ...batch, person: batch.person.map((entry, n) => (n === which ? altered(entry, change) : entry)) }
      : batch,
  );
}

function altered<V>(entry: Entry<V>, change: Partial<V>): Entry<V> {
  return {
    ...entry,
    versions: entry.versions.map((version) => ({ ...version, values: { ...version.values, ...change } })),
  };
}

const some = populationOf(1_200, 5);

test('a population of any size and seed has sane kin, resolved references, adult owners and unique keys', () => {
  fc.assert(
    fc.property(sizes, seeds, (people, seed) => {
      const { all } = populationOf(people, seed);
      assert.deepEqual(findFlaws(all, settings.asOf).slice(0, 5), []);
    }),
    runs,
  );
});

test('the totals are exact', () => {
  fc.assert(
    fc.property(sizes, seeds, (people, seed) => {
      const { world, all } = populationOf(people, seed);
      const count = (resource: keyof Batch): number =>
        all.reduce((sum, batch) => sum + batch[resource].length, 0);
      assert.equal(count('person'), people);
      assert.equal(count('premises'), world.size.premises);
      assert.equal(count('organisation'), world.size.organisations);
      assert.equal(count('vehicle'), world.size.vehicles);
      assert.equal(count('officer'), world.size.officers);
    }),
    runs,
  );
});

/** How many citizen numbers come up twice in neighbourhoods of one county that share a slot of sequence numbers. */
function repeatedNumbers(world: World): number {
  const numbers = Array.from({ length: 10 }, (_, i) => batchOf(world, 1 + i * 996)).flatMap(({ person }) =>
    person.map((entry) => standing(entry).citizenNumber),
  );
  return numbers.length - new Set(numbers).size;
}

const tenMillion = makeWorld(settings, { people: 10_000_000 });

test('citizen numbers stay unique among ten million people', () => {
  assert.equal(repeatedNumbers(tenMillion), 0);
});

test('planted: without the stride between birth dates, numbers of ten million people collide', () => {
  assert.ok(repeatedNumbers({ ...tenMillion, dateStride: 1 }) > 0);
});

test('the last of ten million people fit their numbers and ids', () => {
  for (const number of [tenMillion.size.neighbourhoods - 1, tenMillion.size.neighbourhoods]) {
    assert.equal(findUnsafe(batchOf(tenMillion, number)), undefined);
  }
});

test('planted: a number that another has already is found', () => {
  const { citizenNumber } = standing(at(at(some.all, 2).person, 0));
  const flaws = findFlaws(withPerson(some.all, { citizenNumber }), settings.asOf);
  assert.ok(flaws.some((flaw) => flaw.includes(`citizenNumber ${citizenNumber}`)));
});

for (const [bug, change, sign] of [
  ['a reference to nothing', { livesAt: '06900300-ffff-8000-8000-000000000000' }, 'points to nothing'],
  ['a head who is dead', { status: '30' }, 'is dead'],
  ['a head younger than the children', { birthDate: '2026-01-01' }, 'at a birth'],
  ['a household without a head', { relationToHead: '20' }, 'not one head'],
] as const) {
  test(`planted: ${bug} is found`, () => {
    const family = at(some.all, 1).person.findIndex((entry, i, people) => {
      const [head, third] = [
        standing(entry),
        people[i + 2] && standing(people[i + 2] as Entry<PersonValues>),
      ];
      const isChild = third?.relationToHead === '20' || third?.relationToHead === '30';
      return head.relationToHead === '02' && third?.household === head.household && isChild;
    });
    assert.ok(family >= 0);
    const flaws = findFlaws(withPerson(some.all, change, family), settings.asOf);
    assert.ok(
      flaws.some((flaw) => flaw.includes(sign)),
      flaws.slice(0, 3).join('\n'),
    );
  });
}

test('the same seed and size give the same bytes; another seed does not', () => {
  const digest = (seed: number): string =>
    createHash('sha256')
      .update(JSON.stringify(batches(makeWorld(settings, { people: 1_000, seed }))))
      .digest('hex');
  assert.equal(digest(69), digest(69));
  assert.notEqual(digest(69), digest(70));
});

test('everyone’s number passes in profile demo and fails in production', () => {
  const day = '2026-11-01';
  const demo = { at: day, profile: 'demo', divisions: shippedDivisions('demo') } as const;
  const production = { at: day, profile: 'production', divisions: shippedDivisions('production') } as const;
  for (const batch of some.all) {
    for (const entry of batch.person) {
      const { citizenNumber } = standing(entry);
      assert.equal(check('citizen_id', citizenNumber, demo).status, 'ok');
      assert.equal(check('citizen_id', citizenNumber, production).status, 'error');
    }
  }
});

test('nothing leaves the safe scheme', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      for (const batch of populationOf(1_000, seed).all) assert.equal(findUnsafe(batch), undefined);
    }),
    { numRuns: 5 },
  );
});

for (const [leak, change, where] of [
  ['a real province in a number', { citizenNumber: '11010519491231002X' }, 'person.citizenNumber'],
  ['a real native place', { nativePlace: '110105' }, 'person.nativePlace'],
  ['a mobile number of a carrier', { mobile: '13800000000' }, 'person.mobile'],
] as const) {
  test(`planted: a generator that leaks ${leak} is caught`, () => {
    assert.equal(findUnsafe(at(withPerson(some.all, change), 1)), where);
  });
}

test('planted: a real plate, maker or organisation is caught', () => {
  const batch = at(some.all, 1);
  const leaks: readonly (readonly [Partial<Batch>, string])[] = [
    [
      { vehicle: batch.vehicle.map((entry) => altered(entry, { plateNumber: '京A12345' })) },
      'vehicle.plateNumber',
    ],
    [{ vehicle: batch.vehicle.map((entry) => altered(entry, { vin: '1M8GDM9AXKP042788' })) }, 'vehicle.vin'],
    [
      { organisation: batch.organisation.map((entry) => altered(entry, { uscc: '91110000PDY00001X9' })) },
      'organisation.uscc',
    ],
  ];
  for (const [leak, where] of leaks) assert.equal(findUnsafe({ ...batch, ...leak }), where);
});

test('a batch has all eight resources', () => {
  assert.deepEqual(Object.keys(at(some.all, 0)).toSorted(), [...resources].toSorted());
});
