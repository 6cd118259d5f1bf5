/** A ledger ready for tests: configured, with a signing key of its own, on a database of its own. */
import { randomBytes } from 'node:crypto';
import { configureLedger, openSigners, runSequencer } from '#security/ledger/index.ts';
import type { EntryInput, SequencerOptions, Signer } from '#security/ledger/index.ts';
import { testDatabase } from './database.ts';
import type { TestDatabase } from './database.ts';
import type { Database } from '#infrastructure/sql/index.ts';

export const testAgency = '690100000000';
export const testOrigin = `minqiao.test/${testAgency}`;

export interface TestLedger {
  readonly test: TestDatabase;
  /** Role minqiao_app. */
  readonly app: Database;
  /** Role minqiao_reader. */
  readonly reader: Database;
  readonly superuser: Database;
  readonly signers: readonly Signer[];
  /** Verification keys, one line each. */
  readonly keys: readonly string[];
  /** Starts a sequencer that is quick for tests; returns what stops it. */
  sequence(more?: Partial<SequencerOptions>): () => Promise<void>;
  /** Stops all sequencers that `sequence` started. */
  stop(): Promise<void>;
  drop(): Promise<void>;
}

/** Quick intervals: every round signs, every change is indexed at once. */
export const quick = {
  indexMs: 0,
  heartbeatMs: 3_600_000,
  idleMs: 10,
  standbyMs: 20,
  checkpointMs: 0,
  failureMs: 20,
};

export async function testLedger(): Promise<TestLedger> {
  const test = await testDatabase();
  const app = test.open('app');
  const signers = openSigners(test.secrets, testOrigin);
  configureLedger({ agency: testAgency, subjectKey: randomBytes(32), database: app });
  const running = new Set<() => Promise<void>>();
  return {
    test,
    app,
    reader: test.open('reader'),
    superuser: test.open('superuser'),
    signers,
    keys: signers.map(({ key }) => key),
    sequence(more = {}) {
      const abort = new AbortController();
      const done = runSequencer({
        url: test.urls.ledger, origin: testOrigin, signers, signal: abort.signal, intervals: quick, ...more,
      }); // prettier-ignore
      const stop = async (): Promise<void> => {
        abort.abort();
        running.delete(stop);
        await done;
      };
      running.add(stop);
      return stop;
    },
    stop: async () => {
      await Promise.all([...running].map((stop) => stop()));
    },
    async drop() {
      await Promise.all([...running].map((stop) => stop()));
      await test.drop();
    },
  };
}

/** An officer's read of one person, with whatever differs. */
export function readEntry(subjects: readonly Buffer[] = [], more: Partial<EntryInput> = {}): EntryInput {
  return {
    act: 'read',
    outcome: 'permitted',
    actor: { kind: 'officer', id: '0190a3c8-7b1e-7c3a-9d7e-0123456789ab', organisation: '690101020000', branch: 'registration', role: 'registrar' },
    session: 's-1',
    purpose: { kind: 'verification', reference: 'VD-20261103-0007' },
    resource: 'person',
    record: '0190a3c8-7b1e-7c3a-9d7e-ba9876543210',
    fields: ['name', 'birthDate'],
    count: 1,
    subjects,
    policy: 'demo-1',
    requestId: 'r-1',
    address: '10.0.0.7',
    detail: { form: 'desk', page: 1 },
    ...more,
  }; // prettier-ignore
}
