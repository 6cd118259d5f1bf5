import type { Action } from '#security/access/index.ts';
import type { Context } from '#security/context/index.ts';

/** Why: the kind of purpose and its reference, held by the application that registered the kind. */
export interface Purpose {
  readonly kind: string;
  readonly reference: string;
}

/** How the records are found: the only four ways there are. */
export type Find =
  | { readonly how: 'search'; readonly by: Readonly<Record<string, string>> }
  | { readonly how: 'id'; readonly id: string }
  | {
      readonly how: 'list';
      readonly by: Readonly<Record<string, string>>;
      readonly limit: number;
      readonly after: string | null;
    }
  | { readonly how: 'history'; readonly id: string; readonly asKnownOn: Date | null };

/** One reading request at the door. */
export interface Reading {
  readonly context: Context;
  readonly act: Extract<Action, 'read' | 'verify' | 'list' | 'history' | 'export'>;
  readonly resource: string;
  readonly find: Find;
  /** Fields wanted; all that are permitted when absent. */
  readonly fields?: readonly string[];
  readonly purpose: Purpose | null;
  /** For `verify`: what is claimed, compared inside, never returned. */
  readonly claims?: Readonly<Record<string, string>>;
}

export interface Source {
  readonly agency: string;
  readonly branch: string;
  /** When this version became known here: RFC 3339. */
  readonly recordedAt: string;
}

/** A record as it leaves: only permitted fields, masked where the policy says so. */
export interface DisclosedRecord {
  readonly id: string;
  readonly version: number;
  readonly values: Readonly<Record<string, unknown>>;
  readonly masked: readonly string[];
  readonly source: Source;
  /** In a history: until when this version was the known one, and why it was superseded. */
  readonly superseded?: { readonly at: string; readonly act: string; readonly reason: string | null };
}

export interface Answer {
  readonly records: readonly DisclosedRecord[];
  /** Id of the ledger entry that stands for this access. */
  readonly receipt: string;
  /** Declared fields that the policy does not permit for this purpose. */
  readonly withheld: readonly string[];
  /** Position to continue a list from, or null at its end. */
  readonly next: string | null;
}

export interface Verification {
  readonly result: 'match' | 'no-match' | 'not-held';
  readonly receipt: string;
}
