import { Fault } from '#infrastructure/faults/index.ts';
import type { Database } from '#infrastructure/sql/index.ts';
import type { Purposes } from '#security/access/index.ts';
import type { Context } from '#security/context/index.ts';
import type { RoleBook } from '#security/identity/index.ts';
import { entryFor, ledger, recordRefusal as recordRefusalOf, subjectTag } from '#security/ledger/index.ts';
import type { EntryInput } from '#security/ledger/index.ts';
import type { Catalogue } from '#platform/catalogue/index.ts';
import { fault } from './errors.ts';
import type { OversightSettings } from './settings.ts';

/** What the use cases of this module work with. */
export interface Oversight {
  /** Role minqiao_app: questions, verifications, names. */
  readonly app: Database;
  /** Role minqiao_reader: the ledger, and nothing else. */
  readonly reader: Database;
  /** The reader's connection string, for the verifier, which opens a snapshot of its own. */
  readonly readerUrl: string;
  /** Verification keys of this node's ledger, one line each. */
  readonly keys: readonly string[];
  readonly catalogue: Pick<Catalogue, 'resources'>;
  readonly purposes: Pick<Purposes, 'kinds'>;
  readonly roles: Pick<RoleBook, 'roles'>;
  readonly settings: OversightSettings;
}

/** @throws Fault oversight.auditors-only */
export function requireAuditor(context: Context): void {
  if (context.actor.kind !== 'officer' || !context.actor.roles.includes('auditor'))
    throw fault('auditors-only');
}

/** The tag under which the ledger knows the citizen who asks. @throws Fault oversight.citizens-only */
export function requireCitizen(context: Context): Buffer {
  const { kind, citizenNumber } = context.actor;
  if (kind !== 'citizen' || !citizenNumber) throw fault('citizens-only');
  return subjectTag(citizenNumber);
}

/** What a reading of the ledger says of itself in the ledger. Details name filters, never an identity number. */
export interface Reading {
  readonly act?: EntryInput['act'];
  readonly view: string;
  readonly purpose?: EntryInput['purpose'];
  readonly record?: string;
  readonly subjects?: readonly Buffer[];
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
}

interface Read<T> {
  readonly answer: T;
  readonly count: number;
}

/**
 * Reads, records the reading, and only then answers: the entry is durable before anything leaves (control 27).
 * A refusal is recorded in the same way.
 */
export async function recordReading<T>(
  context: Context,
  reading: Reading,
  read: () => Promise<Read<T>>,
): Promise<T> {
  const { act = 'ledger-read', view, purpose = null, record = null, subjects = [], detail = {} } = reading;
  const entry = { act, purpose, record, subjects, resource: 'ledger', detail: { ...detail, view } };
  let done: Read<T>;
  try {
    done = await read();
  } catch (error) {
    const refused = error instanceof Fault && error.status < 500;
    const outcome = refused ? 'refused' : 'failed';
    const reason = error instanceof Fault ? error.code : 'http.internal';
    await ledger.append(entryFor(context, { ...entry, outcome, reason, count: 0 }));
    throw error;
  }
  await ledger.append(entryFor(context, { ...entry, outcome: 'permitted', count: done.count }));
  return done.answer;
}

/** Records a refusal of this application; what other modules refuse they recorded themselves. */
export function recordRefusal<T>(
  context: Context,
  act: Pick<EntryInput, 'act' | 'record' | 'detail'>,
  work: () => Promise<T>,
): Promise<T> {
  return recordRefusalOf(context, { ...act, resource: 'question' }, work, (code) =>
    code.startsWith('oversight.'),
  );
}
