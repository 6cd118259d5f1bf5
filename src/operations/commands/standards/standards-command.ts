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
    .option('--json', 'print counts and findings as JSON · 以 JSON 输出数量和结果')
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
    .addArgument(new Argument('<kind>', 'what to write · 输出什么').choices(exportKinds))
    .argument('[packs...]', 'folders of packs · 标准包的文件夹')
    .description('write declarations as Excel, CSV, JSON Schema, SHACL and SKOS, or DCAT-AP · 导出')
    .requiredOption('--out <file>', 'the new file; of a table .csv or .xlsx · 新文件；表格用 .csv 或 .xlsx')
    .option('--base <address>', 'address of the node · 节点地址', 'https://node.invalid')
    .option(
      '--agency <code=name>',
      'who publishes the catalogue · 目录的发布机关',
      '690101000000=示例市公安局',
    )
    .option(
      '--only <name...>',
      'these resources, elements or code lists, with what they need · 只含这些信息类、数据元、代码集及其所需',
      [],
    )
    .action(async (kind: ExportOptions['kind'], folders: string[], options: Omit<ExportOptions, 'kind'>) => {
      const { exportStandards, foldersOf } = await acts();
      await exportStandards(foldersOf(folders), { ...options, kind });
    });
  standards
    .command('import')
    .addArgument(new Argument('<kind>', 'what the table has · 表格内容').choices(importKinds))
    .argument('<file>', 'Excel or CSV · Excel 或 CSV 文件')
    .description('read a table into declarations of a pack; shown first, written with --apply · 导入')
    .requiredOption('--into <folder>', 'the folder of the pack · 标准包的文件夹')
    .option(
      '--beside <folder...>',
      'packs that it must fit (default: those of this node) · 须与之一致的标准包（默认本节点的）',
    )
    .option('--apply', 'write the files · 写入文件', false)
    .option('--prefix <prefix...>', 'of NIEM: only these namespaces · NIEM：只取这些命名空间', [])
    .option(
      '--first-number <number>',
      'of NIEM: the first free number of our own · NIEM：本包第一个空号',
      identifierNumber,
      1,
    )
    .action(async (kind: ImportOptions['kind'], file: string, options: ImportWritten) => {
      const { foldersOf, importStandards } = await acts();
      const beside = foldersOf(options.beside ?? []).filter((one) => one !== resolve(options.into));
      if (!(await importStandards(file, { ...options, kind, beside }, language()))) process.exitCode = 1;
    });
}

type ImportWritten = Omit<ImportOptions, 'kind' | 'beside'> & { readonly beside?: string[] };

function identifierNumber(value: string): number {
  if (!/^[0-9]{1,5}$/.test(value))
    throw new InvalidArgumentError('up to five digits are expected · 应为至多五位数字');
  return Number(value);
}
