import cluster from 'node:cluster';
import type { Worker } from 'node:cluster';
import { sleep } from '#infrastructure/clock/index.ts';
import { countHere } from '#infrastructure/telemetry/index.ts';
import type { Counts } from '#infrastructure/telemetry/index.ts';

/**
 * What a node counts stands in its processes, each its own share, and whoever asks /metrics meets any of them. So the
 * one that is met asks the supervisor, and the supervisor all.
 */
type Message =
  | { readonly minqiao: 'counts-wanted'; readonly round: number }
  | { readonly minqiao: 'counts'; readonly round: number; readonly counts: readonly Counts[] }
  | { readonly minqiao: 'count'; readonly round: number }
  | { readonly minqiao: 'counted'; readonly round: number; readonly counts: readonly Counts[] };

type Kind = Message['minqiao'];

const workerMs = 1_000; // a worker that dies just now, or is still loading, is left out
const supervisorMs = 2 * workerMs; // of a supervisor that is gone
let rounds = 0;
let pending: Promise<readonly Counts[]> | undefined;

/** In a worker: the counts of all processes of the node; of this one where it has no supervisor. */
export function countsOfNode(): Promise<readonly Counts[]> {
  if (!cluster.isWorker) return countHere().then((counts) => [counts]);
  pending ??= askSupervisor().finally(() => (pending = undefined)); // whoever asks meanwhile gets the same
  return pending;
}

async function askSupervisor(): Promise<readonly Counts[]> {
  const round = ++rounds;
  const answer = await exchange(process, { minqiao: 'counts-wanted', round }, 'counts', supervisorMs);
  return answer ?? [await countHere()];
}

/** In a worker: tells its own share whenever the supervisor asks. */
export function answerCounts(): void {
  process.on('message', (message: unknown) => {
    if (!isMessage(message, 'count')) return;
    void countHere().then((counts) =>
      send(process, { minqiao: 'counted', round: message.round, counts: [counts] }),
    );
  });
}

/** In the supervisor: answers that worker with the counts of those that serve now, and its own. */
export function serveCounts(worker: Worker, serving: () => Iterable<Worker>): void {
  worker.on('message', (message: unknown) => {
    if (!isMessage(message, 'counts-wanted')) return;
    void gather(serving()).then((counts) =>
      send(worker, { minqiao: 'counts', round: message.round, counts }),
    );
  });
}

async function gather(workers: Iterable<Worker>): Promise<readonly Counts[]> {
  const round = ++rounds;
  const asked = [...workers].map((worker) =>
    exchange(worker, { minqiao: 'count', round }, 'counted', workerMs),
  );
  const [own, ...theirs] = await Promise.all([countHere(), ...asked]);
  return [own, ...theirs.flatMap((counts) => counts ?? [])];
}

type Channel = Pick<NodeJS.Process, 'send' | 'on' | 'off'> | Worker;

/** Sends, and waits for the answer of the same round; undefined when none comes. */
async function exchange(
  channel: Channel,
  message: Message,
  kind: Kind,
  longestMs: number,
): Promise<readonly Counts[] | undefined> {
  const waiting = new AbortController();
  let counts: readonly Counts[] | undefined;
  const hear = (answer: unknown): void => {
    if (!isMessage(answer, kind) || answer.round !== message.round || !('counts' in answer)) return;
    counts = answer.counts;
    waiting.abort();
  };
  channel.on('message', hear);
  send(channel, message);
  await sleep(longestMs, waiting.signal);
  channel.off('message', hear);
  return counts;
}

/** A process that is gone needs no message. */
function send(channel: Channel, message: Message): void {
  channel.send?.(message, undefined, undefined, () => undefined);
}

function isMessage<K extends Kind>(message: unknown, kind: K): message is Extract<Message, { minqiao: K }> {
  return (message as { minqiao?: unknown } | null)?.minqiao === kind;
}
