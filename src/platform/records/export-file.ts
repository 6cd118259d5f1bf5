import { writeTableFile } from '#infrastructure/table-files/index.ts';
import type { FileFormat, TableFile } from '#infrastructure/table-files/index.ts';
import type { Context } from '#security/context/index.ts';
import type { RecordTable } from './record-table.ts';
import type { Answer } from './request.ts';
import { textOf } from './text-of.ts';

/** The rows of an answer as a file; the first line says where and when it came from, under which receipt. */
export async function exportFile(
  tables: ReadonlyMap<string, RecordTable>,
  resource: string,
  { records: rows, receipt: note }: Answer,
  format: FileFormat,
  context: Context,
): Promise<TableFile> {
  const table = tables.get(resource);
  const title = table?.title ?? { zh: resource, en: resource };
  const answered = table?.columns.filter(({ field }) => rows.some(({ values }) => field in values)) ?? [];
  const columns = answered.map(({ field: key, title }) => ({
    key,
    title,
    value: ({ values }: Answer['records'][number]) => textOf(values[key]),
  }));
  return writeTableFile({ name: resource, title, columns, rows, format, note }, context);
}
