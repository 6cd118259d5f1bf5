/** From an act to the row of the ledger, with its leaf. Pure but for randomness. */
import { hash, randomFillSync } from 'node:crypto';
import type { Context } from '#security/context/index.ts';
import {
  MAX_FIELDS, MAX_SUBJECTS, actorKinds, acts, encodeClosed, encodeEntry, outcomes,
} from '#standards/ledger/index.ts'; // prettier-ignore
import type { Act, ActorKind, ClosedPart, OpenPart, Outcome } from '#standards/ledger/index.ts';
import { fault } from './errors.ts';
import { leafHash, subjectCommitment, subjectNonce } from './hashes.ts';

/** Longest text of an entry, in UTF-16 units: codes and numbers are short; free text has no place here (control 35). */
export const MAX_TEXT = 512;
/** Longest detail, as canonical JSON. */
export const MAX_DETAIL = 8192;

/** A seal ends: nothing is sealed beyond the year 3000. */
const MAX_SEAL_MS = Date.UTC(3000, 0, 1);

export type Detail = Readonly<Record<string, string | number | boolean>>;

/** One act, as the module that performs it tells it. Nothing in it may be the content of a record. */
export interface EntryInput {
  act: Act;
  outcome: Outcome;
  /** Code of the refusal or failure. */
  reason?: string | null;
  actor: { kind: ActorKind; id: string; organisation: string; branch: string; role: string; agency?: string };
  session?: string | null;
  purpose?: { kind: string; reference: string } | null;
  resource?: string | null;
  record?: string | null;
  fields?: readonly string[];
  count?: number | null;
  /** Tags (`subjectTag`) of the persons concerned; each of them will see this entry. */
  subjects?: readonly Buffer[];
  policy?: string | null;
  requestId: string;
  address?: string | null;
  detail?: Detail | null;
  bytes?: number | null;
  durationMs?: number | null;
  /** Under seal until then: kept out of the subjects' view. By law only, and with an approver. */
  seal?: { until: Date; approver: string } | null;
}

/** A row of ledger.entry, but for the two order columns that the database gives. */
export interface EntryRow {
  readonly id: string;
  readonly atMs: number;
  readonly open: OpenPart;
  readonly closed: ClosedPart;
  readonly sealedUntilMs: number | null;
  readonly tags: Buffer;
  readonly salt: Buffer;
  readonly leaf: Buffer;
}

/** An entry with actor, session, request and address taken from the context. */
export function entryFor(
  context: Context,
  rest: Omit<EntryInput, 'actor' | 'session' | 'requestId' | 'address'> & { role?: string },
): EntryInput {
  const { role, ...entry } = rest;
  const { kind, id, organisation, branch, agency, roles } = context.actor;
  return {
    ...entry,
    actor: { kind, id, organisation, branch, agency, role: role ?? roles.join(' ') },
    session: context.session,
    requestId: context.requestId,
    address: context.address,
  };
}

const actSet = new Set<string>(acts);
const outcomeSet = new Set<string>(outcomes);
const actorKindSet = new Set<string>(actorKinds);

/**
 * The row for an act at `atMs`, salted and hashed.
 * @throws Fault ledger.too-long, ledger.bad-value: the caller's act must then not happen.
 */
export function composeEntry(input: EntryInput, agency: string, atMs: number): EntryRow {
  if (!actSet.has(input.act)) throw fault('bad-value', { field: 'act' });
  if (!outcomeSet.has(input.outcome)) throw fault('bad-value', { field: 'outcome' });
  if (!actorKindSet.has(input.actor.kind)) throw fault('bad-value', { field: 'actor.kind' });
  const sealedUntilMs = input.seal ? input.seal.until.getTime() : null;
  if (sealedUntilMs !== null && !(sealedUntilMs < MAX_SEAL_MS))
    throw fault('bad-value', { field: 'seal.until' });
  const { id, salt } = randomIdAndSalt(atMs);
  const tags = joinTags(input.subjects ?? []);
  const open = openPart(input, agency, id, atMs, commitments(salt, tags));
  const closed = closedPart(input, salt);
  const closedHash = hash('sha256', encodeClosed(closed), 'base64url');
  return {
    id,
    atMs,
    open,
    closed,
    sealedUntilMs,
    tags,
    salt,
    leaf: leafHash(encodeEntry(open, closedHash)),
  };
}

function openPart(input: EntryInput, agency: string, id: string, atMs: number, subjects: string[]): OpenPart {
  const { actor } = input;
  const fields = input.fields ?? [];
  if (fields.length > MAX_FIELDS) throw fault('too-long', { field: 'fields', max: MAX_FIELDS });
  return {
    act: input.act,
    actorKind: actor.kind,
    agency: clean('agency', actor.agency ?? agency),
    at: instantOf(atMs),
    branch: clean('branch', actor.branch),
    count: wholeNumber('count', input.count),
    fields: fields.map((field) => clean('fields', field)),
    id,
    organisation: clean('organisation', actor.organisation),
    outcome: input.outcome,
    purposeKind: cleanOrNull('purpose.kind', input.purpose?.kind),
    reason: cleanOrNull('reason', input.reason),
    resource: cleanOrNull('resource', input.resource),
    role: clean('role', actor.role),
    subjects,
  };
}

function closedPart(input: EntryInput, salt: Buffer): ClosedPart {
  return {
    actor: clean('actor.id', input.actor.id),
    address: cleanOrNull('address', input.address),
    bytes: wholeNumber('bytes', input.bytes),
    detail: encodeDetail(input.detail),
    durationMs: wholeNumber('durationMs', input.durationMs),
    policy: cleanOrNull('policy', input.policy),
    purposeReference: cleanOrNull('purpose.reference', input.purpose?.reference),
    record: cleanOrNull('record', input.record),
    requestId: clean('requestId', input.requestId),
    salt: salt.toString('base64url'),
    sealApprover: cleanOrNull('seal.approver', input.seal?.approver),
    sealedUntil: input.seal ? input.seal.until.toISOString() : null,
    session: cleanOrNull('session', input.session),
  };
}

let lastInstant = { atMs: Number.NaN, text: '' };

/** The instant as text; entries of one batch share it. */
function instantOf(atMs: number): string {
  if (lastInstant.atMs !== atMs) lastInstant = { atMs, text: new Date(atMs).toISOString() };
  return lastInstant.text;
}

/** PostgreSQL stores neither NUL nor half a surrogate pair; hostile input becomes U+FFFD so that the refusal is recorded. */
function clean(field: string, value: string, max = MAX_TEXT): string {
  if (value.length > max) throw fault('too-long', { field, max });
  return value.isWellFormed() && !value.includes('\0')
    ? value
    : value.toWellFormed().replaceAll('\0', '\uFFFD');
}

function cleanOrNull(field: string, value: string | null | undefined): string | null {
  return value === null || value === undefined ? null : clean(field, value);
}

function wholeNumber(field: string, value: number | null | undefined): number | null {
  if (value === null || value === undefined) return null;
  const whole = Math.round(value);
  if (!Number.isSafeInteger(whole) || whole < 0) throw fault('bad-value', { field });
  return whole === 0 ? 0 : whole; // never -0
}

/** Canonical JSON of a flat object: sorted keys; numbers as JSON.stringify writes them, which is RFC 8785. */
function encodeDetail(detail: Detail | null | undefined): string | null {
  if (!detail) return null;
  const parts = Object.keys(detail)
    .sort()
    .map((key) => {
      const value = detail[key] as string | number | boolean;
      if (typeof value === 'number' && !Number.isFinite(value))
        throw fault('bad-value', { field: `detail.${key}` });
      return `${JSON.stringify(wellFormed(key))}:${JSON.stringify(typeof value === 'string' ? wellFormed(value) : value)}`;
    });
  return clean('detail', `{${parts.join(',')}}`, MAX_DETAIL);
}

const wellFormed = (text: string): string => (text.isWellFormed() ? text : text.toWellFormed());

/** The distinct tags, in the order given. */
function joinTags(subjects: readonly Buffer[]): Buffer {
  if (subjects.length > MAX_SUBJECTS) throw fault('too-long', { field: 'subjects', max: MAX_SUBJECTS });
  if (subjects.some((tag) => tag.length !== 32)) throw fault('bad-value', { field: 'subjects' });
  const [first, ...others] = subjects;
  if (first && others.length === 0) return first;
  const distinct = new Map(subjects.map((tag) => [tag.toString('latin1'), tag]));
  return Buffer.concat([...distinct.values()]);
}

function commitments(salt: Buffer, tags: Buffer): string[] {
  const made: string[] = [];
  for (let index = 0; index * 32 < tags.length; index++)
    made.push(subjectCommitment(subjectNonce(salt, index), tags.subarray(index * 32, index * 32 + 32)));
  return made;
}

const RANDOM_BYTES = 26; // 10 for the identifier, 16 for the salt
const pool = Buffer.alloc(RANDOM_BYTES * 512);
let poolAt = pool.length;

/** A UUID of version 7 (RFC 9562: time first, so that its index grows at one end) and a salt. */
function randomIdAndSalt(atMs: number): { id: string; salt: Buffer } {
  if (poolAt === pool.length) {
    randomFillSync(pool);
    poolAt = 0;
  }
  const random = Buffer.from(pool.subarray(poolAt, (poolAt += RANDOM_BYTES)));
  const time = atMs.toString(16).padStart(12, '0');
  random[0] = 0x70 | (random.readUInt8(0) & 0x0f);
  random[2] = 0x80 | (random.readUInt8(2) & 0x3f);
  const tail = random.toString('hex', 0, 10);
  const id = `${time.slice(0, 8)}-${time.slice(8)}-${tail.slice(0, 4)}-${tail.slice(4, 8)}-${tail.slice(8)}`;
  return { id, salt: random.subarray(10) };
}
