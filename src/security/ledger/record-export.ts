import type { Context } from '#security/context/index.ts';
import { ledger } from './append-entries.ts';
import { entryFor } from './compose-entry.ts';
import { recordRefusal } from './record-refusal.ts';

/** Which list leaves as a file, and what it was asked for. */
export interface Exporting {
  /** What the ledger calls it: `visit`, `grant`, `element`. */
  readonly resource: string;
  /** Format, filters, sort. Of a text that was searched for the entry says only that there was one. */
  readonly asked: object;
}

/**
 * Lets a list leave as a file: the entry, durable before, says which, how many rows, and what was asked; a refusal has one
 * too, unless whoever refused wrote it (`isOurs`).
 * @throws what `write` throws
 */
export async function recordExport<File>(
  context: Context,
  { resource, asked }: Exporting,
  write: () => Promise<{ readonly file: File; readonly count: number }>,
  isOurs?: (code: string) => boolean,
): Promise<File> {
  const entry = { act: 'export', resource, detail: detailOf(asked) } as const;
  const leave = async (): Promise<File> => {
    const { file, count } = await write();
    await ledger.append(entryFor(context, { ...entry, outcome: 'permitted', count }));
    return file;
  };
  return recordRefusal(context, entry, leave, isOurs);
}

function detailOf(asked: object): Record<string, string | number | boolean> {
  const { q, ...named } = asked as Readonly<Record<string, unknown>>;
  const plain = Object.entries(named).filter(([, value]) => typeof value === 'string');
  return { ...(Object.fromEntries(plain) as Record<string, string>), ...(q ? { searched: true } : {}) };
}
