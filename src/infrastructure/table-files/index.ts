export { collectRows } from './collect-rows.ts';
export { exportBody } from './export-body.ts';
export type { ExportChoice } from './export-body.ts';
export { fault as tableFileFault } from './errors.ts';
export { sendFile } from './send-file.ts';
export { fileFormats, mostFileRows, requireFewRows, writeLines, writeTableFile } from './write-table-file.ts';
export type { Circumstances, FileColumn, FileFormat, TableFile } from './write-table-file.ts';
