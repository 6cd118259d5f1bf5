import type { Context } from '#security/context/index.ts';
import type { RecordTable } from '../record-table.ts';
import type { Purpose } from '../request.ts';

/** One writing request whose values were found valid before it joined a group. */
export interface Writing {
  readonly context: Context;
  readonly act: 'create' | 'change' | 'correct' | 'erase';
  readonly table: RecordTable;
  /** The record; made by the door for a creation. */
  readonly id: string;
  /** The version that a change is based on; 0 for a creation. */
  readonly version: number;
  /** Declared fields with valid plain values; null empties a field. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Why: for a correction and an erasure. */
  readonly reason: string | null;
  /** The legal basis of an erasure. */
  readonly basis: string | null;
  readonly purpose: Purpose | null;
  readonly idempotency: { readonly name: string; readonly digest: Buffer } | null;
}

export interface Written {
  readonly id: string;
  readonly version: number;
  readonly receipt: string;
}
