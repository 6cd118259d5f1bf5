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

/** What the thread says: how far it is, then the result. */
export type VerifyMessage = { readonly leaves: number } | { readonly result: LedgerResult };

if (parentPort) {
  const port = parentPort;
  const say = (message: VerifyMessage): void => port.postMessage(message);
  const task = workerData as VerifyTask;
  say({ result: await verifyLedger({ ...task, progress: (leaves) => say({ leaves }) }) });
}
