import Type, { type Static } from 'typebox';
import { Value } from 'typebox/value';
import { fault } from './errors.ts';

const strict = { additionalProperties: false };
const words = Type.String({ minLength: 1, maxLength: 120 });
const text = Type.Object({ zh: words, en: words }, strict);
const coded = Type.Object(
  { code: Type.String({ pattern: '^[a-z][a-z0-9-]{1,40}$' }), zh: words, en: words },
  strict,
);

const shape = Type.Object(
  {
    status: Type.Enum(['draft', 'adopted']),
    purpose: Type.Object({ title: text, reference: text }, strict),
    question: Type.Object(
      {
        days: Type.Integer({ minimum: 1, maximum: 365 }),
        mostOpen: Type.Integer({ minimum: 1, maximum: 1000 }),
        outcomes: Type.Array(coded, { minItems: 1, maxItems: 50 }),
      },
      strict,
    ),
    lookUp: Type.Array(coded, { minItems: 1, maxItems: 50 }),
  },
  strict,
);

/** What `packs/core/oversight.yaml` says: clocks, outcomes, reasons. */
export type OversightSettings = Static<typeof shape>;

/**
 * Reads `oversight.yaml`, already parsed from YAML.
 * @throws Fault oversight.settings-invalid with the place that is wrong
 */
export function parseOversightSettings(value: unknown): OversightSettings {
  const [wrong] = Value.Errors(shape, value);
  if (wrong) throw fault('settings-invalid', { reason: `${wrong.instancePath} ${wrong.message}` });
  const settings = value as OversightSettings;
  refuseTwice('question/outcomes', settings.question.outcomes);
  refuseTwice('lookUp', settings.lookUp);
  return settings;
}

function refuseTwice(where: string, rows: readonly { code: string }[]): void {
  const twice = rows.find((row, place) => rows.findIndex((other) => other.code === row.code) < place);
  if (twice) throw fault('settings-invalid', { reason: `${where}: ${twice.code} stands twice` });
}
