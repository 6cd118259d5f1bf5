import Type, { type Static } from 'typebox';
import { bundleLimits } from '#standards/bundles/index.ts';
import { kinds } from '../change.ts';
import { finding } from '../schema.ts';

/** Wire shapes of packs that come from elsewhere; the pages share them. */

const closed = { additionalProperties: false };
const words = Type.Object({ zh: Type.String(), en: Type.String() }, closed);
const time = Type.String({ format: 'date-time' });
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const slug = Type.String({ maxLength: 60, pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' });

/** By page; what is larger (a list of all villages) is brought on the command line. */
export const mostUploadedBytes = 24_000_000;

export const offerBody = Type.Object(
  {
    /** The bundle's file as it is. */
    text: Type.String({ minLength: 1, maxLength: bundleLimits.length }),
    reason: Type.String({ minLength: 1, maxLength: 2000 }),
  },
  closed,
);

const decision = Type.Union([
  Type.Object({ how: Type.Literal('map') }, closed),
  Type.Object(
    { how: Type.Literal('keep'), as: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$' }) },
    closed,
  ),
]);
export const decisionsBody = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    /** By the key of the conflict. */
    decisions: Type.Optional(Type.Record(Type.String({ maxLength: 140 }), decision)),
    /** Migration plans by class of information. */
    plans: Type.Optional(Type.Record(Type.String({ maxLength: 60 }), Type.Unknown(), { maxProperties: 50 })),
  },
  closed,
);

const changes = ['added', 'reworded', 'widened', 'narrowed', 'broken', 'abolished'] as const;
const counts = Type.Object(
  Object.fromEntries([...changes, 'unchanged'].map((key) => [key, Type.Integer()])) as Record<
    (typeof changes)[number] | 'unchanged',
    Type.TInteger
  >,
  closed,
);
const difference = Type.Object(
  {
    kind: Type.String(),
    name: Type.String(),
    title: words,
    change: Type.Enum(changes),
    reasons: Type.Array(words),
    /** Fields that state it, as `resource.field`. */
    usedBy: Type.Array(Type.String()),
    resources: Type.Array(Type.String()),
  },
  closed,
);

export const taking = Type.Object(
  {
    bundle: Type.Object(
      {
        digest: Type.String(),
        pack: Type.String(),
        version: Type.String(),
        /** The version in force that it takes the place of; null for a new pack. */
        before: nullable(Type.String()),
        issuer: Type.String(),
        issued: Type.String(),
        requires: Type.Array(Type.Object({ name: Type.String(), version: Type.String() }, closed)),
      },
      closed,
    ),
    findings: Type.Array(finding),
    counts,
    differences: Type.Array(
      Type.Object(
        {
          ...difference.properties,
          /** Of the resources, those whose forms change. */
          forms: Type.Array(Type.String()),
          /** Agreements and grants that rest on the resources. */
          agreements: Type.Array(Type.String()),
          /** Stored records of the resources when they were last counted; null when that was never done. */
          rows: nullable(Type.Integer()),
        },
        closed,
      ),
    ),
    conflicts: Type.Array(
      Type.Object(
        {
          key: Type.String(),
          kind: Type.Enum(kinds),
          name: Type.String(),
          part: nullable(Type.String()),
          local: words,
          taken: words,
          keepable: Type.Boolean(),
          decision: nullable(decision),
        },
        closed,
      ),
    ),
    /** Files that rule a node (policies, roles, …): they stay the node's own. */
    left: Type.Array(Type.String()),
  },
  closed,
);
export type TakingWire = Static<typeof taking>;

export const packRow = Type.Object(
  {
    name: Type.String(),
    title: words,
    version: Type.String(),
    /** `program`: it came with it; `taken`: a bundle; `local`: declared here. */
    origin: Type.Enum(['program', 'taken', 'local']),
    issuer: nullable(Type.String()),
    takenAt: nullable(time),
    /** Number of the proposal that would take another version. */
    offer: nullable(Type.Object({ number: Type.String(), version: Type.String() }, closed)),
    /** How many elements, lists, resources and so on it declares. */
    declarations: Type.Integer(),
  },
  closed,
);
const signerRow = Type.Object(
  {
    name: Type.String(),
    title: words,
    issuer: Type.String(),
    suite: Type.String(),
    packs: Type.Array(Type.String()),
  },
  closed,
);
export type PackRow = Static<typeof packRow>;
export type SignerRow = Static<typeof signerRow>;

export const packParams = Type.Object({ pack: slug }, closed);
export const packAnswer = Type.Object(
  {
    pack: packRow,
    /** What was taken, newest first, each with what it changed. */
    history: Type.Array(
      Type.Object(
        {
          release: Type.Integer(),
          version: Type.String(),
          before: nullable(Type.String()),
          issuer: Type.String(),
          digest: Type.String(),
          proposal: Type.String(),
          at: time,
          counts,
          differences: Type.Array(difference),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type PackAnswer = Static<typeof packAnswer>;
