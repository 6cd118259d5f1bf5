import { Type } from 'typebox';

/** Wire shapes of the catalogue's API. */
const closed = { additionalProperties: false } as const;
const maxQueryLength = 100; // characters of a search text
const maxPage = 100;

export const nameParams = Type.Object({ name: Type.String({ maxLength: 64 }) }, closed);

const listed = {
  q: Type.Optional(Type.String({ maxLength: maxQueryLength })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: maxPage })),
  cursor: Type.Optional(Type.String({ maxLength: 512 })),
};

export const listQuery = Type.Object(listed, closed);
export const codeValuesQuery = Type.Object(
  { ...listed, at: Type.Optional(Type.String({ format: 'date-time' })) },
  closed,
);
