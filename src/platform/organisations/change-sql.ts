import type { Tx } from '#infrastructure/sql/index.ts';
import type { Organisation, State } from './model.ts';

/** One number for all nodes: whoever changes the registry holds it, the others wait; so no two changes make a circle. */
const registryLock = 7_262_010;

export async function lockRegistry(tx: Tx): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1)', [registryLock]);
}

export interface NewOrganisation extends State {
  readonly establishedOn: string;
}

export async function insertOrganisations(tx: Tx, rows: readonly NewOrganisation[]): Promise<void> {
  await tx.query(
    `insert into organisations.organisation
       (code, parent, name_zh, name_en, short_name, kind, level, branch, since, established_on)
     select n.code, n.parent, n.name_zh, n.name_en, n.short_name, n.kind, n.level, n.branch, n.day, n.day
       from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::date[])
         as n (code, parent, name_zh, name_en, short_name, kind, level, branch, day)`,
    [
      rows.map((row) => row.code),
      rows.map((row) => row.parent),
      rows.map((row) => row.nameZh),
      rows.map((row) => row.nameEn),
      rows.map((row) => row.shortName),
      rows.map((row) => row.kind),
      rows.map((row) => row.level),
      rows.map((row) => row.branch),
      rows.map((row) => row.establishedOn),
    ],
  );
}

export interface Wording {
  readonly code: string;
  readonly initials: string;
  readonly words: string;
}

export async function upsertWordings(tx: Tx, rows: readonly Wording[]): Promise<void> {
  await tx.query(
    `insert into organisations.wording (code, initials, words)
     select n.code, n.initials, n.words::tsvector from unnest($1::text[], $2::text[], $3::text[]) as n (code, initials, words)
     on conflict (code) do update set initials = excluded.initials, words = excluded.words`,
    [rows.map((row) => row.code), rows.map((row) => row.initials), rows.map((row) => row.words)],
  );
}

/** Keeps the state that ends on a day; one that began on the same day never was. */
export async function insertPast(tx: Tx, code: string, until: string): Promise<void> {
  await tx.query(
    `insert into organisations.past (code, parent, name_zh, name_en, short_name, kind, level, branch, since, until, established_on)
     select code, parent, name_zh, name_en, short_name, kind, level, branch, since, $2, established_on
       from organisations.organisation where code = $1 and since < $2`,
    [code, until],
  );
}

export async function updateState(tx: Tx, state: State, since: string): Promise<void> {
  await tx.query(
    `update organisations.organisation set parent = $2, name_zh = $3, name_en = $4, short_name = $5, kind = $6, level = $7,
            branch = $8, since = $9 where code = $1`,
    [
      state.code,
      state.parent,
      state.nameZh,
      state.nameEn,
      state.shortName,
      state.kind,
      state.level,
      state.branch,
      since,
    ],
  );
}

export async function updateAbolished(tx: Tx, code: string, on: string): Promise<void> {
  await tx.query(`update organisations.organisation set abolished_on = $2 where code = $1`, [code, on]);
}

export interface NewEvent {
  readonly code: string;
  readonly kind: string;
  readonly effectiveOn: string;
  readonly basis: string;
  readonly related: readonly string[];
  readonly byAccount: string;
  readonly at: Date;
}

export async function insertEvent(tx: Tx, event: NewEvent): Promise<void> {
  await tx.query(
    `insert into organisations.event (code, kind, effective_on, basis, related, by_account, at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [event.code, event.kind, event.effectiveOn, event.basis, event.related, event.byAccount, event.at],
  );
}

/** Children in use, to be moved with their parent's merger. */
export async function selectChildrenInUse(tx: Tx, parent: string): Promise<Organisation[]> {
  return tx.query<Organisation>(
    `select code, parent, name_zh as "nameZh", name_en as "nameEn", short_name as "shortName", kind, level, branch,
            since::text as since, established_on::text as "establishedOn", abolished_on::text as "abolishedOn"
       from organisations.organisation where parent = $1 and abolished_on is null order by code`,
    [parent],
  );
}

/** How many stand one under another below this one, itself included. */
export async function depthBelow(tx: Tx, code: string, maxDepth: number): Promise<number> {
  const [row] = await tx.query<{ depth: number }>(
    `with recursive down as (
       select code, 1 as depth from organisations.organisation where code = $1
       union all
       select c.code, down.depth + 1 from down join organisations.organisation c on c.parent = down.code
        where c.abolished_on is null and down.depth <= $2)
     select max(depth) as depth from down`,
    [code, maxDepth],
  );
  return row?.depth ?? 0;
}
