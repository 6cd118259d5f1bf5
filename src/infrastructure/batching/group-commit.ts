import { fault } from './errors.ts';

export interface GroupCommitOptions<In, Out> {
  /** Most requests in one group. */
  readonly maxGroup: number;
  /** Groups under way at once; the others wait and grow meanwhile, which is what makes groups large under load. */
  readonly maxInFlight: number;
  /** Most requests waiting; one more is refused at once rather than kept waiting in the dark. */
  readonly maxWaiting: number;
  /** Carries out one group; answers in the same order, an `Error` in the place of one that failed alone. */
  run(group: readonly In[]): Promise<readonly (Out | Error)[]>;
}

export interface GroupCommit<In, Out> {
  /** Waits for a place in a group, then for its answer. */
  submit(request: In): Promise<Out>;
  readonly waiting: number;
}

interface Waiter<In, Out> {
  readonly request: In;
  readonly resolve: (out: Out) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Lets requests that arrive while a transaction is committing share the next one: one commit, one round trip,
 * many requests (performance.md, lesson 1). A request that arrives alone starts at once and waits for nobody.
 */
export function groupCommit<In, Out>(options: GroupCommitOptions<In, Out>): GroupCommit<In, Out> {
  const queue: Waiter<In, Out>[] = [];
  let inFlight = 0;
  let scheduled = false;

  function schedule(): void {
    if (scheduled || inFlight >= options.maxInFlight || queue.length === 0) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      while (inFlight < options.maxInFlight && queue.length > 0)
        void start(queue.splice(0, options.maxGroup));
    });
  }

  async function start(group: Waiter<In, Out>[]): Promise<void> {
    inFlight++;
    try {
      settle(group, await options.run(group.map((waiter) => waiter.request)));
    } catch (error) {
      for (const waiter of group) waiter.reject(error);
    } finally {
      inFlight--;
      schedule();
    }
  }

  return {
    submit(request) {
      if (queue.length >= options.maxWaiting) return Promise.reject(fault('overloaded'));
      return new Promise((resolve, reject) => {
        queue.push({ request, resolve, reject });
        schedule();
      });
    },
    get waiting() {
      return queue.length;
    },
  };
}

function settle<In, Out>(group: readonly Waiter<In, Out>[], answers: readonly (Out | Error)[]): void {
  if (answers.length !== group.length) {
    const error = new Error(`a group of ${group.length} got ${answers.length} answers`);
    for (const waiter of group) waiter.reject(error);
    return;
  }
  group.forEach((waiter, index) => {
    const answer = answers[index] as Out | Error;
    if (answer instanceof Error) waiter.reject(answer);
    else waiter.resolve(answer);
  });
}
