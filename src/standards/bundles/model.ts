import { fill } from '../declarations/index.ts';
import type { Params, Words } from '../declarations/index.ts';
import type { SuiteCrypto } from '../signatures/index.ts';

/** The format's name, first line of what is signed. */
export const bundleFormat = 'minqiao-pack/1';

/** What a bundle says of itself. All of it is signed. */
export interface BundleHeader {
  /** The pack's name; its files stand below a folder of this name. */
  readonly name: string;
  /** `1.2.3`; each bundle of a pack has a higher one than the last. */
  readonly version: string;
  /** The name of the key that signs: who answers for the pack. */
  readonly issuer: string;
  /** Digest of the bundle before this one; null for the first. */
  readonly previous: string | null;
  /** The day of issue, `YYYY-MM-DD`. */
  readonly issued: string;
  /** Packs that this one rests on, each at least in this version. */
  readonly requires: readonly Requirement[];
  /** SHA-256 of each file (base64url), so that an altered file is named. */
  readonly digests: Readonly<Record<string, string>>;
}

export interface Requirement {
  readonly name: string;
  readonly version: string;
}

/** A pack as one thing: files by path (without the pack's folder) and its header. */
export interface Bundle {
  readonly header: BundleHeader;
  readonly files: Readonly<Record<string, string>>;
  /** The signed note (c2sp.org/signed-note) over name, version and digest; null before it is signed. */
  readonly note: string | null;
}

/** What the caller brings: standards run in the browser too. */
export interface BundleCrypto extends Pick<SuiteCrypto, 'sha256'> {
  verify(...asked: Parameters<SuiteCrypto['verify']>): boolean;
}

/** Each limit is far above what a ministry's pack needs and far below what hurts. */
export const bundleLimits = {
  files: 2_000,
  /** UTF-16 units of the whole text: the core pack takes 0.3 million, 700,000 divisions some 30 million. */
  length: 64_000_000,
  pathLength: 120,
  requires: 20,
} as const;

/** Why a bundle is refused, with the place: a file's path, a key of the header, or a character of the text. */
export interface BundleProblem extends Words {
  readonly code: BundleProblemCode;
  readonly place: string;
  readonly fix: Words;
}

/** The closed list of refusals. `{x}` stands for a parameter. */
export const bundleProblems = {
  'too-large': {
    zh: '标准包过大：{value}，上限 {limit}',
    en: 'the bundle is too large: {value}, limit {limit}',
    fix: { zh: '拆分标准包', en: 'split the pack' },
  },
  'too-many-files': {
    zh: '文件过多：{value}，上限 {limit}',
    en: 'too many files: {value}, limit {limit}',
    fix: { zh: '合并文件', en: 'join files' },
  },
  'not-json': {
    zh: '不是完整的标准包文件：{value}',
    en: 'this is not a whole bundle: {value}',
    fix: { zh: '重新取得文件', en: 'fetch the file again' },
  },
  'unknown-format': {
    zh: '不认识的格式“{value}”',
    en: 'unknown format “{value}”',
    fix: { zh: '应为 minqiao-pack/1', en: 'minqiao-pack/1 is expected' },
  },
  'bad-shape': {
    zh: '此处应为{value}',
    en: '{valueEn} is expected here',
    fix: { zh: '用 minqiao pack build 重新制作', en: 'build it again with minqiao pack build' },
  },
  'not-canonical': {
    zh: '文本不是规范形式（RFC 8785），或有重复的路径',
    en: 'the text is not in canonical form (RFC 8785), or a path stands twice',
    fix: { zh: '传送时不得改动文件；重新取得', en: 'nothing may change it on the way; fetch it again' },
  },
  'bad-path': {
    zh: '文件名“{value}”不可接受',
    en: 'the file name “{value}” is refused',
    fix: {
      zh: '只用相对路径：字母、数字、点、连字符，至多 4 层；yaml、csv、json、cedar、md',
      en: 'relative paths only: letters, digits, dots, hyphens, at most 4 levels; yaml, csv, json, cedar, md',
    },
  },
  'duplicate-path': {
    zh: '文件名“{value}”只差大小写',
    en: 'the file name “{value}” differs from another in case only',
    fix: { zh: '改名', en: 'rename one' },
  },
  'altered-file': {
    zh: '文件内容与标准包所载摘要不符',
    en: 'the file is not what the bundle’s digest says',
    fix: { zh: '重新取得文件，并告知发布方', en: 'fetch the bundle again and tell its issuer' },
  },
  'header-mismatch': {
    zh: 'pack.yaml 写的是 {value}，标头写的是 {other}',
    en: 'pack.yaml says {value}, the header {other}',
    fix: { zh: '重新制作', en: 'build it again' },
  },
  unsigned: {
    zh: '标准包没有签名',
    en: 'the bundle is not signed',
    fix: { zh: '由发布方签名：minqiao pack sign', en: 'its issuer signs it: minqiao pack sign' },
  },
  'bad-note': {
    zh: '签名文书的格式有误',
    en: 'the signed note is malformed',
    fix: { zh: '重新签名', en: 'sign it again' },
  },
  'wrong-digest': {
    zh: '签名所指的不是这个标准包',
    en: 'what was signed is not this bundle',
    fix: { zh: '重新取得文件，并告知发布方', en: 'fetch the bundle again and tell its issuer' },
  },
  'unknown-issuer': {
    zh: '没有“{value}”的公钥可以核对',
    en: 'there is no key of “{value}” to check with',
    fix: { zh: '由别的途径取得发布方的公钥', en: 'get the issuer’s key, from elsewhere than the bundle' },
  },
  'wrong-signature': {
    zh: '“{value}”的签名不成立',
    en: 'the signature of “{value}” does not hold',
    fix: { zh: '不要使用；告知发布方', en: 'don’t use it; tell its issuer' },
  },
  'not-newer': {
    zh: '版本 {value} 不高于已有的 {other}',
    en: 'the version {value} is not above {other}, which is here',
    fix: { zh: '只接受更高的版本', en: 'take only a higher version' },
  },
  'other-issuer': {
    zh: '发布方“{value}”不是已有版本的发布方“{other}”',
    en: 'the issuer “{value}” is not that of the version here, “{other}”',
    fix: {
      zh: '由原发布方发布，或先移除旧包',
      en: 'let the same issuer publish it, or remove the old pack first',
    },
  },
  'wrong-previous': {
    zh: '它接续的不是已有的版本',
    en: 'it does not follow the version that is here',
    fix: { zh: '依次取用中间的版本', en: 'take the versions between, in order' },
  },
  'missing-requirement': {
    zh: '缺少所依据的 {value}（已有 {other}）',
    en: 'it rests on {value}, which is not here ({other})',
    fix: { zh: '先取用该标准包', en: 'take that pack first' },
  },
  'altered-taken': {
    zh: '取自“{other}”的文件在本地被改动',
    en: 'a file taken from “{other}” was changed locally',
    fix: {
      zh: '恢复原文；本地的补充写入自己的标准包',
      en: 'restore it; put what is your own into a pack of your own',
    },
  },
} as const satisfies Record<string, Words & { readonly fix: Words }>;

export type BundleProblemCode = keyof typeof bundleProblems;

/** Makes a problem of the closed list. */
export function bundleProblem(code: BundleProblemCode, place: string, params: Params = {}): BundleProblem {
  const { zh, en, fix }: Words & { readonly fix: Words } = bundleProblems[code];
  return { code, place, zh: fill(zh, params), en: fill(en, params), fix };
}
