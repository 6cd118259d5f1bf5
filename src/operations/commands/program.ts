import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#infrastructure/config/index.ts';
import { Fault } from '#infrastructure/faults/index.ts';
import { fault } from './errors.ts';
import { addConfigCommand } from './config-command.ts';
import { addExchangeCommand } from './exchange/exchange-command.ts';
import { addIdentifierCommand } from './identifier-command.ts';
import { addPackCommand } from './packs/pack-command.ts';
import type { PackVerbs } from './packs/pack-command.ts';
import { addStandardsCommand } from './standards/standards-command.ts';
import { addOrganisationsCommand } from './organisations-command.ts';
import type { OrganisationVerbs } from './organisations-command.ts';
import { places, printLine, writeLine } from './output.ts';
import type { Language } from './output.ts';
import { usageFault } from './usage-fault.ts';

type Flags = Readonly<Record<string, string | number | undefined>>;
type PlaceFlags = { readonly dataFolder?: string; readonly databasePort?: number };
type Print = (line: string) => void;

/** Verbs that need the whole node; the composition root brings them. */
export interface NodeVerbs extends OrganisationVerbs, PackVerbs {
  /** Runs the node until it is told to stop. */
  readonly start: (flags: Flags, print: Print) => Promise<void>;
  /** Brings the database up to this program. */
  readonly migrate: (flags: Flags, print: Print) => Promise<void>;
  /** Makes the first administrators of a new node from JSON; their certificates go into `folder`. */
  readonly found: (flags: Flags, people: string, folder: string, print: Print) => Promise<void>;
  /** Loads or removes the demonstration data. */
  readonly demo: (flags: Flags, act: 'load' | 'unload', print: Print) => Promise<void>;
  /**
   * Verifies the whole ledger of this node or an exported file; true when nothing was found. With `keys` a file needs
   * no node: whoever holds an export checks it anywhere.
   */
  readonly verifyLedger: (flags: Flags, options: VerifyOptions, print: Print) => Promise<boolean>;
  /** Writes the checkpoint, the keys or an export of the ledger. */
  readonly showLedger: (
    flags: Flags,
    what: 'checkpoint' | 'key' | 'export',
    write: (line: string) => Promise<void>,
  ) => Promise<void>;
}

export interface VerifyOptions {
  readonly json: boolean;
  readonly file?: string;
  /** Verification keys, as `minqiao ledger key` prints them. */
  readonly keys?: readonly string[];
}

/** Exit codes (design/ui.md): 0 done, 1 failed or found something, 2 wrong usage, 3 not ready. */
export const exitCodes = { ok: 0, failed: 1, usage: 2, notReady: 3 } as const;

const maxDetails = 20; // lines of a fault's details: what one screen shows

/** The command line `minqiao <noun> <verb>`. */
export function buildProgram(verbs: NodeVerbs): Command {
  const program = new Command('minqiao')
    .description('民桥：公共机关的数据节点 · The node that a public agency runs')
    .addOption(
      new Option('--lang <language>', 'language of messages · 提示所用语言')
        .choices(['zh', 'en'])
        .default('en'),
    )
    .version(packageVersion(), '-V, --version', 'print the version · 版本')
    .configureOutput({ outputError: () => undefined }) // `explain` says it, in both languages
    .configureHelp({ displayWidth: places, styleTitle: titleInBoth })
    .helpOption('-h, --help', 'show how it is used · 显示用法')
    .helpCommand('help [command]', 'show how it is used · 显示用法')
    .exitOverride();
  addStart(program, verbs);
  addConfigCommand(program);
  withPlace(
    program.command('migrate').description('bring the database up to this program · 升级数据库'),
  ).action(async (options: Flags) => verbs.migrate(options, printLine));
  addFound(program, verbs);
  addDemo(program, verbs);
  addIdentifierCommand(program);
  addStandardsCommand(program);
  addPackCommand(program, verbs, withPlace);
  addExchangeCommand(program);
  addOrganisationsCommand(program, verbs, { withPlace, whole, failed: exitCodes.failed });
  addLedger(program, verbs);
  addVerify(program, verbs);
  return program;
}

/** The headings of commander's help. */
const titles: Readonly<Record<string, string>> = {
  'Usage:': 'Usage · 用法:',
  'Arguments:': 'Arguments · 参数:',
  'Options:': 'Options · 选项:',
  'Commands:': 'Commands · 命令:',
};

function titleInBoth(title: string): string {
  return titles[title] ?? title;
}

function packageVersion(): string {
  const text = readFileSync(join(projectRoot, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

function addStart(program: Command, verbs: NodeVerbs): void {
  withPlace(program.command('start').description('run the node · 启动节点'))
    .addOption(
      new Option('--profile <profile>', 'demo or production · 运行方式').choices(['demo', 'production']),
    )
    .option(
      '--processes <number>',
      'worker processes (default: one per core) · 工作进程数（默认每核心一个）',
      whole,
    )
    .option('--host <address>', 'address to listen on · 监听地址')
    .option('--port <number>', 'port of pages and API · 页面与接口的端口', whole)
    .option('--certificate-port <number>', 'port of the sign-in with certificates · 证书登录的端口', whole)
    .option('--people <number>', 'size of the demonstration population · 演示人口数', whole)
    .action(async (options: Flags) => verbs.start(options, printLine));
}

const maxFoundersBytes = 65_536; // twenty people, each a few lines

function addFound(program: Command, verbs: NodeVerbs): void {
  withPlace(
    program
      .command('found')
      .description('make the first administrators of a new node from JSON on standard input · 设立首批管理员')
      .addHelpText('after', foundHelp),
  )
    .requiredOption(
      '--out <folder>',
      'folder for the certificates (PKCS#12); their passwords are printed once · 存放证书（PKCS#12）的文件夹；口令只显示一次',
    )
    .action(async ({ out, ...flags }: Flags & { out: string }) => {
      const people = await readAll(process.stdin, maxFoundersBytes);
      await verbs.found({ ...flags, profile: 'production' }, people, out, printLine);
    });
}

const foundHelp = `
Standard input is a list, one object a person, who each choose and type their own PIN:
  [{ "role": "system-administrator", "name": "…", "policeNumber": "123456", "citizenNumber": "…", "pin": "…" },
   { "role": "security-administrator", … }, { "role": "auditor", … }]`;

async function readAll(input: AsyncIterable<Buffer | string>, maxBytes: number): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of input) {
    bytes += part.length;
    if (bytes > maxBytes)
      throw fault('usage', {
        reason: `more than ${maxBytes} bytes on standard input`,
        reasonZh: `标准输入超过 ${maxBytes} 字节`,
      });
    parts.push(Buffer.from(part));
  }
  return Buffer.concat(parts).toString('utf8');
}

const demoVerbs = {
  load: 'load the demonstration, or finish a load that was cut off · 加载',
  unload: 'remove the demonstration data, and nothing else · 移除',
} as const;

function addDemo(program: Command, verbs: NodeVerbs): void {
  const demo = program
    .command('demo')
    .description('the demonstration data of the fictional province 69 · 演示数据');
  for (const act of ['load', 'unload'] as const) {
    withPlace(demo.command(act).description(demoVerbs[act]))
      .option('--people <number>', 'size of the population · 人口数', whole)
      .action(async (options: Flags) => verbs.demo(options, act, printLine));
  }
}

const ledgerVerbs = {
  checkpoint: 'print the latest signed checkpoint · 最新的签名检查点',
  key: 'print the keys that verify the checkpoints · 验证检查点的公钥',
  export: 'print the whole ledger, one JSON object a line · 导出全部账本',
} as const;

function addLedger(program: Command, verbs: NodeVerbs): void {
  const ledger = program.command('ledger').description('what the ledger says of itself · 账本');
  for (const what of ['checkpoint', 'key', 'export'] as const) {
    withPlace(ledger.command(what).description(ledgerVerbs[what])).action(async (options: Flags) =>
      verbs.showLedger(options, what, writeLine),
    );
  }
}

function addVerify(program: Command, verbs: NodeVerbs): void {
  withPlace(
    program
      .command('verify [file]')
      .description("verify this node's whole ledger, or an exported file · 验证账本"),
  )
    .option(
      '--key <key...>',
      'keys to verify a file with, from elsewhere than the file (needs no node) · 验证文件所用的公钥，须另行取得（不需要节点）',
    )
    .option('--json', 'print the findings as JSON · 以 JSON 输出结果')
    .action(async (file: string | undefined, options: PlaceFlags & { json?: boolean; key?: string[] }) => {
      const { json = false, key: keys, ...flags } = options;
      if (keys && file === undefined)
        throw fault('usage', { reason: '--key goes with a file', reasonZh: '--key 须与文件一起使用' });
      const asked = { json, ...(file === undefined ? {} : { file }), ...(keys ? { keys } : {}) };
      if (!(await verbs.verifyLedger(flags, asked, printLine))) process.exitCode = exitCodes.failed;
    });
}

function withPlace(command: Command): Command {
  return command
    .option(
      '--data-folder <path>',
      'folder of database, keys and certificates · 数据库、密钥、证书所在的文件夹',
    )
    .option('--database-port <number>', 'port of the embedded PostgreSQL · 内嵌 PostgreSQL 的端口', whole);
}

function whole(value: string): number {
  if (!/^[0-9]{1,15}$/.test(value)) throw new InvalidArgumentError('a whole number is expected · 应为整数');
  return Number(value);
}

/**
 * Runs the program. An expected error becomes one clear line in both languages and what to do; only a defect of ours
 * shows its stack. A reader that closes early (`| head`) is no error.
 * @returns the exit code
 */
export async function runProgram(program: Command, argv: readonly string[]): Promise<number> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  try {
    await program.parseAsync([...argv]);
    return Number(process.exitCode ?? exitCodes.ok);
  } catch (error) {
    return explain(error, program.opts<{ lang?: Language }>().lang ?? 'en');
  }
}

function explain(error: unknown, language: Language): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exitCodes.ok;
    if (error.code !== 'commander.help') explainFault(usageFault(error), language); // help was shown already
    return exitCodes.usage;
  }
  if (error instanceof Fault) return explainFault(error, language);
  const it = error as NodeJS.ErrnoException;
  if (it?.code === 'EPIPE') return exitCodes.ok;
  const isSystems = typeof it?.syscall === 'string'; // no space, no right: the message says it
  const text = error instanceof Error && !isSystems ? error.stack : it?.message;
  process.stderr.write(`minqiao: ${text ?? String(error)}\n`);
  return exitCodes.failed;
}

function explainFault(error: Fault, language: Language): number {
  const other = language === 'en' ? 'zh' : 'en';
  const action = error.action(language);
  const text = [error.text(language), error.text(other)].filter((one, at, all) => all.indexOf(one) === at);
  process.stderr.write(`minqiao: ${text.join(' · ')}${action ? `\n  ${action}` : ''}\n  [${error.code}]\n`);
  for (const detail of error.details.slice(0, maxDetails))
    process.stderr.write(`  ${detail.pointer}: ${detail[language]}\n`);
  if (error.details.length > maxDetails)
    process.stderr.write(`  … ${error.details.length - maxDetails} more\n`);
  const usage = ['config.', 'commands.', 'catalogue.unreadable-pack']; // what was set, typed or named
  if (usage.some((start) => error.code.startsWith(start))) return exitCodes.usage;
  return error.status === 503 ? exitCodes.notReady : exitCodes.failed;
}
