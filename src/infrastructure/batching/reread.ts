/**
 * A value that is read again when it is too old to use: whoever meets that waits for one reading together, and nobody
 * goes by the old value. A reading that fails fails those who waited; the next one tries again.
 * @param nowMs the clock
 */
export function reread<T>(read: () => Promise<T>, maxAgeMs: number, nowMs: () => number): () => Promise<T> {
  let held: { readonly value: T; readonly atMs: number } | undefined;
  let reading: Promise<T> | undefined;
  async function again(): Promise<T> {
    const atMs = nowMs();
    try {
      const value = await read();
      held = { value, atMs };
      return value;
    } finally {
      reading = undefined;
    }
  }
  return async () => {
    if (held && nowMs() - held.atMs < maxAgeMs) return held.value;
    return (reading ??= again());
  };
}
