import type { Database, Tx } from '#infrastructure/sql/index.ts';
import { copyText } from '#infrastructure/sql/index.ts';
import { readSheet } from '#infrastructure/sheets/index.ts';
import type { SheetRow } from '#infrastructure/sheets/index.ts';
import { fault } from '../errors.ts';
import { maxDepth } from '../model.ts';
import { openInitials, wordsOf } from '../words.ts';
import {
  analyseStaged,
  compareWithRegistry,
  copyStaged,
  countStaged,
  fellTree,
  growTree,
  newestEvent,
  refuseAgainstRegistry,
  refuseEndedLoose,
  refuseLoose,
  refuseTwice,
  refuseWithChildren,
} from './check-sql.ts';
import { deleteFindings, insertRefusals, selectPart } from './import-sql.ts';
import type { CheckCounts } from './import-sql.ts';
import { rowReader } from './read-row.ts';
import type { RowReader, RowRules, StagedRow } from './read-row.ts';
import type { Refusal } from './reasons.ts';

export interface CheckTask {
  readonly id: string;
  readonly rules: RowRules;
  /** How many rows were read. */
  readonly progress: (rows: number) => void;
}

const refusalBatch = 1000; // refusals kept before they are written

/**
 * Reads the file of an import and says what it would do, row by row: nothing in the registry changes. What was found
 * by an earlier, broken check is thrown away first.
 * @throws Fault sheets.*, organisations.* about the file as a whole; then nothing of it is left
 */
export async function checkImport(db: Database, task: CheckTask): Promise<CheckCounts> {
  await deleteFindings(db, task.id);
  try {
    const seenEvent = await newestEvent(db);
    const rowsRead = await stageRows(db, task);
    await analyseStaged(db);
    await db.transaction((tx) => compareRows(tx, task));
    return { ...(await countStaged(db, task.id)), rowsRead, seenEvent };
  } catch (error) {
    await deleteFindings(db, task.id);
    throw error;
  }
}

async function stageRows(db: Database, { id, rules, progress }: CheckTask): Promise<number> {
  const file = await readFile(db, id);
  const initials = await openInitials();
  let rows = 0;
  let refusals: Refusal[] = [];

  async function tell(least: number): Promise<void> {
    if (refusals.length < least) return;
    await insertRefusals(db, id, refusals);
    refusals = [];
  }

  async function* lines(): AsyncGenerator<string> {
    let read: RowReader | undefined;
    for await (const group of readSheet(file)) {
      const staged: StagedRow[] = [];
      for (const row of read ? group : group.slice(1)) {
        read ??= rowReader(group[0] as SheetRow, rules);
        const result = read(row);
        if (result.row) staged.push(result.row);
        refusals.push(...result.refusals);
        rows++;
      }
      read ??= rowReader(group[0] as SheetRow, rules); // a heading alone is looked at too
      await tell(refusalBatch);
      progress(rows);
      yield staged.map((row) => stagedLine(id, row, initials(row.nameZh))).join('');
    }
  }

  await db.transaction((tx) => tx.copyIn(copyStaged, lines()));
  await tell(1);
  if (rows === 0) throw fault('no-rows');
  return rows;
}

async function readFile(db: Database, id: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (let number = 0; ; number++) {
    const part = await selectPart(db, id, number);
    if (!part) return Buffer.concat(parts);
    parts.push(part);
  }
}

/** One line of COPY, in the order of `copyStaged`. */
function stagedLine(id: string, row: StagedRow, initials: string): string {
  const { number, code, parent, nameZh, nameEn, shortName, kind, level, branch, validFrom, validTo } = row;
  const texts = [code, parent, nameZh, nameEn, shortName, kind, level, branch, validFrom, validTo, initials, wordsOf(row, initials)]; // prettier-ignore
  // For a code that the registry does not hold; which it does hold is compared when all rows are there.
  const change = validTo === null ? '{established}' : '{established,abolished}';
  return `${id}\t${number}\t${texts.map(copyText).join('\t')}\t${change}\n`;
}

const maxRounds = maxDepth;

async function compareRows(tx: Tx, { id, rules }: CheckTask): Promise<void> {
  await refuseTwice(tx, id);
  await refuseAgainstRegistry(tx, id, rules.effectiveOn);
  await growTree(tx, id, maxDepth);
  await refuseLoose(tx, id, maxDepth);
  await refuseWithChildren(tx, id);
  for (let round = 0; round < maxRounds && (await refuseEndedLoose(tx, id)) > 0; round++);
  await fellTree(tx, id);
  await compareWithRegistry(tx, id);
}
