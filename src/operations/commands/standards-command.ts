import type { Command } from 'commander';
import { resolve } from 'node:path';
import { loadConfig } from '#infrastructure/config/index.ts';
import { loadCatalogue, packFolders } from '#platform/catalogue/index.ts';
import { table } from './output.ts';

/** `minqiao standards …`: what the packs declare. */
export function addStandardsCommand(program: Command): void {
  const standards = program.command('standards').description('declarations of the packs · 标准');
  standards
    .command('check [packs...]')
    .description(
      'read all packs, or those in the folders named, and report every error with file and line · 检查标准',
    )
    .action((folders: string[]) => {
      const { pack } = load(folders);
      process.stdout.write(
        `elements ${pack.elements.size}, code lists ${pack.codeLists.size}, resources ${pack.resources.size}: sound\n`,
      );
    });
  standards
    .command('resources')
    .description('the declared resources · 已声明的信息类')
    .action(() => {
      const rows = [...load().pack.resources.values()].map((one) => [
        one.name,
        one.title.zh,
        one.title.en,
        one.owner,
        String(one.fields.length),
      ]);
      process.stdout.write(`${table([['resource', '', '', 'owner', 'fields'], ...rows])}\n`);
    });
}

function load(folders: readonly string[] = []): ReturnType<typeof loadCatalogue> {
  if (folders.length > 0) return loadCatalogue(folders.map((folder) => resolve(folder)));
  return loadCatalogue(packFolders(loadConfig().profile));
}
