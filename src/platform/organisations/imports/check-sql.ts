import type { Tx } from '#infrastructure/sql/index.ts';
import type { CheckCounts } from './import-sql.ts';

/**
 * How the rows of a file fit with each other and with the registry: sets, not rows, so that 300,000 take seconds. Each
 * step refuses rows that are not refused yet and says why; the order matters, because a refused row is no parent.
 */

/** Columns of COPY into organisations.staged, in the order of `stagedLine`. */
export const copyStaged = `copy organisations.staged (import, number, code, parent, name_zh, name_en, short_name, kind, level, branch, valid_from, valid_to, initials, words, change) from stdin`; // prettier-ignore

export async function analyseStaged(tx: Pick<Tx, 'query'>): Promise<void> {
  await tx.query(`select organisations.settle('staged')`);
}

/** Refuses what a select names: rows with their number, field, value and parameters. */
async function refuse(
  tx: Tx,
  id: string,
  reason: string,
  found: string,
  values: unknown[] = [],
): Promise<number> {
  const rows = await tx.query<{ count: number }>(
    `with found as (${found}),
     marked as (update organisations.staged s set refused = true from found f where s.import = $1 and s.number = f.number),
     told as (insert into organisations.refusal (import, number, field, value, reason, params)
              select $1, f.number, f.field, f.value, $2, f.params from found f returning 1)
     select count(*)::int as count from told`,
    [id, reason, ...values],
  );
  return rows[0]?.count ?? 0;
}

const noParams = `'{}'::jsonb`;

export async function refuseTwice(tx: Tx, id: string): Promise<void> {
  await refuse(
    tx,
    id,
    'code-twice',
    `select d.number, 'code' as field, d.code as value, jsonb_build_object('other', d.first) as params
       from (select number, code, min(number) over (partition by code) as first
               from organisations.staged where import = $1) d where d.number > d.first`,
  );
}

/** What the registry holds of the same code forbids it: abolished, established on another day, changed later. */
export async function refuseAgainstRegistry(tx: Tx, id: string, effectiveOn: string): Promise<void> {
  const joined = `from organisations.staged s join organisations.organisation o on o.code = s.code
      where s.import = $1 and not s.refused`;
  const differs = `(s.parent, s.name_zh, s.name_en, s.short_name, s.kind, s.level, s.branch)
      is distinct from (o.parent, o.name_zh, o.name_en, o.short_name, o.kind, o.level, o.branch)`;
  await refuse(
    tx,
    id,
    'code-reused',
    `select s.number, 'code' as field, s.code as value, jsonb_build_object('on', o.abolished_on) as params ${joined}
        and o.abolished_on is not null and (s.valid_to is distinct from o.abolished_on or ${differs})`,
  );
  await refuse(
    tx,
    id,
    'established-differs',
    `select s.number, 'validFrom' as field, s.valid_from::text as value, jsonb_build_object('on', o.established_on) as params
       ${joined} and s.valid_from is not null and s.valid_from <> o.established_on`,
  );
  await refuse(
    tx,
    id,
    'before-last-change',
    `select s.number, 'code' as field, s.code as value, jsonb_build_object('on', o.since) as params ${joined}
        and o.abolished_on is null
        and ((${differs} and o.since > $3::date) or (s.valid_to is not null and s.valid_to < o.since))`,
    [effectiveOn],
  );
}

/** Makes the tree as it would be, and finds who hangs together with a root. */
export async function growTree(tx: Tx, id: string, maxDepth: number): Promise<void> {
  await tx.query(
    `insert into organisations.would_be (import, code, parent, number)
       select $1, s.code, s.parent, s.number from organisations.staged s
        where s.import = $1 and not s.refused and s.valid_to is null
       union all
       select $1, o.code, o.parent, null from organisations.organisation o
        where o.abolished_on is null
          and not exists (select from organisations.staged s where s.import = $1 and s.code = o.code and not s.refused)`,
    [id],
  );
  await tx.query(`select organisations.settle('would-be')`);
  await tx.query(
    `insert into organisations.held (import, code, depth)
       with recursive down as (
         select code, 1 as depth from organisations.would_be where import = $1 and parent is null
         union all
         select w.code, down.depth + 1
           from down join organisations.would_be w on w.import = $1 and w.parent = down.code where down.depth <= $2)
       select $1, code, depth from down`,
    [id, maxDepth],
  );
  await tx.query(`select organisations.settle('held')`);
}

/** The tree is needed no more. */
export async function fellTree(tx: Tx, id: string): Promise<void> {
  await tx.query(`delete from organisations.would_be where import = $1`, [id]);
  await tx.query(`delete from organisations.held where import = $1`, [id]);
}

/** Refuses rows that hang in the air: their parent missing, abolished or refused, a circle, too deep. */
export async function refuseLoose(tx: Tx, id: string, maxDepth: number): Promise<void> {
  const loose = `from organisations.would_be w where w.import = $1 and w.number is not null`;
  const row = `w.number, 'parent' as field, w.parent as value`;
  const tooDeep = `organisations.held h where h.import = $1 and h.depth > $3`;
  await refuse(
    tx,
    id,
    'too-deep',
    `select ${row}, jsonb_build_object('limit', $3::int) as params ${loose}
        and exists (select from ${tooDeep} and h.code = w.code)`,
    [maxDepth],
  );
  const open = `and not exists (select from organisations.refusal r where r.import = $1 and r.number = w.number)`;
  const notHeld = `${loose} and not exists (select from organisations.held h where h.import = $1 and h.code = w.code) ${open}`;
  const absent = `not exists (select from organisations.would_be p where p.import = $1 and p.code = w.parent)`;
  const rowRefused = `exists (select from organisations.staged p where p.import = $1 and p.code = w.parent and p.refused)`;
  const known = `(exists (select from organisations.organisation o where o.code = w.parent)
      or exists (select from organisations.staged p where p.import = $1 and p.code = w.parent))`;
  const found = (where: string): string => `select ${row}, ${noParams} as params ${notHeld} and ${where}`;
  await refuse(tx, id, 'parent-refused', found(`${absent} and ${rowRefused}`));
  await refuse(tx, id, 'parent-abolished', found(`${absent} and ${known}`));
  await refuse(tx, id, 'parent-missing', found(absent));
  await refuse(
    tx,
    id,
    'parent-refused',
    found(`w.code in (
       with recursive below as (
         select w.code from organisations.would_be w where w.import = $1 and w.parent is not null and ${absent}
         union
         select h.code from ${tooDeep}
         union
         select c.code from below join organisations.would_be c on c.import = $1 and c.parent = below.code)
       select code from below)`),
    [maxDepth],
  );
  await refuse(tx, id, 'cycle', found('true'));
}

/** Rows of organisations that ended: their parent need not live, but must be known. Returns how many were refused. */
export async function refuseEndedLoose(tx: Tx, id: string): Promise<number> {
  return refuse(
    tx,
    id,
    'parent-missing',
    `select s.number, 'parent' as field, s.parent as value, ${noParams} as params from organisations.staged s
      where s.import = $1 and not s.refused and s.valid_to is not null and s.parent is not null
        and not exists (select from organisations.organisation o where o.code = s.parent)
        and not exists (select from organisations.staged p where p.import = $1 and p.code = s.parent and not p.refused)`,
  );
}

/** An organisation that ends while others still stand under it. */
export async function refuseWithChildren(tx: Tx, id: string): Promise<void> {
  await refuse(
    tx,
    id,
    'has-children',
    `select s.number, 'validTo' as field, s.valid_to::text as value, ${noParams} as params from organisations.staged s
      where s.import = $1 and not s.refused and s.valid_to is not null
        and exists (select from organisations.would_be w where w.import = $1 and w.parent = s.code)`,
  );
}

/** Writes beside each row whose code the registry holds what it would do; the others establish, as they were staged. */
export async function compareWithRegistry(tx: Tx, id: string): Promise<void> {
  await tx.query(
    `update organisations.staged s set change =
            case when (s.name_zh, s.name_en, s.short_name) is distinct from (o.name_zh, o.name_en, o.short_name)
                 then array['renamed'] else '{}' end
         || case when s.parent is distinct from o.parent then array['moved'] else '{}' end
         || case when (s.kind, s.level, s.branch) is distinct from (o.kind, o.level, o.branch) then array['amended'] else '{}' end
         || case when s.valid_to is distinct from o.abolished_on and s.valid_to is not null then array['abolished'] else '{}' end
       from organisations.organisation o
      where s.import = $1 and not s.refused and o.code = s.code`,
    [id],
  );
}

export async function countStaged(
  tx: Pick<Tx, 'query'>,
  id: string,
): Promise<Omit<CheckCounts, 'rowsRead' | 'seenEvent'> & { staged: number }> {
  const [row] = await tx.query<Omit<CheckCounts, 'rowsRead' | 'seenEvent'> & { staged: number }>(
    `select count(*)::int as staged,
            count(*) filter (where not refused and cardinality(change) = 0)::int as "rowsUnchanged",
            count(*) filter (where not refused and 'established' = any(change))::int as established,
            count(*) filter (where not refused and 'renamed' = any(change))::int as renamed,
            count(*) filter (where not refused and 'moved' = any(change))::int as moved,
            count(*) filter (where not refused and 'amended' = any(change))::int as amended,
            count(*) filter (where not refused and 'abolished' = any(change))::int as abolished,
            (select count(distinct number)::int from organisations.refusal where import = $1) as "rowsRefused"
       from organisations.staged where import = $1`,
    [id],
  );
  if (!row) throw new Error('a count has one row');
  return row;
}

export async function newestEvent(tx: Pick<Tx, 'query'>): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `select coalesce(max(id), 0)::text as id from organisations.event`,
  );
  return row?.id ?? '0';
}
