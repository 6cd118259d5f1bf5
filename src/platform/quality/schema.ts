import { attachmentKinds } from './attachments/kind-of-content.ts';
import Type, { type Static } from 'typebox';
import { qualitySeverities } from '#standards/declarations/index.ts';
import { correctionActs } from './corrections/corrections.ts';
import { correctionSorts, correctionStates } from './corrections/sql.ts';
import { findingSorts, findingStates } from './findings/sql.ts';
import { noticeSorts } from './notices/sql.ts';
import { runStates } from './runs/sql.ts';

export * from './words.ts';

/** Wire shapes of findings, examinations, corrections and notices; the pages share their types. Times are UTC, RFC 3339. */

const closed = { additionalProperties: false };
const words = Type.Object({ zh: Type.String(), en: Type.String() }, closed);
const time = Type.String({ format: 'date-time' });
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const name = Type.String({ maxLength: 60, pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' });
const field = Type.String({ maxLength: 60, pattern: '^[a-z][A-Za-z0-9]*$' });
const uuid = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' });
/** One line that people read later: not blank, nothing invisible. */
const text = Type.String({ minLength: 2, maxLength: 500, pattern: '^(?=.*\\S)[^\\p{Cc}\\p{Cf}\\p{Cs}]+$' });
const longText = Type.String({
  minLength: 2,
  maxLength: 2000,
  pattern: '^(?=[\\s\\S]*\\S)(?:[^\\p{Cc}\\p{Cf}\\p{Cs}]|\\n)+$',
});
const findingNumber = Type.String({ pattern: '^QF-[0-9]{6,12}$' });
const correctionNumber = Type.String({ pattern: '^QC-[0-9]{6,12}$' });
const version = Type.Integer({ minimum: 1 });
const count = Type.Integer({ minimum: 0 });
const mostOnPage = 50;
const paging = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: mostOnPage })),
  cursor: Type.Optional(Type.String({ maxLength: 512 })),
};
export type Paging = { readonly limit?: number; readonly cursor?: string };
const titled = Type.Object({ name: Type.String(), title: words }, closed);
export type Titled = Static<typeof titled>;
const pageOf = <T extends Type.TSchema>(item: T) =>
  Type.Object({ items: Type.Array(item), nextCursor: nullable(Type.String()) }, closed);

export const finding = Type.Object(
  {
    number: findingNumber,
    resource: titled,
    record: uuid,
    rule: titled,
    field: titled,
    severity: Type.Enum([...qualitySeverities]),
    state: Type.Enum([...findingStates]),
    firstSeen: time,
    lastSeen: time,
    changedAt: time,
    handler: nullable(Type.String()),
    reason: nullable(Type.String()),
    decider: nullable(Type.String()),
    /** Whether the reader may take it on or mark it; and whether they have it in hand. */
    mayDecide: Type.Boolean(),
    inHand: Type.Boolean(),
  },
  closed,
);
export type FindingWire = Static<typeof finding>;
export const findingList = pageOf(finding);

export const findingFilters = {
  resource: Type.Optional(name),
  rule: Type.Optional(name),
  severity: Type.Optional(Type.Enum([...qualitySeverities])),
  state: Type.Optional(Type.Enum([...findingStates])),
  mine: Type.Optional(Type.Enum(['yes'])),
  sort: Type.Optional(Type.Enum(findingSorts)),
};
export const findingQuery = Type.Object({ ...findingFilters, ...paging }, closed);
export type FindingQuery = Static<typeof findingQuery>;
export const findingParams = Type.Object({ number: findingNumber }, closed);
const mostAtOnce = 200;
export const decideBody = Type.Object(
  {
    numbers: Type.Array(findingNumber, { minItems: 1, maxItems: mostAtOnce, uniqueItems: true }),
    state: Type.Enum(['accepted', 'open']),
    reason: text,
  },
  closed,
);

export const run = Type.Object(
  {
    id: uuid,
    resource: titled,
    state: Type.Enum([...runStates]),
    requestedAt: time,
    /** Whether the node asked for it by itself. */
    scheduled: Type.Boolean(),
    endedAt: nullable(time),
    recordsTotal: count,
    recordsDone: count,
    /** Records with an error, so far. */
    faulty: count,
  },
  closed,
);
export type RunWire = Static<typeof run>;
export const runList = pageOf(run);
export const runQuery = Type.Object(
  { resource: Type.Optional(name), state: Type.Optional(Type.Enum([...runStates])), ...paging },
  closed,
);
export type RunQuery = Static<typeof runQuery>;
export const runBody = Type.Object({ resource: name }, closed);

/** What one's branch answers for, and by which rules it is examined. */
export const overview = Type.Object(
  {
    resources: Type.Array(titled),
    rules: Type.Array(titled),
    /** Whether the day counts are not yet adopted. */
    draft: Type.Boolean(),
    answerWorkingDays: count,
    everyHours: count,
  },
  closed,
);
export type OverviewWire = Static<typeof overview>;

/** What is needed to file a correction. */
export const form = Type.Object(
  {
    resource: titled,
    owner: titled,
    fields: Type.Array(titled),
    answerWorkingDays: count,
    draft: Type.Boolean(),
  },
  closed,
);
export type FormWire = Static<typeof form>;
export const formQuery = Type.Object({ resource: name }, closed);

export const fileBody = Type.Object(
  {
    resource: name,
    record: uuid,
    field,
    wrong: longText,
    proposed: nullable(Type.String({ minLength: 1, maxLength: 500, pattern: '^[^\\p{Cc}\\p{Cf}\\p{Cs}]+$' })),
    evidence: longText,
  },
  closed,
);

export const correction = Type.Object(
  {
    number: correctionNumber,
    state: Type.Enum([...correctionStates]),
    resource: titled,
    record: uuid,
    field: titled,
    owner: titled,
    filer: Type.String(),
    filerKind: Type.Enum(['officer', 'citizen']),
    filedAt: time,
    dueAt: time,
    overdue: Type.Boolean(),
    handler: nullable(Type.String()),
    decider: nullable(Type.String()),
    decidedAt: nullable(time),
    version,
    may: Type.Array(Type.Enum([...correctionActs])),
  },
  closed,
);
export type CorrectionWire = Static<typeof correction>;
export const correctionList = pageOf(correction);
export const correctionAnswer = Type.Object(
  {
    correction,
    said: Type.Object(
      { wrong: Type.String(), proposed: nullable(Type.String()), evidence: Type.String() },
      closed,
    ),
    answer: nullable(Type.String()),
    attachments: Type.Array(
      Type.Object(
        {
          number: Type.Integer(),
          kind: Type.Enum([...attachmentKinds]),
          bytes: count,
          /** SHA-256, base64url: the ledger has the same. */
          digest: Type.String(),
          at: time,
          erased: Type.Boolean(),
        },
        closed,
      ),
    ),
    mayAttach: Type.Boolean(),
    steps: Type.Array(Type.Object({ act: Type.String(), at: time, by: Type.String() }, closed)),
    /** How many had received the value and were told; how many of them said that they know. */
    told: count,
    acknowledged: count,
  },
  closed,
);
export type CorrectionAnswer = Static<typeof correctionAnswer>;
export const correctionFilters = {
  side: Type.Enum(['own', 'owner']),
  state: Type.Optional(Type.Enum([...correctionStates])),
  resource: Type.Optional(name),
  overdue: Type.Optional(Type.Enum(['yes'])),
  sort: Type.Optional(Type.Enum(correctionSorts)),
};
export const correctionQuery = Type.Object({ ...correctionFilters, ...paging }, closed);
export type CorrectionQuery = Static<typeof correctionQuery>;
export const correctionParams = Type.Object({ number: correctionNumber }, closed);
export const attachmentParams = Type.Object(
  { number: correctionNumber, attachment: Type.Integer({ minimum: 1, maximum: 9 }) },
  closed,
);
export const actBody = Type.Object({ version }, closed);
export const refuseBody = Type.Object({ version, text }, closed);
const plainValue = Type.Union([Type.String({ maxLength: 2000 }), Type.Number(), Type.Boolean(), Type.Null()]);
const value = Type.Union([plainValue, Type.Array(Type.String({ maxLength: 2000 }), { maxItems: 100 })]);
export const acceptBody = Type.Object({ version, text, value: Type.Optional(value) }, closed);

export const notice = Type.Object(
  {
    number: correctionNumber,
    resource: titled,
    field: titled,
    owner: titled,
    /** How often one received the value, and when last. */
    times: count,
    lastAt: time,
    sentAt: time,
    acknowledgedAt: nullable(time),
  },
  closed,
);
export type NoticeWire = Static<typeof notice>;
export const noticeList = pageOf(notice);
export const noticeFilters = {
  state: Type.Optional(Type.Enum(['new', 'read'])),
  sort: Type.Optional(Type.Enum(noticeSorts)),
};
export const noticeQuery = Type.Object({ ...noticeFilters, ...paging }, closed);
export type NoticeQuery = Static<typeof noticeQuery>;

/** The citizen's own records that can be corrected: what they are and since when they stand so, no value. */
export const ownRecords = Type.Object(
  {
    items: Type.Array(Type.Object({ id: uuid, recordedAt: time, form }, closed)),
  },
  closed,
);
export type OwnRecordsWire = Static<typeof ownRecords>;
