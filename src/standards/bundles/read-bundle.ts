import { encodeBundle } from './encode.ts';
import { bundleFormat, bundleLimits, bundleProblem } from './model.ts';
import type { Bundle, BundleHeader, BundleProblem, Requirement } from './model.ts';
import { pathProblems, shape } from './paths.ts';
import { versionPattern } from './versions.ts';

/** A bundle, or why the text is none. */
export type ReadBundle =
  | { readonly ok: true; readonly bundle: Bundle }
  | { readonly ok: false; readonly problems: readonly BundleProblem[] };

/**
 * Reads the text of a bundle. Everything in it is a stranger's: unknown keys, second spellings, dangerous paths and oversize are
 * refused with their place; signatures and digests are `verifyBundle`'s. Never throws.
 */
export function readBundle(text: string): ReadBundle {
  if (text.length > bundleLimits.length)
    return refused(bundleProblem('too-large', '1', { value: text.length, limit: bundleLimits.length }));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return refused(bundleProblem('not-json', '1', { value: error instanceof Error ? error.message : '?' }));
  }
  if (!isRecord(value)) return refused(shape('1', '对象', 'an object'));
  if (value['format'] !== bundleFormat)
    return refused(bundleProblem('unknown-format', 'format', { value: formatOf(value) }));
  const { header, files, note } = value;
  const problems = [
    ...unknownKeys('', value, ['files', 'format', 'header', 'note']),
    ...headerProblems(header),
    ...fileProblems(files),
    ...(isRecord(header) && isRecord(files) ? digestProblems(header, files) : []),
    ...(note === null || (typeof note === 'string' && note.isWellFormed())
      ? []
      : [shape('note', '签名文书或 null', 'a note or null')]),
  ];
  if (problems.length > 0) return { ok: false, problems };
  const bundle = { header, files, note } as unknown as Bundle;
  const again = encodeBundle(bundle);
  if (again !== text) return refused(bundleProblem('not-canonical', `${firstDifference(again, text)}`));
  return { ok: true, bundle };
}

/** A stranger’s value is not turned into text: an object may say how, and a deep one has no end. */
function formatOf({ format }: Record<string, unknown>): string {
  return typeof format === 'string' ? format : '?';
}

function refused(problem: BundleProblem): ReadBundle {
  return { ok: false, problems: [problem] };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unknownKeys(place: string, value: object, known: readonly string[]): BundleProblem[] {
  const missing = known.filter((key) => !Object.hasOwn(value, key));
  const unknown = Object.keys(value).filter((key) => !known.includes(key));
  return [...missing, ...unknown].map((key) =>
    shape(
      `${place}${key}`.slice(0, 80),
      `恰好这些键：${known.join('、')}`,
      `exactly these keys: ${known.join(', ')}`,
    ),
  );
}

const slug = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const issuer = /^[^\s+\p{Cs}]{1,100}$/u;
const digest = /^[A-Za-z0-9_-]{43}$/;
const day = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

function headerProblems(header: unknown): BundleProblem[] {
  if (!isRecord(header)) return [shape('header', '对象', 'an object')];
  const known = ['digests', 'issued', 'issuer', 'name', 'previous', 'requires', 'version'];
  const wrong = unknownKeys('header.', header, known);
  if (wrong.length > 0) return wrong;
  const { name, version, previous, issued, requires, digests } = header;
  const checks: readonly (readonly [string, boolean, string, string])[] = [
    ['name', isText(name, slug), '小写名称', 'a lower-case name'],
    ['version', isText(version, versionPattern), '三段版本号', 'a version such as 1.0.0'],
    ['issuer', isText(header['issuer'], issuer), '签名者名称', 'the name of a key'],
    ['previous', previous === null || isText(previous, digest), '摘要或 null', 'a digest or null'],
    ['issued', isText(issued, day), '日期', 'a day'],
    ['requires', isRequirements(requires), '所依据的标准包', 'a list of packs'],
    [
      'digests',
      isRecord(digests) && Object.values(digests).every((one) => isText(one, digest)),
      '各文件的摘要',
      'digests by path',
    ],
  ];
  return checks.filter(([, right]) => !right).map(([key, , zh, en]) => shape(`header.${key}`, zh, en));
}

/** Each file has its digest, and no digest is without its file. */
function digestProblems({ digests }: Record<string, unknown>, files: object): BundleProblem[] {
  const without = isRecord(digests)
    ? Object.keys(digests).find((path) => !Object.hasOwn(files, path))
    : undefined;
  return without === undefined
    ? []
    : [shape('header.digests', '只含各文件的摘要', 'digests of these files only')];
}

function isText(value: unknown, pattern: RegExp): boolean {
  return typeof value === 'string' && pattern.test(value);
}

function isRequirements(value: unknown): value is readonly Requirement[] {
  return (
    Array.isArray(value) &&
    value.length <= bundleLimits.requires &&
    value.every(
      (one) =>
        isRecord(one) &&
        Object.keys(one).toSorted().join() === 'name,version' &&
        isText(one['name'], slug) &&
        isText(one['version'], versionPattern),
    )
  );
}

function fileProblems(files: unknown): BundleProblem[] {
  if (!isRecord(files) || !Object.values(files).every((text) => typeof text === 'string'))
    return [shape('files', '“路径: 文本”', 'texts by path')];
  return pathProblems(files as Record<string, string>);
}

/** Where two texts part, counted from 1. */
function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at + 1;
}

/** What of a header a caller may choose. */
export type BundleChoice = Pick<BundleHeader, 'issuer' | 'previous' | 'issued' | 'requires'>;
