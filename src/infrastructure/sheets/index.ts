export { kindOf } from './kind-of.ts';
export { readSheet } from './read-sheet.ts';
export { sheetLimits } from './limits.ts';
export type { SheetKind, SheetRow } from './limits.ts';
