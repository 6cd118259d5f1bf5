import { requireFewRows, writeTableFile } from '#infrastructure/table-files/index.ts';
import type { ExportChoice, TableFile } from '#infrastructure/table-files/index.ts';
import type { Context } from '#security/context/index.ts';
import type { Words } from '#standards/declarations/index.ts';
import type { Choice, DeclaredList } from './listing.ts';

/** The longest list of the field that a person works with; 200,000 villages are fetched as the pack itself. */
export const maxExportRows = 50_000;

/**
 * What fits, as a file in the reader's language; the first line says what it is, from where and when.
 * @throws Fault table-files.too-many-rows rather than cut it
 */
export async function exportList<Row>(
  list: DeclaredList<Row>,
  choice: Choice,
  { format, columns: chosen }: ExportChoice,
  about: { readonly name: string; readonly title: Words; readonly digest: string },
  context: Context,
): Promise<TableFile> {
  const rows = list.all(choice);
  requireFewRows(rows.length, maxExportRows);
  const { name, title, digest } = about;
  const { columns } = list.listing;
  return writeTableFile({ name, title, columns, chosen, rows, format, note: digest.slice(0, 16) }, context);
}
