import Type from 'typebox';

/** Shapes that several messages have in common. */

export const strict = { additionalProperties: false };
export const words = Type.Object({ zh: Type.String(), en: Type.String() }, strict);
export const time = Type.String({ format: 'date-time' });
export const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
export const text = nullable(Type.String());
export const count = Type.Integer({ minimum: 0 });
export const page = <T extends Type.TSchema>(item: T) =>
  Type.Object({ items: Type.Array(item), nextCursor: text }, strict);

/** Entries of one page. */
export const mostOnPage = 100;

export const limit = Type.Integer({ minimum: 1, maximum: mostOnPage, default: 20 });
export const cursor = Type.String({ minLength: 1, maxLength: 128, pattern: '^[A-Za-z0-9._-]+$' });
export const uuidPattern = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
export const uuid = Type.String({ pattern: `^${uuidPattern}$` });
export const seq = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
export const sort = Type.Enum(['-at', 'at'], { default: '-at' });
/** Codes and numbers; fifteen digits in a row could be somebody's number, and filters stand in addresses and in entries. */
export const codeLike = Type.String({
  minLength: 1,
  maxLength: 64,
  pattern: '^(?!.*[0-9]{15})[A-Za-z0-9._-]+$',
});
export const day = Type.String({
  pattern: '^[0-9]{4}-[01][0-9]-[0-3][0-9](T[0-2][0-9]:[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,3})?)?Z)?$',
});

/** The part of an entry that the person concerned may see. */
export const openPart = Type.Object(
  {
    act: Type.String(),
    actorKind: Type.String(),
    agency: Type.String(),
    at: time,
    branch: Type.String(),
    count: nullable(count),
    fields: Type.Array(Type.String()),
    id: Type.String(),
    organisation: Type.String(),
    outcome: Type.String(),
    purposeKind: text,
    reason: text,
    resource: text,
    role: Type.String(),
    subjects: Type.Array(Type.String()),
  },
  strict,
);
export const closedPart = Type.Object(
  {
    actor: Type.String(),
    address: text,
    bytes: nullable(count),
    detail: text,
    durationMs: nullable(count),
    policy: text,
    purposeReference: text,
    record: text,
    requestId: Type.String(),
    salt: Type.String(),
    sealApprover: text,
    sealedUntil: text,
    session: text,
  },
  strict,
);
export const disclosure = Type.Object(
  {
    format: Type.String(),
    seq,
    open: openPart,
    closed: Type.String(),
    opening: nullable(Type.Object({ index: count, nonce: Type.String(), tag: Type.String() }, strict)),
    inclusion: Type.Array(Type.String()),
    checkpoint: Type.String(),
  },
  strict,
);
export const titles = Type.Object(
  {
    agency: words,
    organisation: words,
    roles: Type.Array(words),
    resource: nullable(words),
    fields: Type.Array(words),
    purpose: nullable(words),
    reason: nullable(words),
  },
  strict,
);
