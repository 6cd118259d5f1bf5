/** Plans: what a declaration means for the table, the validator, the form, the list, the search, the API and the catalogue. Pure. */
export { planTable } from './table.ts';
export type { Column, FieldColumns, IndexPlan, TablePlan } from './table.ts';
export { createIndexSql, createSql, createTableSql, identifier, migrationSql } from './sql.ts';
export type { Migration } from './sql.ts';
export { compareTables } from './compare-tables.ts';
export type { Change, ChangeClass, Comparison } from './compare-tables.ts';
