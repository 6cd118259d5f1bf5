import type { Database } from '#infrastructure/sql/index.ts';
import type { TablePlan } from '#standards/plans/index.ts';
import { fault } from './errors.ts';
import { resources } from './population/model.ts';
import {
  allowLongWork,
  clearTable,
  deleteLoad,
  dropIndexes,
  indexStatements,
  runStatement,
  tryLockLoad,
} from './sql.ts';

export interface Unloaded {
  /** Records that people made themselves while the demonstration was there; they stay. */
  readonly others: number;
}

/**
 * Removes the demonstration's records, finished or half loaded, in one transaction, and leaves the indexes in place.
 * Accounts are the identity module's; the ledger keeps what it has. The caller writes the ledger entry.
 * @throws Fault demo.load-running
 */
export async function unloadDemo(owner: Database, plans: ReadonlyMap<string, TablePlan>): Promise<Unloaded> {
  return owner.transaction(async (tx) => {
    if (!(await tryLockLoad(tx))) throw fault('load-running');
    await allowLongWork(tx);
    let others = 0;
    for (const resource of resources) {
      const plan = plans.get(resource);
      if (plan === undefined) continue;
      others += await clearTable(tx, plan);
      await dropIndexes(tx, plan);
      for (const statement of indexStatements(plan)) await runStatement(tx, statement);
    }
    await deleteLoad(tx);
    return { others };
  });
}
