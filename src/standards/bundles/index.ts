/** Bundles: a pack as one signed, versioned thing that travels from ministry to province to city. Pure. */
export { bundleFormat, bundleLimits, bundleProblems } from './model.ts';
export type {
  Bundle,
  BundleCrypto,
  BundleHeader,
  BundleProblem,
  BundleProblemCode,
  Requirement,
} from './model.ts';
export { digestOf, encodeBundle, noteText } from './encode.ts';
export { makeBundle } from './make-bundle.ts';
export { readBundle } from './read-bundle.ts';
export type { BundleChoice, ReadBundle } from './read-bundle.ts';
export { verifyBundle } from './verify-bundle.ts';
export type { Taken, Trust } from './verify-bundle.ts';
export { findAltered } from './find-altered.ts';
export { compareVersions } from './versions.ts';
export { comparePacks, declarationChanges } from './compare-packs.ts';
export type { DeclarationChange, PackComparison, PackDifference } from './compare-packs.ts';
export { planTaking } from './plan-taking.ts';
export type { TakingDifference, TakingPlace, TakingPlan } from './plan-taking.ts';
