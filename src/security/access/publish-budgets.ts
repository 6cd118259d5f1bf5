import type { Text } from '#infrastructure/faults/index.ts';
import type { Database, Tx } from '#infrastructure/sql/index.ts';
import type { Context } from '#security/context/index.ts';
import { appendEntries, entryFor } from '#security/ledger/index.ts';
import type { Budget } from './budgets.ts';
import { fault } from './errors.ts';
import { deleteBudget, lockBudgets, selectBudgets, upsertBudget } from './sql.ts';

/**
 * Makes the limits those of the pack: what is new, changed or gone there is so here, each change with its ledger
 * entry in the same transaction. Safe to repeat and at once from several processes.
 * @returns the names that changed
 * @throws Fault access.budget-invalid
 */
export async function publishBudgets(app: Database, context: Context, rows: unknown): Promise<string[]> {
  const declared = parseBudgets(rows);
  return app.transaction(async (tx) => {
    await lockBudgets(tx);
    const present = new Map((await selectBudgets(tx)).map((budget) => [budget.name, budget]));
    const changed = declared.filter((budget) => textOf(budget) !== textOf(present.get(budget.name)));
    const names = new Set(declared.map(({ name }) => name));
    const gone = [...present.values()].filter(({ name }) => !names.has(name));
    for (const budget of changed) await upsertBudget(tx, budget);
    for (const { name } of gone) await deleteBudget(tx, name);
    await record(tx, context, changed, gone);
    return [...changed, ...gone].map(({ name }) => name);
  });
}

async function record(
  tx: Tx,
  context: Context,
  changed: readonly Budget[],
  gone: readonly Budget[],
): Promise<void> {
  const entry = { act: 'policy-publish', outcome: 'permitted', resource: 'budget' } as const;
  await appendEntries(tx, [
    ...changed.map(({ alarmShare, title: _title, ...rest }) =>
      entryFor(context, { ...entry, detail: { ...rest, ...(alarmShare ? { alarmShare } : {}) } }),
    ),
    ...gone.map(({ name }) => entryFor(context, { ...entry, detail: { name, gone: true } })),
  ]);
}

function textOf(budget: Budget | undefined): string {
  return JSON.stringify(
    budget && [
      budget.per,
      budget.unit,
      budget.windowSeconds,
      budget.maximum,
      budget.alarmShare,
      budget.title.zh,
      budget.title.en,
    ],
  );
}

const maxWindowSeconds = 31 * 86_400; // a longer window would keep its counters longer than a month

/**
 * Reads the table of limits from a pack (`budgets.yaml`, already parsed).
 * @throws Fault access.budget-invalid
 */
export function parseBudgets(rows: unknown): Budget[] {
  if (!Array.isArray(rows)) throw fault('budget-invalid', { reason: 'a list is expected' });
  const budgets = rows.map((row: unknown, index) => {
    const it = (typeof row === 'object' && row !== null ? row : {}) as Record<string, unknown>;
    if (!isSound(it)) throw fault('budget-invalid', { reason: `row ${index + 1}` });
    const { name, per, unit, windowSeconds, maximum } = it as unknown as Budget;
    const title = (it['why'] as Text | undefined) ?? { zh: name, en: name };
    const alarmShare = (it['alarmShare'] as number | undefined) ?? null;
    return { name, per, unit, windowSeconds, maximum, alarmShare, title };
  });
  const twice = budgets.find(({ name }, index) => budgets.findIndex((one) => one.name === name) !== index);
  if (twice) throw fault('budget-invalid', { reason: `“${twice.name}” is there twice` });
  return budgets;
}

const keys = ['name', 'per', 'unit', 'windowSeconds', 'maximum', 'alarmShare', 'why'];

function isSound(row: Record<string, unknown>): boolean {
  const { name, per, unit, windowSeconds, maximum, alarmShare, why } = row;
  return (
    typeof name === 'string' &&
    /^[a-z][a-z-]{1,40}$/.test(name) &&
    ['officer', 'purpose', 'agency', 'subject'].includes(per as string) &&
    ['reads', 'records'].includes(unit as string) &&
    isWhole(windowSeconds, 1, maxWindowSeconds) &&
    isWhole(maximum, 0, Number.MAX_SAFE_INTEGER) &&
    (alarmShare === undefined || (isShare(alarmShare) && unit === 'records' && per !== 'subject')) &&
    (why === undefined || isTitle(why)) &&
    Object.keys(row).every((key) => keys.includes(key))
  );
}

function isWhole(value: unknown, least: number, most: number): boolean {
  return Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;
}

function isShare(value: unknown): boolean {
  return typeof value === 'number' && value > 0 && value <= 1;
}

/** Both languages: whoever is refused reads it. */
function isTitle(it: unknown): it is Text {
  const { zh, en } = (it ?? {}) as Partial<Record<'zh' | 'en', unknown>>;
  return [zh, en].every((text) => typeof text === 'string' && text.trim() !== '');
}
