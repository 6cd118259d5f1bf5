import type { Command } from 'commander';
import { join } from 'node:path';
import { loadConfig, projectRoot } from '#infrastructure/config/index.ts';
import { loadCatalogue } from '#platform/catalogue/index.ts';
import { table } from './output.ts';

/** `minqiao standards …`: what the packs declare. */
export function addStandardsCommand(program: Command): void {
  const standards = program.command('standards').description('declarations of the packs · 标准');
  standards
    .command('check')
    .description('read all packs and report every error with file and line')
    .action(() => {
      const { pack } = load();
      process.stdout.write(
        `elements ${pack.elements.size}, code lists ${pack.codeLists.size}, resources ${pack.resources.size}: sound\n`,
      );
    });
  standards
    .command('resources')
    .description('the declared resources')
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

function load(): ReturnType<typeof loadCatalogue> {
  const packs = loadConfig().profile === 'demo' ? ['core', 'demo'] : ['core'];
  return loadCatalogue(packs.map((pack) => join(projectRoot, 'packs', pack)));
}
