/** A named query with parameters that the owner branch publishes to a role. Never changed, but for its state. */
export interface Service {
  readonly name: string;
  readonly version: number;
  readonly title: { readonly zh: string; readonly en: string };
  readonly resource: string;
  readonly owner: string;
  /** The fields of one declared search key: its parameters. */
  readonly search: readonly string[];
  readonly fields: readonly string[];
  readonly purposeKinds: readonly string[];
  readonly role: string;
  /** `ended`: also a version that a newer one replaced. */
  readonly state: ServiceState;
  readonly changedAt: Date;
  readonly by: string;
  readonly byName: string;
  /** Why it was suspended or ended. */
  readonly reason: string | null;
}

export const serviceStates = ['published', 'suspended', 'ended'] as const;
export type ServiceState = (typeof serviceStates)[number];

/** What the owner branch does with a published version. */
export const serviceMoves = ['suspend', 'resume', 'end'] as const;
export type ServiceMove = (typeof serviceMoves)[number];
