import { Type } from 'typebox';
import type { TProperties } from 'typebox';
import { fileFormats } from './write-table-file.ts';
import type { FileColumn, FileFormat } from './write-table-file.ts';

/** What every export is asked for beside the filters and the sort of its list. */
export interface ExportChoice {
  readonly format: FileFormat;
  /** Keys of the columns wanted; absent = all. */
  readonly columns?: string[];
}

/** The body of an export, closed: format, columns, and the same filters and sorts as the list has. */
export function exportBody<Row, Choice extends TProperties>(
  columns: readonly FileColumn<Row>[],
  choice: Choice,
) {
  const keys = [...new Set(columns.map(({ key }) => key))];
  const wanted = Type.Array(Type.Enum(keys), { minItems: 1, maxItems: keys.length, uniqueItems: true });
  return Type.Object(
    { format: Type.Enum([...fileFormats]), columns: Type.Optional(wanted), ...choice },
    { additionalProperties: false },
  );
}
