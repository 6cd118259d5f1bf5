/** Declarations: what a standards officer writes in `packs/`, read into typed, resolved, frozen values. Pure; no I/O. */
export { deepFreeze, parsePack } from './parse-pack.ts';
export type { FileOf, ParsedPack } from './parse-pack.ts';
export type { FileMemory, PackFile } from './collect.ts';
export { isDeclarationFile, openFileMemory } from './collect.ts';
export type { Places } from './decode.ts';
export { fill, findingTemplates } from './findings.ts';
export type { Finding, FindingCode, Params } from './findings.ts';
export { limits } from './limits.ts';
export {
  articleInForce,
  articleTitle,
  citationTitle,
  citedInForce,
  citesDocument,
  documentTitle,
  findCited,
  parseCitation,
} from './citations.ts';
export type { Citation, Cited, Found, InForce } from './citations.ts';
export { codesOn, dayInChina, findCode, isValidOn, meaningsOf } from './codes.ts';
export { isNumber, makeNumber, numberLength, numberPattern } from './numbers.ts';
export type { NumberParts, NumberResult } from './numbers.ts';
export {
  cycles,
  dataTypes,
  identifierKinds,
  identifierWords,
  levels,
  masks,
  regulationKinds,
  representations,
  sharingTypes,
  specials,
  statuses,
  verifications,
} from './model.ts';
export type * from './model.ts';
export { declaredRules, qualityParts, qualitySeverities } from './quality-model.ts';
export type * from './quality-model.ts';
export * from './words.ts';
