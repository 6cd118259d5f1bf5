import type { Text } from '#infrastructure/faults/index.ts';
import { arrayLiteral } from '#infrastructure/sql/index.ts';
import type { Tx } from '#infrastructure/sql/index.ts';
import type { PolicySource } from './policy-source.ts';

export interface PolicySetRow {
  readonly version: number;
  readonly digest: string;
  readonly sources: readonly PolicySource[];
  readonly signature: string;
  readonly published_at: Date;
  readonly published_by: string;
}

export async function selectLatestPolicySet(tx: Pick<Tx, 'query'>): Promise<PolicySetRow | undefined> {
  const rows = await tx.query<PolicySetRow>(
    `select version, digest, sources, signature, published_at, published_by
       from access.policy_set order by version desc limit 1`,
  );
  return rows[0];
}

export async function selectLatestPolicyVersion(tx: Pick<Tx, 'query'>): Promise<number> {
  const rows = await tx.query<{ version: number }>(
    `select coalesce(max(version), 0) as version from access.policy_set`,
  );
  return rows[0]?.version ?? 0;
}

/** Published policy sets, newest first, at most `limit`; with their texts. */
export async function listPolicySets(tx: Pick<Tx, 'query'>, limit: number): Promise<PolicySetRow[]> {
  return tx.query<PolicySetRow>(
    `select version, digest, sources, signature, published_at, published_by
       from access.policy_set order by version desc limit $1`,
    [limit],
  );
}

export async function insertPolicySet(tx: Tx, row: PolicySetRow): Promise<void> {
  await tx.query(
    `insert into access.policy_set (version, digest, sources, signature, published_at, published_by)
     values ($1, $2, $3, $4, $5, $6)`,
    [row.version, row.digest, JSON.stringify(row.sources), row.signature, row.published_at, row.published_by],
  );
}

export async function notifyPolicyChange(tx: Tx): Promise<void> {
  await tx.query(`select pg_notify('minqiao_policies', '')`);
}

export interface BudgetRow {
  readonly name: string;
  readonly per: 'officer' | 'purpose' | 'agency' | 'subject';
  readonly unit: 'reads' | 'records';
  readonly windowSeconds: number;
  readonly maximum: number;
  /** Share of the population from which on a holder's use is an alarm; null = none. */
  readonly alarmShare: number | null;
  /** What it limits, in words; the name where there are none. */
  readonly title: Text;
}

export async function selectBudgets(tx: Pick<Tx, 'query'>): Promise<BudgetRow[]> {
  return tx.query<BudgetRow>(
    `select name, per, unit, window_seconds as "windowSeconds", maximum::float8 as maximum, alarm_share as "alarmShare",
            json_build_object('zh', coalesce(title_zh, name), 'en', coalesce(title_en, name)) as title
       from access.budget order by name`,
  );
}

/** Processes that start at once change the limits one after another. */
export async function lockBudgets(tx: Tx): Promise<void> {
  await tx.query(`lock table access.budget in share row exclusive mode`);
}

export async function upsertBudget(tx: Tx, row: BudgetRow): Promise<void> {
  await tx.query(
    `insert into access.budget (name, per, unit, window_seconds, maximum, alarm_share, title_zh, title_en)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (name) do update set per = excluded.per, unit = excluded.unit,
       window_seconds = excluded.window_seconds, maximum = excluded.maximum, alarm_share = excluded.alarm_share,
       title_zh = excluded.title_zh, title_en = excluded.title_en`,
    [row.name, row.per, row.unit, row.windowSeconds, row.maximum, row.alarmShare, row.title.zh, row.title.en],
  );
}

export async function deleteBudget(tx: Tx, name: string): Promise<void> {
  await tx.query(`delete from access.budget where name = $1`, [name]);
}

export interface BudgetUse {
  readonly budget: string;
  readonly holder: string;
  readonly slot: number;
  readonly amount: number;
}

/** From which total on a budget's holder is worth telling of. */
export interface BudgetLevel {
  readonly budget: string;
  readonly least: number;
}

/** A holder's total, this group's share included. */
export interface BudgetTotal {
  readonly budget: string;
  readonly holder: string;
  readonly slot: number;
  readonly used: number;
}

/**
 * Adds to the running windows, all in one statement; rows are taken in key order, so that two groups that use the
 * same holders wait for one another and never in a ring. Returns the totals that have come to their budget's level:
 * nearly always none, so a group of 256 pays for no 600 rows of answer.
 */
export async function addBudgetUses(
  tx: Tx,
  uses: readonly BudgetUse[],
  levels: readonly BudgetLevel[],
): Promise<BudgetTotal[]> {
  return tx.query<BudgetTotal>(
    `with booked as (
       insert into access.budget_use as u (holder, budget, slot, used)
       select t.holder, t.budget, t.slot, t.amount
         from unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[]) as t (holder, budget, slot, amount)
        order by t.holder, t.budget, t.slot
       on conflict (holder, budget, slot) do update set used = u.used + excluded.used
       returning u.budget, u.holder, u.slot, u.used
     )
     select booked.budget, booked.holder, booked.slot::float8 as slot, booked.used::float8 as used
       from booked join unnest($5::text[], $6::float8[]) as level (budget, least) using (budget)
      where booked.used >= level.least`,
    [
      arrayLiteral(uses.map((use) => use.holder)),
      arrayLiteral(uses.map((use) => use.budget)),
      arrayLiteral(uses.map((use) => use.slot)),
      arrayLiteral(uses.map((use) => use.amount)),
      arrayLiteral(levels.map((level) => level.budget)),
      arrayLiteral(levels.map((level) => level.least)),
    ],
    'add-budget-uses',
  );
}

export async function deleteOldBudgetUses(
  tx: Pick<Tx, 'query'>,
  budget: string,
  beforeSlot: number,
): Promise<void> {
  await tx.query(`delete from access.budget_use where budget = $1 and slot < $2`, [budget, beforeSlot]);
}
