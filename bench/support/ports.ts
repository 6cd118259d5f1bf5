/** Free ports and waiting for a server, for benches that start processes. */
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** How often to ask whether a server is there: a bench of starting needs no finer grain. */
const pollMs = 5;

/** Waits until `url` answers 200. Fails when that takes longer than `timeoutMs`, or at once when `ended()` says why. */
export async function waitFor(
  url: string,
  timeoutMs: number,
  ended: () => string | undefined,
): Promise<void> {
  const until = performance.now() + timeoutMs;
  while (performance.now() < until) {
    const reason = ended();
    if (reason !== undefined) throw new Error(reason);
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok === true) return;
    await wait(pollMs);
  }
  throw new Error(`${url} did not answer within ${timeoutMs} ms.`);
}
