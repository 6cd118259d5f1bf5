import type { Database, Tx } from '#infrastructure/sql/index.ts';

/** Puts the rows of an import into the registry, all in the caller's transaction. */

/** 300,000 rows take longer than a page may. */
export async function allowLongStatements(tx: Tx): Promise<void> {
  await tx.query(`set local statement_timeout = 0`);
  await tx.query(`set local work_mem = '128MB'`);
}

export interface AppliedBy {
  readonly id: string;
  readonly effectiveOn: string;
  readonly basis: string;
  readonly by: string;
  readonly at: Date;
}

const rows = `from organisations.staged s where s.import = $1 and not s.refused`;

/** New ones, in the order of their codes, so that neighbours lie together. */
export async function insertEstablished(tx: Tx, { id, effectiveOn }: AppliedBy): Promise<void> {
  await tx.query(
    `insert into organisations.organisation
       (code, parent, name_zh, name_en, short_name, kind, level, branch, since, established_on, abolished_on)
     select s.code, s.parent, s.name_zh, s.name_en, s.short_name, s.kind, s.level, s.branch,
            coalesce(s.valid_from, s.valid_to, $2), coalesce(s.valid_from, s.valid_to, $2), s.valid_to
       ${rows} and 'established' = any(s.change) order by s.code`,
    [id, effectiveOn],
  );
}

const altered = `s.change && array['renamed', 'moved', 'amended']`;

export async function insertPastOfAltered(tx: Tx, { id, effectiveOn }: AppliedBy): Promise<void> {
  await tx.query(
    `insert into organisations.past (code, parent, name_zh, name_en, short_name, kind, level, branch, since, until, established_on)
     select o.code, o.parent, o.name_zh, o.name_en, o.short_name, o.kind, o.level, o.branch, o.since, $2, o.established_on
       from organisations.organisation o join organisations.staged s on s.code = o.code
      where s.import = $1 and not s.refused and ${altered} and o.since < $2::date`,
    [id, effectiveOn],
  );
}

export async function updateAltered(tx: Tx, { id, effectiveOn }: AppliedBy): Promise<void> {
  await tx.query(
    `update organisations.organisation o
        set parent = s.parent, name_zh = s.name_zh, name_en = s.name_en, short_name = s.short_name, kind = s.kind,
            level = s.level, branch = s.branch, since = case when ${altered} then $2::date else o.since end,
            abolished_on = case when ${altered} then greatest(s.valid_to, $2::date) else s.valid_to end
       from organisations.staged s
      where s.code = o.code and s.import = $1 and not s.refused and cardinality(s.change) > 0
        and not 'established' = any(s.change) and s.valid_to is not null`,
    [id, effectiveOn],
  );
  await tx.query(
    `update organisations.organisation o
        set parent = s.parent, name_zh = s.name_zh, name_en = s.name_en, short_name = s.short_name, kind = s.kind,
            level = s.level, branch = s.branch, since = $2
       from organisations.staged s
      where s.code = o.code and s.import = $1 and not s.refused and ${altered} and s.valid_to is null`,
    [id, effectiveOn],
  );
}

export async function upsertImportedWordings(tx: Tx, { id }: AppliedBy): Promise<void> {
  await tx.query(
    `insert into organisations.wording (code, initials, words)
     select s.code, s.initials, s.words ${rows} and s.change && array['established', 'renamed'] order by s.code
     on conflict (code) do update set initials = excluded.initials, words = excluded.words`,
    [id],
  );
}

export async function insertImportedEvents(tx: Tx, applied: AppliedBy): Promise<number> {
  const { id, effectiveOn, basis, by, at } = applied;
  const [row] = await tx.query<{ count: number }>(
    `with made as (
       insert into organisations.event (code, kind, effective_on, basis, by_account, at, import)
       select s.code, c.kind, case c.kind when 'established' then coalesce(s.valid_from, s.valid_to, $2)
                                          when 'abolished' then s.valid_to else $2 end, $3, $4, $5, $1
         from organisations.staged s cross join lateral unnest(s.change) with ordinality as c (kind, place)
        where s.import = $1 and not s.refused order by s.code, c.place returning 1)
     select count(*)::int as count from made`,
    [id, effectiveOn, basis, by, at],
  );
  return row?.count ?? 0;
}

/** The planner knows the new rows at once, and no words wait to be put into the index. */
export async function settleRegistry(db: Database): Promise<void> {
  await db.query(`select organisations.settle('registry')`);
}
