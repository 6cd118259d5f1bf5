/** A row of ledger.entry as the verifier sees it: its order, and its leaf recomputed from every column. */
import type { CopyRow } from './copy-reader.ts';
import { entryLeaf } from './hashes.ts';

export interface EntryRecord {
  /** xid and append_id, 16 bytes. */
  readonly key: string;
  readonly id: string;
  readonly atMs: number;
  /** The leaf that the columns give. */
  readonly computed: string;
  /** The leaf column. */
  readonly stored: string;
  readonly tags: string;
  readonly sealedUntilMs: number | null;
  /** A column with a value that no appender writes; the leaf may not show it. */
  readonly odd?: string;
}

const column = {
  key: 0, id: 1, at: 2, agency: 3, organisation: 4, branch: 5, role: 6, actorKind: 7, act: 8, outcome: 9, reason: 10,
  resource: 11, fields: 12, purposeKind: 13, count: 14, subjects: 15, actor: 16, session: 17, purposeReference: 18,
  record: 19, policy: 20, requestId: 21, address: 22, detail: 23, bytes: 24, durationMs: 25, sealedUntil: 26,
  sealApprover: 27, salt: 28, leaf: 29,
} as const; // prettier-ignore

/** Largest instant a Date can hold. */
const MAX_INSTANT_MS = 8.64e15;

/** The record of a row. */
export function entryRecord(row: CopyRow): EntryRecord {
  const atMs = row.milliseconds(column.at);
  const sealedUntilMs = row.isNull(column.sealedUntil) ? null : row.milliseconds(column.sealedUntil);
  const fields = row.textArray(column.fields);
  const salt = row.latin1(column.salt);
  const tags = row.latin1(column.subjects);
  const odd = oddColumn(atMs, sealedUntilMs, fields, salt, tags);
  const rest = {
    key: row.latin1(column.key),
    id: row.text(column.id),
    atMs,
    stored: row.latin1(column.leaf),
    tags,
    sealedUntilMs,
  };
  if (odd !== undefined || !fields) return { ...rest, computed: '', odd: odd ?? 'fields' };
  return {
    ...rest,
    computed: entryLeaf(openOf(row, atMs, fields), closedOf(row, sealedUntilMs), salt, tags),
  };
}

/** Values that could otherwise be altered without the leaf showing it, or that can't be encoded at all. */
function oddColumn(
  atMs: number,
  sealedUntilMs: number | null,
  fields: string[] | undefined,
  salt: string,
  tags: string,
): string | undefined {
  const isInstant = (ms: number): boolean => Number.isInteger(ms) && Math.abs(ms) <= MAX_INSTANT_MS;
  if (!isInstant(atMs)) return 'at';
  if (sealedUntilMs !== null && !isInstant(sealedUntilMs)) return 'sealed_until';
  if (fields === undefined) return 'fields';
  if (salt.length !== 16) return 'salt';
  return tags.length % 32 === 0 ? undefined : 'subjects';
}

function openOf(row: CopyRow, atMs: number, fields: string[]): Parameters<typeof entryLeaf>[0] {
  return {
    act: row.text(column.act),
    actorKind: row.text(column.actorKind),
    agency: row.text(column.agency),
    at: new Date(atMs).toISOString(),
    branch: row.text(column.branch),
    count: row.numberOrNull(column.count),
    fields,
    id: row.text(column.id),
    organisation: row.text(column.organisation),
    outcome: row.text(column.outcome),
    purposeKind: row.textOrNull(column.purposeKind),
    reason: row.textOrNull(column.reason),
    resource: row.textOrNull(column.resource),
    role: row.text(column.role),
  };
}

function closedOf(row: CopyRow, sealedUntilMs: number | null): Parameters<typeof entryLeaf>[1] {
  return {
    actor: row.text(column.actor),
    address: row.textOrNull(column.address),
    bytes: row.numberOrNull(column.bytes),
    detail: row.textOrNull(column.detail),
    durationMs: row.numberOrNull(column.durationMs),
    policy: row.textOrNull(column.policy),
    purposeReference: row.textOrNull(column.purposeReference),
    record: row.textOrNull(column.record),
    requestId: row.text(column.requestId),
    sealApprover: row.textOrNull(column.sealApprover),
    sealedUntil: sealedUntilMs === null ? null : new Date(sealedUntilMs).toISOString(),
    session: row.textOrNull(column.session),
  };
}
