import { statSync } from 'node:fs';
import { now } from '#infrastructure/clock/index.ts';
import { readPacks } from '#platform/catalogue/index.ts';
import { comparePacks } from '#standards/bundles/index.ts';
import type { DeclarationChange, PackComparison, PackDifference } from '#standards/bundles/index.ts';
import { parsePack } from '#standards/declarations/index.ts';
import type { Pack } from '#standards/declarations/index.ts';
import { fault } from '../errors.ts';
import { printLine } from '../output.ts';
import type { Language } from '../output.ts';
import { unreadableFile } from '../unreadable-file.ts';
import { openBundle } from './bundle-files.ts';

/**
 * Prints what differs between two packs, each a folder or a bundle; `beside`: folders that both rest on.
 * @returns whether both could be read
 */
export function diffPacks(
  [before, after]: readonly [string, string],
  { json, beside }: { readonly json: boolean; readonly beside: readonly string[] },
  language: Language,
): boolean {
  const older = readPack(before, beside, language);
  const newer = readPack(after, beside, language);
  if (older === null || newer === null) return false;
  const comparison = comparePacks(older, newer, now());
  if (json) printLine(JSON.stringify(comparison, null, 2));
  else for (const line of differenceLines(comparison, language)) printLine(line);
  return true;
}

function readPack(place: string, beside: readonly string[], language: Language): Pack | null {
  const files = [...readPacks(beside)];
  if (isFolder(place)) files.push(...readPacks([place]));
  else {
    const bundle = openBundle(place, language);
    if (bundle === null) return null;
    const { name } = bundle.header;
    files.push(...Object.entries(bundle.files).map(([path, text]) => ({ path: `${name}/${path}`, text })));
  }
  const { pack, errors } = parsePack(files);
  const [first] = errors;
  if (pack === null) {
    const reason = `${place}: ${first?.file}:${first?.line} ${first?.[language]}`;
    throw fault('usage', { reason });
  }
  return pack;
}

function isFolder(place: string): boolean {
  try {
    return statSync(place).isDirectory();
  } catch (error) {
    throw unreadableFile(place, error as NodeJS.ErrnoException);
  }
}

const words: Readonly<Record<DeclarationChange | 'unchanged', { zh: string; en: string }>> = {
  added: { zh: '新增', en: 'added' },
  reworded: { zh: '仅改文字', en: 'reworded' },
  widened: { zh: '放宽', en: 'widened' },
  narrowed: { zh: '收窄', en: 'narrowed' },
  broken: { zh: '含义改变', en: 'broken' },
  abolished: { zh: '废止', en: 'abolished' },
  unchanged: { zh: '未变', en: 'unchanged' },
};

/** A comparison as lines: gravest first, each with its reasons and what it touches; the counts last. */
export function differenceLines({ differences, counts }: PackComparison, language: Language): string[] {
  const gravity: readonly DeclarationChange[] = ['broken', 'abolished', 'narrowed', 'widened', 'added', 'reworded'];
  const ordered = differences.toSorted((a, b) => gravity.indexOf(a.change) - gravity.indexOf(b.change));
  const parts = Object.entries(counts).map(([key, count]) => `${words[key as keyof typeof words][language]} ${count}`);
  return [...ordered.flatMap((one) => linesOf(one, language)), parts.join(language === 'zh' ? '，' : ', ')];
}

function linesOf({ kind, name, title, change, reasons, usedBy }: PackDifference, language: Language): string[] {
  const lines = [`${words[change][language]} ${kind} ${name} (${title[language]})`];
  for (const reason of reasons) lines.push(`  ${reason[language]}`);
  if (usedBy.length > 0) lines.push(`  ${language === 'zh' ? '涉及' : 'touches'} ${usedBy.join(', ')}`);
  return lines;
}
