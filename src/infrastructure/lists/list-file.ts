import type { Text } from '#infrastructure/faults/index.ts';
import {
  collectRows,
  mostFileRows,
  requireFewRows,
  writeTableFile,
} from '#infrastructure/table-files/index.ts';
import type {
  Circumstances,
  ExportChoice,
  FileColumn,
  TableFile,
} from '#infrastructure/table-files/index.ts';
import type { ListExport } from './list-schemas.ts';
import { choiceOf } from './pages.ts';
import type { Page } from './pages.ts';
import type { RowList } from './row-list.ts';

const mostAtOnce = 1000; // rows of one query

/** What leaves as a file, and how much it is: the entry in the ledger says so. */
export interface WrittenList {
  readonly file: TableFile;
  readonly count: number;
}

/** How a list is called and what its file's columns are. */
export interface ListAbout<Row> {
  /** Begins the file's name; ASCII. */
  readonly name: string;
  readonly title: Text;
  readonly columns: readonly FileColumn<Row>[];
  /** What else its first line says: a digest, a day. */
  readonly note?: string;
}

/**
 * Everything that fits of a list that is read page by page, as a file.
 * @throws Fault table-files.too-many-rows rather than cut it, and what `read` throws
 */
export async function writeList<Row, Asked extends object>(
  about: ListAbout<Row>,
  read: (asked: Asked & { readonly limit: number; readonly cursor?: string }) => Promise<Page<Row>>,
  { format, columns: chosen, ...rest }: ExportChoice & Asked,
  context: Circumstances,
  { mostInPage = mostAtOnce, mostRows = mostFileRows }: { mostInPage?: number; mostRows?: number } = {},
): Promise<WrittenList> {
  const asked = rest as unknown as Asked;
  const rows = await collectRows(
    (cursor) => read({ ...asked, limit: mostInPage, ...(cursor === undefined ? {} : { cursor }) }),
    mostRows,
  );
  return { file: await writeTableFile({ ...about, chosen, rows, format }, context), count: rows.length };
}

/** The longest list at hand that a person works with; 200,000 villages are fetched as the pack itself. */
export const mostListedRows = 50_000;

/** Everything that fits of rows that are all at hand, as a file. @throws Fault table-files.too-many-rows */
export async function writeRows<Row>(
  list: RowList<Row>,
  about: Omit<ListAbout<Row>, 'columns'>,
  { format, columns: chosen, ...asked }: ListExport,
  context: Circumstances,
): Promise<WrittenList> {
  const rows = list.all(choiceOf(asked, context.language));
  requireFewRows(rows.length, mostListedRows);
  const { columns } = list.listing;
  return {
    file: await writeTableFile({ ...about, columns, chosen, rows, format }, context),
    count: rows.length,
  };
}
