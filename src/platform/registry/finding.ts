import type { Finding as ParserFinding, Words } from '#standards/declarations/index.ts';

/** What is wrong (or doubtful) in a proposal: in which change, where in its content, and what to do. */
export interface Finding {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  /** Place of the change in the proposal; null when it is none of theirs. */
  readonly change: number | null;
  /** The way in the content: `fields.mobile.mask`; empty for the whole. */
  readonly path: string;
  readonly zh: string;
  readonly en: string;
  readonly fix: Words | null;
}

interface Template extends Words {
  readonly severity: Finding['severity'];
  readonly fix: Words;
}

/** What the registry itself finds, beside what the parser of declarations does. `{x}` stands for a parameter. */
const templates = {
  'change-repeated': {
    severity: 'error',
    zh: '同一提案中对“{name}”有两处变更',
    en: '“{name}” is changed twice in one proposal',
    fix: { zh: '合并为一处', en: 'make one change of them' },
  },
  'exists-already': {
    severity: 'error',
    zh: '“{name}”已经声明（{where}）',
    en: '“{name}” is declared already ({where})',
    fix: { zh: '换一个名称，或改为变更', en: 'choose another name, or propose a change' },
  },
  'declared-by-pack': {
    severity: 'error',
    zh: '“{name}”来自标准包 {pack}，本节点不能改动',
    en: '“{name}” comes from the pack {pack} and can’t be altered here',
    fix: {
      zh: '向标准包的发布单位提出；本地需要的，另立声明',
      en: 'propose it to whoever publishes the pack; declare beside it what is needed here',
    },
  },
  'nothing-there': {
    severity: 'error',
    zh: '没有“{name}”，无从变更或废止',
    en: 'there is no “{name}” to change or abolish',
    fix: { zh: '改为新增', en: 'propose it as an addition' },
  },
  'content-missing': {
    severity: 'error',
    zh: '缺少“{name}”的内容',
    en: 'the content of “{name}” is missing',
    fix: { zh: '写出完整的声明', en: 'give the whole declaration' },
  },
  'foreign-identifier': {
    severity: 'error',
    zh: '标识“{identifier}”不是分配给“{name}”的',
    en: 'the identifier “{identifier}” was not given to “{name}”',
    fix: { zh: '留空，由系统分配', en: 'leave it out; the registry gives one' },
  },
  'identifier-changed': {
    severity: 'error',
    zh: '“{name}”的标识不能改变（原为 {identifier}）',
    en: 'the identifier of “{name}” stays what it is, {identifier}',
    fix: { zh: '改回原标识', en: 'put it back' },
  },
  'unknown-object-class': {
    severity: 'error',
    zh: '没有名为“{title}”的对象类',
    en: 'no object class is called “{titleEn}”',
    fix: {
      zh: '选用已有的对象类，或在本提案中一并新建',
      en: 'choose one that there is, or declare it in this proposal too',
    },
  },
  'other-object-class': {
    severity: 'error',
    zh: '对象类“{title}”的英文是“{other}”，不是“{titleEn}”',
    en: 'the object class “{title}” is “{other}” in English, not “{titleEn}”',
    fix: { zh: '照写对象类的英文名称', en: 'write it as the object class does' },
  },
  'state-skipped': {
    severity: 'error',
    zh: '“{name}”的状态不能由{from}变为{to}',
    en: 'the state of “{name}” can’t go from {fromEn} to {toEn}',
    fix: {
      zh: '按 原始、草案、征求意见、报批、标准 的顺序逐步推进',
      en: 'go step by step: raw, draft, consultation, for approval, standard',
    },
  },
  'abolished-in-use': {
    severity: 'error',
    zh: '数据元“{name}”已废止，但仍被 {where} 使用',
    en: 'the element “{name}” is abolished, but {where} uses it',
    fix: { zh: '先改用其他数据元', en: 'use another element first' },
  },
  'foreign-branch': {
    severity: 'error',
    zh: '资源“{name}”的责任警种是 {owner}，提案的责任警种是 {branch}',
    en: 'the resource “{name}” is owned by {owner}, the proposal by {branch}',
    fix: { zh: '由责任警种提出', en: 'let its owner propose it' },
  },
  'unknown-branch': {
    severity: 'error',
    zh: '没有“{branch}”这个警种',
    en: 'there is no branch “{branch}”',
    fix: { zh: '使用代码集 agency-branch 中的代码', en: 'use a code of the list agency-branch' },
  },
  'breaks-what-is-there': {
    severity: 'error',
    zh: '“{name}”的变更使已有数据或用户失效：{reason}',
    en: 'the change of “{name}” breaks data or consumers: {reasonEn}',
    fix: {
      zh: '保留原有的，另增可选字段、新代码或新数据元；不再使用的在替换后废止',
      en: 'keep what is there and add an optional field, a code or an element beside it; abolish the old one when nothing uses it',
    },
  },
  'version-not-raised': {
    severity: 'error',
    zh: '“{name}”的变更与原来不兼容，版本号必须提高：{reason}',
    en: 'the change of “{name}” isn’t compatible with what was there, so its version has to go up: {reasonEn}',
    fix: {
      zh: '提高版本号，并为已有记录写明迁移方案',
      en: 'raise the version, and say in a migration plan what becomes of stored records',
    },
  },
  'rows-refused': {
    severity: 'error',
    zh: '“{name}”有 {count} 条记录不符合新声明，已停止发布；如 {record}：{reason}',
    en: '{count} records of “{name}” do not fit the new declaration, so it was not published; such as {record}: {reasonEn}',
    fix: {
      zh: '由责任警种更正这些记录，或修改迁移方案',
      en: 'let the owner branch correct these records, or change the migration plan',
    },
  },
  'keys-repeated': {
    severity: 'error',
    zh: '按方案迁移后，“{name}”有记录的主键相同',
    en: 'by this plan, records of “{name}” would have the same key',
    fix: { zh: '修改迁移方案', en: 'change the migration plan' },
  },
  'breaks-unused': {
    severity: 'warning',
    zh: '“{name}”的新版本与旧版本不兼容：{reason}；目前没有资源使用它',
    en: 'the new version of “{name}” isn’t compatible: {reasonEn}; nothing uses it yet',
    fix: { zh: '确认无误后提交', en: 'make sure that it is meant' },
  },
  'extends-own': {
    severity: 'error',
    zh: '“{name}”是本节点自己的声明，不需要扩展',
    en: '“{name}” is declared on this node and needs no extension',
    fix: { zh: '直接变更“{name}”', en: 'change “{name}” itself' },
  },
  'not-a-key': {
    severity: 'error',
    zh: '“{name}”的公钥不成立：散列与名称、公钥不符',
    en: 'the key of “{name}” does not hold: its hash isn’t that of name and key',
    fix: {
      zh: '由发布方另行取得整行公钥（minqiao pack key 所输出）',
      en: 'get the whole line from the publisher, as minqiao pack key prints it',
    },
  },
  'conflict-undecided': {
    severity: 'error',
    zh: '“{name}”在新版本和本节点都有声明，尚未决定如何处理',
    en: '“{name}” is declared by the new version and here; it is not decided what becomes of it',
    fix: {
      zh: '逐项决定：保留本地的并改名，或改用新版本的',
      en: 'decide each: keep the local one under another name, or use the new one',
    },
  },
  'bundle-changes-meaning': {
    severity: 'warning',
    zh: '“{name}”与原来不兼容：{reason}',
    en: '“{name}” isn’t compatible with what it was: {reasonEn}',
    fix: { zh: '审核人确认使用方已知悉', en: 'let the reviewer make sure that whoever relies on it knows' },
  },
  'database-refuses': {
    severity: 'error',
    zh: '数据库不能建立所需的表：{reason}',
    en: 'the database can’t make the tables: {reason}',
    fix: { zh: '换一个名称，或减少字段', en: 'choose another name, or fewer fields' },
  },
  'same-title': {
    severity: 'warning',
    zh: '“{title}”与已有的“{name}”同名',
    en: '“{title}” is also the title of “{name}”',
    fix: { zh: '如是同一含义，请直接使用“{name}”', en: 'if it means the same, use “{name}”' },
  },
  'same-concept': {
    severity: 'warning',
    zh: '对象类、特性与表示都与“{name}”相同',
    en: 'object class, property and representation are those of “{name}”',
    fix: { zh: '如是同一含义，请直接使用“{name}”', en: 'if it means the same, use “{name}”' },
  },
  'near-title': {
    severity: 'warning',
    zh: '“{title}”与已有的“{other}”（{name}）相近',
    en: '“{title}” is close to “{other}” ({name})',
    fix: { zh: '如是同一含义，请直接使用“{name}”', en: 'if it means the same, use “{name}”' },
  },
} as const satisfies Record<string, Template>;

export type OwnCode = keyof typeof templates;

export function finding(
  code: OwnCode,
  change: number | null,
  params: Readonly<Record<string, string>>,
  path = '',
): Finding {
  const { severity, zh, en, fix }: Template = templates[code];
  return {
    severity,
    code,
    change,
    path,
    zh: fill(zh, params),
    en: fill(en, params),
    fix: { zh: fill(fix.zh, params), en: fill(fix.en, params) },
  };
}

/** One of the parser's, at its place in the proposal. */
export function fromParser(
  severity: Finding['severity'],
  { code, zh, en, fix }: ParserFinding,
  change: number | null,
  path: string,
): Finding {
  return { severity, code, change, path, zh, en, fix };
}

/** Parameters come from what people typed: they are cut, and inserted in one pass so that `{x}` in a value stays text. */
function fill(text: string, params: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(params, name) ? String(params[name]).slice(0, 300) : whole,
  );
}
