import { reread } from '#infrastructure/batching/index.ts';
import type { Database, Tx } from '#infrastructure/sql/index.ts';
import { addBudgetUses, deleteOldBudgetUses, selectBudgets } from './sql.ts';
import type { BudgetRow } from './sql.ts';
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
      const tally = new Tally();
      const bookings = spendings.map((spending) => bookingsOf(budgets, spending, tally));
      const alarmAt = alarmLevels(budgets, population);
      const worthTelling = budgets.map(({ name, maximum }) => ({
        budget: name,
        least: Math.min(maximum + 1, alarmAt.get(name) ?? Infinity),
      }));
      // A grant's limit is its own: each total is told.
      const told = await addBudgetUses(tx, tally.uses, [
        ...worthTelling,
        { budget: grantBudget.name, least: 0 },
      ]);
      for (const { budget, holder, slot, used } of told) tally.set(budget, holder, slot, used);
      return {
        over: spendings.map((spending, n) => exceeded(bookings[n] as Booking[], spending)),
        alarms: alarmsOf(tally.uses, alarmAt, population),
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

/** What a group adds to one holder in one window; `total` is known once it is worth telling. */
interface Use {
  readonly budget: string;
  readonly holder: string;
  readonly slot: number;
  amount: number;
  total: number;
}

/** One limit that a request counts against, and where it was booked. */
interface Booking {
  readonly limit: OverBudget;
  readonly use: Use;
}

/** The uses of a group, each holder of a budget once in a window. */
class Tally {
  readonly uses: Use[] = [];
  readonly #windows = new Map<string, { readonly slot: number; readonly byHolder: Map<string, Use> }[]>();

  add(budget: string, holder: string, slot: number, amount: number): Use {
    const byHolder = this.#window(budget, slot);
    let use = byHolder.get(holder);
    if (use) use.amount += amount;
    else {
      use = { budget, holder, slot, amount, total: 0 };
      byHolder.set(holder, use);
      this.uses.push(use);
    }
    return use;
  }

  set(budget: string, holder: string, slot: number, total: number): void {
    const use = this.#window(budget, slot).get(holder);
    if (use) use.total = total;
  }

  #window(budget: string, slot: number): Map<string, Use> {
    let windows = this.#windows.get(budget);
    if (!windows) this.#windows.set(budget, (windows = []));
    let window = windows.find((one) => one.slot === slot); // one, or two at the turn of the window
    if (!window) windows.push((window = { slot, byHolder: new Map() }));
    return window.byHolder;
  }
}

function bookingsOf(budgets: readonly Budget[], spending: Spending, tally: Tally): Booking[] {
  const bookings: Booking[] = [];
  const second = Math.floor(spending.at.getTime() / 1000);
  const book = (limit: OverBudget & Pick<Budget, 'unit'>, holder: string): void => {
    const amount = limit.unit === 'reads' ? 1 : spending.records;
    if (amount === 0) return;
    const slot = Math.floor(second / limit.windowSeconds);
    bookings.push({ limit, use: tally.add(limit.name, holder, slot, amount) });
  };
  for (const budget of budgets) {
    if (budget.per !== 'subject') book(budget, spending[budget.per]);
    else for (const subject of spending.subjects) book(budget, subject);
  }
  for (const { id, recordsPerDay: maximum } of spending.grants) book({ ...grantBudget, maximum }, id);
  return bookings;
}

function exceeded(bookings: readonly Booking[], spending: Spending): OverBudget | null {
  const over = bookings.filter(({ limit, use }) => use.total > limit.maximum).map(({ limit }) => limit);
  const waitOf = (budget: OverBudget) => secondsToRenewal(budget, spending.at);
  return over.toSorted((a, b) => waitOf(b) - waitOf(a))[0] ?? null;
}

/** From how many records on a holder of a budget raises an alarm. */
function alarmLevels(budgets: readonly Budget[], population: number): ReadonlyMap<string, number> {
  return new Map(
    budgets.flatMap(({ name, alarmShare }) =>
      alarmShare ? [[name, Math.max(leastAlarmRecords, Math.floor(alarmShare * population))]] : [],
    ),
  );
}

/**
 * Control 52: the alarm is raised before that share of the population was touched. Records stand for persons, of whom
 * there are at most as many, so it is early rather than late.
 */
function alarmsOf(
  uses: readonly Use[],
  alarmAt: ReadonlyMap<string, number>,
  population: number,
): BudgetAlarm[] {
  return uses.flatMap(({ budget, holder, amount, total: used }) => {
    const most = alarmAt.get(budget);
    if (most === undefined) return [];
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
