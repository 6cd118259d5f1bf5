import Type from 'typebox';

/** How a condition compares: equal, one of several, between two ends, beginning with. */
export const rowOperators = ['eq', 'in', 'range', 'prefix'] as const;
export type RowOperator = (typeof rowOperators)[number];

/** What a record must be like, as data: one declared field compared with stated values, in canonical form. */
export type RowCondition =
  | { readonly field: string; readonly operator: 'eq' | 'prefix'; readonly value: string }
  | { readonly field: string; readonly operator: 'in'; readonly values: readonly string[] }
  /** Ends included; an open end is null. */
  | {
      readonly field: string;
      readonly operator: 'range';
      readonly from: string | null;
      readonly to: string | null;
    };

const closed = { additionalProperties: false };
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** The name of a declared field. */
export const fieldName = Type.String({ maxLength: 60, pattern: '^[a-z][A-Za-z0-9]*$' });
/** A value of a condition, as records hold it; a code, a day, a number, true or false. */
const rowValue = Type.String({ minLength: 1, maxLength: 200, pattern: '^[^\\p{Cc}\\p{Cf}\\p{Cs}]+$' });
const mostRowValues = 50; // of one condition
const mostRowConditions = 8; // of one application or agreement

/** The shape of one condition, for whoever reads one from outside. */
export const rowCondition = Type.Union([
  Type.Object({ field: fieldName, operator: Type.Enum(['eq', 'prefix']), value: rowValue }, closed),
  Type.Object(
    {
      field: fieldName,
      operator: Type.Literal('in'),
      values: Type.Array(rowValue, { minItems: 1, maxItems: mostRowValues, uniqueItems: true }),
    },
    closed,
  ),
  Type.Object(
    { field: fieldName, operator: Type.Literal('range'), from: nullable(rowValue), to: nullable(rowValue) },
    closed,
  ),
]);

/** All conditions together: a record must meet each. */
export const rowConditions = Type.Array(rowCondition, { maxItems: mostRowConditions });
