export { buildProgram, exitCodes, runProgram } from './program.ts';
export type { NodeVerbs, VerifyOptions } from './program.ts';
export { checkLines } from './identifier-check.ts';
export { unreadableFile } from './unreadable-file.ts';
export type { ImportOrder, SearchOrder } from './organisations-command.ts';
export { readText as readBundleFile } from './packs/bundle-files.ts';
export type { TakeOrder } from './packs/pack-command.ts';
