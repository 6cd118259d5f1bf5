import type { Database } from '#infrastructure/sql/index.ts';
import type { Budgets, Grants, PoliciesInForce, Purposes } from '#security/access/index.ts';
import type { RecordTable } from './record-table.ts';
import type { Sealer } from './seal.ts';

/** Everything the door stands on; made once by the composition root. */
export interface DoorParts {
  /** Pool of the role minqiao_door: the only one that reads records. */
  readonly door: Database;
  readonly purposes: Purposes;
  readonly policies: PoliciesInForce;
  /** What owner branches granted beyond the policies. */
  readonly grants: Grants;
  readonly budgets: Budgets;
  /** How many persons the node holds, nearly: what a share of the population is a share of. */
  readonly population: () => Promise<number>;
  /** What is declared now (`catalogue.derive(recordTables)`): asked each time, never kept. */
  readonly tables: ReadonlyMap<string, RecordTable>;
  readonly sealer: Sealer;
  /** Keyed hash of a person's number, as the ledger indexes it. */
  readonly subjectTag: (citizenNumber: string) => Buffer;
  readonly agency: string;
  /** Through which field of which resource people are kin (packs/core/kinship.yaml); null = nobody is flagged. */
  readonly kinship: { readonly resource: string; readonly through: string } | null;
  /** Pool of the role minqiao_app: approvals by a second person live there. */
  readonly app: Database;
}
