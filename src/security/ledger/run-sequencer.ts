/** The sequencer's loop: any process may run it, one leads, the others stand by. */
import { monotonicMs, nowMs, sleep } from '#infrastructure/clock/index.ts';
import { openDatabase } from '#infrastructure/sql/index.ts';
import type { Database } from '#infrastructure/sql/index.ts';
import { formatCheckpoint, formatNote } from '#standards/ledger/index.ts';
import { MAX_ROUND_ENTRIES, sequenceRound } from './sequence-entries.ts';
import type { Intervals, Round, SequencerState } from './sequence-entries.ts';
import type { Signer } from './signers.ts';
import { insertCheckpoint, lockBatch, tryLead } from './sql.ts';

export interface SequencerReport {
  readonly kind: 'round' | 'checkpoint' | 'failure';
  /** Entries placed in this round. */
  readonly entries?: number;
  readonly size?: number;
  readonly error?: unknown;
}

export interface SequencerOptions {
  /** Connection string of role minqiao_ledger. */
  readonly url: string;
  /** First line of each checkpoint, e.g. minqiao.demo/690100000000; also the name of the signing keys. */
  readonly origin: string;
  readonly signers: readonly Signer[];
  readonly signal: AbortSignal;
  /** For metrics and alarms: `failure` means that nothing is being signed. */
  report?(event: SequencerReport): void;
  readonly intervals?: Partial<Intervals & LoopIntervals>;
}

export interface LoopIntervals {
  /** How long the leader sleeps when there was nothing to do. */
  readonly idleMs: number;
  /** How long others sleep before they try to lead. */
  readonly standbyMs: number;
  /** A checkpoint at the earliest this long after the last one. */
  readonly checkpointMs: number;
  /** How long to wait after a failure. */
  readonly failureMs: number;
}

/** Control 29 asks for a signed checkpoint every 60 s: the heartbeat leaves time for a slow round. */
const defaults: Intervals & LoopIntervals = {
  indexMs: 5_000,
  heartbeatMs: 50_000,
  idleMs: 200,
  standbyMs: 1_000,
  checkpointMs: 1_000,
  failureMs: 1_000,
};

/** A round of the sequencer and its checkpoint may wait for a predecessor's commit, not longer. */
const STATEMENT_TIMEOUT_MS = 30_000;

/** Sequences and signs until the signal aborts; resolves when the round under way has ended. Never rejects. */
export async function runSequencer(options: SequencerOptions): Promise<void> {
  const intervals = { ...defaults, ...options.intervals };
  const database = openDatabase({
    url: options.url,
    maxConnections: 1, // leadership is a lock of this one session
    applicationName: 'minqiao-sequencer',
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
  });
  const sequencer = new Sequencer(database, options, intervals);
  while (!options.signal.aborted) {
    const waitMs = await sequencer.step();
    if (waitMs > 0) await sleep(waitMs, options.signal);
  }
  await database.close();
}

class Sequencer {
  private readonly database: Database;
  private readonly options: SequencerOptions;
  private readonly intervals: Intervals & LoopIntervals;
  private state: SequencerState | undefined;
  private signedAtMs = -Infinity;

  constructor(database: Database, options: SequencerOptions, intervals: Intervals & LoopIntervals) {
    this.database = database;
    this.options = options;
    this.intervals = intervals;
  }

  /** One step; answers how long to wait before the next. */
  async step(): Promise<number> {
    try {
      if (!(await tryLead(this.database))) {
        this.state = undefined;
        return this.intervals.standbyMs;
      }
      const round = await this.database.transaction((tx) =>
        sequenceRound(tx, this.state, nowMs(), this.intervals),
      );
      this.state = round.state;
      if (round.entries > 0)
        this.options.report?.({ kind: 'round', entries: round.entries, size: round.size });
      await this.sign(round);
      return round.entries >= MAX_ROUND_ENTRIES / 8 ? 0 : this.intervals.idleMs;
    } catch (error) {
      this.state = undefined; // it may be ahead of what was committed
      this.options.report?.({ kind: 'failure', error });
      return this.intervals.failureMs;
    }
  }

  /** Signs the tree as it is durable: a signature over a tree that a crash undoes would be a lie (tlog-checkpoint). */
  private async sign({ state, size, checkpointSize }: Round): Promise<void> {
    if (size <= checkpointSize || monotonicMs() - this.signedAtMs < this.intervals.checkpointMs) return;
    const text = formatCheckpoint({
      origin: this.options.origin,
      size,
      root: state.tree.root(),
      extensions: [],
    });
    const note = formatNote({ text, signatures: this.options.signers.map((signer) => signer.sign(text)) });
    const stored = await this.database.transaction(async (tx) => {
      await lockBatch(tx);
      return insertCheckpoint(tx, size, note);
    });
    if (!stored) return;
    this.signedAtMs = monotonicMs();
    this.options.report?.({ kind: 'checkpoint', size });
  }
}
