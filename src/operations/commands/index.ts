export { buildProgram, exitCodes, runProgram } from './program.ts';
export type { NodeVerbs } from './program.ts';
export { checkLines } from './identifier-check.ts';
