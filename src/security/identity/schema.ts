import { Type } from 'typebox';
import type { Static, TSchema } from 'typebox';

import { sessionSorts } from './sessions/sql.ts';

export * from './words.ts';

/* Wire shapes of the identity API, shared with the pages. Unknown fields are refused. */

const closed = { additionalProperties: false } as const;
const instant = Type.String({ format: 'date-time' });
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

export const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
export const Uuid = Type.String({ pattern: uuidPattern.source });
/** Never an identity number: what looks like one is refused in an address (conventions 12). A unit's code has 12 digits. */
export const SearchText = Type.String({ maxLength: 40, pattern: '^(?!.*[0-9]{14})[^\\u0000-\\u001f]*$' });
export const Secret = Type.String({ minLength: 1, maxLength: 64 });
const Name = Type.String({ minLength: 1, maxLength: 50, pattern: '^[^\\u0000-\\u001f<>]*$' });
const Code = Type.String({ pattern: '^[a-z]+([.-][a-z]+)*$', maxLength: 40 });
const OrganisationCode = Type.String({ pattern: '^[0-9A-Z]{12}$' });
const Reason = Type.String({ minLength: 2, maxLength: 200, pattern: '^[^\\u0000-\\u001f]*$' });
const BothLanguages = Type.Object({ zh: Type.String(), en: Type.String() }, closed);

export const Limit = Type.Integer({ minimum: 1, maximum: 200, default: 50 });
export const Cursor = Type.String({ maxLength: 512 });

export const IdParams = Type.Object({ id: Uuid }, closed);
export const SerialParams = Type.Object({ serial: Type.String({ pattern: '^[0-9a-f]{32}$' }) }, closed);

export const AccountKind = Type.Enum(['officer', 'citizen', 'client']);
export const AccountState = Type.Enum(['active', 'suspended', 'locked', 'threatened', 'ended']);

// Sign-in and session

export const ChallengeAnswer = Type.Object({ challenge: Type.String(), expiresAt: instant }, closed);
const Challenge = Type.String({ minLength: 43, maxLength: 43 });
export const SignInBody = Type.Object({ challenge: Challenge, pin: Secret }, closed);
export const ActivationBody = Type.Object({ challenge: Challenge, code: Secret, pin: Secret }, closed);
export const SignInAnswer = Type.Object({ session: Uuid, next: Type.String() }, closed);
export const DemoSignInBody = Type.Object({ account: Uuid }, closed);
/** A demonstration session has no PIN, so the field may be left empty there. */
export const PinBody = Type.Object({ pin: Type.String({ maxLength: 64 }) }, closed);
export const ChangePinBody = Type.Object({ pin: Secret, newPin: Secret }, closed);

export const DemoIdentity = Type.Object(
  {
    account: Uuid,
    kind: AccountKind,
    name: Type.String(),
    organisationName: BothLanguages,
    post: nullable(Type.String()),
    roles: Type.Array(Type.String()),
    note: nullable(BothLanguages),
  },
  closed,
);
export type DemoIdentity = Static<typeof DemoIdentity>;

export const SessionView = Type.Object(
  {
    actor: Type.Object(
      {
        kind: AccountKind,
        id: Uuid,
        name: Type.String(),
        organisation: Type.String(),
        organisationName: BothLanguages,
        branch: Type.String(),
        roles: Type.Array(Type.String()),
      },
      closed,
    ),
    /** The agency that this node answers for: the source of what it holds. */
    agency: Type.Object({ code: Type.String(), name: BothLanguages }, closed),
    profile: Type.Enum(['demo', 'production']),
    idleLockMs: Type.Integer(),
    expiresAt: instant,
    authenticatedAt: instant,
    assurance: Type.String(),
    locked: Type.Boolean(),
    noticeAcknowledged: Type.Boolean(),
    language: Type.Enum(['zh', 'en']),
    permissions: Type.Array(Type.String()),
  },
  closed,
);
export type SessionView = Static<typeof SessionView>;

export const SessionItem = Type.Object(
  {
    id: Uuid,
    account: Uuid,
    name: Type.String(),
    kind: AccountKind,
    organisation: Type.String(),
    assurance: Type.String(),
    certificate: nullable(Type.String()),
    address: nullable(Type.String()),
    createdAt: instant,
    lastUsedAt: instant,
    expiresAt: instant,
    lockedAt: nullable(instant),
    current: Type.Boolean(),
  },
  closed,
);
export type SessionItem = Static<typeof SessionItem>;

// Administration

export const AccountItem = Type.Object(
  {
    id: Uuid,
    kind: AccountKind,
    name: Type.String(),
    policeNumber: nullable(Type.String()),
    organisation: Type.String(),
    organisationName: BothLanguages,
    branch: Type.String(),
    post: nullable(Type.String()),
    state: AccountState,
    lastUsedAt: nullable(instant),
    demo: Type.Boolean(),
    roles: Type.Array(Type.String()),
  },
  closed,
);
export type AccountItem = Static<typeof AccountItem>;

export const CertificateItem = Type.Object(
  {
    serial: Type.String(),
    kind: Type.String(),
    subject: Type.String(),
    notBefore: instant,
    notAfter: instant,
    issuedAt: instant,
    revokedAt: nullable(instant),
    revocationReason: nullable(Type.String()),
  },
  closed,
);
export type CertificateItem = Static<typeof CertificateItem>;

/** One of the register, with its holder; the node's own has none. */
export const RegisteredCertificate = Type.Object(
  {
    ...CertificateItem.properties,
    kind: Type.Enum(['officer', 'client', 'node', 'server']),
    state: Type.Enum(['in-force', 'expiring', 'expired', 'revoked']),
    holder: nullable(Uuid),
    holderName: nullable(Type.String()),
    policeNumber: nullable(Type.String()),
  },
  closed,
);
export type RegisteredCertificate = Static<typeof RegisteredCertificate>;

/** What the register, and its file, is asked with. */
export const certificateChoice = {
  kind: Type.Optional(RegisteredCertificate.properties.kind),
  state: Type.Optional(RegisteredCertificate.properties.state),
  search: Type.Optional(Type.String({ maxLength: 40, pattern: '^[^\\u0000-\\u001f]*$' })),
  sort: Type.Optional(Type.String({ pattern: '^-?(notAfter|issuedAt)$' })),
};
export const CertificateQuery = Type.Object(
  { ...certificateChoice, limit: Type.Optional(Limit), cursor: Type.Optional(Cursor) },
  closed,
);

export const AccountDetail = Type.Object(
  {
    ...AccountItem.properties,
    stateReason: nullable(Type.String()),
    stateAt: instant,
    employmentEndsAt: nullable(instant),
    createdAt: instant,
    hasPin: Type.Boolean(),
    certificates: Type.Array(CertificateItem),
    sessions: Type.Array(SessionItem),
  },
  closed,
);
export type AccountDetail = Static<typeof AccountDetail>;

/** What a list of accounts, and its file, is asked with. */
export const accountChoice = {
  kind: Type.Optional(AccountKind),
  search: Type.Optional(SearchText),
  state: Type.Optional(AccountState),
  role: Type.Optional(Code),
  organisation: Type.Optional(Type.String({ pattern: '^[0-9A-Z]{2,12}$' })),
  sort: Type.Optional(Type.String({ pattern: '^-?(name|policeNumber|organisation|state|lastUsedAt)$' })),
};
export const AccountQuery = Type.Object(
  { ...accountChoice, limit: Type.Optional(Limit), cursor: Type.Optional(Cursor) },
  closed,
);

export const NewAccountBody = Type.Object(
  {
    kind: Type.Enum(['officer', 'client']),
    name: Name,
    policeNumber: Type.Optional(Type.String({ pattern: '^[0-9]{6}$' })),
    organisation: OrganisationCode,
    branch: Code,
    post: Type.Optional(Name),
    citizenNumber: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{16}[0-9X]$' })),
    employmentEndsAt: Type.Optional(instant),
  },
  closed,
);
export type NewAccountBody = Static<typeof NewAccountBody>;

export const AccountChangeBody = Type.Object(
  {
    organisation: Type.Optional(OrganisationCode),
    branch: Type.Optional(Code),
    post: Type.Optional(Name),
    employmentEndsAt: Type.Optional(nullable(instant)),
  },
  closed,
);

export const RolesBody = Type.Object(
  { roles: Type.Array(Code, { maxItems: 20, uniqueItems: true }), approval: Type.Optional(Uuid) },
  closed,
);
export const StateBody = Type.Object(
  {
    change: Type.Enum(['suspend', 'resume', 'release', 'threaten', 'end']),
    reason: Reason,
  },
  closed,
);
export const CertificateBody = Type.Object(
  { request: Type.Optional(Type.String({ maxLength: 8000 })), approval: Type.Optional(Uuid) },
  closed,
);
export const RevokeBody = Type.Object(
  {
    reason: Type.Enum([
      'key-compromise',
      'affiliation-changed',
      'superseded',
      'cessation',
      'privilege-withdrawn',
    ]),
  },
  closed,
);

export const PendingApproval = Type.Object(
  { approval: Type.Object({ id: Uuid, expiresAt: instant }, closed) },
  closed,
);
export type PendingApproval = Static<typeof PendingApproval>;
export const HandedOver = Type.Object(
  {
    serial: Type.String(),
    notAfter: instant,
    file: Type.Optional(Type.String()),
    password: Type.Optional(Type.String()),
    certificate: Type.Optional(Type.String()),
  },
  closed,
);
export type HandedOver = Static<typeof HandedOver>;
export const ActivationCode = Type.Object({ code: Type.String(), expiresAt: instant }, closed);
export type ActivationCode = Static<typeof ActivationCode>;

export const RoleItem = Type.Object(
  { code: Type.String(), title: BothLanguages, power: Type.String(), permissions: Type.Array(Type.String()) },
  closed,
);
export type RoleItem = Static<typeof RoleItem>;

export const ApprovalItem = Type.Object(
  {
    id: Uuid,
    kind: Type.String(),
    title: BothLanguages,
    subject: Type.String(),
    /** Name of the account that it is about, where it is about one. */
    subjectName: nullable(Type.String()),
    payload: Type.Record(Type.String(), Type.Unknown()),
    requestedBy: Uuid,
    requestedByName: Type.String(),
    requestedAt: instant,
    expiresAt: instant,
    state: Type.Enum(['open', 'approved', 'refused', 'used', 'expired']),
    decidedByName: nullable(Type.String()),
    decidedAt: nullable(instant),
    reason: nullable(Type.String()),
    mayDecide: Type.Boolean(),
    mayUse: Type.Boolean(),
  },
  closed,
);
export type ApprovalItem = Static<typeof ApprovalItem>;
export const ApprovalQuery = Type.Object(
  {
    state: Type.Optional(Type.Enum(['open', 'all'])),
    limit: Type.Optional(Limit),
    cursor: Type.Optional(Cursor),
  },
  closed,
);
export const DecisionBody = Type.Object(
  {
    decision: Type.Enum(['approved', 'refused']),
    reason: Type.Optional(Reason),
  },
  closed,
);

/** What the list of open sessions, and its file, is asked with. */
export const sessionChoice = {
  kind: Type.Optional(AccountKind),
  state: Type.Optional(Type.Enum(['open', 'locked'])),
  assurance: Type.Optional(Type.Enum(['certificate-and-pin', 'demo'])),
  sort: Type.Optional(Type.Enum(sessionSorts)),
};
export const SessionQuery = Type.Object(
  { ...sessionChoice, limit: Type.Optional(Limit), cursor: Type.Optional(Cursor) },
  closed,
);
export type SessionQuery = Static<typeof SessionQuery>;

/** A page of a list. */
export const pageOf = <T extends TSchema>(item: T) =>
  Type.Object(
    { items: Type.Array(item), nextCursor: nullable(Type.String()), total: Type.Optional(Type.Integer()) },
    closed,
  );
