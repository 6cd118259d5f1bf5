import type { Tx } from '#infrastructure/sql/index.ts';
import type { Organisation, State } from './model.ts';

type Reader = Pick<Tx, 'query'>;

const columns = `o.code, o.parent, o.name_zh as "nameZh", o.name_en as "nameEn", o.short_name as "shortName", o.kind, o.level,
  o.branch, o.since::text as since, o.established_on::text as "establishedOn", o.abolished_on::text as "abolishedOn"`;

const asStored = `o.code, o.parent, o.name_zh, o.name_en, o.short_name, o.kind, o.level, o.branch, o.since, o.established_on,
  o.abolished_on`;

export async function findOrganisation(tx: Reader, code: string): Promise<Organisation | undefined> {
  const rows = await tx.query<Organisation>(
    `select ${columns} from organisations.organisation o where o.code = $1`,
    [code],
  );
  return rows[0];
}

export interface Filter {
  readonly codePrefix: string;
  readonly division: string;
  readonly kind: string | null;
  readonly level: string | null;
  readonly branch: string | null;
  readonly status: 'in-use' | 'abolished' | null;
}

const last = '~'; // sorts behind every digit

const filtered = `o.code >= $1 and o.code < $2 and ($3::text is null or o.kind = $3) and ($4::text is null or o.level = $4)
  and ($5::text is null or o.branch = $5)
  and ($6::text is null or (o.abolished_on is null) = ($6 = 'in-use')) and o.code > $7`;

/** Bounds of the codes that begin with both prefixes; nothing lies between when they disagree. */
function filterValues(filter: Filter, after: string): unknown[] {
  const { codePrefix: a, division: b, kind, level, branch, status } = filter;
  const prefix = a.startsWith(b) ? a : b.startsWith(a) ? b : null;
  return [prefix ?? last, (prefix ?? '') + last, kind, level, branch, status, after];
}

/**
 * Codes whose words answer, in order, behind `after`; `many` when more than `most` answer in all: then it is cheaper to
 * read along all codes. Whether a name holds the text is for who reads the rows.
 */
export async function selectMatches(
  tx: Reader,
  query: string,
  most: number,
  { after, limit }: Page,
): Promise<{ codes: string[]; many: boolean }> {
  const [row] = await tx.query<{ codes: string[]; many: boolean }>(
    `with m as materialized (select code collate "C" as code from organisations.matches($1::tsquery, $2) as code)
     select array(select code from m where code > $3 order by code limit $4) as codes,
            (select count(*) from m) >= $2 as many`,
    [query, most, after, limit],
  );
  return row ?? { codes: [], many: false };
}

/** The words among these that many names have, with the part of all names that has them; what is not known is rare. */
export async function selectShares(
  tx: Reader,
  words: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.query<{ word: string; share: number }>(
    `select word, share from pg_stats s,
            unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) as known (word, share)
      where s.schemaname = 'organisations' and s.tablename = 'wording' and s.attname = 'words' and word = any($1)`,
    [words],
  );
  return new Map(rows.map(({ word, share }) => [word, share]));
}

export interface Page {
  /** The code after which it begins. */
  readonly after: string;
  readonly limit: number;
}

/** Organisations in the order of their codes. */
export async function selectOrganisations(tx: Reader, filter: Filter, page: Page): Promise<Organisation[]> {
  return tx.query<Organisation>(
    `select ${columns} from organisations.organisation o where ${filtered} order by o.code limit $8`,
    [...filterValues(filter, page.after), page.limit],
  );
}

/** What a name must hold; English words are looked for at the beginning of words. */
const holds = `(strpos(lower(o.name_zh), $8) > 0 or strpos(lower(o.short_name), $8) > 0
    or ($9::text[] is not null and strpos((select w.initials from organisations.wording w where w.code = o.code), $8) > 0)
    or ($9::text[] is not null and lower(o.name_en) ~ all($9)))`;

/** What is looked for in names. */
export interface Named {
  readonly text: string;
  readonly english: readonly string[] | null;
}

/** Those whose names hold the text, in the order of their codes: among these codes, or else reading along all of them. */
export async function selectNamed(
  tx: Reader,
  filter: Filter,
  named: Named & { among: readonly string[] | null },
  page: Page,
): Promise<Organisation[]> {
  return tx.query<Organisation>(
    `select ${columns} from organisations.organisation o
      where ${filtered} and ${holds} and ($10::text[] is null or o.code = any($10)) order by o.code limit $11`,
    [...filterValues(filter, page.after), named.text, named.english, named.among, page.limit],
  );
}

/** Those whose names hold the text among the first so many codes of the page; at most the page. */
export async function selectNamedFirst(
  tx: Reader,
  filter: Filter,
  named: Named & { most: number },
  page: Page,
): Promise<Organisation[]> {
  return tx.query<Organisation>(
    `select ${columns} from (select ${asStored} from organisations.organisation o where ${filtered} order by o.code limit $10) o
      where ${holds} order by o.code limit $11`,
    [...filterValues(filter, page.after), named.text, named.english, named.most, page.limit],
  );
}

const onDay = `o.since <= $DAY::date and (o.until is null or o.until > $DAY::date)`;

/** As they were on a day; names are looked at one by one. */
export async function selectOnDay(
  tx: Reader,
  filter: Filter,
  on: string,
  text: string | null,
  page: { after: string; limit: number },
): Promise<Organisation[]> {
  return tx.query<Organisation>(
    `select ${columns} from organisations.state o where ${filtered} and ${onDay.replaceAll('$DAY', '$8')}
        and ($9::text is null or strpos(lower(o.name_zh), $9) > 0 or strpos(lower(o.short_name), $9) > 0
             or strpos(lower(o.name_en), $9) > 0)
      order by o.code limit $10`,
    [...filterValues(filter, page.after), on, text, page.limit],
  );
}

export interface Child extends Organisation {
  readonly hasChildren: boolean;
}

/** Those directly under `parent` (null: the roots) on a day, in the order of their codes. */
export async function selectChildren(
  tx: Reader,
  parent: string | null,
  on: string,
  page: { after: string; limit: number },
): Promise<Child[]> {
  const day = onDay.replaceAll('$DAY', '$1');
  return tx.query<Child>(
    `select ${columns}, exists (select from organisations.state c where c.parent = o.code and ${day.replaceAll('o.', 'c.')}) as "hasChildren"
       from organisations.state o
      where ${parent === null ? 'o.parent is null and $2::text is null' : 'o.parent = $2'} and ${day} and o.code > $3
      order by o.code limit $4`,
    [on, parent, page.after, page.limit],
  );
}

export interface Step {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

/** From the root down to the organisation itself. */
export async function selectPath(tx: Reader, code: string, maxDepth: number): Promise<Step[]> {
  return tx.query<Step>(
    `with recursive up as (
       select code, parent, name_zh, name_en, 1 as depth from organisations.organisation where code = $1
       union all
       select p.code, p.parent, p.name_zh, p.name_en, up.depth + 1
         from up join organisations.organisation p on p.code = up.parent where up.depth < $2)
     select code, name_zh as "nameZh", name_en as "nameEn" from up order by depth desc`,
    [code, maxDepth],
  );
}

export interface PastState extends State {
  readonly since: string;
  readonly until: string;
}

export async function selectPast(tx: Reader, code: string): Promise<PastState[]> {
  return tx.query<PastState>(
    `select code, parent, name_zh as "nameZh", name_en as "nameEn", short_name as "shortName", kind, level, branch,
            since::text as since, until::text as until
       from organisations.past where code = $1 order by since desc`,
    [code],
  );
}

export interface EventRow {
  readonly id: string;
  readonly kind: string;
  readonly effectiveOn: string;
  readonly basis: string;
  readonly related: string[];
  readonly byAccount: string;
  readonly at: Date;
  readonly import: string | null;
}

export async function selectEvents(tx: Reader, code: string, limit: number): Promise<EventRow[]> {
  return tx.query<EventRow>(
    `select id::text as id, kind, effective_on::text as "effectiveOn", basis, related, by_account as "byAccount", at, import
       from organisations.event where code = $1 order by organisations.event.id desc limit $2`,
    [code, limit],
  );
}

/** Names of these codes, as they stand. */
export async function selectNames(tx: Reader, codes: readonly string[]): Promise<Step[]> {
  return tx.query<Step>(
    `select code, name_zh as "nameZh", name_en as "nameEn" from organisations.organisation where code = any($1)`,
    [codes],
  );
}

export async function countChildren(tx: Reader, code: string): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `select count(*)::int as count from organisations.organisation where parent = $1 and abolished_on is null`,
    [code],
  );
  return row?.count ?? 0;
}

export async function countInUse(tx: Reader): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `select count(*)::int as count from organisations.organisation where abolished_on is null`,
  );
  return row?.count ?? 0;
}
