/** A file's kind, told by its content. */
export type SheetKind = 'csv' | 'xlsx';

/** One row that is not empty. `number` counts from 1, as Excel shows it. */
export interface SheetRow {
  readonly number: number;
  readonly cells: readonly string[];
}

/** Bounds of what is read; each protects memory from a file that was made to fill it. */
export const sheetLimits = {
  /** Bytes of the file as it arrives: 300,000 rows are 50 MB of CSV or 16 MB of Excel. */
  maxBytes: 128 * 1024 * 1024,
  /** Bytes of all parts of an Excel file together when unpacked: 300,000 rows are 170 MB. */
  maxUnpackedBytes: 1024 * 1024 * 1024,
  /** Parts of an Excel file: an ordinary one has ten. */
  maxParts: 1000,
  maxRows: 500_000,
  maxColumns: 64,
  /** UTF-16 units of a cell. */
  maxCell: 2000,
  /** Bytes of one CSV record: a row of the widest cells. */
  maxRecordBytes: 64 * 2000 * 4,
} as const;
