/** Tables of identifier cases: one line per value, and what the rule must say of it. */
import assert from 'node:assert/strict';
import { checker, message, type Kind, type Profile, type Result } from '#standards/identifiers/index.ts';
import { shippedDivisions } from './divisions.ts';

/** Value, status, then what else must hold of the result. */
export type Case = readonly [value: string, status: Result['status'], more?: Partial<Result>];

const divisions = { demo: shippedDivisions('demo'), production: shippedDivisions('production') };

/** A check of one kind on the day the tests are written for. */
export function checkAs(
  kind: Kind,
  profile: Profile = 'demo',
  at: Date | string = '2026-11-22',
): (value: string) => Result {
  return checker(kind, { at, profile, divisions: divisions[profile] });
}

/** Holds every case to the rule; the failure names the value. */
export function holdCases(check: (value: string) => Result, cases: readonly Case[]): void {
  for (const [value, status, more = {}] of cases) {
    const result = check(value);
    const shown = `${JSON.stringify(value)}: ${message(result, 'en')}`;
    assert.equal(result.status, status, shown);
    for (const [name, expected] of Object.entries(more)) {
      assert.deepEqual(result[name as keyof Result], expected, `${name} of ${shown}`);
    }
    assert.equal(result.canonical === null, status === 'error', shown);
  }
}
