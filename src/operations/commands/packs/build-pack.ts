import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { now } from '#infrastructure/clock/index.ts';
import { readPacks } from '#platform/catalogue/index.ts';
import { nodeCrypto } from '#infrastructure/signatures/index.ts';
import { compareVersions, digestOf, encodeBundle, makeBundle } from '#standards/bundles/index.ts';
import { dayInChina } from '#standards/declarations/index.ts';
import { fault } from '../errors.ts';
import { printLine, printProblems } from '../output.ts';
import type { Language } from '../output.ts';
import { openBundle } from './bundle-files.ts';

/** What a bundle is made from. */
export interface BuildOptions {
  readonly issuer: string;
  readonly out: string;
  /** The bundle before, which the new one follows. */
  readonly previous?: string;
  /** `core@1.0.0`. */
  readonly requires?: readonly string[];
}

/**
 * Makes an unsigned bundle of a pack's folder.
 * @returns whether it was made
 */
export function buildPack(folder: string, options: BuildOptions, language: Language): boolean {
  const previous = options.previous === undefined ? null : openBundle(options.previous, language);
  if (options.previous !== undefined && previous === null) return false;
  const made = makeBundle(
    readPacks([resolve(folder)]),
    {
      issuer: options.issuer,
      previous: previous === null ? null : digestOf(previous, nodeCrypto),
      issued: dayInChina(now()),
      requires: (options.requires ?? []).map(requirement),
    },
    nodeCrypto,
  );
  if (!made.ok) {
    printProblems(made.problems, language);
    return false;
  }
  const { header } = made.bundle;
  if (previous !== null && previous.header.name !== header.name)
    throw fault('usage', { reason: `the previous bundle is of the pack ${previous.header.name}`, reasonZh: `上一个发行包属于标准包 ${previous.header.name}` });
  if (previous !== null && compareVersions(header.version, previous.header.version) <= 0) {
    const reason = `raise the version in pack.yaml: ${header.version} is not above ${previous.header.version}`;
    const reasonZh = `请提高 pack.yaml 中的版本：${header.version} 不高于 ${previous.header.version}`;
    throw fault('usage', { reason, reasonZh });
  }
  writeFileSync(options.out, encodeBundle(made.bundle), { flag: 'wx' });
  printLine(`${options.out}: ${header.name} ${header.version}, ${Object.keys(header.digests).length} files`);
  return true;
}

function requirement(text: string): { name: string; version: string } {
  const [, name = '', version = ''] = /^([a-z][a-z0-9-]*)@([0-9.]+)$/.exec(text) ?? [];
  if (name === '') throw fault('usage', { reason: `--requires is name@version, not ${text.slice(0, 80)}`, reasonZh: `--requires 应为 名称@版本，而不是 ${text.slice(0, 80)}` });
  return { name, version };
}
