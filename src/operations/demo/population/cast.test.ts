import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectRoot } from '#infrastructure/config/index.ts';
import { makeWorld } from '../make-world.ts';
import { readDemoPack } from '../read-pack.ts';
import { castAccounts, demoAccounts } from './accounts.ts';
import { castPeople, demoCast } from './cast.ts';
import { castBatch } from './cast-batch.ts';
import { at } from './random.ts';
import { standing } from './versions.ts';

const settings = readDemoPack();

test('the cast is the same at every size and with every seed', () => {
  for (const [people, seed] of [
    [1_000, 1],
    [5_000, 69],
    [200_000, 4_294_967_295],
  ] as const) {
    const { person, vehicle } = castBatch(makeWorld(settings, { people, seed }));
    assert.deepEqual(
      person.map((entry) => [entry.id, standing(entry).citizenNumber, standing(entry).name]),
      castPeople.map(({ personId, citizenNumber, name }) => [personId, citizenNumber, name]),
    );
    assert.equal(standing(at(vehicle, 0)).plateNumber, '演A12345');
    assert.equal(standing(at(vehicle, 0)).owner, demoCast.citizen.personId);
  }
});

test('every officer has one account, with a unique id, number and person', () => {
  const world = makeWorld(settings, { people: 10_000 });
  const accounts = [...demoAccounts(world)];
  const officers = accounts.filter(({ kind }) => kind === 'officer');
  assert.equal(officers.length, world.size.officers);
  for (const key of ['id', 'policeNumber', 'citizenNumber'] as const) {
    assert.equal(new Set(officers.map((account) => account[key])).size, officers.length, key);
  }
  for (const { organisation } of officers) assert.ok(world.police.byCode.has(organisation), organisation);
});

test('nobody has two of the three administrators’ roles', () => {
  const powers = new Set(['system-administrator', 'security-administrator', 'auditor']);
  for (const { roles } of demoAccounts(makeWorld(settings, { people: 5_000 }))) {
    assert.ok(roles.filter((role) => powers.has(role)).length <= 1);
  }
});

test('every role of the pack has someone in the cast', () => {
  const roles = new Set(
    [...castAccounts(makeWorld(settings, { people: 1_000 }))].flatMap((account) => account.roles),
  );
  for (const role of [
    'registrar',
    'patrol',
    'verifier',
    'auditor',
    'system-administrator',
    'security-administrator',
    'standards-officer',
    'standards-reviewer',
    'supervisor',
    'citizen',
  ]) {
    assert.ok(roles.has(role), role);
  }
});

test('docs/demo.md introduces each character under their own number', () => {
  const text = readFileSync(join(projectRoot, 'docs/demo.md'), 'utf8');
  for (const { name, citizenNumber, officer } of castPeople) {
    assert.ok(text.includes(name), name);
    assert.ok(text.includes(citizenNumber), `${name} ${citizenNumber}`);
    if (officer) assert.ok(text.includes(officer.policeNumber), `${name} ${officer.policeNumber}`);
  }
});
