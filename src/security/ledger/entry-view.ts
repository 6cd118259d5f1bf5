/** A stored row back into the two parts of an entry. */
import type { ClosedPart, OpenPart } from '#standards/ledger/index.ts';
import { subjectCommitment, subjectNonce } from './hashes.ts';
import { HASH_BYTES } from './merkle.ts';
import type { StoredEntry } from './sql-read.ts';

/** An entry as auditors read it. */
export interface LedgerEntry {
  /** Place in the tree; null until it is sequenced (under a second). */
  readonly seq: number | null;
  readonly id: string;
  readonly open: OpenPart;
  readonly closed: ClosedPart;
  /** Keyed hashes of the persons concerned. */
  readonly tags: readonly Buffer[];
  readonly leaf: Buffer;
}

export function entryOf(row: StoredEntry, seq: number | undefined): LedgerEntry {
  const tags: Buffer[] = [];
  for (let at = 0; at < row.subjects.length; at += HASH_BYTES)
    tags.push(row.subjects.subarray(at, at + HASH_BYTES));
  const subjects = tags.map((tag, index) => subjectCommitment(subjectNonce(row.salt, index), tag));
  return {
    seq: seq ?? null,
    id: row.id,
    open: openOf(row, subjects),
    closed: closedOf(row),
    tags,
    leaf: row.leaf,
  };
}

function openOf(row: StoredEntry, subjects: string[]): OpenPart {
  return {
    act: row.act,
    actorKind: row.actor_kind,
    agency: row.agency,
    at: row.at.toISOString(),
    branch: row.branch,
    count: numberOf(row.count),
    fields: row.fields,
    id: row.id,
    organisation: row.organisation,
    outcome: row.outcome,
    purposeKind: row.purpose_kind,
    reason: row.reason,
    resource: row.resource,
    role: row.role,
    subjects,
  };
}

function closedOf(row: StoredEntry): ClosedPart {
  return {
    actor: row.actor,
    address: row.address,
    bytes: numberOf(row.bytes),
    detail: row.detail,
    durationMs: numberOf(row.duration_ms),
    policy: row.policy,
    purposeReference: row.purpose_reference,
    record: row.record,
    requestId: row.request_id,
    salt: row.salt.toString('base64url'),
    sealApprover: row.seal_approver,
    sealedUntil: row.sealed_until?.toISOString() ?? null,
    session: row.session,
  };
}

const numberOf = (value: string | null): number | null => (value === null ? null : Number(value));
