import { Option } from 'commander';
import type { Command } from 'commander';
import { once } from 'node:events';
import { fault } from './errors.ts';
import { printLine } from './output.ts';
import type { Language } from './output.ts';

type Flags = Readonly<Record<string, string | number | undefined>>;

export interface ImportOrder {
  readonly file: string;
  readonly effectiveOn: string | undefined;
  readonly basis: string;
  /** Shows what would change and changes nothing. */
  readonly dryRun: boolean;
  readonly skipRefused: boolean;
  readonly json: boolean;
  readonly language: Language;
}

export interface SearchOrder {
  readonly q: string;
  readonly limit: number;
  readonly json: boolean;
  readonly language: Language;
}

/** What the registry's verbs need of the whole node. */
export interface OrganisationVerbs {
  /** Brings a file; true when nothing was refused and it took effect (or would). */
  readonly importOrganisations: (
    flags: Flags,
    order: ImportOrder,
    print: (line: string) => void,
  ) => Promise<boolean>;
  readonly searchOrganisations: (
    flags: Flags,
    order: SearchOrder,
    print: (line: string) => void,
  ) => Promise<boolean>;
}

interface Parts {
  readonly withPlace: (command: Command) => Command;
  readonly whole: (value: string) => number;
  /** Exit code when something was refused or nothing found. */
  readonly failed: number;
}

const defaultBasis = '命令行导入 · command line';

/** `minqiao organisations import|generate|search`. */
export function addOrganisationsCommand(program: Command, verbs: OrganisationVerbs, parts: Parts): void {
  const organisations = program
    .command('organisations')
    .description('the registry of police organisation codes · 机构代码');
  const language = (): Language => program.opts<{ lang: Language }>().lang;
  parts
    .withPlace(organisations.command('import <file>'))
    .description('bring a CSV or Excel file; shows each refused row · 导入机构代码')
    .option(
      '--effective-on <date>',
      'from which day the changes hold (default: today) · 变更自哪日起生效（默认今天）',
    )
    .addOption(new Option('--basis <text>', 'what they rest on · 依据').default(defaultBasis))
    .option('--dry-run', 'only show what would change · 只显示将发生的变更')
    .option('--skip-refused', 'apply the other rows when some are refused · 有行被拒时仍应用其余各行')
    .option('--json', 'print the result as JSON · 以 JSON 输出结果')
    .action(async (file: string, options: Flags & Partial<ImportOrder>) => {
      const {
        effectiveOn,
        basis = defaultBasis,
        dryRun = false,
        skipRefused = false,
        json = false,
        ...flags
      } = options;
      const order = { file, effectiveOn, basis, dryRun, skipRefused, json, language: language() };
      if (!(await verbs.importOrganisations(flags, order, printLine))) process.exitCode = parts.failed;
    });
  parts
    .withPlace(organisations.command('search <text>'))
    .description('find by code, name, pinyin initials or English words · 查找')
    .option('--limit <number>', 'rows at most · 至多几行', parts.whole, 20)
    .option('--json', 'print one JSON object a line · 每行输出一个 JSON 对象')
    .action(async (q: string, options: Flags & { limit: number; json?: boolean }) => {
      const { limit, json = false, ...flags } = options;
      const order = { q, limit, json, language: language() };
      if (!(await verbs.searchOrganisations(flags, order, printLine))) process.exitCode = parts.failed;
    });
  organisations
    .command('generate')
    .description('print organisations that do not exist, as the CSV of an import · 生成虚构机构')
    .requiredOption('--rows <number>', 'how many · 数量', parts.whole)
    .action(async ({ rows }: { rows: number }) => {
      const { generateCsv, maxGenerated } = await import('#platform/organisations/index.ts');
      if (rows > maxGenerated)
        throw fault('usage', {
          reason: `--rows is at most ${maxGenerated}`,
          reasonZh: `--rows 至多为 ${maxGenerated}`,
        });
      for (const text of generateCsv(rows))
        if (!process.stdout.write(text)) await once(process.stdout, 'drain');
    });
}
