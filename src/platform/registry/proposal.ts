import type { Change } from './change.ts';
import type { Finding } from './finding.ts';
import type { Decisions } from './packs/conflicts.ts';

/** draft → review → approved → published; or returned (to its author, for changes), rejected, withdrawn. */
export const states = [
  'draft',
  'review',
  'returned',
  'approved',
  'published',
  'rejected',
  'withdrawn',
] as const;
export type State = (typeof states)[number];

/** Migration plans by resource, as the API carries them; a stranger wrote them. */
export type Plans = Readonly<Record<string, unknown>>;

/** Changes that belong together, from their first wording to the release that they become. */
export interface Proposal {
  readonly number: number;
  readonly title: string;
  readonly reason: string;
  /** The branch that proposes, and answers for what it declares. */
  readonly branch: string;
  readonly state: State;
  readonly changes: readonly Change[];
  /** Migration plans as they were written, by the resource whose stored rows they are about. */
  readonly plans: Plans;
  /** Digest of the bundle that it takes; null for one that changes local declarations. */
  readonly bundle: string | null;
  /** What is decided about the conflicts of a bundle, by their key. */
  readonly decisions: Decisions;
  /** Why the publisher gave it back. */
  readonly findings: readonly Finding[] | null;
  readonly author: string;
  readonly authorName: string;
  readonly createdAt: Date;
  readonly changedAt: Date;
  readonly approver: string | null;
  readonly approverName: string | null;
  readonly approvedAt: Date | null;
  readonly release: number | null;
  readonly version: number;
}

/** What somebody did with a proposal. */
export interface Step {
  readonly number: number;
  readonly act: string;
  readonly at: Date;
  readonly by: string;
  readonly byName: string;
  readonly text: string | null;
}

const prefix = 'SP-';
const digits = 6;

/** `SP-000123` (standards proposal): how people call a proposal. */
export function numberOf({ number }: Pick<Proposal, 'number'>): string {
  return prefix + String(number).padStart(digits, '0');
}

/** The row that a number in the form of `proposalNumber` (schema.ts) means. */
export function rowNumber(number: string): number {
  return Number(number.slice(prefix.length));
}
