import type { Command } from 'commander';
import { join, resolve } from 'node:path';
import { loadConfig, projectRoot } from '#infrastructure/config/index.ts';
import { loadCatalogue } from '#platform/catalogue/index.ts';
import { checkStandards } from './check-standards.ts';
import { table } from './output.ts';
import type { Language } from './output.ts';

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
    .action((folders: string[], { json = false }: { json?: boolean }) => {
      const language = program.opts<{ lang: Language }>().lang;
      if (!checkStandards(packFolders(folders), { json, language })) process.exitCode = 1;
    });
  standards
    .command('resources')
    .description('the declared resources · 已声明的信息类')
    .action(() => {
      const { pack } = loadCatalogue(packFolders([]));
      const rows = [...pack.resources.values()].map((one) => [
        one.name,
        one.title.zh,
        one.title.en,
        one.owner,
        String(one.fields.length),
      ]);
      process.stdout.write(`${table([['resource', '', '', 'owner', 'fields'], ...rows])}\n`);
    });
}

/** The folders named, or those of the packs that this node loads. */
export function packFolders(folders: readonly string[]): string[] {
  if (folders.length > 0) return folders.map((folder) => resolve(folder));
  const packs = ['core', 'regulations', ...(loadConfig().profile === 'demo' ? ['demo'] : [])];
  return packs.map((pack) => join(projectRoot, 'packs', pack));
}
