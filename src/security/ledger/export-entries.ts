/** Exports: lines of JSON that anybody can verify against the signed checkpoint, without this node. */
import type { Tx } from '#infrastructure/sql/index.ts';
import { EXPORT_FORMAT } from '#standards/ledger/index.ts';
import type { ExportHead, ExportLine } from '#standards/ledger/index.ts';
import type { LedgerEntry } from './entry-view.ts';
import { entriesAt } from './find-entries.ts';
import { fault } from './errors.ts';
import { inclusionProof, latestCheckpoint } from './prove.ts';
import { indexLeafOf } from './read-hashes.ts';
import { selectIndexLeaves } from './sql-read.ts';
import type { StoredIndex } from './sql-read.ts';

type Query = Pick<Tx, 'query'>;

/** Leaves read at a time. */
const STEP = 500;

/** Every leaf up to the latest checkpoint, one JSON line each, the head first. Holds both parts: for auditors only. */
export async function* exportLedger(tx: Query): AsyncGenerator<string> {
  const { note, size } = await latestCheckpoint(tx);
  yield lineOf({ format: EXPORT_FORMAT, checkpoint: note, scope: 'whole' } satisfies ExportHead);
  for (let first = 0; first < size; first += STEP) {
    const count = Math.min(STEP, size - first);
    const seqs = Array.from({ length: count }, (_, at) => first + at);
    const indexes = new Map((await selectIndexLeaves(tx, first, count)).map((leaf) => [leaf.seq, leaf]));
    for (const [at, entry] of (await entriesAt(tx, seqs)).entries()) {
      const index = indexes.get(first + at);
      if (entry) yield lineOf(entryLine(first + at, entry));
      else if (index) yield lineOf(indexLine(index));
      else throw fault('state-differs');
    }
  }
}

/** Selected entries, each with its own proof of inclusion. Entries that no checkpoint covers yet are left out. */
export async function* exportEntries(
  tx: Query,
  entries: AsyncIterable<LedgerEntry> | Iterable<LedgerEntry>,
): AsyncGenerator<string> {
  const { note, size } = await latestCheckpoint(tx);
  yield lineOf({ format: EXPORT_FORMAT, checkpoint: note, scope: 'selection' } satisfies ExportHead);
  for await (const entry of entries) {
    if (entry.seq === null || entry.seq >= size) continue;
    const inclusion = await inclusionProof(tx, entry.seq, size);
    yield lineOf({
      ...entryLine(entry.seq, entry),
      inclusion: inclusion.map((each) => each.toString('base64url')),
    });
  }
}

function entryLine(seq: number, { open, closed, tags }: LedgerEntry): ExportLine {
  const { subjects: _subjects, ...rest } = open; // follow from the salt and the tags
  return { seq, entry: { open: rest, closed, tags: tags.map((tag) => tag.toString('base64url')) } };
}

function indexLine(stored: StoredIndex): ExportLine {
  const { seq, ...index } = indexLeafOf(stored);
  return { seq, index };
}

const lineOf = (value: ExportHead | ExportLine): string => `${JSON.stringify(value)}\n`;
