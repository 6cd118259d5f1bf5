import type {
  DataType,
  Mask,
  RegulationKind,
  Representation,
  Resource,
  Segment,
  Status,
  Verification,
  Words,
} from './model.ts';

/** The closed vocabularies of the declarations, as people read them: for pages, files and messages. Pure; no I/O. */

/** The seven states of GA/T 541. */
export const statusWords: Readonly<Record<Status, Words>> = {
  raw: { zh: '原始', en: 'Raw' },
  draft: { zh: '草案', en: 'Draft' },
  consultation: { zh: '征求意见', en: 'Consultation' },
  approval: { zh: '报批', en: 'For approval' },
  standard: { zh: '标准', en: 'Standard' },
  rejected: { zh: '未批准', en: 'Not approved' },
  abolished: { zh: '废止', en: 'Abolished' },
};

export const verificationWords: Readonly<Record<Verification, Words & { readonly why: Words }>> = {
  verified: {
    zh: '已核对原文',
    en: 'Verified',
    why: {
      zh: '已在标准原文中逐项读到，可以引用标准号。',
      en: 'Read in the text of the standard itself; its number may be cited.',
    },
  },
  secondary: {
    zh: '二手来源',
    en: 'Secondary',
    why: {
      zh: '多个公开的二手来源一致，但没有读到标准原文。',
      en: 'Several public secondary sources agree; the standard itself was not read.',
    },
  },
  draft: {
    zh: '待核对',
    en: 'To be checked',
    why: {
      zh: '自定或凭记忆写下，使用前须由标准管理员对照原文核对。',
      en: 'Our own, or written from memory; a standards officer must check it before it is relied upon.',
    },
  },
};

/** 表示词, GA/T 542 table 3. */
export const representationWords: Readonly<Record<Representation, Words>> = {
  amount: { zh: '金额', en: 'Amount' },
  date: { zh: '日期', en: 'Date' },
  'date-time': { zh: '日期时间', en: 'Date and time' },
  code: { zh: '代码', en: 'Code' },
  description: { zh: '描述', en: 'Description' },
  name: { zh: '名称', en: 'Name' },
  number: { zh: '号码', en: 'Number' },
  percentage: { zh: '百分比', en: 'Percentage' },
  quantity: { zh: '量', en: 'Quantity' },
  ratio: { zh: '比率', en: 'Ratio' },
  indicator: { zh: '指示符', en: 'Indicator' },
};

/** 数据类型, GA/T 542 table 4. */
export const dataTypeWords: Readonly<Record<DataType, Words>> = {
  character: { zh: '字符型', en: 'Character' },
  numeric: { zh: '数字型', en: 'Numeric' },
  date: { zh: '日期型', en: 'Date' },
  'date-time': { zh: '日期时间型', en: 'Date and time' },
  time: { zh: '时间型', en: 'Time' },
  boolean: { zh: '布尔型', en: 'Boolean' },
  binary: { zh: '二进制', en: 'Binary' },
};

export const sharingWords: Readonly<Record<Resource['sharing']['type'], Words>> = {
  unconditional: { zh: '无条件共享', en: 'Unconditional' },
  conditional: { zh: '有条件共享', en: 'Conditional' },
  none: { zh: '不予共享', en: 'Not shared' },
};

export const cycleWords: Readonly<Record<Resource['cycle'], Words>> = {
  realtime: { zh: '实时', en: 'Real time' },
  daily: { zh: '每日', en: 'Daily' },
  weekly: { zh: '每周', en: 'Weekly' },
  monthly: { zh: '每月', en: 'Monthly' },
  quarterly: { zh: '每季度', en: 'Quarterly' },
  yearly: { zh: '每年', en: 'Yearly' },
};

export const levelWords: Readonly<Record<Resource['classification']['level'], Words>> = {
  core: { zh: '核心数据', en: 'Core data' },
  important: { zh: '重要数据', en: 'Important data' },
  general: { zh: '一般数据', en: 'General data' },
};

export const maskWords: Readonly<Record<Mask, Words>> = {
  identity: { zh: '证件号码', en: 'Identity number' },
  name: { zh: '姓名', en: 'Name' },
  phone: { zh: '电话', en: 'Telephone' },
  number: { zh: '号码', en: 'Number' },
  address: { zh: '地址', en: 'Address' },
  all: { zh: '全部', en: 'All of it' },
};

export const resetWords: Readonly<Record<'never' | 'daily' | 'yearly', Words>> = {
  never: { zh: '不重置', en: 'Never' },
  daily: { zh: '每日', en: 'Each day' },
  yearly: { zh: '每年', en: 'Each year' },
};

/** What a document of the library is. */
export const regulationKindWords: Readonly<Record<RegulationKind, Words>> = {
  law: { zh: '法律', en: 'Law' },
  regulation: { zh: '行政法规', en: 'Administrative regulation' },
  rule: { zh: '规章、规范性文件', en: 'Rule of a ministry' },
  standard: { zh: '标准', en: 'Standard' },
  local: { zh: '地方规定', en: 'Local rule' },
  own: { zh: '本机关规定', en: 'Own rule' },
};

/** Why something must be reviewed. */
export const reviewReasonWords = {
  ended: { zh: '已失效', en: 'No longer in force' },
  'not-yet': { zh: '尚未施行', en: 'Not yet in force' },
  changed: { zh: '内容已变更', en: 'Changed' },
  superseded: { zh: '已被替代', en: 'Superseded' },
} as const satisfies Readonly<Record<string, Words>>;
export type ReviewReason = keyof typeof reviewReasonWords;

/** What rests on a document or an article. */
export const restingWords = {
  resource: { zh: '信息类', en: 'Resource' },
  purpose: { zh: '事由', en: 'Purpose' },
  matter: { zh: '办理事项', en: 'Matter' },
  policy: { zh: '策略', en: 'Policy' },
  element: { zh: '数据元', en: 'Data element' },
  qualifier: { zh: '限定词', en: 'Qualifier' },
  'code-list': { zh: '代码集', en: 'Code list' },
  regulation: { zh: '文件', en: 'Document' },
} as const satisfies Readonly<Record<string, Words>>;
/** The parts of a number, in words. */
const segmentWords: Readonly<Record<Segment['kind'], Words>> = {
  literal: { zh: '固定 {text}', en: '“{text}”' },
  division: { zh: '行政区划 {length} 位', en: '{length} digits of the division' },
  org: { zh: '机构代码 {length} 位', en: '{length} digits of the organisation' },
  date: { zh: '日期 {form}', en: 'date {form}' },
  sequence: { zh: '顺序号 {length} 位', en: 'sequence of {length} digits' },
  check: { zh: '校验位 {method}', en: 'check character {method}' },
};

/** One part of a number, for people. */
export function segmentText({ kind, ...params }: Segment, language: keyof Words): string {
  const values = new Map(Object.entries(params));
  return segmentWords[kind][language].replace(
    /\{([a-z]+)\}/g,
    (whole, name: string) => values.get(name) ?? whole,
  );
}

/** Yes and no, in a cell. */
export const yesNoWords: Readonly<Record<'yes' | 'no', Words>> = {
  yes: { zh: '是', en: 'Yes' },
  no: { zh: '否', en: 'No' },
};
