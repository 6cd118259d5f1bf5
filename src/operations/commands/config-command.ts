import type { Command } from 'commander';
import { describeConfig, loadConfig } from '#infrastructure/config/index.ts';
import type { Language } from './output.ts';
import { table } from './output.ts';

/** `minqiao config`: every setting, its value in force, where it may be set, what it is for. */
export function addConfigCommand(program: Command): void {
  program
    .command('config')
    .description('every setting with its value in force · 全部配置项')
    .option('--json', 'as JSON · 以 JSON 输出')
    .action((options: { json?: boolean }) => {
      const rows = describeConfig(loadConfig());
      const language = program.opts<{ lang: Language }>().lang;
      if (options.json) {
        process.stdout.write(
          `${JSON.stringify(Object.fromEntries(rows.map((row) => [row.key, row.shown])))}\n`,
        );
        return;
      }
      const lines = rows.map((row) => [row.key, row.env, row.value || '-', row[language]]);
      process.stdout.write(`${table([['setting', 'environment', 'value', ''], ...lines])}\n`);
      process.stdout.write('\nfile minqiao.config.json < environment < flags\n');
    });
}
