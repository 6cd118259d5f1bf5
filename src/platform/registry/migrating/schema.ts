import Type, { type Static } from 'typebox';
import { conversionRules, stepKinds } from '#standards/migrating/index.ts';

/** Wire shapes of migration plans; the pages share them. */
const closed = { additionalProperties: false };
const words = Type.Object({ zh: Type.String(), en: Type.String() }, closed);
const time = Type.String({ format: 'date-time' });
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const count = Type.Integer({ minimum: 0 });
const rules = Type.Array(Type.Enum(conversionRules));

/** A field about whose stored values somebody has to decide. */
const need = Type.Object(
  {
    field: Type.String(),
    title: words,
    /** Whether the new declaration lacks it. */
    isGone: Type.Boolean(),
    reasons: Type.Array(words),
    steps: Type.Array(Type.Enum(stepKinds)),
    rules,
    codesGone: Type.Array(Type.String()),
    /** Codes of the new declaration. */
    codes: Type.Array(Type.String()),
    required: Type.Boolean(),
    /** New fields that can take its values. */
    targets: Type.Array(Type.Object({ field: Type.String(), rules }, closed)),
  },
  closed,
);

/** Counts and record ids; no values. */
const rehearsed = Type.Object(
  {
    total: count,
    done: count,
    refused: count,
    fields: Type.Record(
      Type.String(),
      Type.Object(
        {
          filled: count,
          empty: count,
          codes: Type.Record(Type.String(), count),
          refusals: Type.Array(
            Type.Object(
              {
                code: Type.String(),
                zh: Type.String(),
                en: Type.String(),
                count,
                records: Type.Array(Type.String()),
              },
              closed,
            ),
          ),
          sealed: Type.Boolean(),
        },
        closed,
      ),
    ),
  },
  closed,
);

const run = Type.Object(
  {
    state: Type.Enum(['running', 'refused', 'done']),
    total: count,
    done: count,
    past: count,
    refused: count,
    report: Type.Array(
      Type.Object(
        {
          record: Type.String(),
          failures: Type.Array(
            Type.Object({ field: Type.String(), zh: Type.String(), en: Type.String() }, closed),
          ),
        },
        closed,
      ),
    ),
    beganAt: time,
    changedAt: time,
  },
  closed,
);

export const migrationsAnswer = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          resource: Type.String(),
          title: words,
          class: nullable(Type.Enum(['identical', 'widening', 'narrowing', 'breaking'])),
          /** What no plan can make. */
          blocked: Type.Array(words),
          needs: Type.Array(need),
          targets: Type.Array(Type.Object({ field: Type.String(), title: words }, closed)),
          rehearsal: nullable(rehearsed),
          run: nullable(run),
        },
        closed,
      ),
    ),
    rehearsal: nullable(
      Type.Object(
        {
          state: Type.Enum(['waiting', 'running', 'done', 'broken']),
          askedAt: time,
          /** Whether it was of the proposal as it is now. */
          isCurrent: Type.Boolean(),
        },
        closed,
      ),
    ),
    mayPlan: Type.Boolean(),
    mayRehearse: Type.Boolean(),
  },
  closed,
);
export type MigrationsAnswer = Static<typeof migrationsAnswer>;
