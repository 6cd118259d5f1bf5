import { Fault } from '#infrastructure/faults/index.ts';

/** Why a worker did not come up, in words for whoever runs the node. */
export interface WorkerFailure {
  readonly zh: string;
  readonly en: string;
  /** An expected error: another try meets it again. */
  readonly lasting: boolean;
}

/** What a worker tells its supervisor. */
export type WorkerNews =
  { readonly minqiao: 'serving' } | { readonly minqiao: 'failed'; readonly failure: WorkerFailure };

/** What a supervisor tells a worker that has loaded the program: the database is ready, on this port. */
export interface OrderToServe {
  readonly minqiao: 'serve';
  readonly databasePort: number;
}

/** Waits for the supervisor's order; without a supervisor there is none to wait for, and the worker ends. */
export function orderToServe(): Promise<OrderToServe> {
  return new Promise((resolve) => {
    process.on('message', (message: OrderToServe | null) => {
      if (message?.minqiao === 'serve') resolve(message);
    });
  });
}

/** Whether a message of a worker is one of ours. */
export function isWorkerNews(message: unknown): message is WorkerNews {
  const kind = (message as { minqiao?: unknown } | null)?.minqiao;
  return kind === 'serving' || kind === 'failed';
}

/** Tells the supervisor; resolves when the message is out, at once when there is no supervisor. */
export function tellSupervisor(news: WorkerNews): Promise<void> {
  return new Promise((resolve) => {
    if (process.send && process.connected) process.send(news, () => resolve());
    else resolve();
  });
}

/** The failure in words: of an expected error its text; of any other its name, as the log has the rest. */
export function failureOf(error: unknown): WorkerFailure {
  if (error instanceof Fault) {
    const lasting = error.status !== 503; // a database that is away comes back
    return { zh: error.text('zh'), en: error.text('en'), lasting };
  }
  const text = error instanceof Error ? error.message : String(error);
  return { zh: text, en: text, lasting: false };
}
