import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { UseRow } from './sql-survey.ts';
import { FEWEST_ACTORS, withoutFew } from './survey-use.ts';

type Counts = Omit<UseRow, 'resource'>;

/** Uses of one resource: who, from which branch, how often. */
const uses = fc.array(
  fc.record({ actor: fc.nat(30), branch: fc.constantFrom('a', 'b', 'c', 'd'), permitted: fc.boolean() }),
  { maxLength: 60 },
);
type Use = { actor: number; branch: string; permitted: boolean };

function counted(by: Counts['by'], value: string, of: readonly Use[]): Counts {
  const refused = of.filter(({ permitted }) => !permitted);
  return {
    by,
    value,
    permitted: of.length - refused.length,
    refused: refused.length,
    actors: new Set(of.filter(({ permitted }) => permitted).map(({ actor }) => actor)).size,
    refusedActors: new Set(refused.map(({ actor }) => actor)).size,
  };
}

function rowsOf(of: readonly Use[]): Counts[] {
  const branches = Map.groupBy(of, ({ branch }) => branch);
  return [counted('all', '', of), ...[...branches].map(([value, own]) => counted('branch', value, own))];
}

/** Whether at least so many stand behind each count that is told, and behind what is left when they are taken away. */
function isSafe(of: readonly Use[], tell: typeof withoutFew): boolean {
  const told = tell(rowsOf(of));
  const actors = (own: readonly Use[]): number => counted('all', '', own).actors;
  if (told === null) return true;
  const shown = new Set(told.by.branch.shown.map(({ value }) => value));
  const groups = [...Map.groupBy(of, ({ branch }) => branch)];
  const rest = groups.filter(([value]) => !shown.has(value));
  const each = groups.filter(([value]) => shown.has(value)).every(([, own]) => actors(own) >= FEWEST_ACTORS);
  const left = rest.flatMap(([, own]) => own);
  return actors(of) >= FEWEST_ACTORS && each && (actors(left) === 0 || actors(left) >= FEWEST_ACTORS);
}

test('behind each count that is told, and behind each difference of them, stand at least five people', () => {
  fc.assert(fc.property(uses, (of) => isSafe(of, withoutFew)));
});

test('twin: to hide small groups alone is found out, because the rest can be reckoned', () => {
  const careless: typeof withoutFew = (rows) => {
    const told = withoutFew(rows);
    const many = rows.filter(({ by, actors }) => by === 'branch' && actors >= FEWEST_ACTORS);
    return told && { ...told, by: { ...told.by, branch: { shown: many, anyHidden: true } } };
  };
  const crowd = Array.from({ length: 9 }, (_, actor) => ({ actor, branch: 'a', permitted: true }));
  const alone = { actor: 30, branch: 'b', permitted: true };
  assert.equal(isSafe([...crowd, alone], careless), false);
  assert.equal(isSafe([...crowd, alone], withoutFew), true);
});

test('that one or two were refused is not told, that nobody or many were is', () => {
  const whole = { by: 'all', value: '', permitted: 50, actors: 20 } as const;
  assert.equal(withoutFew([{ ...whole, refused: 9, refusedActors: 2 }])?.refused, null);
  assert.equal(withoutFew([{ ...whole, refused: 9, refusedActors: 6 }])?.refused, 9);
  assert.equal(withoutFew([{ ...whole, refused: 0, refusedActors: 0 }])?.refused, 0);
  assert.equal(withoutFew([{ ...whole, actors: 4, refused: 0, refusedActors: 0 }]), null);
});
