import { Type } from 'typebox';

/** A declaration, by its name in the path. */
export const nameParams = Type.Object(
  { name: Type.String({ maxLength: 64 }) },
  { additionalProperties: false },
);
