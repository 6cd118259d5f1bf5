import { Worker } from 'node:worker_threads';

export interface RunningThread<Progress, Result> {
  readonly result: Promise<Result>;
  /** What the thread said last of how far it is. */
  progress(): Progress | undefined;
  end(): Promise<unknown>;
}

/** What a thread says: how far it is, then the result. */
type Message<Progress, Result> = { readonly progress: Progress } | { readonly result: Result };

/**
 * Starts a file as a thread, so that the process goes on serving meanwhile. It gets `data` as its workerData, and posts
 * `{ progress }` any number of times, then `{ result }`.
 */
export function startThread<Progress, Result>(
  file: URL,
  data: unknown,
  maxMemoryMb: number,
): RunningThread<Progress, Result> {
  const worker = new Worker(file, {
    workerData: data,
    resourceLimits: { maxOldGenerationSizeMb: maxMemoryMb },
  });
  let last: Progress | undefined;
  const result = new Promise<Result>((resolve, reject) => {
    worker.on('message', (message: Message<Progress, Result>) => {
      if ('result' in message) resolve(message.result);
      else last = message.progress;
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`the thread ended with ${code}`)));
  });
  result.catch(() => undefined); // after a stop nobody waits for it
  return { result, progress: () => last, end: () => worker.terminate() };
}
