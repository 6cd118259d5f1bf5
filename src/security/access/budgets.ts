import type { Database, Tx } from '#infrastructure/sql/index.ts';
import { fault } from './errors.ts';
import { addBudgetUses, deleteOldBudgetUses, insertMissingBudgets, selectBudgets } from './sql.ts';
import type { BudgetRow, BudgetUse } from './sql.ts';

export type Budget = BudgetRow;

/** What one request would use: one read, and at most so many records. */
export interface Spending {
  readonly officer: string;
  readonly purpose: string;
  readonly agency: string;
  readonly records: number;
  readonly at: Date;
}

export interface Budgets {
  readonly list: readonly Budget[];
  /**
   * Books the spendings of a group in the group's own transaction. The answer has, in the order of the spendings,
   * the budget that a request went over, or null. A request over its budget is refused, and stays counted.
   */
  spend(tx: Tx, spendings: readonly Spending[]): Promise<readonly (Budget | null)[]>;
}

/** Control 18: a changed limit takes effect within 5 seconds. */
export const budgetsReloadMs = 5_000;

/**
 * Opens the budgets of a node; limits are data in access.budget, re-read every few seconds.
 * @param nowMs the clock
 */
export async function openBudgets(app: Database, nowMs: () => number): Promise<Budgets> {
  let list = await selectBudgets(app);
  let readAt = nowMs();
  let reading: Promise<void> | undefined;
  async function reread(): Promise<void> {
    const startedAt = nowMs();
    try {
      list = await selectBudgets(app);
      readAt = startedAt;
    } finally {
      reading = undefined;
    }
  }
  /** Groups that meet limits too old to use wait for one re-reading together; none goes by the old ones. */
  async function fresh(): Promise<readonly Budget[]> {
    if (nowMs() - readAt >= budgetsReloadMs) await (reading ??= reread());
    return list;
  }
  return {
    get list() {
      return list;
    },
    async spend(tx, spendings) {
      const budgets = await fresh();
      const totals = await addBudgetUses(tx, sumUses(budgets, spendings));
      return spendings.map((spending) => exceeded(budgets, spending, totals));
    },
  };
}

function sumUses(budgets: readonly Budget[], spendings: readonly Spending[]): BudgetUse[] {
  const sums = new Map<string, { budget: string; holder: string; slot: number; amount: number }>();
  for (const spending of spendings) {
    for (const budget of budgets) {
      const amount = budget.unit === 'reads' ? 1 : spending.records;
      if (amount === 0) continue;
      const holder = spending[budget.per];
      const slot = Math.floor(spending.at.getTime() / 1000 / budget.windowSeconds);
      const key = `${budget.name}|${holder}|${slot}`;
      const sum = sums.get(key);
      if (sum) sum.amount += amount;
      else sums.set(key, { budget: budget.name, holder, slot, amount });
    }
  }
  return [...sums.values()];
}

function exceeded(
  budgets: readonly Budget[],
  spending: Spending,
  totals: ReadonlyMap<string, number>,
): Budget | null {
  for (const budget of budgets) {
    const used = totals.get(`${budget.name}|${spending[budget.per]}`) ?? 0;
    if (used > budget.maximum) return budget;
  }
  return null;
}

/** Puts in the limits of a pack that the node does not have yet; a limit that was changed here stays. */
export async function seedBudgets(app: Database, rows: unknown): Promise<void> {
  const budgets = parseBudgets(rows);
  await app.transaction((tx) => insertMissingBudgets(tx, budgets));
}

/** Removes windows that ended; called now and then by any process. */
export async function sweepBudgets(app: Database, at: Date): Promise<void> {
  for (const budget of await selectBudgets(app)) {
    const slot = Math.floor(at.getTime() / 1000 / budget.windowSeconds);
    await deleteOldBudgetUses(app, budget.name, slot - 1);
  }
}

/**
 * Reads the table of limits from a pack (`budgets.yaml`, already parsed).
 * @throws Fault access.budget-invalid
 */
export function parseBudgets(rows: unknown): Budget[] {
  if (!Array.isArray(rows)) throw fault('budget-invalid', { reason: 'a list is expected' });
  return rows.map((row: unknown, index) => {
    const it = (typeof row === 'object' && row !== null ? row : {}) as Record<string, unknown>;
    const sound =
      /^[a-z][a-z-]{1,40}$/.test(String(it['name'])) &&
      ['officer', 'purpose', 'agency'].includes(String(it['per'])) &&
      ['reads', 'records'].includes(String(it['unit'])) &&
      Number.isSafeInteger(it['windowSeconds']) &&
      Number.isSafeInteger(it['maximum']) &&
      Object.keys(it).every((key) =>
        ['name', 'per', 'unit', 'windowSeconds', 'maximum', 'why'].includes(key),
      );
    if (!sound) throw fault('budget-invalid', { reason: `row ${index + 1}` });
    const { name, per, unit, windowSeconds, maximum } = it as unknown as Budget;
    return { name, per, unit, windowSeconds, maximum };
  });
}
