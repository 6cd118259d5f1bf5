import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { readSheet } from '#infrastructure/sheets/index.ts';
import { readPacks } from '#platform/catalogue/index.ts';
import type { PackFile } from '#standards/declarations/index.ts';
import { importCodes, importElements, importNiem } from '#standards/interchange/index.ts';
import type { Imported, ImportPlace, TableFinding, TableRow } from '#standards/interchange/index.ts';
import { fault } from '../errors.ts';
import type { importKinds } from './kinds.ts';
import { printLine } from '../output.ts';
import type { Language } from '../output.ts';
import { unreadableFile } from '../unreadable-file.ts';

export interface ImportOptions {
  readonly kind: (typeof importKinds)[number];
  /** The folder of the pack that the declarations go into. */
  readonly into: string;
  /** Folders of packs that they must fit. */
  readonly beside: readonly string[];
  readonly apply: boolean;
  /** Of NIEM: namespaces to take, and the first free number. */
  readonly prefix: readonly string[];
  readonly firstNumber: number;
}

/**
 * Reads a table into declarations of a pack: shows what is wrong by row and column, and with `apply` writes the files when nothing
 * is. Files that are there already are not overwritten.
 * @returns whether there is no error
 * @throws Fault sheets.*, commands.unreadable-file, commands.usage
 */
export async function importStandards(
  file: string,
  options: ImportOptions,
  language: Language,
): Promise<boolean> {
  const into = resolve(options.into);
  const own = existsSync(into) ? [into] : [];
  const context = readPacks([...options.beside, ...own]);
  const place: ImportPlace = { file: basename(file), pack: basename(into), context };
  const { files, findings } = imported(await rowsOf(file), place, options);
  for (const finding of findings) printLine(lineOf(finding, language));
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  for (const { path, text } of files) printLine(`${path}: ${text.split('\n').length - 1} lines`);
  if (errors > 0) return false;
  if (options.apply) writeAll(into, files);
  else
    printLine(
      language === 'zh' ? '未写入任何文件；加 --apply 写入' : 'nothing was written; --apply writes it',
    );
  return true;
}

function imported(rows: readonly TableRow[], place: ImportPlace, options: ImportOptions): Imported {
  if (options.kind === 'elements') return importElements(rows, place);
  if (options.kind === 'codes') return importCodes(rows, place);
  return importNiem(rows, place, { prefixes: options.prefix, firstNumber: options.firstNumber });
}

async function rowsOf(file: string): Promise<TableRow[]> {
  let content: Buffer;
  try {
    content = readFileSync(file);
  } catch (error) {
    throw unreadableFile(file, error as NodeJS.ErrnoException);
  }
  const rows: TableRow[] = [];
  for await (const group of readSheet(content)) rows.push(...group);
  return rows;
}

function lineOf(
  { severity, file, row, column, code, fix, ...text }: TableFinding,
  language: Language,
): string {
  const word = { error: { zh: '错误', en: 'error' }, warning: { zh: '提示', en: 'warning' } }[severity][
    language
  ];
  const place = row === 0 ? file : `${file} ${column}${row}`;
  return `${word} ${place} [${code}]\n  ${text[language]}\n  → ${fix[language]}`;
}

/** All files or none: each is written beside its place first, and renamed when all are whole. */
function writeAll(into: string, files: readonly PackFile[]): void {
  const targets = files.map(({ path, text }) => ({ target: join(dirname(into), path), text }));
  const there = targets.find(({ target }) => existsSync(target));
  if (there !== undefined)
    throw fault('usage', {
      reason: `${there.target} is there already; rename the table or the file`,
      reasonZh: `${there.target} 已存在，请给表格或文件改名`,
    });
  const written: string[] = [];
  try {
    for (const { target, text } of targets) {
      mkdirSync(dirname(target), { recursive: true });
      written.push(`${target}.new`);
      writeFileSync(`${target}.new`, text);
    }
    for (const { target } of targets) renameSync(`${target}.new`, target);
  } finally {
    for (const left of written) rmSync(left, { force: true });
  }
}
