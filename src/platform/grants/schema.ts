import Type, { type Static } from 'typebox';
import {
  fieldName as field,
  type rowCondition,
  rowConditions as rows,
  rowOperators,
} from '#standards/conditions/index.ts';
import { reviewReasonWords } from '#standards/declarations/index.ts';
import type { ReviewReason } from '#standards/declarations/index.ts';
import { grantActions } from '#security/access/index.ts';
import { purpose } from '#platform/records/index.ts';
import { states } from './application.ts';
import { closingActs, closingStates } from './closing/closing.ts';
import { applicationActs } from './grants.ts';
import { serviceMoves, serviceStates } from './services/service.ts';
import { applicationSorts } from './sql.ts';

export * from './words.ts';

/** Wire shapes of applications, grants and saved services; the pages share their types. Times are UTC, RFC 3339. */

const closed = { additionalProperties: false };
const words = Type.Object({ zh: Type.String(), en: Type.String() }, closed);
const time = Type.String({ format: 'date-time' });
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const name = Type.String({ maxLength: 60, pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' });
/** One line that people read later: not blank, nothing invisible. */
const text = Type.String({
  minLength: 2,
  maxLength: 500,
  pattern: '^(?=.*\\S)[^\\p{Cc}\\p{Cf}\\p{Cs}]+$',
});
const number = Type.String({ pattern: '^GR-[0-9]{6,12}$' });
const version = Type.Integer({ minimum: 1 });
const mostFields = 128; // of a resource
const mostOnPage = 50;

export type RowConditionWire = Static<typeof rowCondition>;

export const terms = Type.Object(
  {
    fields: Type.Array(field, { minItems: 1, maxItems: mostFields, uniqueItems: true }),
    /** Shown in full although they have a mask. */
    unmasked: Type.Array(field, { maxItems: mostFields, uniqueItems: true }),
    actions: Type.Array(Type.Enum([...grantActions]), { minItems: 1, uniqueItems: true }),
    purposeKinds: Type.Array(name, { minItems: 1, maxItems: 20, uniqueItems: true }),
    /** Only records that meet all of these; all records when there are none. */
    rows,
    role: name,
    /** One unit alone; null for the whole branch. */
    organisation: nullable(Type.String({ pattern: '^[0-9]{12}$' })),
    recordsPerDay: Type.Integer({ minimum: 1, maximum: 10_000 }),
    until: time,
  },
  closed,
);
export type TermsWire = Static<typeof terms>;

const titled = Type.Object({ name: Type.String(), title: words }, closed);

export const application = Type.Object(
  {
    number,
    /** `expired` is a grant whose time is over. */
    state: Type.Enum([...states, 'expired']),
    resource: titled,
    owner: titled,
    branch: titled,
    applicant: Type.String(),
    basis: titled,
    /** Why its legal basis must be looked at again: it changed after the grant (or the last wording), or is not in force. */
    basisReview: Type.Array(Type.Enum(Object.keys(reviewReasonWords) as ReviewReason[])),
    /** Fields among its terms that were withdrawn, or whose values became others, since it was granted or worded. */
    fieldsReview: Type.Array(Type.String()),
    reason: Type.String(),
    asked: terms,
    granted: nullable(terms),
    changedAt: time,
    dueAt: nullable(time),
    /** When the resource is closed to grants: it ends then at the latest. */
    closesAt: nullable(time),
    overdue: Type.Boolean(),
    endsSoon: Type.Boolean(),
    decider: nullable(Type.String()),
    grantedAt: nullable(time),
    version,
    /** What the asker may do with it now. */
    may: Type.Array(Type.Enum([...applicationActs])),
  },
  closed,
);
export type ApplicationWire = Static<typeof application>;

export const step = Type.Object(
  { act: Type.String(), at: time, by: Type.String(), text: nullable(Type.String()) },
  closed,
);
export const applicationAnswer = Type.Object({ application, steps: Type.Array(step) }, closed);
export type ApplicationAnswer = Static<typeof applicationAnswer>;
export const applicationList = Type.Object(
  { items: Type.Array(application), nextCursor: nullable(Type.String()) },
  closed,
);

export const applicationFilters = {
  side: Type.Enum(['own', 'owner']),
  state: Type.Optional(Type.Enum([...states])),
  resource: Type.Optional(name),
  ending: Type.Optional(Type.Enum(['soon'])),
  late: Type.Optional(Type.Enum(['overdue'])),
  sort: Type.Optional(Type.Enum(applicationSorts)),
};
export const listQuery = Type.Object(
  {
    ...applicationFilters,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: mostOnPage })),
    cursor: Type.Optional(Type.String({ maxLength: 512 })),
  },
  closed,
);
export type ApplicationQuery = Static<typeof listQuery>;

const count = Type.Integer({ minimum: 0 });
const due = Type.Object({ waiting: count, overdue: count, ending: count }, closed);
/** What is due: of what the own branch asked for and holds, and of what it decides (null for whoever doesn't). */
export const reminders = Type.Object(
  { days: Type.Integer(), draft: Type.Boolean(), own: due, owner: nullable(due) },
  closed,
);
export type RemindersWire = Static<typeof reminders>;

export const numberParams = Type.Object({ number }, closed);
/** As they are sent: without row conditions, every record is meant. */
const termsSent = Type.Object({ ...terms.properties, rows: Type.Optional(rows) }, closed);
export type TermsSent = Static<typeof termsSent>;
export const draftBody = Type.Object({ resource: name, basis: name, reason: text, terms: termsSent }, closed);
export const reviseBody = Type.Object({ version, basis: name, reason: text, terms: termsSent }, closed);
export const actBody = Type.Object({ version, text: Type.Optional(text) }, closed);
/** Refusing, suspending and ending say why. */
export const reasonedBody = Type.Object({ version, text }, closed);
export const grantBody = Type.Object(
  { version, text: Type.Optional(text), terms: Type.Optional(termsSent) },
  closed,
);

export const formQuery = Type.Object({ resource: name }, closed);
/** Everything to choose from when applying for a resource. */
export const form = Type.Object(
  {
    resource: titled,
    owner: titled,
    branch: titled,
    fields: Type.Array(
      Type.Object(
        {
          name: Type.String(),
          title: words,
          grade: Type.Integer(),
          masked: Type.Boolean(),
          /** Sealed fields are never granted. */
          sealed: Type.Boolean(),
          /** How it can limit the records; none, when it can't. */
          operators: Type.Array(Type.Enum([...rowOperators])),
        },
        closed,
      ),
    ),
    purposeKinds: Type.Array(titled),
    roles: Type.Array(titled),
    /** Those that the owner branch cites itself come first. */
    basis: Type.Array(titled),
    conditions: nullable(words),
    mostRecordsPerDay: Type.Integer(),
    longestDays: Type.Integer(),
    answerWorkingDays: Type.Integer(),
    /** Whether the day counts are not yet adopted. */
    draft: Type.Boolean(),
  },
  closed,
);
export type FormWire = Static<typeof form>;

const title = Type.String({ minLength: 1, maxLength: 80, pattern: '^(?=.*\\S)[^\\p{Cc}\\p{Cf}\\p{Cs}]+$' });
const fieldsOf = (maxItems: number) => Type.Array(field, { minItems: 1, maxItems, uniqueItems: true });
const longestValue = 2000; // characters, as of any search

const published = {
  name,
  title: Type.Object({ zh: title, en: title }, closed),
  resource: name,
  /** The fields of one declared search key, in its order. */
  search: fieldsOf(8),
  fields: fieldsOf(mostFields),
  purposeKinds: Type.Array(name, { minItems: 1, maxItems: 20, uniqueItems: true }),
  role: name,
};
export const publishBody = Type.Object(
  // `export` is the address of the list as a file
  { ...published, name: Type.String({ maxLength: 60, pattern: '^(?!export$)[a-z][a-z0-9]*(-[a-z0-9]+)*$' }) },
  closed,
);

export const service = Type.Object(
  {
    ...published,
    title: words,
    resourceTitle: words,
    version,
    owner: titled,
    state: Type.Enum([...serviceStates]),
    changedAt: Type.String({ format: 'date-time' }),
    by: Type.String(),
    reason: Type.Union([Type.String(), Type.Null()]),
    /** Fields of it that were withdrawn, or whose values became others, since this version. */
    fieldsReview: Type.Array(Type.String()),
    /** What the asker may do with it as its owner. */
    may: Type.Array(Type.Enum([...serviceMoves])),
  },
  closed,
);
export type ServiceWire = Static<typeof service>;

export const closing = Type.Object(
  { state: Type.Enum([...closingStates]), closesAt: time, reason: Type.String(), askedBy: Type.String() },
  closed,
);
export const closingBody = Type.Object({ resource: name, closesAt: time, reason: text }, closed);
export const closingActBody = Type.Object({ text }, closed);
/** What was granted of a resource and whether it is closed to grants. */
export const acts = Type.Object(
  {
    closing: nullable(closing),
    may: Type.Array(Type.Enum([...closingActs])),
    items: Type.Array(
      Type.Object(
        {
          act: Type.Enum(['use', 'close']),
          number: nullable(Type.String()),
          state: Type.String(),
          branch: titled,
          askedBy: Type.String(),
          decidedBy: nullable(Type.String()),
          at: time,
          text: nullable(Type.String()),
          /** Id of the ledger entry. */
          entry: nullable(Type.String()),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type ActsWire = Static<typeof acts>;

export const nameParams = Type.Object({ name }, closed);
export const moveBody = Type.Object({ version, text }, closed);
const running = {
  by: Type.Record(Type.String({ maxLength: 60 }), Type.String({ maxLength: longestValue }), {
    maxProperties: 8,
  }),
  purpose: Type.Optional(purpose),
};
export const runBody = Type.Object(running, closed);
export const runExportBody = Type.Object({ ...running, format: Type.Enum(['csv', 'xlsx']) }, closed);

/** What running a service answers: that of a search at the door, without pages. */
export const runAnswer = Type.Object(
  {
    records: Type.Array(
      Type.Object(
        {
          id: Type.String({ format: 'uuid' }),
          version: Type.Integer(),
          values: Type.Record(Type.String(), Type.Unknown(), {
            description: 'Its permitted fields; some may be masked',
          }),
          masked: Type.Array(Type.String()),
          source: Type.Object({ agency: Type.String(), branch: Type.String(), recordedAt: time }, closed),
        },
        closed,
      ),
    ),
    receipt: Type.String({ description: 'The entry of this access in the ledger' }),
    withheld: Type.Array(Type.String()),
  },
  closed,
);
