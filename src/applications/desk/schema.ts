import Type, { type Static } from 'typebox';

/** Wire shapes of the desk; the pages share them. Times are UTC, RFC 3339. */

const strict = { additionalProperties: false };
const words = Type.Object({ zh: Type.String(), en: Type.String() }, strict);
const cited = Type.Object({ citation: Type.String(), title: words }, strict);
const time = Type.String({ format: 'date-time' });
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const code = Type.String({ minLength: 1, maxLength: 42, pattern: '^[a-z][a-z0-9-]*$' });
const note = Type.String({ maxLength: 200 });

export const mostOnPage = 100;
const limit = Type.Integer({ minimum: 1, maximum: mostOnPage, default: 20 });
const cursor = Type.String({ minLength: 1, maxLength: 512 });

export const visitNumber = Type.Object(
  { reference: Type.String({ pattern: '^VD-[0-9]{8}-[0-9]{4}$' }) },
  strict,
);
export const requestNumber = Type.Object(
  { reference: Type.String({ pattern: '^RR-[0-9]{8}-[0-9]{4}$' }) },
  strict,
);

export const problem = Type.Object(
  { type: Type.String(), title: Type.String(), status: Type.Integer(), code: Type.String() },
  { additionalProperties: true, description: 'RFC 9457 problem details' },
);

export const duty = Type.Object(
  {
    officer: Type.String({ format: 'uuid' }),
    name: Type.String(),
    organisation: Type.String(),
    branch: Type.String(),
    roles: Type.Array(Type.String()),
    signedOnAt: time,
    until: time,
  },
  strict,
);
export const dutyAnswer = Type.Object({ mine: nullable(duty), unit: Type.Array(duty) }, strict);
export const signOffAnswer = Type.Object({ closed: Type.Array(Type.String()) }, strict);

export const visit = Type.Object(
  {
    reference: Type.String(),
    reason: Type.String(),
    reasonTitle: words,
    note: nullable(Type.String()),
    openedByName: Type.String(),
    openedAt: time,
    until: time,
    closedAt: nullable(time),
    state: Type.Union([Type.Literal('open'), Type.Literal('closed'), Type.Literal('expired')]),
    mine: Type.Boolean(),
  },
  strict,
);
export const visitInput = Type.Object({ reason: code, note: Type.Optional(note) }, strict);
/** What a list of visits, and its file, is asked with. */
export const visitChoice = {
  sort: Type.Enum(['-openedAt', 'openedAt'], { default: '-openedAt' }),
  state: Type.Optional(Type.Enum(['open', 'closed', 'expired'])),
  reason: Type.Optional(code),
  whose: Type.Enum(['mine', 'unit'], { default: 'mine' }),
};
export const visitQuery = Type.Object({ limit, cursor: Type.Optional(cursor), ...visitChoice }, strict);
export const visitStates = {
  open: { zh: '进行中', en: 'Open' },
  closed: { zh: '已结束', en: 'Closed' },
  expired: { zh: '已过期', en: 'Expired' },
} as const;
export const visitPage = Type.Object(
  { items: Type.Array(visit), nextCursor: nullable(Type.String()) },
  strict,
);

export const requestActNames = [
  'take',
  'assign',
  'hand-over',
  'return',
  'complete',
  'withdraw',
  'reopen',
] as const;
export const request = Type.Object(
  {
    reference: Type.String(),
    kind: Type.String(),
    kindTitle: words,
    branch: Type.String(),
    /** The unit in whose queue it is; null = any unit of the branch. */
    organisation: nullable(Type.String()),
    resources: Type.Array(Type.String()),
    basis: Type.Array(cited),
    note: nullable(Type.String()),
    state: Type.Enum(['waiting', 'assigned', 'completed', 'withdrawn']),
    overdue: Type.Boolean(),
    assignedToName: nullable(Type.String()),
    mine: Type.Boolean(),
    openedByName: Type.String(),
    openedAt: time,
    until: time,
    stateAt: time,
    /** What the asker may do to it now. */
    acts: Type.Array(Type.Enum([...requestActNames])),
  },
  strict,
);
export const step = Type.Object(
  {
    number: Type.Integer(),
    act: Type.String(),
    at: time,
    byName: Type.String(),
    toName: nullable(Type.String()),
    reason: nullable(Type.String()),
  },
  strict,
);
export const requestAnswer = Type.Object({ request, steps: Type.Array(step) }, strict);
export const requestInput = Type.Object({ kind: code, note: Type.Optional(note) }, strict);
/** What a list of requests, and its file, is asked with. */
export const requestChoice = {
  sort: Type.Enum(['-openedAt', 'openedAt', '-until', 'until'], { default: '-openedAt' }),
  view: Type.Enum(['queue', 'mine', 'opened', 'unit'], { default: 'queue' }),
  state: Type.Optional(Type.Enum(['waiting', 'assigned', 'completed', 'withdrawn'])),
  kind: Type.Optional(code),
};
export const requestQuery = Type.Object({ limit, cursor: Type.Optional(cursor), ...requestChoice }, strict);
export const requestStates = {
  waiting: { zh: '待分配', en: 'Waiting' },
  assigned: { zh: '在办', en: 'In progress' },
  completed: { zh: '已办结', en: 'Completed' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
} as const;
export const requestPage = Type.Object(
  { items: Type.Array(request), nextCursor: nullable(Type.String()) },
  strict,
);
export const reasonInput = Type.Object({ reason: Type.Optional(note) }, strict);
export const assignmentInput = Type.Object(
  {
    officer: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }),
    reason: Type.Optional(note),
  },
  strict,
);

export const purpose = Type.Object(
  {
    kind: Type.String(),
    kindTitle: words,
    reference: Type.String(),
    title: words,
    openedAt: time,
    until: nullable(time),
    state: Type.Literal('open'),
  },
  strict,
);
export const purposeList = Type.Object({ items: Type.Array(purpose) }, strict);

const choice = Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String() }, strict);
export const purposeKinds = Type.Object(
  {
    items: Type.Array(Type.Object({ kind: Type.String(), title: words, referenceTitle: words }, strict)),
    verification: Type.Object(
      {
        openMinutes: Type.Integer(),
        mostOpen: Type.Integer(),
        reasons: Type.Array(Type.Object({ ...choice.properties, noteRequired: Type.Boolean() }, strict)),
      },
      strict,
    ),
    registration: Type.Object(
      {
        reopenDays: Type.Integer(),
        kinds: Type.Array(
          Type.Object(
            {
              ...choice.properties,
              branch: Type.String(),
              days: Type.Integer(),
              resources: Type.Array(Type.String()),
              basis: Type.Array(cited),
            },
            strict,
          ),
        ),
      },
      strict,
    ),
  },
  strict,
);

export type DutyAnswer = Static<typeof dutyAnswer>;
export type DutyWire = Static<typeof duty>;
export type VisitWire = Static<typeof visit>;
export type VisitInputWire = Static<typeof visitInput>;
export type VisitQuery = Static<typeof visitQuery>;
export type RequestWire = Static<typeof request>;
export type RequestActName = (typeof requestActNames)[number];
export type RequestAnswer = Static<typeof requestAnswer>;
export type RequestInputWire = Static<typeof requestInput>;
export type RequestQuery = Static<typeof requestQuery>;
export type ReasonInput = Static<typeof reasonInput>;
export type AssignmentInput = Static<typeof assignmentInput>;
export type PurposeWire = Static<typeof purpose>;
export type PurposeKindsWire = Static<typeof purposeKinds>;
