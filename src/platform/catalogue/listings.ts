import { byName, byTitle, choice, column, text, titles, yesNo } from '#infrastructure/lists/index.ts';
import type { Listing } from '#infrastructure/lists/index.ts';
import {
  cycles,
  dataTypes,
  isValidOn,
  representations,
  sharingTypes,
  statuses,
  cycleWords,
  dataTypeWords,
  identifierWords,
  levelWords,
  representationWords,
  resetWords,
  segmentText,
  sharingWords,
  statusWords,
  verificationWords,
  yesNoWords,
} from '#standards/declarations/index.ts';
import type { CodeValue } from '#standards/declarations/index.ts';
import type {
  CodeListRow,
  ElementRow,
  NumberRuleRow,
  ObjectClassRow,
  QualifierRow,
  ListedResource,
} from './schema.ts';
import { basisDue } from './regulations/due-for-review.ts';
import { initialsOf } from './initials.ts';
import { grades, provenance, used, verification } from './listing-parts.ts';

/** How each kind of declaration is searched, filtered, sorted and exported: data, so that the kinds stay alike. */

export const elementListing: Listing<ElementRow> = {
  texts: (row) => [
    row.identifier,
    row.name,
    row.symbol,
    row.title,
    ...row.synonyms,
    row.definition,
    row.mapsTo,
    initialsOf(row.title.zh),
  ],
  filters: {
    status: choice(statuses, ({ status }) => status),
    verification,
    object: text(({ object }) => object.zh),
    representation: choice(representations, ({ representation }) => representation),
    type: choice(dataTypes, ({ type }) => type),
    grade: choice(grades, ({ grade }) => String(grade)),
    codes: text(({ domain }) => domain.codes),
    used,
    basisDue,
  },
  sorts: {
    identifier: ({ identifier }) => identifier,
    name: byName,
    title: byTitle,
    object: ({ object }, language) => object[language],
    representation: ({ representation }, language) => representationWords[representation][language],
    status: ({ status }, language) => statusWords[status][language],
    verification: ({ verification }) => verification,
    grade: ({ grade }) => grade,
    uses: ({ uses }) => uses,
  },
  columns: [
    column('identifier', '标识', 'Identifier', ({ identifier }) => identifier),
    ...titles<ElementRow>(),
    column('symbol', '符号', 'Symbol', ({ symbol }) => symbol),
    column('version', '版本', 'Version', ({ version }) => version),
    column('definition', '定义', 'Definition', ({ definition }, language) => definition[language]),
    column('synonyms', '同义名', 'Synonyms', ({ synonyms }) => synonyms.join('; ')),
    column('object', '对象类词', 'Object class', ({ object }, language) => object[language]),
    column('property', '特性词', 'Property', ({ property }, language) => property[language]),
    column(
      'representation',
      '表示词',
      'Representation',
      ({ representation }, language) => representationWords[representation][language],
    ),
    column('type', '数据类型', 'Data type', ({ type }, language) => dataTypeWords[type][language]),
    column('format', '格式 GA/T 542', 'Format GA/T 542', (row) => row.notations.ga542.text),
    column('format', '格式 GB/T 39046', 'Format GB/T 39046', (row) => row.notations.gb39046.text),
    column('format', '格式（目录指南）', 'Format (catalogue guide)', (row) => row.notations.catalogue.text),
    column('domain', '代码集', 'Code list', ({ domain }) => domain.codes),
    column('domain', '标识规则', 'Identifier rule', ({ domain: { rule } }, language) =>
      rule === null ? null : identifierWords[rule][language],
    ),
    column('domain', '编号规则', 'Number rule', ({ domain }) => domain.numberRule),
    column('domain', '正则', 'Pattern', ({ domain }) => domain.pattern),
    column('domain', '最小值', 'Minimum', ({ domain }) => domain.minimum),
    column('domain', '最大值', 'Maximum', ({ domain }) => domain.maximum),
    column('unit', '计量单位', 'Unit', ({ unit }, language) => unit?.[language] ?? null),
    column('status', '状态', 'Status', ({ status }, language) => statusWords[status][language]),
    ...provenance<ElementRow>(),
    column('mapsTo', '对应标准数据元', 'Maps to', ({ mapsTo }) => mapsTo),
    column('grade', '级别', 'Grade', ({ grade }) => grade),
    column('uses', '使用的字段数', 'Fields that use it', ({ uses }) => uses),
  ],
};

export const codeListListing: Listing<CodeListRow> = {
  texts: ({ name, title, standard }) => [name, title, standard],
  filters: { verification, used, basisDue },
  sorts: {
    name: byName,
    title: byTitle,
    values: ({ values }) => values,
    verification: ({ verification }) => verification,
    uses: ({ uses }) => uses,
  },
  columns: [
    ...titles<CodeListRow>(),
    column('version', '版本', 'Version', ({ version }) => version),
    column('standard', '标准号', 'Standard', ({ standard }) => standard),
    ...provenance<CodeListRow>(),
    column('values', '代码数', 'Values', ({ values }) => values),
    column('uses', '使用的字段数', 'Fields that use it', ({ uses }) => uses),
  ],
};

export const codeValueListing: Listing<CodeValue> = {
  texts: (value) => [value.code, value, value.pinyin],
  filters: {
    on: { takes: 'day', fits: isValidOn },
    parent: text(({ parent }) => parent),
    verification,
  },
  sorts: {
    code: ({ code }) => code,
    label: (value, language) => value[language],
    from: ({ from }) => from,
    to: ({ to }) => to,
    parent: ({ parent }) => parent,
  },
  columns: [
    column('code', '代码', 'Code', ({ code }) => code),
    column('label', '名称', 'Label', (value, language) => value[language]),
    column('zh', '中文名称', 'Chinese', ({ zh }) => zh),
    column('en', '英文名称', 'English', ({ en }) => en),
    column('pinyin', '拼音首字母', 'Pinyin initials', ({ pinyin }) => pinyin),
    column('parent', '上级代码', 'Parent', ({ parent }) => parent),
    column('from', '有效期自', 'Valid from', ({ from }) => from),
    column('to', '有效期至', 'Valid to', ({ to }) => to),
    column(
      'verification',
      '核对状态',
      'Verification',
      (row, language) => verificationWords[row.verification][language],
    ),
  ],
};

export const resourceListing: Listing<ListedResource> = {
  texts: ({ name, title, summary, code, terms }) => [
    name,
    title,
    summary,
    code,
    initialsOf(title.zh),
    ...terms,
  ],
  filters: {
    owner: text(({ owner }) => owner),
    sharing: choice(sharingTypes, ({ sharing }) => sharing),
    cycle: choice(cycles, ({ cycle }) => cycle),
    grade: choice(grades, ({ grade }) => String(grade)),
    category: {
      takes: 'text',
      countedBy: ({ category }) => category,
      fits: ({ category }, wanted) => category === wanted || category.startsWith(`${wanted}/`),
    },
    personal: yesNo(({ personal }) => personal),
    basisDue,
  },
  sorts: {
    name: byName,
    title: byTitle,
    owner: ({ ownerTitle }, language) => ownerTitle[language],
    fields: ({ fields }) => fields,
    grade: ({ grade }) => grade,
    code: ({ code }) => code,
  },
  columns: [
    column('code', '信息资源代码', 'Code', ({ code }) => code),
    ...titles<ListedResource>(),
    column('summary', '摘要', 'Summary', ({ summary }, language) => summary?.[language] ?? null),
    column('owner', '责任警种', 'Owner', ({ ownerTitle }, language) => ownerTitle[language]),
    column('source', '权威来源', 'Source', ({ source }) => source),
    column('sharing', '共享属性', 'Sharing', ({ sharing }, language) => sharingWords[sharing][language]),
    column('cycle', '更新周期', 'Update cycle', ({ cycle }, language) => cycleWords[cycle][language]),
    column(
      'level',
      '数据分类',
      'Level',
      ({ classification }, language) => levelWords[classification.level][language],
    ),
    column('grade', '级别', 'Grade', ({ grade }) => grade),
    column(
      'personal',
      '个人信息',
      'Personal data',
      ({ personal }, language) => yesNoWords[personal ? 'yes' : 'no'][language],
    ),
    column('fields', '字段数', 'Fields', ({ fields }) => fields),
  ],
};

export const qualifierListing: Listing<QualifierRow> = {
  texts: ({ identifier, name, symbol, title }) => [identifier, name, symbol, title],
  filters: { verification, used, basisDue },
  sorts: {
    identifier: ({ identifier }) => identifier,
    name: byName,
    title: byTitle,
    verification: ({ verification }) => verification,
    uses: ({ uses }) => uses,
  },
  columns: [
    column('identifier', '标识', 'Identifier', ({ identifier }) => identifier),
    ...titles<QualifierRow>(),
    column('symbol', '符号', 'Symbol', ({ symbol }) => symbol),
    ...provenance<QualifierRow>(),
    column('mapsTo', '对应标准限定词', 'Maps to', ({ mapsTo }) => mapsTo),
    column('uses', '使用的字段数', 'Fields that use it', ({ uses }) => uses),
  ],
};

export const objectClassListing: Listing<ObjectClassRow> = {
  texts: ({ name, title, synonyms, definition }) => [
    name,
    title,
    ...synonyms,
    definition,
    initialsOf(title.zh),
  ],
  filters: { partOf: text(({ partOf }) => partOf), used },
  sorts: {
    name: byName,
    title: byTitle,
    partOf: ({ partOfTitle }, language) => partOfTitle?.[language] ?? null,
    elements: ({ elements }) => elements,
    uses: ({ uses }) => uses,
  },
  columns: [
    ...titles<ObjectClassRow>(),
    column('definition', '定义', 'Definition', ({ definition }, language) => definition[language]),
    column('synonyms', '同义名', 'Synonyms', ({ synonyms }) => synonyms.join('; ')),
    column('partOf', '上级对象类', 'Within', ({ partOfTitle }, language) => partOfTitle?.[language] ?? null),
    column('elements', '数据元数', 'Elements', ({ elements }) => elements),
    column('uses', '使用的字段数', 'Fields that use it', ({ uses }) => uses),
  ],
};

export const numberRuleListing: Listing<NumberRuleRow> = {
  texts: ({ name, title, example }) => [name, title, example],
  filters: { resets: choice(Object.keys(resetWords), ({ resets }) => resets) },
  sorts: { name: byName, title: byTitle, length: ({ length }) => length },
  columns: [
    ...titles<NumberRuleRow>(),
    column('example', '示例', 'Example', ({ example }) => example),
    column('segments', '组成', 'Made of', ({ segments }, language) =>
      segments.map((segment) => segmentText(segment, language)).join(' + '),
    ),
    column('length', '长度', 'Length', ({ length }) => length),
    column('pattern', '正则', 'Pattern', ({ pattern }) => pattern),
    column(
      'resets',
      '顺序号重置',
      'Sequence starts again',
      ({ resets }, language) => resetWords[resets][language],
    ),
    column('elements', '使用的数据元', 'Elements that use it', ({ elements }, language) =>
      elements.map(({ title }) => title[language]).join('; '),
    ),
  ],
};
