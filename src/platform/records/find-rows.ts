import type { Tx } from '#infrastructure/sql/index.ts';
import type { RowCondition } from '#standards/conditions/index.ts';
import { fault } from './errors.ts';
import { placeOf } from './project.ts';
import { fieldNames } from './record-table.ts';
import type { RecordTable } from './record-table.ts';
import type { Find, Reading } from './request.ts';
import type { Sealer } from './seal.ts';
import { selectByIds, selectBySearchKey, selectHistory, selectListPage } from './sql.ts';
import type { Clause, StoredRow } from './sql.ts';
import { withinSql } from './sql-conditions.ts';

/** Most records that one search shows; more found means that the input did not identify. */
export const maxFound = 20;
/** Most rows of one page of a list. */
export const maxPage = 50;
/** Most versions of one record in one answer. */
const maxVersions = 200;

/** A question that was checked against the declaration: which key, with values in its order. */
export interface PreparedFind {
  readonly find: Find;
  readonly key: readonly string[];
  readonly values: readonly (string | Buffer)[];
}

/**
 * Checks that the input is one of the declared ways to find a record (scope.md: no search without identifying
 * input). Values are canonical strings already (check-values), which PostgreSQL casts.
 * @throws Fault records.not-identifying
 */
export function prepareFind(table: RecordTable, find: Find, sealer: Sealer): PreparedFind {
  if (find.how === 'id' || find.how === 'history') return { find, key: [], values: [] };
  const given = Object.keys(find.by);
  const ways = find.how === 'search' ? table.search : table.lists;
  const key = ways.find(
    (fields) => fields.length === given.length && fields.every((field) => given.includes(field)),
  );
  if (!key || key.length === 0) throw fault('not-identifying', waysInWords(table, ways), { pointer: '/by' });
  return { find, key, values: key.map((field) => searchValue(table, field, String(find.by[field]), sealer)) };
}

function waysInWords(
  table: RecordTable,
  ways: readonly (readonly string[])[],
): { keys: string; keysZh: string } {
  const said = (language: 'zh' | 'en') => ways.map((way) => fieldNames(table, way, language, ' + '));
  return { keys: said('en').join('; '), keysZh: said('zh').join('；') };
}

function searchValue(table: RecordTable, field: string, value: string, sealer: Sealer): string | Buffer {
  const column = table.byField.get(field);
  return column?.kind === 'sealed' ? sealer.tag(placeOf(table, column), value) : value;
}

export interface Question {
  readonly n: number;
  readonly reading: Reading;
  readonly table: RecordTable;
  readonly prepared: PreparedFind;
  /** Only rows that meet one of these sets of conditions; null for every row. */
  readonly within: readonly (readonly RowCondition[])[] | null;
}

/** Rows of all questions of a group, by the number of the question; one statement for each table and key. */
export async function findRows(
  tx: Tx,
  tables: ReadonlyMap<string, RecordTable>,
  questions: readonly Question[],
): Promise<Map<number, StoredRow[]>> {
  const found = new Map<number, StoredRow[]>(questions.map((question) => [question.n, []]));
  const keep = (rows: readonly StoredRow[]): void => {
    for (const row of rows) found.get(row.n)?.push(row);
  };
  for (const group of groupByStatement(questions)) {
    const [first] = group;
    if (first) keep(await runStatement(tx, tables, first, group));
  }
  return found;
}

/** Questions that one statement can answer together: same table, same way, same key. */
function groupByStatement(questions: readonly Question[]): Question[][] {
  const groups = new Map<string, Question[]>();
  for (const question of questions) {
    const { how } = question.prepared.find;
    const isAlone = how === 'list' || how === 'history' || question.within !== null;
    const alone = isAlone ? `#${question.n}` : '';
    const name = `${question.table.resource} ${how} ${question.prepared.key.join(',')} ${alone}`;
    const group = groups.get(name);
    if (group) group.push(question);
    else groups.set(name, [question]);
  }
  return [...groups.values()];
}

async function runStatement(
  tx: Tx,
  tables: ReadonlyMap<string, RecordTable>,
  first: Question,
  group: readonly Question[],
): Promise<StoredRow[]> {
  const { table, within } = first;
  const { find, key, values } = first.prepared;
  const clause: Clause | null = within && ((place) => withinSql(table, within, place));
  switch (find.how) {
    case 'search': {
      const asked = group.map((question) => ({ n: question.n, values: question.prepared.values }));
      return selectBySearchKey(tx, tables, table, key, asked, maxFound + 1, clause);
    }
    case 'id':
      return selectByIds(
        tx,
        table,
        group.map((question) => ({ n: question.n, id: (question.prepared.find as { id: string }).id })),
      );
    case 'list':
      return selectListPage(
        tx,
        tables,
        table,
        key,
        { n: first.n, values, after: find.after, limit: Math.min(find.limit, maxPage) + 1 },
        clause,
      );
    case 'history':
      return selectHistory(tx, table, {
        n: first.n,
        id: find.id,
        asKnownOn: find.asKnownOn,
        limit: maxVersions,
      });
  }
}
