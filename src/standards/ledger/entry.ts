/**
 * The entry of the ledger, format 'minqiao-entry/1' (docs/ledger.md).
 *
 * An entry has an *open* part, which the person concerned may see, and a *closed* part (the officer, the session,
 * the case number ...), of which the leaf holds only a salted hash. So a citizen can verify their own entry against
 * the signed tree without learning what is closed, and an auditor who holds both parts can recompute every byte.
 * Both parts are RFC 8785 canonical JSON of a closed shape; the encoder writes the keys in their canonical order
 * itself (ten times faster than sorting; a property test compares it with the `canonicalize` package).
 */
export const ENTRY_FORMAT = 'minqiao-entry/1';

export const acts = [
  'read', 'verify', 'list', 'history', 'create', 'change', 'correct', 'erase', 'export',
  'purpose-open', 'purpose-close', 'sign-in', 'sign-out', 'lock', 'unlock',
  'certificate-issue', 'certificate-revoke', 'account-change', 'policy-publish', 'approval',
  'organisation-change',
  'ledger-read', 'question', 'answer', 'declaration', 'grant', 'finding',
  'correction', 'system',
] as const; // prettier-ignore
export type Act = (typeof acts)[number];

export const outcomes = ['permitted', 'refused', 'failed'] as const;
export type Outcome = (typeof outcomes)[number];

export const actorKinds = ['officer', 'citizen', 'client', 'system'] as const;
export type ActorKind = (typeof actorKinds)[number];

/** What the person concerned may see. `subjects` are commitments, one per person, not the keyed hashes themselves. */
export interface OpenPart {
  act: string;
  actorKind: string;
  agency: string;
  /** UTC, milliseconds: 2026-11-22T23:44:31.123Z */
  at: string;
  branch: string;
  /** How many records the act touched. */
  count: number | null;
  fields: readonly string[];
  id: string;
  organisation: string;
  outcome: string;
  purposeKind: string | null;
  /** A code from a closed list (why it was refused), never free text about a person. */
  reason: string | null;
  resource: string | null;
  role: string;
  subjects: readonly string[];
}

/** What only an auditor sees. `detail` is itself canonical JSON, kept as text so that its bytes are what is hashed. */
export interface ClosedPart {
  actor: string;
  address: string | null;
  bytes: number | null;
  detail: string | null;
  durationMs: number | null;
  policy: string | null;
  purposeReference: string | null;
  record: string | null;
  requestId: string;
  /** 16 random bytes, base64url: without them nobody can guess the closed part from its hash. */
  salt: string;
  sealApprover: string | null;
  sealedUntil: string | null;
  session: string | null;
}

/** The keys in canonical (UTF-16) order; the encoders below and the tests follow these lists. */
export const openKeys = [
  'act', 'actorKind', 'agency', 'at', 'branch', 'count', 'fields', 'id', 'organisation', 'outcome',
  'purposeKind', 'reason', 'resource', 'role', 'subjects',
] as const satisfies readonly (keyof OpenPart)[]; // prettier-ignore
export const closedKeys = [
  'actor', 'address', 'bytes', 'detail', 'durationMs', 'policy', 'purposeReference', 'record', 'requestId',
  'salt', 'sealApprover', 'sealedUntil', 'session',
] as const satisfies readonly (keyof ClosedPart)[]; // prettier-ignore

const quote = JSON.stringify;

/** A JSON string or null. JSON.stringify writes well-formed strings exactly as RFC 8785 section 3.2.2.2 asks. */
function text(value: string | null): string {
  return value === null ? 'null' : quote(value);
}

function list(values: readonly string[]): string {
  if (values.length === 0) return '[]';
  return values.length === 1 ? `[${quote(values[0])}]` : `[${values.map((value) => quote(value)).join(',')}]`;
}

/** Canonical JSON of the open part. Strings must be well-formed UTF-16, numbers safe integers. */
export function encodeOpen(open: OpenPart): string {
  return (
    `{"act":${quote(open.act)},"actorKind":${quote(open.actorKind)},"agency":${quote(open.agency)},"at":${quote(open.at)}` +
    `,"branch":${quote(open.branch)},"count":${open.count},"fields":${list(open.fields)},"id":${quote(open.id)}` +
    `,"organisation":${quote(open.organisation)},"outcome":${quote(open.outcome)},"purposeKind":${text(open.purposeKind)}` +
    `,"reason":${text(open.reason)},"resource":${text(open.resource)},"role":${quote(open.role)},"subjects":${list(open.subjects)}}`
  );
}

/** Canonical JSON of the closed part; its SHA-256, base64url, is `closed` in the leaf. */
export function encodeClosed(closed: ClosedPart): string {
  return (
    `{"actor":${quote(closed.actor)},"address":${text(closed.address)},"bytes":${closed.bytes},"detail":${text(closed.detail)}` +
    `,"durationMs":${closed.durationMs},"policy":${text(closed.policy)},"purposeReference":${text(closed.purposeReference)}` +
    `,"record":${text(closed.record)},"requestId":${quote(closed.requestId)},"salt":${quote(closed.salt)}` +
    `,"sealApprover":${text(closed.sealApprover)},"sealedUntil":${text(closed.sealedUntil)},"session":${text(closed.session)}}`
  );
}

/** The data of the leaf: SHA-256(0x00 || UTF-8 of this) is the leaf hash (RFC 6962 section 2.1). */
export function encodeEntry(open: OpenPart, closedHash: string): string {
  return `{"closed":${quote(closedHash)},"format":"${ENTRY_FORMAT}","open":${encodeOpen(open)}}`;
}
