import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { Fault } from '#infrastructure/faults/index.ts';
import { addConfigCommand } from './config-command.ts';
import { addIdentifierCommand } from './identifier-command.ts';
import { addStandardsCommand } from './standards-command.ts';
import type { Language } from './output.ts';

type Flags = Readonly<Record<string, string | number | undefined>>;
type Print = (line: string) => void;

/** Verbs that need the whole node; the composition root brings them. */
export interface NodeVerbs {
  /** Runs the node until it is told to stop. */
  readonly start: (flags: Flags, print: Print) => Promise<void>;
  /** Brings the database up to this program. */
  readonly migrate: (flags: Flags, print: Print) => Promise<void>;
  /** Loads or removes the demonstration data. */
  readonly demo: (flags: Flags, act: 'load' | 'unload', print: Print) => Promise<void>;
  /** Verifies the whole ledger of this node; true when nothing was found. */
  readonly verifyLedger: (
    flags: Flags,
    options: { json: boolean; file?: string },
    print: Print,
  ) => Promise<boolean>;
  /** Prints the checkpoint, the keys or an export of the ledger. */
  readonly showLedger: (flags: Flags, what: 'checkpoint' | 'key' | 'export', print: Print) => Promise<void>;
}

/** Exit codes (design/ui.md): 0 done, 1 failed or found something, 2 wrong usage, 3 not ready. */
export const exitCodes = { ok: 0, failed: 1, usage: 2, notReady: 3 } as const;

/** The command line `minqiao <noun> <verb>`. */
export function buildProgram(verbs: NodeVerbs): Command {
  const program = new Command('minqiao')
    .description('民桥：公共机关的数据节点 · The node that a public agency runs')
    .addOption(new Option('--lang <language>', 'language of messages').choices(['zh', 'en']).default('en'))
    .showHelpAfterError('(minqiao --help shows the commands)')
    .exitOverride();
  addStart(program, verbs);
  addConfigCommand(program);
  withPlace(program.command('migrate').description('bring the database up to this program')).action(
    async (options: Flags) => verbs.migrate(options, printLine),
  );
  addDemo(program, verbs);
  addIdentifierCommand(program);
  addStandardsCommand(program);
  addLedger(program, verbs);
  addVerify(program, verbs);
  return program;
}

function addStart(program: Command, verbs: NodeVerbs): void {
  withPlace(program.command('start').description('run the node · 启动节点'))
    .addOption(new Option('--profile <profile>', 'demo or production').choices(['demo', 'production']))
    .option('--processes <number>', 'worker processes (default: one per core)', whole)
    .option('--host <address>', 'address to listen on')
    .option('--port <number>', 'port of pages and API', whole)
    .option('--certificate-port <number>', 'port of the sign-in with certificates', whole)
    .option('--people <number>', 'size of the demonstration population', whole)
    .action(async (options: Flags) => verbs.start(options, printLine));
}

function addDemo(program: Command, verbs: NodeVerbs): void {
  const demo = program.command('demo').description('the demonstration data of the fictional province 69');
  for (const act of ['load', 'unload'] as const) {
    withPlace(demo.command(act))
      .option('--people <number>', 'size of the population', whole)
      .action(async (options: Flags) => verbs.demo(options, act, printLine));
  }
}

function addLedger(program: Command, verbs: NodeVerbs): void {
  const ledger = program.command('ledger').description('what the ledger says of itself');
  for (const what of ['checkpoint', 'key', 'export'] as const) {
    withPlace(ledger.command(what)).action(async (options: Flags) =>
      verbs.showLedger(options, what, printLine),
    );
  }
}

function addVerify(program: Command, verbs: NodeVerbs): void {
  withPlace(
    program
      .command('verify [file]')
      .description('verify the whole ledger, or an export, or a proof in a file'),
  )
    .option('--json', 'print the findings as JSON')
    .action(async (file: string | undefined, { json, ...flags }: Flags & { json?: boolean }) => {
      const isSound = await verbs.verifyLedger(
        flags,
        { json: json === true, ...(file === undefined ? {} : { file }) },
        printLine,
      );
      if (!isSound) process.exitCode = exitCodes.failed;
    });
}

function withPlace(command: Command): Command {
  return command
    .option('--data-folder <path>', 'folder of database, keys and certificates')
    .option('--database-port <number>', 'port of the embedded PostgreSQL', whole);
}

function whole(value: string): number {
  if (!/^[0-9]{1,15}$/.test(value)) throw new InvalidArgumentError('a whole number is expected.');
  return Number(value);
}

function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Runs the program; errors become one clear line (and what to do), never a stack. @returns the exit code */
export async function runProgram(program: Command, argv: readonly string[]): Promise<number> {
  try {
    await program.parseAsync([...argv]);
    return Number(process.exitCode ?? exitCodes.ok);
  } catch (error) {
    return explain(error, (program.opts<{ lang: Language }>().lang ?? 'en') as Language);
  }
}

function explain(error: unknown, language: Language): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  if (!(error instanceof Fault)) {
    process.stderr.write(
      `minqiao: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    return exitCodes.failed;
  }
  const action = error.action(language);
  process.stderr.write(
    `minqiao: ${error.text(language)}${action ? `\n  ${action}` : ''}\n  [${error.code}]\n`,
  );
  for (const detail of error.details.slice(0, 20))
    process.stderr.write(`  ${detail.pointer}: ${detail[language]}\n`);
  if (error.code.startsWith('config.') || error.code === 'commands.usage') return exitCodes.usage;
  return error.status === 503 ? exitCodes.notReady : exitCodes.failed;
}
