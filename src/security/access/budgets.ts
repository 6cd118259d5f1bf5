import { reread } from '#infrastructure/batching/index.ts';
import type { Database, Tx } from '#infrastructure/sql/index.ts';
import { addBudgetUses, deleteOldBudgetUses, selectBudgets } from './sql.ts';
import type { BudgetRow, BudgetUse } from './sql.ts';
import type { Grant } from './grants.ts';

export type Budget = BudgetRow;

/** What one request would use: one read, and at most so many records. */
export interface Spending {
  readonly officer: string;
  readonly purpose: string;
  readonly agency: string;
  /** Whose data it is: the ledger's tags of the persons, base64url. */
  readonly subjects: readonly string[];
  readonly records: number;
  /** On which it rests, each with a limit of its own. */
  readonly grants: readonly Pick<Grant, 'id' | 'recordsPerDay'>[];
  readonly at: Date;
}

/** A holder has used a share of the population that somebody must look at, in this very group. */
export interface BudgetAlarm {
  readonly budget: string;
  readonly holder: string;
  readonly used: number;
  readonly population: number;
}

/** When what was used counts no more: at the end of the window that is running. */
export function secondsToRenewal({ windowSeconds }: Pick<Budget, 'windowSeconds'>, at: Date): number {
  const second = Math.floor(at.getTime() / 1000);
  return windowSeconds - (second % windowSeconds);
}

/** What a person is told of a limit that they went over. */
export type OverBudget = Pick<Budget, 'name' | 'title' | 'windowSeconds' | 'maximum'>;

export interface Spent {
  /** In the order of the spendings, the budget that a request went over, or null; of several, the last to renew. */
  readonly over: readonly (OverBudget | null)[];
  /** Each holder alarms once in a window. */
  readonly alarms: readonly BudgetAlarm[];
}

export interface Budgets {
  /**
   * Books the spendings of a group in the group's own transaction. A request over its budget is refused, and stays
   * counted.
   * @param population how many persons this node holds
   */
  spend(tx: Tx, spendings: readonly Spending[], population: number): Promise<Spent>;
}

/** Control 18: a changed limit takes effect within 5 seconds. */
export const budgetsReloadMs = 5_000;
/** Below this many records no share is an alarm: in a small population one visit is a share. */
export const leastAlarmRecords = 50;

/**
 * Opens the budgets of a node; limits are in access.budget, re-read every few seconds: a group that meets limits too
 * old to use waits, and none goes by the old ones.
 * @param nowMs the clock
 */
export async function openBudgets(app: Database, nowMs: () => number): Promise<Budgets> {
  const current = reread(() => selectBudgets(app), budgetsReloadMs, nowMs);
  await current();
  return {
    async spend(tx, spendings, population) {
      const budgets = await current();
      const uses = sumUses(budgets, spendings);
      const totals = await addBudgetUses(tx, uses);
      return {
        over: spendings.map((spending) => exceeded(budgets, spending, totals)),
        alarms: alarmsOf(budgets, uses, totals, population),
      };
    },
  };
}

const grantBudget = {
  name: 'grant-day',
  title: { zh: '本授权每天可查看的记录数', en: 'records a day under this grant' },
  unit: 'records',
  windowSeconds: 86_400,
} as const;

/** A limit that a request counts against, and whose it is. */
interface Limit extends OverBudget {
  readonly unit: Budget['unit'];
  readonly holders: readonly string[];
}

function limitsOf(budgets: readonly Budget[], spending: Spending): Limit[] {
  const shared = budgets.map((budget) => {
    const holders = budget.per === 'subject' ? spending.subjects : [spending[budget.per]];
    return { ...budget, holders };
  });
  const granted = spending.grants.map(({ id, recordsPerDay: maximum }) => {
    return { ...grantBudget, maximum, holders: [id] };
  });
  return [...shared, ...granted];
}

function sumUses(budgets: readonly Budget[], spendings: readonly Spending[]): BudgetUse[] {
  const sums = new Map<string, { budget: string; holder: string; slot: number; amount: number }>();
  for (const spending of spendings) {
    for (const budget of limitsOf(budgets, spending)) {
      const amount = budget.unit === 'reads' ? 1 : spending.records;
      if (amount === 0) continue;
      const slot = Math.floor(spending.at.getTime() / 1000 / budget.windowSeconds);
      for (const holder of budget.holders) {
        const key = `${budget.name}|${holder}|${slot}`;
        const sum = sums.get(key);
        if (sum) sum.amount += amount;
        else sums.set(key, { budget: budget.name, holder, slot, amount });
      }
    }
  }
  return [...sums.values()];
}

function exceeded(
  budgets: readonly Budget[],
  spending: Spending,
  totals: ReadonlyMap<string, number>,
): OverBudget | null {
  const over = limitsOf(budgets, spending).filter(({ name, holders, maximum }) =>
    holders.some((holder) => (totals.get(`${name}|${holder}`) ?? 0) > maximum),
  );
  const waitOf = (budget: OverBudget) => secondsToRenewal(budget, spending.at);
  return over.toSorted((a, b) => waitOf(b) - waitOf(a))[0] ?? null;
}

/**
 * Control 52: the alarm is raised before that share of the population was touched. Records stand for persons, of whom
 * there are at most as many, so it is early rather than late.
 */
function alarmsOf(
  budgets: readonly Budget[],
  uses: readonly BudgetUse[],
  totals: ReadonlyMap<string, number>,
  population: number,
): BudgetAlarm[] {
  const shares = new Map(budgets.flatMap(({ name, alarmShare }) => (alarmShare ? [[name, alarmShare]] : [])));
  return uses.flatMap(({ budget, holder, amount }) => {
    const share = shares.get(budget);
    if (share === undefined) return [];
    const most = Math.max(leastAlarmRecords, Math.floor(share * population));
    const used = totals.get(`${budget}|${holder}`) ?? 0;
    return used >= most && used - amount < most ? [{ budget, holder, used, population }] : [];
  });
}

/** Removes windows that ended; called now and then by any process. */
export async function sweepBudgets(app: Database, at: Date): Promise<void> {
  for (const budget of [...(await selectBudgets(app)), grantBudget]) {
    const slot = Math.floor(at.getTime() / 1000 / budget.windowSeconds);
    await deleteOldBudgetUses(app, budget.name, slot - 1);
  }
}
