import { follow } from '#infrastructure/sql/index.ts';
import type { Context } from '#security/context/index.ts';
import { openFileMemory } from '#standards/declarations/index.ts';
import { publishApproved } from './publish-approved.ts';
import type { Published, Publishing } from './publish-approved.ts';
import { approvalChannel } from './sql.ts';

export interface Publisher {
  /** Publishes what is approved now; resolves when it is done. */
  publish(): Promise<void>;
  /** Ends the watch; what has begun is brought to its end. */
  stop(): Promise<void>;
}

export interface PublisherOptions extends Omit<Publishing, 'memory'> {
  /** The context of the node's own acts, as of now. */
  readonly context: () => Context;
  readonly done?: (published: Published) => void;
  /** A publication that could not even be refused (the database went away): it is tried again. */
  readonly failed: (error: unknown) => void;
}

const recheckMs = 2_000; // approved is published within 5 seconds, even if a notification is lost

/** Publishes approved proposals as they come, one after the other. Any number of processes may run it. */
export async function runPublisher(options: PublisherOptions): Promise<Publisher> {
  const { context, done, failed, ...rest } = options;
  const { owner } = rest;
  const ending = new AbortController();
  const publishing = { ...rest, memory: openFileMemory(), signal: ending.signal };
  let running = Promise.resolve();
  async function publishAll(): Promise<void> {
    try {
      while (!ending.signal.aborted) {
        const published = await publishApproved(publishing, context());
        if (!published) return;
        done?.(published);
      }
    } catch (error) {
      if (!ending.signal.aborted) failed(error);
    }
  }
  const following = await follow(owner, {
    channel: approvalChannel,
    recheckMs,
    look: () => (running = publishAll()),
  });
  return {
    publish: following.refresh,
    async stop() {
      ending.abort();
      await following.close();
      await running;
    },
  };
}
