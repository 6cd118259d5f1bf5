import { Argument, InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import { resolve } from 'node:path';
import type { ExportOptions } from './export-standards.ts';
import type { ImportOptions } from './import-standards.ts';
import { exportKinds, importKinds } from './kinds.ts';
import type { Language } from '../output.ts';

const acts = () => import('./standards-acts.ts');

/** `minqiao standards …`: what the packs declare. */
export function addStandardsCommand(program: Command): void {
  const standards = program.command('standards').description('declarations of the packs · 标准');
  standards
    .command('check [packs...]')
    .description('review all packs, or those in the folders named, as a whole · 检查标准')
    .option('--json', 'print counts and findings as JSON')
    .addHelpText(
      'after',
      '\nErrors are contradictions: exit code 1. Warnings are doubts that a person looks at: exit code 0.',
    )
    .action(async (folders: string[], { json = false }: { json?: boolean }) => {
      const { checkStandards, foldersOf } = await acts();
      const language = program.opts<{ lang: Language }>().lang;
      if (!checkStandards(foldersOf(folders), { json, language })) process.exitCode = 1;
    });
  addInterchange(standards, () => program.opts<{ lang: Language }>().lang);
  standards
    .command('resources')
    .description('the declared resources · 已声明的信息类')
    .action(async () => (await acts()).listResources());
}

function addInterchange(standards: Command, language: () => Language): void {
  standards
    .command('export')
    .addArgument(new Argument('<kind>', 'what to write').choices(exportKinds))
    .argument('[packs...]', 'folders of packs')
    .description('write declarations as Excel, CSV, JSON Schema, SHACL and SKOS, or DCAT-AP · 导出')
    .requiredOption('--out <file>', 'the new file; of a table .csv or .xlsx')
    .option('--base <address>', 'address of the node', 'https://node.invalid')
    .option('--agency <code=name>', 'who publishes the catalogue', '690101000000=示例市公安局')
    .option('--only <name...>', 'these resources, elements or code lists, with what they need', [])
    .action(async (kind: ExportOptions['kind'], folders: string[], options: Omit<ExportOptions, 'kind'>) => {
      const { exportStandards, foldersOf } = await acts();
      await exportStandards(foldersOf(folders), { ...options, kind });
    });
  standards
    .command('import')
    .addArgument(new Argument('<kind>', 'what the table has').choices(importKinds))
    .argument('<file>', 'Excel or CSV')
    .description('read a table into declarations of a pack; shown first, written with --apply · 导入')
    .requiredOption('--into <folder>', 'the folder of the pack')
    .option('--beside <folder...>', 'packs that it must fit (default: those of this node)')
    .option('--apply', 'write the files', false)
    .option('--prefix <prefix...>', 'of NIEM: only these namespaces', [])
    .option('--first-number <number>', 'of NIEM: the first free number of our own', identifierNumber, 1)
    .action(async (kind: ImportOptions['kind'], file: string, options: ImportWritten) => {
      const { foldersOf, importStandards } = await acts();
      const beside = foldersOf(options.beside ?? []).filter((one) => one !== resolve(options.into));
      if (!(await importStandards(file, { ...options, kind, beside }, language()))) process.exitCode = 1;
    });
}

type ImportWritten = Omit<ImportOptions, 'kind' | 'beside'> & { readonly beside?: string[] };

function identifierNumber(value: string): number {
  if (!/^[0-9]{1,5}$/.test(value)) throw new InvalidArgumentError('up to five digits are expected.');
  return Number(value);
}
