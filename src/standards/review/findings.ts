import { fill } from '../declarations/index.ts';
import type { Params, Words } from '../declarations/index.ts';

/** An error is a contradiction that must be settled; a warning is a doubt that a person looks at. */
export type Severity = 'error' | 'warning';

interface Template extends Words {
  readonly severity: Severity;
  readonly fix: Words;
}

/** The closed list of what a review finds in packs that are each sound. `{x}` stands for a parameter. */
export const reviewTemplates = {
  'duplicate-symbol': {
    severity: 'error',
    zh: '标识符 {value} 已用于“{other}”（{where}）',
    en: 'the symbol {value} already stands for “{other}” ({where})',
    fix: { zh: '合并两者，或另取标识符', en: 'merge the two, or choose another symbol' },
  },
  'duplicate-concept': {
    severity: 'error',
    zh: '对象、特性、表示都与“{other}”相同：{value}（{where}）',
    en: 'object, property and representation are those of “{other}”: {value} ({where})',
    fix: {
      zh: '只保留一个数据元，另一个改用限定词',
      en: 'keep one element and use a qualifier for the other',
    },
  },
  'duplicate-title': {
    severity: 'error',
    zh: '同一对象下名称“{value}”已用于“{other}”（{where}）',
    en: 'within one object the title “{value}” already names “{other}” ({where})',
    fix: { zh: '合并，或让名称说出区别', en: 'merge them, or let the title tell the difference' },
  },
  'same-title': {
    severity: 'warning',
    zh: '名称“{value}”也用于另一对象的“{other}”（{where}）',
    en: 'the title “{value}” also names “{other}” of another object ({where})',
    fix: {
      zh: '若是同一类事实，合并并标 reusable: true；否则在名称中写明对象',
      en: 'if it is one type of fact, merge them with reusable: true; otherwise name the object in the title',
    },
  },
  'similar-title': {
    severity: 'warning',
    zh: '名称与“{other}”相近：{value}（{where}）',
    en: 'the title is close to that of “{other}”: {value} ({where})',
    fix: { zh: '确认是否为同一数据元；是则合并', en: 'if they are one element, merge them' },
  },
  'synonym-is-title': {
    severity: 'warning',
    zh: '同义词“{value}”也指“{other}”（{where}）',
    en: 'the synonym “{value}” also names “{other}” ({where})',
    fix: { zh: '合并两者，或删除同义词', en: 'merge the two, or remove the synonym' },
  },
  'same-definition': {
    severity: 'error',
    zh: '定义与“{other}”完全相同（{where}）',
    en: 'the definition is that of “{other}”, word for word ({where})',
    fix: { zh: '合并，或在定义中写明区别', en: 'merge them, or let the definition tell the difference' },
  },
  'similar-definition': {
    severity: 'warning',
    zh: '定义与“{other}”有 {value}% 相同（{where}）',
    en: 'the definition shares {value}% with that of “{other}” ({where})',
    fix: { zh: '确认是否为同一数据元；否则写清区别', en: 'merge them, or make the difference clear' },
  },
  'definition-restates-name': {
    severity: 'warning',
    zh: '定义只重复了名称：{value}',
    en: 'the definition only restates the name: {value}',
    fix: { zh: '写明含义、来源或取值时点', en: 'say what it means, who states it, or as of when' },
  },
  'conflicting-mapping': {
    severity: 'error',
    zh: '与“{other}”对应同一标准数据元 {value}，格式却不同（{where}）',
    en: 'it maps to {value} like “{other}” but with another format ({where})',
    fix: { zh: '统一格式，或改正 mapsTo', en: 'use one format, or correct mapsTo' },
  },
  'conflicting-format': {
    severity: 'warning',
    zh: '特性“{value}”在“{other}”中格式不同（{where}）',
    en: 'the property “{value}” has another format in “{other}” ({where})',
    fix: { zh: '统一格式，或让特性说出区别', en: 'use one format, or let the property tell the difference' },
  },
  'abolished-in-use': {
    severity: 'error',
    zh: '字段 {value} 使用了已废止或未批准的数据元',
    en: 'the field {value} uses an element that is abolished or was rejected',
    fix: { zh: '改用替代的数据元', en: 'use the element that replaces it' },
  },
  'outside-range': {
    severity: 'error',
    zh: '标识 {value} 不在本包的号段 {other} 内（{where}）',
    en: 'the identifier {value} is outside the pack’s own range {other} ({where})',
    fix: { zh: '改用本包号段内的标识', en: 'use an identifier of the pack’s own range' },
  },
  'overlapping-range': {
    severity: 'error',
    zh: '号段 {value} 与“{other}”的号段重叠（{where}）',
    en: 'the range {value} overlaps that of “{other}” ({where})',
    fix: { zh: '为本包另分号段', en: 'give this pack another range' },
  },
  'foreign-range': {
    severity: 'error',
    zh: '标识 {value} 属于“{other}”的号段（{where}）',
    en: 'the identifier {value} is of the range of “{other}” ({where})',
    fix: { zh: '改用自己的号段', en: 'use an identifier of one’s own range' },
  },
  'unused-element': {
    severity: 'warning',
    zh: '没有资源使用此数据元',
    en: 'no resource uses this element',
    fix: { zh: '在资源中使用，或删除', en: 'use it in a resource, or remove it' },
  },
  'unknown-object-class': {
    severity: 'error',
    zh: '对象类词“{value}”没有声明为对象类',
    en: 'no object class is called “{value}”',
    fix: { zh: '声明此对象类，或改用已有的名称', en: 'declare it, or name one that is declared' },
  },
  'other-object-class': {
    severity: 'error',
    zh: '对象类词的英文“{value}”与对象类“{other}”的英文不同',
    en: 'the object class is called “{value}” here and “{other}” where it is declared',
    fix: { zh: '改为对象类的英文名称', en: 'write it as the object class does' },
  },
  'unused-object-class': {
    severity: 'warning',
    zh: '没有数据元属于此对象类或其下级',
    en: 'no element is of this object class or of one below it',
    fix: { zh: '在数据元中使用，或删除', en: 'use it in an element, or remove it' },
  },
  'unused-code-list': {
    severity: 'warning',
    zh: '没有数据元使用此代码集',
    en: 'no element uses this code list',
    fix: {
      zh: '在数据元的 domain.codes 中使用，或删除',
      en: 'use it in an element’s domain.codes, or remove it',
    },
  },
  'unused-qualifier': {
    severity: 'warning',
    zh: '没有字段使用此限定词',
    en: 'no field uses this qualifier',
    fix: { zh: '在字段中使用，或删除', en: 'use it in a field, or remove it' },
  },
  'unused-number-rule': {
    severity: 'warning',
    zh: '没有数据元使用此编号规则',
    en: 'no element uses this number rule',
    fix: {
      zh: '在数据元的 domain.number-rule 中使用，或删除',
      en: 'use it in an element’s domain, or remove it',
    },
  },
  'chinese-in-english': {
    severity: 'error',
    zh: '英文处写着中文：{value}',
    en: 'Chinese stands where English is expected: {value}',
    fix: { zh: '改为英文', en: 'write it in English' },
  },
  'english-in-chinese': {
    severity: 'error',
    zh: '中文处写着外文：{value}',
    en: 'the Chinese text is not Chinese: {value}',
    fix: { zh: '改为中文', en: 'write it in Chinese' },
  },
  'missing-translation': {
    severity: 'error',
    zh: '此处只是占位：{value}',
    en: 'this is only a placeholder: {value}',
    fix: { zh: '补上译文', en: 'write the text' },
  },
  'repeated-label': {
    severity: 'error',
    zh: '代码 {value} 与代码 {other} 同名，且同时有效',
    en: 'the code {value} has the Chinese label of {other}, valid at the same time',
    fix: { zh: '合并代码，或改名，或分开有效期', en: 'merge the codes, rename one, or part their periods' },
  },
  'repeated-english-label': {
    severity: 'warning',
    zh: '代码 {value} 与代码 {other} 的英文相同，且同时有效',
    en: 'the code {value} has the English label of {other}, valid at the same time',
    fix: { zh: '让英文说出区别', en: 'let the English tell the difference' },
  },
  'no-period': {
    severity: 'error',
    zh: '代码集没有有效期',
    en: 'the code list states no period of validity',
    fix: { zh: '写明 from（自何日起接受）', en: 'state from: since when its values are accepted' },
  },
  'value-without-period': {
    severity: 'warning',
    zh: '{value} 个代码没有起始日期，例如 {other}',
    en: '{value} codes have no first day, for example {other}',
    fix: { zh: '为其写明 from', en: 'state from for them' },
  },
  'circular-parent': {
    severity: 'error',
    zh: '上级代码成环：{value}',
    en: 'the parents of codes run in a circle: {value}',
    fix: { zh: '去掉其中一个 parent', en: 'remove one parent of the circle' },
  },
  'circular-reference': {
    severity: 'error',
    zh: '必填的引用成环，第一条记录无法产生：{value}',
    en: 'required references run in a circle, so that no first record can exist: {value}',
    fix: { zh: '把其中一个引用改为可选', en: 'make one of the references optional' },
  },
  'circular-relation': {
    severity: 'error',
    zh: '数据元关系成环：{value}',
    en: 'relations of elements run in a circle: {value}',
    fix: { zh: '去掉其中一个关系', en: 'remove one relation of the circle' },
  },
} as const satisfies Record<string, Template>;

export type ReviewCode = keyof typeof reviewTemplates;

/** Where something was declared; lines and columns count from 1. */
export interface ReviewPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One thing that is wrong or doubtful in the set of packs. `names`: the declarations concerned, the one at the place first. */
export interface ReviewFinding extends ReviewPlace, Words {
  readonly severity: Severity;
  readonly code: string;
  readonly names: readonly string[];
  readonly fix: Words;
}

/** Findings kept of one code: nobody reads more, and a templated pack of 50,000 elements would fill the memory. All are counted. */
export const maxFindingsPerCode = 5_000;

/** Collects findings and counts them. */
export class ReviewFindings {
  readonly list: ReviewFinding[] = [];
  readonly #perCode = new Map<string, number>();
  readonly #counts = { error: 0, warning: 0 };

  get errors(): number {
    return this.#counts.error;
  }
  get warnings(): number {
    return this.#counts.warning;
  }

  /** Adds a finding of the review's own list. */
  add(code: ReviewCode, place: ReviewPlace, names: readonly string[], params: Params = {}): void {
    const { severity, zh, en, fix }: Template = reviewTemplates[code];
    const text = { zh: fill(zh, params), en: fill(en, params), fix };
    this.push({ severity, code, names, ...place, ...text });
  }

  /** Adds a finding that another check made. */
  push(finding: ReviewFinding): void {
    this.#counts[finding.severity] += 1;
    const seen = (this.#perCode.get(finding.code) ?? 0) + 1;
    this.#perCode.set(finding.code, seen);
    if (seen <= maxFindingsPerCode) this.list.push(Object.freeze(finding));
  }
}
