import { Type } from 'typebox';
import { fileFormats } from '#infrastructure/table-files/index.ts';

/** Wire shapes of the door's API (docs/openapi). Identity numbers travel in bodies only, never in URLs. */
const name = Type.String({ pattern: '^[a-z][a-z0-9-]{0,62}$' });
const maxValueLength = 2000; // characters: the longest declared text is half of it
const maxFields = 128;

export const purpose = Type.Union([
  Type.Null(),
  Type.Object(
    { kind: Type.String({ maxLength: 40 }), reference: Type.String({ maxLength: 64 }) },
    { additionalProperties: false },
  ),
]);

const keys = Type.Record(Type.String({ maxLength: 64 }), Type.String({ maxLength: maxValueLength }), {
  maxProperties: 8,
});
const fields = Type.Optional(Type.Array(Type.String({ maxLength: 64 }), { maxItems: maxFields }));
const values = Type.Record(Type.String({ maxLength: 64 }), Type.Unknown(), { maxProperties: maxFields });
const cursor = Type.Optional(Type.Union([Type.Null(), Type.String({ format: 'uuid' })]));
const closed = { additionalProperties: false } as const;

export const resourceParams = Type.Object({ resource: name }, closed);
export const recordParams = Type.Object({ resource: name, id: Type.String({ format: 'uuid' }) }, closed);

export const searchBody = Type.Object({ by: keys, fields, purpose: Type.Optional(purpose) }, closed);
export const listBody = Type.Object(
  {
    by: keys,
    fields,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
    cursor,
    purpose: Type.Optional(purpose),
  },
  closed,
);
export const verifyBody = Type.Object({ claims: keys, purpose: Type.Optional(purpose) }, closed);
/** A change that changes nothing would be a version, a notice and an entry about nothing. */
const changes = Type.Record(Type.String({ maxLength: 64 }), Type.Unknown(), {
  minProperties: 1,
  maxProperties: maxFields,
});
export const createBody = Type.Object({ values, purpose: Type.Optional(purpose) }, closed);
export const changeBody = Type.Object({ values: changes, purpose: Type.Optional(purpose) }, closed);
export const correctBody = Type.Object(
  { values: changes, reason: Type.String({ minLength: 2, maxLength: 500 }), purpose: Type.Optional(purpose) },
  closed,
);
export const eraseBody = Type.Object(
  {
    reason: Type.String({ minLength: 2, maxLength: 500 }),
    basis: Type.String({ minLength: 2, maxLength: 200 }),
    approval: Type.String({ format: 'uuid' }),
    purpose: Type.Optional(purpose),
  },
  closed,
);
export const erasureRequestBody = Type.Object(
  {
    reason: Type.String({ minLength: 2, maxLength: 500 }),
    basis: Type.String({ minLength: 2, maxLength: 200 }),
  },
  closed,
);
export const historyQuery = Type.Object(
  { asKnownOn: Type.Optional(Type.String({ format: 'date-time' })) },
  closed,
);
export const exportBody = Type.Object(
  {
    by: keys,
    fields,
    format: Type.Enum([...fileFormats]),
    purpose: Type.Optional(purpose),
  },
  closed,
);
