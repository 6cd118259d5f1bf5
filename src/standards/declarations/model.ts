import type { QualityRule, QualitySettings } from './quality-model.ts';
import type { Format } from '../formats/index.ts';
import type { Kind } from '../identifiers/index.ts';

/** A text in both languages. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** The seven states of GA/T 541: 原始 草案 征求意见 报批 标准 未批准 废止. */
export const statuses = [
  'raw',
  'draft',
  'consultation',
  'approval',
  'standard',
  'rejected',
  'abolished',
] as const;
export type Status = (typeof statuses)[number];

/** How far a row was checked: read in the standard, agreed by secondary sources, or not yet. */
export const verifications = ['verified', 'secondary', 'draft'] as const;
export type Verification = (typeof verifications)[number];

/** 表示词, GA/T 542 table 3: 金额 日期 日期时间 代码 描述 名称 号码 百分比 量 比率 指示符. */
export const representations = [
  'amount',
  'date',
  'date-time',
  'code',
  'description',
  'name',
  'number',
  'percentage',
  'quantity',
  'ratio',
  'indicator',
] as const;
export type Representation = (typeof representations)[number];

/** 数据类型, GA/T 542 table 4. Derived from the format, so the two can't disagree. */
export const dataTypes = ['character', 'numeric', 'date', 'date-time', 'time', 'boolean', 'binary'] as const;
export type DataType = (typeof dataTypes)[number];

/** What a person may never be found by (scope.md): no search key, no list, no key. */
export const specials = ['ethnicity', 'religion', 'politics'] as const;
export type Special = (typeof specials)[number];

export { kinds as identifierKinds, kindWords as identifierWords } from '../identifiers/index.ts';
/** An identifier rule that a value domain may name. */
export type IdentifierKind = Kind;

/** 值域. Each part is null when it sets no limit; they hold together. */
export interface Domain {
  readonly codes: string | null;
  readonly rule: IdentifierKind | null;
  readonly numberRule: string | null;
  /** A regular expression over the whole value, in the safe subset that `isSafePattern` accepts. */
  readonly pattern: string | null;
  readonly minimum: number | null;
  readonly maximum: number | null;
}

/** 关系, GA/T 542: how an element stands to others, by their names. */
export interface Relations {
  /** 派生: computed from these, as a sex is from a citizen number. */
  readonly derivedFrom: readonly string[];
  /** 组成: made up of these, as an address is of its parts. */
  readonly composedOf: readonly string[];
  /** 替代: stands in the place of these, which are no longer to be used. */
  readonly replaces: readonly string[];
  /** 连用: only means something together with these, as an amount with its currency. */
  readonly usedWith: readonly string[];
}

/** A data element (数据元), ISO 11179 and GA/T 542. `name` is how declarations refer to it. */
export interface DataElement {
  readonly name: string;
  readonly identifier: string;
  readonly symbol: string | null;
  readonly version: string;
  readonly title: Words;
  readonly definition: Words;
  readonly synonyms: readonly string[];
  readonly object: Words;
  readonly property: Words;
  readonly representation: Representation;
  readonly type: DataType;
  readonly format: Format;
  readonly domain: Domain;
  readonly unit: Words | null;
  readonly relations: Relations;
  readonly status: Status;
  readonly verification: Verification;
  readonly source: string | null;
  readonly mapsTo: string | null;
  /** 1-4 within general data (GB/T 43697 就高从严: a resource takes the highest of its elements). */
  readonly grade: number;
  /** True for a type of fact that many resources state of themselves (a date, a status, a division). */
  readonly reusable: boolean;
  readonly special: Special | null;
}

/** A qualifier (限定词): data item = qualifier + element. */
export interface Qualifier {
  readonly name: string;
  readonly identifier: string;
  readonly symbol: string | null;
  readonly title: Words;
  readonly verification: Verification;
  readonly source: string | null;
  readonly mapsTo: string | null;
}

/** One value of a code list; valid from `from` to `to` inclusive, null = open. Dates are `YYYY-MM-DD`. */
export interface CodeValue {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly parent: string | null;
  readonly pinyin: string | null;
  readonly verification: Verification;
}

export interface CodeList {
  readonly name: string;
  readonly title: Words;
  readonly version: string;
  readonly verification: Verification;
  /** Where the values come from, in words. */
  readonly source: string;
  /** The number of the standard, claimed only by a verified list. */
  readonly standard: string | null;
  readonly special: Special | null;
  readonly values: readonly CodeValue[];
}

/** Values that somebody else adds to a code list; the list itself stays its publisher's. */
export interface CodeListExtension {
  readonly name: string;
  /** The code list. */
  readonly extends: string;
  readonly values: readonly CodeValue[];
}

/** Optional fields that somebody else adds to a resource. */
export interface ResourceExtension {
  readonly name: string;
  /** The resource. */
  readonly extends: string;
  /** Names of the fields; what they are stands in the resource. */
  readonly fields: readonly string[];
}

/** What elements describe: 对象类 of ISO/IEC 11179. */
export interface ObjectClass {
  readonly name: string;
  readonly title: Words;
  readonly definition: Words;
  readonly synonyms: readonly string[];
  /** The class that it is a part or a kind of. */
  readonly partOf: string | null;
}

/** Who may publish packs to this node, and which. */
export interface Signer {
  readonly name: string;
  readonly title: Words;
  /** Verification key of a signed note. */
  readonly key: string;
  readonly packs: readonly string[];
}

/** The parts of a number, from left to right. */
export type Segment =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'division'; readonly length: number }
  | { readonly kind: 'org'; readonly length: number }
  | { readonly kind: 'date'; readonly form: 'yyyymmdd' | 'yyyymm' | 'yyyy' }
  | { readonly kind: 'sequence'; readonly length: number }
  | { readonly kind: 'check'; readonly method: 'mod-11-2' | 'mod-37-36' };

/** How numbers of our own are made. `resets`: when the sequence starts again at 1. */
export interface NumberRule {
  readonly name: string;
  readonly title: Words;
  readonly segments: readonly Segment[];
  readonly resets: 'never' | 'daily' | 'yearly';
}

/** What a document of the library is: 法律, 行政法规, 部门规章, 标准, 地方规定, or a rule of this node's own. */
export const regulationKinds = ['law', 'regulation', 'rule', 'standard', 'local', 'own'] as const;
export type RegulationKind = (typeof regulationKinds)[number];

/** One edition (版本) of a document. Days are `YYYY-MM-DD`, ends inclusive, null = not known or open. */
export interface Edition {
  readonly edition: string;
  readonly issued: string | null;
  readonly from: string | null;
  readonly to: string | null;
  /** What this edition says or changed, in our own words. */
  readonly note: Words | null;
}

/** An article (条), clause or table of a document as it reads for a time; its number may stand again for another time. */
export interface Article {
  readonly number: string;
  /** The edition that it belongs to; null = all of them. */
  readonly edition: string | null;
  readonly heading: Words | null;
  /** What it says, in our own words: never the text itself. */
  readonly gist: Words;
  readonly from: string | null;
  readonly to: string | null;
  readonly verification: Verification;
  /** Citations of what it takes the place of. */
  readonly supersedes: readonly string[];
}

/** A document that others cite (`decree-809`, `decree-809#12`): a law, a rule, a standard. */
export interface Regulation {
  readonly name: string;
  readonly title: Words;
  readonly kind: RegulationKind;
  readonly issuer: Words | null;
  readonly number: string | null;
  readonly issued: string | null;
  readonly inForce: string | null;
  /** The last day on which it holds. */
  readonly until: string | null;
  readonly verification: Verification;
  readonly note: Words | null;
  readonly supersedes: readonly string[];
  readonly editions: readonly Edition[];
  readonly articles: readonly Article[];
}

/** A matter that a kind of purpose handles, with its clock in days and what it rests on. */
export interface PurposeMatter {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly days: number | null;
  readonly basis: readonly string[];
}

/** A kind of purpose (事由) that this node knows: why data may be asked for, and what its number is called. */
export interface PurposeKind {
  readonly name: string;
  readonly title: Words;
  readonly reference: Words;
  /** Citations of what it rests on. */
  readonly basis: readonly string[];
  readonly kinds: readonly PurposeMatter[];
}

export const masks = ['identity', 'name', 'phone', 'number', 'address', 'all'] as const;
export type Mask = (typeof masks)[number];

/** One field of a resource: an element (with an optional qualifier), or a reference to another resource. */
export interface Field {
  readonly name: string;
  readonly title: Words;
  readonly element: string | null;
  readonly qualifier: string | null;
  readonly refers: string | null;
  readonly key: boolean;
  readonly required: boolean;
  readonly many: boolean;
  readonly sealed: boolean;
  readonly mask: Mask | null;
  /** Why a form asks for it, in plain words. */
  readonly why: Words | null;
  readonly group: string | null;
  /** Shown and asked only when the other field has one of these values. */
  readonly when: Condition | null;
}

export interface Condition {
  readonly field: string;
  readonly equals: readonly string[];
}

export const levels = ['core', 'important', 'general'] as const;
export const sharingTypes = ['unconditional', 'conditional', 'none'] as const;
export const cycles = ['realtime', 'daily', 'weekly', 'monthly', 'quarterly', 'yearly'] as const;

export interface Sharing {
  readonly type: (typeof sharingTypes)[number];
  readonly conditions: Words | null;
  /** Citations: `decree-809`, `decree-809#12`. */
  readonly basis: readonly string[];
  readonly purposes: readonly string[];
}

/** A class of information, declared once. */
export interface Resource {
  readonly name: string;
  /** Goes up when the declaration changes; must, when a change is narrowing or breaking. */
  readonly version: string;
  readonly title: Words;
  readonly summary: Words | null;
  readonly owner: string;
  readonly source: string;
  readonly subject: string | null;
  readonly category: string;
  readonly classification: { readonly level: (typeof levels)[number]; readonly grade: number };
  readonly sharing: Sharing;
  readonly cycle: (typeof cycles)[number];
  readonly groups: readonly { readonly name: string; readonly title: Words }[];
  readonly fields: readonly Field[];
  readonly search: readonly (readonly string[])[];
  readonly lists: readonly (readonly string[])[];
}

export interface PackHeader {
  readonly name: string;
  readonly version: string;
  readonly title: Words;
  readonly fictional: boolean;
  /** The pack's own numbers, first and last: its `XE` and `XQ` identifiers lie within. Null where a pack states none. */
  readonly range: readonly number[] | null;
}

/** All that the given packs declare together, resolved and frozen. */
export interface Pack {
  readonly headers: readonly PackHeader[];
  readonly fictional: boolean;
  readonly elements: ReadonlyMap<string, DataElement>;
  readonly qualifiers: ReadonlyMap<string, Qualifier>;
  readonly codeLists: ReadonlyMap<string, CodeList>;
  readonly numberRules: ReadonlyMap<string, NumberRule>;
  readonly regulations: ReadonlyMap<string, Regulation>;
  /** From `purposes.yaml`; empty when no pack has one. */
  readonly purposes: ReadonlyMap<string, PurposeKind>;
  /** With whatever extensions add. */
  readonly resources: ReadonlyMap<string, Resource>;
  /** From `quality.yaml`. */
  readonly qualityRules: ReadonlyMap<string, QualityRule>;
  /** Null when no pack says how quality is looked after. */
  readonly qualitySettings: QualitySettings | null;
  readonly codeListExtensions: ReadonlyMap<string, CodeListExtension>;
  readonly resourceExtensions: ReadonlyMap<string, ResourceExtension>;
  readonly objectClasses: ReadonlyMap<string, ObjectClass>;
  readonly signers: ReadonlyMap<string, Signer>;
}
