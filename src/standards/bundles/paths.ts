import { bundleLimits, bundleProblem } from './model.ts';
import type { BundleProblem } from './model.ts';

/**
 * The paths of a bundle become file names on somebody's machine. Only names that mean the same on every system pass: no absolute
 * path, no `..`, no backslash, no hidden file, no name that Windows keeps for devices, none that differ in case only.
 */
const path = /^[A-Za-z0-9][A-Za-z0-9._-]*(?:\/[A-Za-z0-9][A-Za-z0-9._-]*){0,3}\.(?:yaml|csv|json|cedar|md)$/;
const device = /(?:^|\/)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:[./]|$)/i;

/** What is wrong with the paths of some files; unpaired surrogates in their texts count as well. */
export function pathProblems(files: Readonly<Record<string, string>>): BundleProblem[] {
  const paths = Object.keys(files);
  if (paths.length > bundleLimits.files)
    return [bundleProblem('too-many-files', 'files', { value: paths.length, limit: bundleLimits.files })];
  const problems: BundleProblem[] = [];
  const seen = new Set<string>();
  for (const one of paths) {
    const value = one.slice(0, bundleLimits.pathLength);
    const bad =
      one.length > bundleLimits.pathLength || !path.test(one) || one.includes('..') || device.test(one);
    if (bad) problems.push(bundleProblem('bad-path', value, { value }));
    if (seen.has(one.toLowerCase())) problems.push(bundleProblem('duplicate-path', value, { value }));
    seen.add(one.toLowerCase());
    if (files[one]?.isWellFormed() !== true)
      problems.push(shape(value, '完整的 UTF-8 文本', 'whole UTF-8 text'));
  }
  return problems;
}

/** A value of another shape than the format has. */
export function shape(place: string, value: string, valueEn: string): BundleProblem {
  return bundleProblem('bad-shape', place, { value, valueEn });
}
