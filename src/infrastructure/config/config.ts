import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readJson } from '#infrastructure/json/index.ts';
import type { JsonFlaw } from '#infrastructure/json/index.ts';
import { fault } from './errors.ts';
import { settings } from './settings.ts';
import type { Setting } from './settings.ts';

/** The one validated configuration of a process. Made once at start, then passed on; nobody else reads env. */
export interface Config {
  readonly profile: 'demo' | 'production';
  readonly dataFolder: string;
  readonly databaseUrl: string | undefined;
  readonly databasePort: number;
  readonly host: string;
  readonly port: number;
  readonly certificatePort: number;
  readonly processes: number;
  readonly people: number;
  readonly agency: string;
  readonly agencyNameZh: string;
  readonly agencyNameEn: string;
  readonly idleLockMs: number;
  readonly sessionMs: number;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly publicUrl: string | undefined;
}

interface Words {
  readonly zh: string;
  readonly en: string;
}

/** Where a setting may come from, as a message says it. */
const sources = {
  file: { zh: '配置文件', en: 'the file' },
  environment: { zh: '环境变量', en: 'the environment' },
  flags: { zh: '命令行', en: 'the command line' },
} as const satisfies Record<string, Words>;

const variable = (name: string): Words => ({
  zh: `环境变量 ${name}`,
  en: `the environment variable ${name}`,
});

const named = ({ zh, en }: Words): Record<string, string> => ({ fromZh: zh, fromEn: en });

/** The folder that holds package.json. */
export const projectRoot = fileURLToPath(new URL('../../../', import.meta.url));

/** Where the optional configuration file is: JSON, one object of settings. */
const configFileName = 'minqiao.config.json';

export interface ConfigSources {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly flags?: Readonly<Record<string, string | number | undefined>>;
  /** Path of the file; by default `minqiao.config.json` beside package.json, if there is one. */
  readonly file?: string;
}

/**
 * Reads file < environment < flags and validates the whole.
 * @throws Fault config.unreadable, config.invalid, config.unknown, config.shared-port, naming the setting and where it came from
 */
export function loadConfig(given: ConfigSources = {}): Config {
  const env = given.env ?? process.env;
  const fromFile = readFile(given.file);
  const flags = given.flags ?? {};
  refuseUnknown(fromFile, sources.file);
  refuseUnknown(flags, sources.flags);
  refuseUnknownEnv(env);
  const values: Record<string, string | number | undefined> = {};
  for (const setting of settings) values[setting.key] = valueOf(setting, fromFile, env, flags);
  refuseSharedPorts(values);
  return Object.freeze(values) as unknown as Config;
}

/** What a setting is when nobody sets it; undefined for one without. */
export function fallbackOf(key: keyof Config): string | number | undefined {
  return settings.find((setting) => setting.key === key)?.fallback;
}

function valueOf(
  setting: Setting,
  file: Record<string, unknown>,
  env: Readonly<Record<string, string | undefined>>,
  flags: Readonly<Record<string, string | number | undefined>>,
): string | number | undefined {
  if (flags[setting.key] !== undefined) return check(setting, flags[setting.key], sources.flags);
  if (env[setting.env] !== undefined) return check(setting, env[setting.env], variable(setting.env));
  if (file[setting.key] !== undefined) return check(setting, file[setting.key], sources.file);
  return setting.kind === 'path' ? resolve(projectRoot, String(setting.fallback)) : setting.fallback;
}

function check(setting: Setting, value: unknown, source: Words): string | number {
  const refuse = (zh: string, en: string): never => {
    throw fault('invalid', { key: setting.key, ...named(source), zh, en });
  };
  if (setting.kind === 'integer') {
    const number =
      typeof value === 'number' ? value : /^[0-9]{1,15}$/.test(String(value)) ? Number(value) : NaN;
    const { min = 0, max = Number.MAX_SAFE_INTEGER } = setting;
    if (!Number.isSafeInteger(number) || number < min || number > max)
      refuse(`应为 ${min} 至 ${max} 的整数`, `an integer from ${min} to ${max} is expected`);
    return number;
  }
  if (typeof value !== 'string' || value === '') return refuse('不能为空', 'a non-empty text is expected');
  if (setting.kind === 'choice' && !setting.choices?.includes(value))
    refuse(`只能是 ${setting.choices?.join('、')}`, `one of ${setting.choices?.join(', ')} is expected`);
  if (setting.kind === 'url' && !isAddress(value, setting.protocols ?? [])) {
    const starts = setting.protocols?.map((one) => `${one}//`) ?? [];
    refuse(
      `应为以 ${starts.join(' 或 ')} 开头的地址`,
      `an address that starts with ${starts.join(' or ')} is expected`,
    );
  }
  return setting.kind === 'path' ? resolve(projectRoot, value) : value;
}

/** Two listeners cannot share a port; found here rather than in the middle of a start. */
function refuseSharedPorts(values: Readonly<Record<string, string | number | undefined>>): void {
  const embedded = values['databaseUrl'] === undefined ? ['databasePort'] : [];
  const listeners = ['port', 'certificatePort', ...embedded];
  for (const [index, key] of listeners.entries()) {
    const other = listeners.slice(0, index).find((one) => values[one] === values[key]);
    if (other !== undefined) throw fault('shared-port', { key, other, port: Number(values[key]) });
  }
}

/** The value itself is never repeated in the refusal: an address may hold a password. */
/** The address by which people reach the node, without a slash at its end. */
export function addressOf({ publicUrl, host, port }: Pick<Config, 'publicUrl' | 'host' | 'port'>): string {
  return publicUrl?.replace(/\/$/, '') ?? `http://${host === '0.0.0.0' ? 'localhost' : host}:${port}`;
}

function isAddress(value: string, protocols: readonly string[]): boolean {
  const url = URL.parse(value);
  return url !== null && url.hostname !== '' && protocols.includes(url.protocol);
}

function readFile(path: string | undefined): Record<string, unknown> {
  const file = path ?? resolve(projectRoot, configFileName);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    if (path === undefined && (cause as NodeJS.ErrnoException).code === 'ENOENT') return {};
    const reason = (cause as Error).message;
    throw fault('unreadable', { file, zh: reason, en: reason }, { cause });
  }
  const read = readJson(text);
  if (!read.ok) throw fault('unreadable', { file, ...wordsOf(read.flaw) });
  const { value } = read;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw fault('unreadable', { file, zh: '内容不是一个 JSON 对象', en: 'not a JSON object' });
}

function wordsOf(flaw: JsonFlaw): Words {
  switch (flaw.kind) {
    case 'duplicate-key':
      return { zh: `“${flaw.key}”写了两次`, en: `“${flaw.key}” stands in it twice` };
    case 'too-deep':
      return { zh: '嵌套过深', en: 'it is nested too deep' };
    case 'forbidden-text':
      return {
        zh: `第 ${flaw.position + 1} 个字符处有不允许的内容`,
        en: `character ${flaw.position + 1} is not allowed`,
      };
    case 'not-json': {
      const { position } = flaw;
      if (position === null) return { zh: '不是完整的 JSON', en: 'it is not whole JSON' };
      return {
        zh: `第 ${position + 1} 个字符起不是 JSON`,
        en: `from character ${position + 1} it is not JSON`,
      };
    }
  }
}

function refuseUnknown(given: Readonly<Record<string, unknown>>, source: Words): void {
  for (const key of Object.keys(given)) {
    if (!settings.some((setting) => setting.key === key)) throw fault('unknown', { key, ...named(source) });
  }
}

/** A misspelt MINQIAO_… variable is an error: a setting that silently does nothing is worse than none. */
function refuseUnknownEnv(env: Readonly<Record<string, string | undefined>>): void {
  for (const key of Object.keys(env)) {
    if (key.startsWith('MINQIAO_') && !settings.some((setting) => setting.env === key)) {
      throw fault('unknown', { key, ...named(sources.environment) });
    }
  }
}

/** A setting with its value in force; `shown` keeps its type for machines, null where there is none. */
export interface DescribedSetting extends Setting {
  readonly value: string;
  readonly shown: string | number | null;
}

/** The settings with the value in force (secrets hidden), for `minqiao config` and the documentation. */
export function describeConfig(config: Config): readonly DescribedSetting[] {
  return settings.map((setting) => {
    const value = config[setting.key];
    const shown = value === undefined ? null : 'secret' in setting ? '(set)' : value;
    return { ...setting, value: shown === null ? '' : String(shown), shown };
  });
}
