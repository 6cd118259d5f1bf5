/** Identifiers: rules for the numbers by which the state knows people, organisations, places and things. */
export { check, checker, normalise } from './check.ts';
export { dayOf } from './calendar.ts';
export { divisionTable, parseDivisions } from './divisions.ts';
export { message, messages } from './messages.ts';
export { kindWords } from './kind-words.ts';
export { kinds } from './model.ts';
export { shippedTables } from './tables.ts';
export * from './synthesise.ts';
export type { DivisionRow, DivisionTable, Grade, GradedDivision } from './divisions.ts';
export type { MessageKey } from './messages.ts';
export type { Kind, Params, Parts, Profile, Reference, Result, Status } from './model.ts';
export type { CreditDepartment, EnergyLetter, IdentifierTables } from './tables.ts';
