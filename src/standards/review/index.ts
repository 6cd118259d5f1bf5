/** Review: what contradicts, repeats or is used by nobody in a set of packs that are each sound. Pure. */
export { reviewPack, reviewPacks } from './review-packs.ts';
export type { Review } from './review-packs.ts';
export { ReviewFindings, reviewTemplates } from './findings.ts';
export type { ReviewCode, ReviewFinding, ReviewPlace, Severity } from './findings.ts';
export type { ElementRelation } from './check-circles.ts';
export type { Reviewing } from './checking.ts';
