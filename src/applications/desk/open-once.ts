import { isUniqueViolation } from '#infrastructure/sql/index.ts';
import { fault } from './errors.ts';

interface Earlier<T> {
  find(key: string): Promise<T | undefined>;
  /** Whether what was opened earlier is what is asked for now. */
  same(earlier: T): boolean;
}

/**
 * Opens something once per Idempotency-Key, however often and however nearly at once it is asked for.
 * @throws Fault desk.key-reused when the key was used for something else
 */
export async function openOnce<T>(
  key: string | undefined,
  earlier: Earlier<T>,
  open: () => Promise<T>,
): Promise<T> {
  if (key === undefined) return open();
  const before = await earlier.find(key);
  if (before) return reuse(earlier, before);
  try {
    return await open();
  } catch (error) {
    const meanwhile = isUniqueViolation(error) ? await earlier.find(key) : undefined;
    if (!meanwhile) throw error;
    return reuse(earlier, meanwhile);
  }
}

function reuse<T>(earlier: Earlier<T>, found: T): T {
  if (!earlier.same(found)) throw fault('key-reused');
  return found;
}
