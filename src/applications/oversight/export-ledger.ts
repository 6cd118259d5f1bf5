import { stringify } from 'csv-stringify/sync';
import writeXlsxFile from 'write-excel-file/node';
import type { Context } from '#security/context/index.ts';
import { MAX_PAGE, exportEntries, findEntries } from '#security/ledger/index.ts';
import type { EntryFilters, LedgerEntry } from '#security/ledger/index.ts';
import { fault } from './errors.ts';
import { describeFilters, readFilters } from './filters.ts';
import { recordReading, requireAuditor } from './oversight.ts';
import type { Oversight } from './oversight.ts';
import type { ExportQuery } from './schema.ts';

/** Most entries of one export: a proof each in JSON lines, and what a person can review. */
export const mostExported = 5000;

export interface LedgerFile {
  readonly name: string;
  readonly contentType: string;
  readonly content: Buffer;
}

/**
 * The entries that fit, as a file. `jsonl` carries the proofs and can be checked with `minqiao verify`. More than
 * `mostExported` are refused rather than cut.
 * @throws Fault oversight.auditors-only, oversight.export-too-large, oversight.invalid-period
 */
export async function exportLedgerEntries(
  oversight: Oversight,
  context: Context,
  asked: ExportQuery,
): Promise<LedgerFile> {
  const { format, sort, ...filters } = asked;
  const detail = { ...describeFilters(filters), format };
  return recordReading(context, { act: 'export', view: 'export', detail }, async () => {
    requireAuditor(context);
    const entries = await readAll(oversight, await readFilters(oversight, filters), sort);
    const name = `ledger-${context.at.toISOString().slice(0, 10)}.${format}`;
    return { answer: { name, ...(await writers[format](oversight, entries)) }, count: entries.length };
  });
}

async function readAll(
  { reader }: Oversight,
  filters: EntryFilters,
  sort: 'at' | '-at',
): Promise<LedgerEntry[]> {
  const entries: LedgerEntry[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = { limit: MAX_PAGE, sort, ...(cursor === undefined ? {} : { cursor }) };
    const { items, nextCursor } = await findEntries(reader, filters, page);
    entries.push(...items);
    if (entries.length > mostExported) throw fault('export-too-large', { limit: mostExported });
    cursor = nextCursor;
  }
  return entries;
}

type Written = Omit<LedgerFile, 'name'>;

const byteOrderMark = '\ufeff'; // Excel reads UTF-8 only with it

const writers: Readonly<
  Record<ExportQuery['format'], (oversight: Oversight, entries: readonly LedgerEntry[]) => Promise<Written>>
> = {
  async csv(_oversight, entries) {
    const text = byteOrderMark + stringify(table(entries), { escape_formulas: true });
    return { contentType: 'text/csv; charset=utf-8', content: Buffer.from(text) };
  },
  /** Everything is text: a number with leading zeros stays what it is and nothing is a formula. */
  async xlsx(_oversight, entries) {
    const cells = table(entries).map((line) => line.map((value) => ({ value, type: String })));
    return {
      contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      content: await writeXlsxFile(cells).toBuffer(),
    };
  },
  async jsonl({ reader }, entries) {
    const lines: string[] = [];
    for await (const line of exportEntries(reader, entries)) lines.push(line);
    return { contentType: 'application/jsonl; charset=utf-8', content: Buffer.from(lines.join('')) };
  },
};

/** Column names are the format's own (docs/ledger.md), so that they mean the same in any language. */
const columns: readonly (readonly [string, (entry: LedgerEntry) => string | number | null])[] = [
  ['seq', ({ seq }) => seq],
  ['id', ({ id }) => id],
  ['at', ({ open }) => open.at],
  ['act', ({ open }) => open.act],
  ['outcome', ({ open }) => open.outcome],
  ['reason', ({ open }) => open.reason],
  ['actorKind', ({ open }) => open.actorKind],
  ['actor', ({ closed }) => closed.actor],
  ['agency', ({ open }) => open.agency],
  ['organisation', ({ open }) => open.organisation],
  ['branch', ({ open }) => open.branch],
  ['role', ({ open }) => open.role],
  ['resource', ({ open }) => open.resource],
  ['record', ({ closed }) => closed.record],
  ['fields', ({ open }) => open.fields.join(' ')],
  ['count', ({ open }) => open.count],
  ['purposeKind', ({ open }) => open.purposeKind],
  ['purposeReference', ({ closed }) => closed.purposeReference],
  ['policy', ({ closed }) => closed.policy],
  ['requestId', ({ closed }) => closed.requestId],
  ['subjects', ({ tags }) => tags.length],
];

function table(entries: readonly LedgerEntry[]): string[][] {
  const head = columns.map(([name]) => name);
  return [head, ...entries.map((entry) => columns.map(([, value]) => String(value(entry) ?? '')))];
}
