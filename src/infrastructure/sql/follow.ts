import type { Database } from './database.ts';

/** Something kept in step with the database. */
export interface Following {
  /** Looks now; resolves when what was there at the call has been taken over. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

export interface FollowOptions {
  /** Channel on which a change is announced. */
  readonly channel: string;
  /** How often to look all the same: a notification can be lost with its connection. */
  readonly recheckMs: number;
  /** Reads what is there now and takes it over; never called twice at once. */
  readonly look: () => Promise<void>;
  /** A first look that fails leaves nothing in force, and the next ones try again; without it, it is an error. */
  readonly tolerant?: boolean;
}

/**
 * Looks once, then whenever the channel says so and every `recheckMs`. A look that fails leaves what was known in force;
 * the next one tries again.
 * @throws whatever the first look throws, unless `tolerant`
 */
export async function follow(database: Database, options: FollowOptions): Promise<Following> {
  const refresh = oneAtATime(options.look);
  await (options.tolerant ? refresh().catch(() => undefined) : refresh());
  const quietly = (): void => void refresh().catch(() => undefined); // the database is away; the next look tries again
  const stopListening = await database.listen(options.channel, quietly);
  const timer = setInterval(quietly, options.recheckMs);
  timer.unref();
  return {
    refresh,
    async close() {
      clearInterval(timer);
      await stopListening();
    },
  };
}

/** Calls that come while one runs share the next one: it begins after all of them, so it sees what they were told of. */
function oneAtATime(look: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const start = (): Promise<void> => {
    running = look().finally(() => {
      running = undefined;
    });
    return running;
  };
  return () => {
    if (!running) return start();
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        return start();
      });
    return next;
  };
}
