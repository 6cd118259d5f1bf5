/** Plans: what a declaration means for the table, the validator, the form, the list, the search, the API and the catalogue. Pure. */
export { planResource } from './plan-resource.ts';
export type { ResourcePlan } from './plan-resource.ts';
export { planTable } from './table.ts';
export type { Column, FieldColumns, IndexPlan, TablePlan } from './table.ts';
export {
  createIndexSql,
  createSql,
  createTableSql,
  identifier,
  indexSql,
  migrationSql,
  sqlType,
} from './sql.ts';
export type { Migration } from './sql.ts';
export { compareTables } from './compare-tables.ts';
export type { Change, ChangeClass, Comparison } from './compare-tables.ts';
export { compareResources } from './compare.ts';
export { compareDeclared, declaredIn } from './compare-declared.ts';
export type { DeclaredKind } from './compare-declared.ts';
export type { FieldRule, JsonSchema, ValidatorPlan } from './validator.ts';
export { validate } from './validate.ts';
export type { IdentifierCheck, IdentifierFinding, ValidateOptions, Validated } from './validate.ts';
export { identifierCheckFor } from './identifiers.ts';
export { validationMessages } from './validation-errors.ts';
export type { ValidationCode, ValidationError } from './validation-errors.ts';
export type { CodeOption, Control, FormField, FormGroup, FormPlan } from './form.ts';
export type { ListColumn, ListPlan } from './list.ts';
export type { SearchInput, SearchKey, SearchPlan } from './search.ts';
export { apiDocument } from './api.ts';
export type { ApiPlan } from './api.ts';
export { planServiceApi } from './api-service.ts';
export type { ServiceOutline } from './api-service.ts';
export { categoryClassWords } from './card.ts';
export type { CardItem, CardLine, CataloguePlan } from './card.ts';
