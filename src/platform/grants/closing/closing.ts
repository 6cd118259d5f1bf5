/** A resource is closed to grants from a day on: asked for by its owner branch, decided by a second person. */
export interface Closing {
  readonly number: number;
  readonly resource: string;
  readonly owner: string;
  readonly state: ClosingState;
  /** Grants end then at the latest; from the decision on there are no new ones. */
  readonly closesAt: Date;
  readonly reason: string;
  readonly askedBy: string;
  readonly askedByName: string;
  readonly askedAt: Date;
  readonly decidedBy: string | null;
  readonly decidedByName: string | null;
  readonly decidedAt: Date | null;
  readonly remark: string | null;
  /** Its latest ledger entry. */
  readonly entry: string;
}

export const closingStates = ['proposed', 'closed', 'refused', 'withdrawn'] as const;
export type ClosingState = (typeof closingStates)[number];

/** What can be done about the closing of a resource. */
export const closingActs = ['propose', 'close', 'refuse', 'withdraw'] as const;
export type ClosingAct = (typeof closingActs)[number];
