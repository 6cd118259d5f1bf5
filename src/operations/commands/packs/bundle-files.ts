import { readFileSync, statSync } from 'node:fs';
import { bundleLimits, readBundle } from '#standards/bundles/index.ts';
import { parseSuiteKey } from '#standards/signatures/index.ts';
import type { Bundle } from '#standards/bundles/index.ts';
import type { SuiteKey } from '#standards/signatures/index.ts';
import { fault } from '../errors.ts';
import { printProblems } from '../output.ts';
import type { Language } from '../output.ts';
import { unreadableFile } from '../unreadable-file.ts';

/** The bundle in a file; null when it is refused, which is printed. */
export function openBundle(file: string, language: Language): Bundle | null {
  const read = readBundle(readText(file));
  if (read.ok) return read.bundle;
  printProblems(read.problems, language);
  return null;
}

/** @throws Fault commands.unreadable-file */
export function readText(file: string): string {
  try {
    if (statSync(file).size > bundleLimits.length * 4)
      throw Object.assign(new Error('too large'), { code: 'EFBIG' });
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw unreadableFile(file, error as NodeJS.ErrnoException);
  }
}

/** Verification keys as `minqiao pack key` prints them. @throws Fault commands.usage */
export function readKeys(lines: readonly string[]): SuiteKey[] {
  return lines.map((line) => {
    const key = parseSuiteKey(line);
    if (key === undefined) throw fault('usage', { reason: `not a verification key: ${line.slice(0, 80)}`, reasonZh: `不是验证公钥：${line.slice(0, 80)}` });
    return key;
  });
}
