import Type, { type Static } from 'typebox';
import { Value } from 'typebox/value';
import { fault } from './errors.ts';

const count = (maximum: number) => Type.Integer({ minimum: 1, maximum });

const shape = Type.Object(
  {
    status: Type.Enum(['draft', 'adopted']),
    answerWorkingDays: count(100),
    longestDays: count(1100),
    mostRecordsPerDay: count(10_000),
    remindDays: count(100),
  },
  { additionalProperties: false },
);

/** What `packs/core/grants.yaml` says: clocks and limits. */
export type GrantSettings = Static<typeof shape>;

/** @throws Fault grants.settings-invalid with the place that is wrong */
export function parseGrantSettings(value: unknown): GrantSettings {
  const [wrong] = Value.Errors(shape, value);
  if (wrong) throw fault('settings-invalid', { reason: `${wrong.instancePath} ${wrong.message}` });
  return value as GrantSettings;
}
