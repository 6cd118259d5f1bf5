/** Formats: one canonical type of a value, and the three notations of the field that read and write it. */
export { notations, parseFormat, renderFormat } from './notations.ts';
export { maxDigits, maxLength } from './model.ts';
export type * from './model.ts';
