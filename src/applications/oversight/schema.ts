import Type, { type Static } from 'typebox';
import {
  strict,
  words,
  time,
  nullable,
  text,
  count,
  page,
  limit,
  cursor,
  uuidPattern,
  uuid,
  seq,
  sort,
  codeLike,
  day,
  openPart,
  closedPart,
  disclosure,
  titles,
} from './schema-parts.ts';

export { mostOnPage, openPart, closedPart, disclosure, titles } from './schema-parts.ts';
export { verificationStates } from './words.ts';

/** Wire shapes of oversight; the pages share them. Times are UTC, RFC 3339; hashes base64url. */

/** Accesses proven in one call: each proof reads some twenty hashes. */
export const mostProofs = 50;
export const longestQuestion = 1000;
export const longestAnswer = 2000;
export const pageQuery = Type.Object({ limit, cursor: Type.Optional(cursor) }, strict);
export const idKey = Type.Object({ id: uuid }, strict);

export const problem = Type.Object(
  { type: Type.String(), title: Type.String(), status: Type.Integer(), code: Type.String() },
  { additionalProperties: true, description: 'RFC 9457 problem details' },
);

// ── auditors ────────────────────────────────────────────────────────────────────────────────────────────────────────

const filterShapes = {
  from: Type.Optional(day),
  to: Type.Optional(day),
  act: Type.Optional(codeLike),
  outcome: Type.Optional(Type.Enum(['permitted', 'refused', 'failed'])),
  /** Account, or police number. */
  officer: Type.Optional(Type.String({ pattern: `^([0-9]{6}|${uuidPattern})$` })),
  organisation: Type.Optional(Type.String({ pattern: '^[0-9A-Z]{12}$' })),
  branch: Type.Optional(codeLike),
  resource: Type.Optional(codeLike),
  purposeKind: Type.Optional(codeLike),
  purposeReference: Type.Optional(codeLike),
  requestId: Type.Optional(Type.String({ pattern: '^[0-9a-f]{32}$' })),
};
export const entryFilters = Type.Object(filterShapes, strict);
export const entryQuery = Type.Object(
  { ...filterShapes, limit, cursor: Type.Optional(cursor), sort },
  strict,
);
export const personQuery = Type.Object(
  {
    ...filterShapes,
    citizenNumber: Type.String({ pattern: '^[0-9]{17}[0-9X]$' }),
    /** A code of `lookUp` in oversight.yaml. */
    reason: Type.String({ pattern: '^[a-z][a-z0-9-]{1,40}$' }),
    /** Number of the case, complaint or question that it is for. */
    reference: codeLike,
    limit,
    cursor: Type.Optional(cursor),
    sort: Type.Optional(Type.Literal('-at')),
  },
  strict,
);
/** What the file of each list is asked with, beside format and columns: what its page is asked with. */
export const entryExport = { ...filterShapes, sort };
export const personExport = {
  ...filterShapes,
  citizenNumber: personQuery.properties.citizenNumber,
  reason: personQuery.properties.reason,
  reference: personQuery.properties.reference,
};
export const entryRow = Type.Object(
  {
    /** null until the entry has its place in the tree (under a second). */
    seq: nullable(seq),
    open: openPart,
    actor: Type.String(),
    purposeReference: text,
    record: text,
    requestId: Type.String(),
    policy: text,
    subjects: count,
    sealedUntil: text,
    titles,
  },
  strict,
);
export const entryPage = page(entryRow);
/** Place in the tree, or the entry's identifier (the receipt of an access). */
export const entryKey = Type.Object(
  { entry: Type.String({ pattern: `^([0-9]{1,15}|${uuidPattern})$` }) },
  strict,
);
export const entryDetail = Type.Object(
  {
    seq: nullable(seq),
    open: openPart,
    closed: closedPart,
    tags: Type.Array(Type.String()),
    leaf: Type.String(),
    /** The bytes that were hashed, RFC 8785. */
    canonical: Type.Object({ leaf: Type.String(), closed: Type.String() }, strict),
    officer: nullable(
      Type.Object(
        { name: Type.String(), policeNumber: text, organisation: words, kind: Type.String() },
        strict,
      ),
    ),
    titles,
  },
  strict,
);
export const checkpointExport = {
  sort: Type.Optional(Type.Literal('-size')),
  smallest: Type.Optional(seq),
  largest: Type.Optional(seq),
};
export const checkpointQuery = Type.Object(
  { limit, cursor: Type.Optional(cursor), ...checkpointExport },
  strict,
);
export const checkpoint = Type.Object(
  {
    size: seq,
    origin: Type.String(),
    root: Type.String(),
    note: Type.String(),
    signatures: Type.Array(Type.Object({ name: Type.String(), keyId: Type.String() }, strict)),
  },
  strict,
);
export const checkpointPage = page(checkpoint);
export const surveyQuery = Type.Object({ from: day, to: day }, strict);
const counts = Type.Object({ value: Type.String(), permitted: count, refused: count, failed: count }, strict);
const titledCounts = Type.Object(
  { value: Type.String(), title: nullable(words), permitted: count, refused: count, failed: count },
  strict,
);
export const survey = Type.Object(
  {
    days: Type.Array(counts),
    branches: Type.Array(counts),
    acts: Type.Array(counts),
    reasons: Type.Array(titledCounts),
  },
  strict,
);

const finding = Type.Object(
  {
    code: Type.String(),
    seq: Type.Optional(seq),
    id: Type.Optional(Type.String()),
    zh: Type.String(),
    en: Type.String(),
  },
  strict,
);
const verificationState = Type.Enum(['waiting', 'running', 'passed', 'failed', 'stopped', 'broken']);
export const verificationExport = {
  from: Type.Optional(day),
  to: Type.Optional(day),
  state: Type.Optional(verificationState),
};
export const verificationQuery = Type.Object(
  { limit, cursor: Type.Optional(cursor), ...verificationExport },
  strict,
);
export const verification = Type.Object(
  {
    id: uuid,
    state: verificationState,
    requestedAt: time,
    requestedByName: text,
    startedAt: nullable(time),
    endedAt: nullable(time),
    leavesTotal: count,
    leavesDone: count,
    entries: count,
    checkpoints: count,
    findingCount: count,
    findings: Type.Array(finding),
  },
  strict,
);
export const verificationPage = page(verification);

// ── the person concerned ────────────────────────────────────────────────────────────────────────────────────────────

const questionState = Type.Enum(['open', 'answered']);
export const access = Type.Object(
  {
    seq,
    /** What to verify and then to show; null while no signed checkpoint covers the entry. */
    disclosure: nullable(disclosure),
    /** The same facts, unproven; only while there is no disclosure. */
    pending: nullable(openPart),
    titles,
    question: nullable(Type.Object({ id: uuid, state: questionState }, strict)),
  },
  strict,
);
export const accessPage = page(access);
export const seqKey = Type.Object({ seq }, strict);
export const proofsInput = Type.Object(
  { seqs: Type.Array(seq, { minItems: 1, maxItems: mostProofs, uniqueItems: true }) },
  strict,
);
export const proofsAnswer = Type.Object({ items: Type.Array(disclosure) }, strict);
export const completeness = Type.Object(
  {
    format: Type.String(),
    tag: Type.String(),
    leaves: Type.Array(Type.String()),
    bucket: Type.Array(Type.Array(Type.String())),
    siblings: Type.Array(Type.String()),
    index: Type.Object({ at: time, checkpoints: Type.String(), root: Type.String(), seq }, strict),
    inclusion: Type.Array(Type.String()),
    checkpoint: Type.String(),
  },
  strict,
);
export const growthQuery = Type.Object({ from: seq, to: seq }, strict);
export const growth = Type.Object({ from: seq, to: seq, hashes: Type.Array(Type.String()) }, strict);
export const ownAct = Type.Object(
  {
    id: Type.String(),
    at: time,
    act: Type.String(),
    outcome: Type.String(),
    reason: nullable(words),
    address: text,
  },
  strict,
);
export const ownActPage = page(ownAct);
export const questionInput = Type.Object(
  { seq, text: Type.String({ minLength: 1, maxLength: longestQuestion, pattern: '\\S' }) },
  strict,
);
const accessSummary = Type.Object({ at: time, act: Type.String(), outcome: Type.String(), titles }, strict);
export const ownQuestion = Type.Object(
  {
    id: uuid,
    seq,
    text: Type.String(),
    askedAt: time,
    dueAt: time,
    overdue: Type.Boolean(),
    state: questionState,
    outcome: nullable(words),
    answer: text,
    answeredAt: nullable(time),
    access: accessSummary,
  },
  strict,
);
export const ownQuestionPage = page(ownQuestion);

// ── questions, for auditors ─────────────────────────────────────────────────────────────────────────────────────────

export const questionExport = {
  sort: Type.Enum(['dueAt', '-dueAt'], { default: 'dueAt' }),
  state: Type.Optional(questionState),
};
export const questionQuery = Type.Object({ limit, cursor: Type.Optional(cursor), ...questionExport }, strict);
export const questionRow = Type.Object(
  {
    id: uuid,
    seq,
    askedAt: time,
    dueAt: time,
    overdue: Type.Boolean(),
    state: questionState,
    outcome: nullable(words),
    answeredAt: nullable(time),
    access: accessSummary,
  },
  strict,
);
export const questionPage = page(questionRow);
export const questionDetail = Type.Object(
  { question: ownQuestion, answeredByName: text, entry: entryDetail, mayAnswer: Type.Boolean() },
  strict,
);
export const answerInput = Type.Object(
  {
    outcome: Type.String({ pattern: '^[a-z][a-z0-9-]{1,40}$' }),
    text: Type.String({ minLength: 1, maxLength: longestAnswer, pattern: '\\S' }),
  },
  strict,
);
const coded = Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String() }, strict);
/** What the pages need of the settings. */
export const settingsAnswer = Type.Object(
  {
    draft: Type.Boolean(),
    answerDays: Type.Integer(),
    outcomes: Type.Array(coded),
    lookUp: Type.Array(coded),
    resources: Type.Array(coded),
  },
  strict,
);

export type WordsWire = Static<typeof words>;
export type OpenPartWire = Static<typeof openPart>;
export type DisclosureWire = Static<typeof disclosure>;
export type TitlesWire = Static<typeof titles>;
export type EntryFiltersWire = Static<typeof entryFilters>;
export type EntryQuery = Static<typeof entryQuery>;
export type PersonQuery = Static<typeof personQuery>;
export type EntryRowWire = Static<typeof entryRow>;
export type EntryPageWire = Static<typeof entryPage>;
export type EntryDetailWire = Static<typeof entryDetail>;
export type CheckpointWire = Static<typeof checkpoint>;
export type CheckpointQuery = Static<typeof checkpointQuery>;
export type CheckpointPageWire = Static<typeof checkpointPage>;
export type VerificationQuery = Static<typeof verificationQuery>;
export type SurveyQuery = Static<typeof surveyQuery>;
export type SurveyWire = Static<typeof survey>;
export type VerificationWire = Static<typeof verification>;
export type VerificationPageWire = Static<typeof verificationPage>;
export type PageQuery = Static<typeof pageQuery>;
export type AccessWire = Static<typeof access>;
export type AccessPageWire = Static<typeof accessPage>;
export type ProofsInput = Static<typeof proofsInput>;
export type CompletenessWire = Static<typeof completeness>;
export type GrowthQuery = Static<typeof growthQuery>;
export type GrowthWire = Static<typeof growth>;
export type OwnActWire = Static<typeof ownAct>;
export type OwnActPageWire = Static<typeof ownActPage>;
export type QuestionInput = Static<typeof questionInput>;
export type OwnQuestionWire = Static<typeof ownQuestion>;
export type OwnQuestionPageWire = Static<typeof ownQuestionPage>;
export type QuestionQuery = Static<typeof questionQuery>;
export type QuestionRowWire = Static<typeof questionRow>;
export type QuestionPageWire = Static<typeof questionPage>;
export type QuestionDetailWire = Static<typeof questionDetail>;
export type AnswerInput = Static<typeof answerInput>;
export type SettingsWire = Static<typeof settingsAnswer>;
