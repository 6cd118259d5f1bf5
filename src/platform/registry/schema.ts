import Type, { type Static } from 'typebox';
import { actions, kinds } from './change.ts';
import { states } from './proposal.ts';
import { proposalSorts } from './sql.ts';

export * from './words.ts';

/** Wire shapes of the registry; the pages share them. Times are UTC, RFC 3339. */

const closed = { additionalProperties: false };
const words = Type.Object({ zh: Type.String(), en: Type.String() }, closed);
const time = Type.String({ format: 'date-time' });
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const text = Type.String({ minLength: 1, maxLength: 2000 });
const name = Type.String({ maxLength: 60, pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' });
const branch = Type.String({ maxLength: 40, pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' });
const number = Type.String({ pattern: '^SP-[0-9]{6,12}$' });
const version = Type.Integer({ minimum: 1 });

const mostChanges = 50; // of one proposal: more is no longer read by a person
const mostOnPage = 100;

export const change = Type.Object(
  {
    kind: Type.Enum(kinds),
    name,
    action: Type.Enum(actions),
    /** The whole declaration as it will be, in the shape of its YAML, without its name; null when it is abolished. */
    content: nullable(Type.Record(Type.String({ maxLength: 60 }), Type.Unknown())),
  },
  closed,
);
const changes = Type.Array(change, { minItems: 1, maxItems: mostChanges });
/** Migration plans by the class of information whose stored records they are about, in the shape of their YAML. */
const plans = Type.Record(Type.String({ maxLength: 60 }), Type.Unknown(), { maxProperties: mostChanges });

export const finding = Type.Object(
  {
    severity: Type.Enum(['error', 'warning']),
    code: Type.String(),
    /** Place of the change in the proposal; null when it is none of theirs. */
    change: nullable(Type.Integer()),
    /** The way in its content, `fields.mobile.mask`. */
    path: Type.String(),
    zh: Type.String(),
    en: Type.String(),
    fix: nullable(words),
  },
  closed,
);
export type FindingWire = Static<typeof finding>;

export const comparison = Type.Object(
  {
    kind: Type.Enum(kinds),
    name: Type.String(),
    class: Type.Enum(['identical', 'widening', 'narrowing', 'breaking']),
    changes: Type.Array(
      Type.Object(
        {
          class: Type.Enum(['widening', 'narrowing', 'breaking']),
          field: nullable(Type.String()),
          zh: Type.String(),
          en: Type.String(),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type ComparisonWire = Static<typeof comparison>;

const plan = Type.Unknown({ description: 'the plan as GET /api/v1/catalogue/resources/{name} gives it' });

export const previewBody = Type.Object({ branch, changes, plans: Type.Optional(plans) }, closed);
export const preview = Type.Object(
  {
    findings: Type.Array(finding),
    comparisons: Type.Array(comparison),
    /** The changes with the identifiers that they would get. */
    changes: Type.Array(change),
    /** For each resource among the changes; empty while the declarations don't hold together. */
    plans: Type.Array(
      Type.Object(
        {
          resource: Type.String(),
          sql: Type.Array(Type.String()),
          form: plan,
          list: plan,
          search: plan,
          card: plan,
          api: Type.Object({ paths: Type.Unknown(), schemas: Type.Unknown() }, closed),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type PreviewWire = Static<typeof preview>;

const person = Type.Object({ id: Type.String(), name: Type.String() }, closed);

export const proposal = Type.Object(
  {
    number,
    title: Type.String(),
    reason: Type.String(),
    branch: Type.String(),
    branchTitle: words,
    state: Type.Enum(states),
    changes: Type.Array(change),
    plans,
    /** Digest of the bundle that it takes; null for one that changes local declarations. */
    bundle: nullable(Type.String()),
    /** Why publishing refused it; null otherwise. */
    findings: nullable(Type.Array(finding)),
    author: person,
    createdAt: time,
    changedAt: time,
    approver: nullable(person),
    approvedAt: nullable(time),
    /** The release that it became. */
    release: nullable(Type.Integer()),
    version,
    /** What the asker may do with it now. */
    may: Type.Array(Type.Enum(['revise', 'decide', 'submit', 'withdraw', 'approve', 'return', 'reject'])),
  },
  closed,
);
export type ProposalWire = Static<typeof proposal>;

export const step = Type.Object(
  {
    number: Type.Integer(),
    act: Type.String(),
    at: time,
    by: person,
    text: nullable(Type.String()),
  },
  closed,
);
export const proposalAnswer = Type.Object(
  {
    proposal,
    /** How many persons have to approve it, and who did as it was last submitted. */
    approvals: Type.Object(
      {
        needed: Type.Integer(),
        given: Type.Array(Type.Object({ ...person.properties, at: time }, closed)),
        /** What whoever may approve is called. */
        by: Type.Array(words),
      },
      closed,
    ),
    steps: Type.Array(step),
  },
  closed,
);
export type ProposalAnswer = Static<typeof proposalAnswer>;

export const proposalList = Type.Object(
  { items: Type.Array(proposal), nextCursor: nullable(Type.String()) },
  closed,
);
export type ProposalList = Static<typeof proposalList>;

export const proposalFilters = {
  state: Type.Optional(Type.Enum(states)),
  mine: Type.Optional(Type.Enum(['yes'])),
  branch: Type.Optional(branch),
  sort: Type.Optional(Type.Enum(proposalSorts)),
};
export const listQuery = Type.Object(
  {
    ...proposalFilters,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: mostOnPage })),
    cursor: Type.Optional(Type.String({ maxLength: 512 })),
  },
  closed,
);
export type ProposalQuery = Static<typeof listQuery>;

const draft = {
  title: Type.String({ minLength: 1, maxLength: 200 }),
  reason: text,
  branch,
  changes,
  plans: Type.Optional(plans),
};
export const draftBody = Type.Object(draft, closed);
export const reviseBody = Type.Object({ ...draft, version }, closed);
export const numberParams = Type.Object({ number }, closed);
export const actBody = Type.Object({ version, text: Type.Optional(text) }, closed);
/** Returning and rejecting say why. */
export const reasonedBody = Type.Object({ version, text }, closed);

const subjects = [...kinds, 'proposal'] as const;
export const subjectParams = Type.Object(
  { kind: Type.Enum(subjects), name: Type.String({ maxLength: 60, pattern: '^[A-Za-z][A-Za-z0-9-]*$' }) },
  closed,
);
export const remark = Type.Object(
  {
    number: Type.Integer(),
    /** Number of the remark that it answers. */
    answers: nullable(Type.Integer()),
    at: time,
    by: person,
    text: Type.String(),
  },
  closed,
);
export const remarkList = Type.Object({ items: Type.Array(remark) }, closed);
export type RemarkWire = Static<typeof remark>;
export const remarkBody = Type.Object({ text, answers: Type.Optional(Type.Integer({ minimum: 1 })) }, closed);

export const declarationParams = Type.Object({ kind: Type.Enum(kinds), name }, closed);

/** One version of a local declaration. */
export const declarationVersion = Type.Object(
  {
    /** The release in which it came, and the one in which it ended. */
    release: Type.Integer(),
    until: nullable(Type.Integer()),
    at: time,
    /** Account of the approver. */
    by: Type.String(),
    proposal: nullable(Type.String()),
    content: Type.Record(Type.String(), Type.Unknown()),
  },
  closed,
);
export type DeclarationVersion = Static<typeof declarationVersion>;

/** One difference between two contents: null = not there. */
export const difference = Type.Object(
  { path: Type.String(), before: Type.Unknown(), after: Type.Unknown() },
  closed,
);

export const proposalDifferences = Type.Object(
  {
    /** In the order of the changes. */
    items: Type.Array(
      Type.Object(
        { kind: Type.Enum(kinds), name: Type.String(), differences: Type.Array(difference) },
        closed,
      ),
    ),
  },
  closed,
);
export type ProposalDifferences = Static<typeof proposalDifferences>;

export const declarationAnswer = Type.Object(
  {
    kind: Type.Enum(kinds),
    name: Type.String(),
    /** `local`, or the pack that it comes from, which can't be changed here; null when it was abolished. */
    origin: nullable(Type.String()),
    /** As it is now, for a local one; null for a pack's. */
    content: nullable(Type.Record(Type.String(), Type.Unknown())),
    /** Newest first. */
    versions: Type.Array(declarationVersion),
    /** Numbers of the open proposals that change it. */
    proposals: Type.Array(Type.String()),
    /** Which fields of which resources rely on it. */
    uses: Type.Array(Type.Object({ resource: Type.String(), field: Type.String() }, closed)),
  },
  closed,
);
export type DeclarationAnswer = Static<typeof declarationAnswer>;

export const differenceQuery = Type.Object(
  { from: Type.Integer({ minimum: 1 }), to: Type.Integer({ minimum: 1 }) },
  closed,
);
export const differenceAnswer = Type.Object(
  { from: declarationVersion, to: declarationVersion, differences: Type.Array(difference) },
  closed,
);
export type DifferenceAnswer = Static<typeof differenceAnswer>;

/** Tables that are brought: what stands in the query, and what is said of the content. */
export const tableQuery = Type.Object(
  {
    kind: Type.Enum(['element', 'code-list']),
    branch: branch,
    /** The file's name, for the report; names in it come from its content. */
    file: Type.String({ minLength: 1, maxLength: 200 }),
  },
  closed,
);

export const tableFinding = Type.Object(
  {
    severity: Type.Enum(['error', 'warning']),
    code: Type.String(),
    file: Type.String(),
    /** As Excel shows it, from 1; 0 is the whole file. */
    row: Type.Integer(),
    /** `A`, `B`, …; empty is the whole row. */
    column: Type.String(),
    zh: Type.String(),
    en: Type.String(),
    fix: words,
  },
  closed,
);
export type TableFindingWire = Static<typeof tableFinding>;

export const tableAnswer = Type.Object(
  {
    /** None while there is an error. */
    changes: Type.Array(change),
    findings: Type.Array(tableFinding),
    /** Declarations of the table that are here as it has them. */
    unchanged: Type.Integer(),
  },
  closed,
);
export type TableAnswer = Static<typeof tableAnswer>;

/** Of packs that come from elsewhere; pages find them here. */
export type { MigrationsAnswer } from './migrating/schema.ts';
export type { PackAnswer, PackRow, SignerRow, TakingWire } from './packs/schema.ts';

export const problem = Type.Object(
  { type: Type.String(), title: Type.String(), status: Type.Integer(), code: Type.String() },
  { additionalProperties: true, description: 'RFC 9457 problem details' },
);
