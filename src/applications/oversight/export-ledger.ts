import { Type } from 'typebox';
import type { Static } from 'typebox';
import { collectRows, exportBody, fileFormats, writeTableFile } from '#infrastructure/table-files/index.ts';
import type { TableFile } from '#infrastructure/table-files/index.ts';
import type { Context } from '#security/context/index.ts';
import { MAX_PAGE, exportEntries, findEntries } from '#security/ledger/index.ts';
import type { EntryFilters, LedgerEntry } from '#security/ledger/index.ts';
import { describeFilters, readFilters } from './filters.ts';
import { ledgerColumns } from './ledger-columns.ts';
import { personFilters, personReading } from './list-entries.ts';
import { recordReading, requireAuditor } from './oversight.ts';
import type { Oversight } from './oversight.ts';
import * as wire from './schema.ts';

/** Most entries of one export: a proof each in JSON lines, and what a person can review. */
export const mostExported = 5000;

export const personExport = exportBody(ledgerColumns, wire.personExport);
export type PersonExport = Static<typeof personExport>;
/** Beside the files for people, `jsonl` for the verifier. */
export const ledgerExport = Type.Object(
  {
    ...exportBody(ledgerColumns, wire.entryExport).properties,
    format: Type.Enum([...fileFormats, 'jsonl']),
  },
  { additionalProperties: false },
);
export type LedgerExport = Static<typeof ledgerExport>;

const title = { zh: '访问账本', en: 'Ledger of accesses' };

/**
 * The entries that fit, as a file. `jsonl` carries the proofs and can be checked with `minqiao verify`. More than
 * `mostExported` are refused rather than cut.
 * @throws Fault oversight.auditors-only, table-files.too-many-rows, oversight.invalid-period
 */
export async function exportLedgerEntries(
  oversight: Oversight,
  context: Context,
  asked: LedgerExport,
): Promise<TableFile> {
  const { format, columns, sort, ...filters } = asked;
  const detail = { ...describeFilters(filters), format };
  return recordReading(context, { act: 'export', view: 'export', detail }, async () => {
    requireAuditor(context);
    const rows = await readAll(oversight, await readFilters(oversight, filters), sort);
    const answer =
      format === 'jsonl'
        ? await proofsOf(oversight, context, rows)
        : await writeTableFile(
            { name: 'ledger', title, columns: ledgerColumns, chosen: columns, rows, format },
            context,
          );
    return { answer, count: rows.length };
  });
}

/**
 * The entries that concern one person, as a file; asked for, recorded and shown to the person as the list is.
 * @throws Fault as `listPersonEntries` and `exportLedgerEntries`
 */
export async function exportPersonEntries(
  oversight: Oversight,
  context: Context,
  { format, columns: chosen, ...asked }: PersonExport,
): Promise<TableFile> {
  const { detail, ...reading } = personReading(asked);
  return recordReading(context, { ...reading, act: 'export', detail: { ...detail, format } }, async () => {
    requireAuditor(context);
    const rows = await readAll(oversight, await personFilters(oversight, asked), '-at');
    const table = { name: 'ledger-of-person', title, columns: ledgerColumns, chosen, rows, format };
    return { answer: await writeTableFile(table, context), count: rows.length };
  });
}

function readAll({ reader }: Oversight, filters: EntryFilters, sort: 'at' | '-at'): Promise<LedgerEntry[]> {
  return collectRows((cursor) => {
    const page = { limit: MAX_PAGE, sort, ...(cursor === undefined ? {} : { cursor }) };
    return findEntries(reader, filters, page);
  }, mostExported);
}

async function proofsOf(
  { reader }: Oversight,
  { at }: Context,
  entries: readonly LedgerEntry[],
): Promise<TableFile> {
  const lines: string[] = [];
  for await (const line of exportEntries(reader, entries)) lines.push(line);
  return {
    name: `ledger-${at.toISOString().slice(0, 10)}.jsonl`,
    contentType: 'application/jsonl; charset=utf-8',
    content: Buffer.from(lines.join('')),
  };
}
