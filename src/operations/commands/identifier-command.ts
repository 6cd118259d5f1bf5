import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { now } from '#infrastructure/clock/index.ts';
import { kinds } from '#standards/identifiers/index.ts';
import type { Kind, Profile } from '#standards/identifiers/index.ts';
import { checkLines } from './identifier-check.ts';
import type { Language } from './output.ts';

/** `minqiao identifier check --kind K --profile P < values`: one JSON object a line. */
export function addIdentifierCommand(program: Command): void {
  const identifier = program.command('identifier').description('rules of identifiers · 标识符规则');
  identifier
    .command('check')
    .description(
      'check values from standard input, one a line, each exactly as it is · 逐行检查标准输入中的值',
    )
    .addOption(
      new Option('--kind <kind>', 'what the values are · 值的种类').choices(kinds).makeOptionMandatory(),
    )
    .addOption(
      new Option('--profile <profile>', 'demo admits the fictional province 69 · demo 接受虚构省份 69')
        .choices(['demo', 'production'])
        .default('production'),
    )
    .option(
      '--at <date>',
      'reference date YYYY-MM-DD (default: today) · 参照日期 YYYY-MM-DD（默认今天）',
      calendarDate,
    )
    .action(async (options: { kind: Kind; profile: Profile; at?: string }) => {
      const { loadDivisions } = await import('#platform/catalogue/index.ts');
      const { kind, profile, at } = options;
      const language = program.opts<{ lang: Language }>().lang;
      const lines = checkLines(process.stdin, {
        kind,
        profile,
        at: at ?? now(),
        divisions: loadDivisions(profile),
        language,
      });
      await pipeline(Readable.from(lines), process.stdout, { end: false });
    });
  identifier
    .command('kinds')
    .description('the kinds there are · 有哪些种类')
    .action(() => void process.stdout.write(`${kinds.join('\n')}\n`));
}

/** A day that is in the calendar. */
function calendarDate(value: string): string {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : new Date(NaN);
  if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== value)
    throw new InvalidArgumentError(
      'a date YYYY-MM-DD that is in the calendar is expected · 应为历法中存在的日期 YYYY-MM-DD',
    );
  return value;
}
