import { Option } from 'commander';
import type { Command } from 'commander';
import { existsSync } from 'node:fs';
import { signatureSuites } from '#standards/signatures/index.ts';
import type { SignatureSuite } from '#standards/signatures/index.ts';
import type { Language } from '../output.ts';
import { fault } from '../errors.ts';
import { printLine } from '../output.ts';
import type { BuildOptions } from './build-pack.ts';
import type { ImportOptions } from './import-pack.ts';

export interface TakeOrder {
  readonly file: string;
  readonly reason: string;
  readonly json: boolean;
  readonly language: Language;
}

/** Verbs that need the whole node; the composition root brings them. */
export interface PackVerbs {
  /** Brings a bundle to the node's reviewers; whether it waits for approval. */
  readonly takePack: (flags: Flags, order: TakeOrder, print: (line: string) => void) => Promise<boolean>;
}

const acts = () => import('./pack-acts.ts');

type Flags = Readonly<Record<string, string | number | undefined>>;

/** `minqiao pack …`: packs as signed, versioned bundles. */
export function addPackCommand(
  program: Command,
  verbs: PackVerbs,
  withPlace: (command: Command) => Command,
): void {
  const pack = program.command('pack').description('packs as signed, versioned bundles · 标准包的发行');
  const language = () => program.opts<{ lang: Language }>().lang;
  addMaking(pack, language);
  addTaking(pack, language);
  withPlace(pack.command('take <bundle>'))
    .description('bring a bundle to this node; a second person approves it in the pages · 取用到本节点')
    .requiredOption('--reason <text>', 'why; the reviewer reads it · 理由，供审核人阅读')
    .option('--json', 'print what it changes as JSON · 以 JSON 输出变更', false)
    .action(async (file: string, { reason, json, ...flags }: Flags & { reason: string; json: boolean }) =>
      ends(await verbs.takePack(flags, { file, reason, json, language: language() }, printLine)),
    );
}

/** Exit code 1 when a bundle was refused. */
function ends(right: boolean): void {
  if (!right) process.exitCode = 1;
}

function addMaking(pack: Command, language: () => Language): void {
  pack
    .command('build <folder>')
    .description('make an unsigned bundle of a pack’s folder · 制作发行包')
    .requiredOption('--issuer <name>', 'name of the key that will sign: who answers for the pack · 签名密钥的名称，即标准包的负责机关')
    .requiredOption('--out <file>', 'the new bundle · 新的发行包')
    .option('--previous <file>', 'the bundle that this one follows · 上一个发行包')
    .option('--requires <name@version...>', 'packs that it rests on · 所依赖的标准包')
    .action(async (folder: string, options: BuildOptions) =>
      ends((await acts()).buildPack(folder, options, language())),
    );
  pack
    .command('key <file>')
    .description('make a signing key, and print the line that others verify with · 生成签名密钥')
    .requiredOption('--issuer <name>', 'name of the key · 密钥名称')
    .addOption(new Option('--suite <name>', 'signature suite · 签名算法').choices(signatureSuites).default(signatureSuites[0]))
    .action(async (file: string, { issuer, suite }: { issuer: string; suite: SignatureSuite }) =>
      (await acts()).makePackKey(file, issuer, suite),
    );
  pack
    .command('sign <bundle>')
    .description('sign a bundle in place · 签名')
    .requiredOption('--key <file>', 'the signing key (PKCS#8) · 签名私钥（PKCS#8）')
    .option('--as <name>', 'sign beside the issuer, under this name · 以此名称与发行者共同签名')
    .action(async (file: string, { key, as }: { key: string; as?: string }) =>
      ends((await acts()).signPack(file, key, as, language())),
    );
}

function addTaking(pack: Command, language: () => Language): void {
  pack
    .command('verify <bundle>')
    .description('verify a bundle with keys that come from elsewhere · 核对发行包')
    .requiredOption('--key <line...>', 'verification keys, as “pack key” prints them · 验证公钥，即 pack key 所输出的')
    .option('--after <file...>', 'bundles that are here already · 本地已有的发行包')
    .action(async (file: string, options: { key: string[]; after?: string[] }) =>
      ends((await acts()).verifyPack(file, options, language())),
    );
  pack
    .command('diff <before> <after>')
    .description('what differs between two packs, each a folder or a bundle · 比较')
    .option('--beside <folder...>', 'packs that both rest on · 两者共同依赖的标准包', [])
    .option('--json', 'as JSON · 以 JSON 输出', false)
    .action(async (before: string, after: string, options: { beside: string[]; json: boolean }) =>
      ends((await acts()).diffPacks([before, after], options, language())),
    );
  pack
    .command('export <bundle>')
    .description('write the files of a bundle into a new folder; verify it first · 展开')
    .requiredOption('--out <folder>', 'a folder that isn’t there yet · 尚不存在的文件夹')
      .action(async (file: string, { out }: { out: string }) => {
      if (existsSync(out)) throw fault('usage', { reason: `${out} is there already`, reasonZh: `${out} 已存在` });
      const { openBundle, writeFiles } = await acts();
      const bundle = openBundle(file, language());
      if (bundle !== null) writeFiles(out, bundle);
      if (bundle !== null) printLine(`${out}: ${bundle.header.name} ${bundle.header.version}`);
      ends(bundle !== null);
    });
  pack
    .command('import <bundle>')
    .description('show what taking a bundle into a folder of packs changes, and take it · 取用')
    .requiredOption('--into <folder>', 'the folder of pack folders · 存放标准包的上级文件夹')
    .requiredOption('--key <line...>', 'verification keys of the issuers that this place trusts · 本处信任的发行者的验证公钥')
    .option('--apply', 'take it · 采用', false)
    .action(async (file: string, options: ImportOptions) =>
      ends((await acts()).importPack(file, options, language())),
    );
}
