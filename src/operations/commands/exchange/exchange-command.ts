import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import { now } from '#infrastructure/clock/index.ts';
import { printLine, printProblems } from '../output.ts';
import type { Language } from '../output.ts';

interface Options {
  readonly directory?: string;
  readonly acts?: string[];
  readonly anchor?: string;
  readonly request?: string;
  readonly as?: string;
  readonly at?: Date;
  readonly json: boolean;
}

/** `minqiao exchange …`: what nodes send one another (docs/exchange). */
export function addExchangeCommand(program: Command): void {
  program
    .command('exchange')
    .description('what nodes send one another · 节点之间的交换')
    .command('check <file>')
    .description('judge a message, a directory or an agreement’s acts, without a node · 离线核验')
    .option('--directory <file>', 'the directory whence keys come, by another way than the file')
    .option('--acts <file...>', 'acts that lead to a directory, or that follow in an agreement, in order')
    .option('--anchor <hash>', 'hash of the directory’s first act')
    .option('--request <file>', 'the request that the message answers')
    .option('--as <code>', 'who reads the message (default: its audience)')
    .option('--at <instant>', 'as of when, 2026-11-28T06:00:00.000Z (default: now)', instant)
    .option('--json', 'print the outcome as JSON', false)
    .action(async (file: string, { json, at = now(), ...options }: Options) => {
      const { checkExchange } = await import('./check-exchange.ts');
      const result = await checkExchange({ file, at, ...options });
      const language = program.opts<{ lang: Language }>().lang;
      const sound = result.problems.length === 0;
      if (json) printLine(JSON.stringify({ sound, ...result }));
      else if (sound) printLine(result[language]);
      else printProblems(result.problems, language);
      if (!sound) process.exitCode = 1;
    });
}

function instant(text: string): Date {
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw new InvalidArgumentError('an instant is expected.');
  return time;
}
