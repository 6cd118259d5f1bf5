/** The thread that verifies a whole ledger, so that the process goes on serving meanwhile. */
import { parentPort, workerData } from 'node:worker_threads';
import { verifyLedger } from '#verifier/database/index.ts';
import type { LedgerResult } from '#verifier/index.ts';

/** What the thread is given. */
export interface VerifyTask {
  readonly url: string;
  readonly keys: readonly string[];
  readonly known: readonly string[];
  readonly atMs: number;
}

if (parentPort) {
  const port = parentPort;
  const say = (message: { progress: number } | { result: LedgerResult }): void => port.postMessage(message);
  const task = workerData as VerifyTask;
  say({ result: await verifyLedger({ ...task, progress: (leaves) => say({ progress: leaves }) }) });
}
