import Type, { type Static } from 'typebox';
import { Value } from 'typebox/value';
import { fault } from './errors.ts';

const code = Type.String({ pattern: '^[a-z][a-z0-9-]{1,40}$' });
const words = Type.String({ minLength: 1, maxLength: 120 });
const text = Type.Object({ zh: words, en: words }, { additionalProperties: false });
const strict = { additionalProperties: false };

const reason = Type.Object(
  { code, zh: words, en: words, note: Type.Optional(Type.Literal('required')) },
  strict,
);
const requestKind = Type.Object(
  {
    code,
    zh: words,
    en: words,
    branch: code,
    days: Type.Integer({ minimum: 1, maximum: 365 }),
    resources: Type.Array(code, { minItems: 1, maxItems: 8 }),
    /** Citations of the regulations library, which the reader of packs has checked. */
    basis: Type.Optional(Type.Array(Type.String({ maxLength: 120 }), { maxItems: 20 })),
  },
  strict,
);

const shape = Type.Object(
  {
    duty: Type.Object({ mostHours: Type.Integer({ minimum: 1, maximum: 24 }) }, strict),
    verification: Type.Object(
      {
        title: text,
        reference: text,
        openMinutes: Type.Integer({ minimum: 5, maximum: 480 }),
        mostOpen: Type.Integer({ minimum: 1, maximum: 50 }),
        reasons: Type.Array(reason, { minItems: 1, maxItems: 100 }),
      },
      strict,
    ),
    registration: Type.Object(
      {
        title: text,
        reference: text,
        reopenDays: Type.Integer({ minimum: 1, maximum: 90 }),
        kinds: Type.Array(requestKind, { minItems: 1, maxItems: 200 }),
      },
      strict,
    ),
  },
  strict,
);

/** What `packs/core/purposes.yaml` says: shifts, reasons for a visit, kinds of request. */
export type DeskSettings = Static<typeof shape>;
export type RequestKind = Static<typeof requestKind>;
export type VisitReason = Static<typeof reason>;

/**
 * Reads `purposes.yaml`, already parsed from YAML.
 * @throws Fault desk.settings-invalid with the place that is wrong
 */
export function parseDeskSettings(value: unknown): DeskSettings {
  const [wrong] = Value.Errors(shape, value);
  if (wrong) throw fault('settings-invalid', { reason: `${wrong.instancePath} ${wrong.message}` });
  const settings = value as DeskSettings;
  refuseTwice('reasons', settings.verification.reasons);
  refuseTwice('kinds', settings.registration.kinds);
  return settings;
}

function refuseTwice(where: string, rows: readonly { code: string }[]): void {
  const twice = rows.find((row, place) => rows.findIndex((other) => other.code === row.code) < place);
  if (twice) throw fault('settings-invalid', { reason: `${where}: ${twice.code} stands twice` });
}
