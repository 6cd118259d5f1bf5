import {
  cycles,
  dataTypes,
  isValidOn,
  representations,
  sharingTypes,
  statuses,
} from '#standards/declarations/index.ts';
import type { CodeValue } from '#standards/declarations/index.ts';
import type { CodeListRow, ElementRow, NumberRuleRow, QualifierRow, ListedResource } from './schema.ts';
import { initialsOf } from './initials.ts';
import type { Listing } from './listing.ts';
import {
  byName,
  byTitle,
  choice,
  column,
  grades,
  provenance,
  text,
  titles,
  used,
  verification,
  yesNo,
} from './listing-parts.ts';
import {
  cycleWords,
  dataTypeWords,
  levelWords,
  representationWords,
  resetWords,
  sharingWords,
  statusWords,
  verificationWords,
} from './words.ts';

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
    column('标识', 'Identifier', ({ identifier }) => identifier),
    ...titles<ElementRow>(),
    column('符号', 'Symbol', ({ symbol }) => symbol),
    column('版本', 'Version', ({ version }) => version),
    column('定义', 'Definition', ({ definition }, language) => definition[language]),
    column('同义名', 'Synonyms', ({ synonyms }) => synonyms.join('; ')),
    column('对象类词', 'Object class', ({ object }, language) => object[language]),
    column('特性词', 'Property', ({ property }, language) => property[language]),
    column(
      '表示词',
      'Representation',
      ({ representation }, language) => representationWords[representation][language],
    ),
    column('数据类型', 'Data type', ({ type }, language) => dataTypeWords[type][language]),
    column('格式 GA/T 542', 'Format GA/T 542', (row) => row.notations.ga542.text),
    column('格式 GB/T 39046', 'Format GB/T 39046', (row) => row.notations.gb39046.text),
    column('格式（目录指南）', 'Format (catalogue guide)', (row) => row.notations.catalogue.text),
    column('代码集', 'Code list', ({ domain }) => domain.codes),
    column('标识规则', 'Identifier rule', ({ domain }) => domain.rule),
    column('编号规则', 'Number rule', ({ domain }) => domain.numberRule),
    column('正则', 'Pattern', ({ domain }) => domain.pattern),
    column('最小值', 'Minimum', ({ domain }) => domain.minimum),
    column('最大值', 'Maximum', ({ domain }) => domain.maximum),
    column('计量单位', 'Unit', ({ unit }, language) => unit?.[language] ?? null),
    column('状态', 'Status', ({ status }, language) => statusWords[status][language]),
    ...provenance<ElementRow>(),
    column('对应标准数据元', 'Maps to', ({ mapsTo }) => mapsTo),
    column('级别', 'Grade', ({ grade }) => grade),
    column('使用的字段数', 'Fields that use it', ({ uses }) => uses),
  ],
};

export const codeListListing: Listing<CodeListRow> = {
  texts: ({ name, title, standard }) => [name, title, standard],
  filters: { verification, used },
  sorts: {
    name: byName,
    title: byTitle,
    values: ({ values }) => values,
    verification: ({ verification }) => verification,
    uses: ({ uses }) => uses,
  },
  columns: [
    ...titles<CodeListRow>(),
    column('版本', 'Version', ({ version }) => version),
    column('标准号', 'Standard', ({ standard }) => standard),
    ...provenance<CodeListRow>(),
    column('代码数', 'Values', ({ values }) => values),
    column('使用的字段数', 'Fields that use it', ({ uses }) => uses),
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
    column('代码', 'Code', ({ code }) => code),
    column('中文名称', 'Chinese', ({ zh }) => zh),
    column('英文名称', 'English', ({ en }) => en),
    column('拼音首字母', 'Pinyin initials', ({ pinyin }) => pinyin),
    column('上级代码', 'Parent', ({ parent }) => parent),
    column('有效期自', 'Valid from', ({ from }) => from),
    column('有效期至', 'Valid to', ({ to }) => to),
    column('核对状态', 'Verification', (row, language) => verificationWords[row.verification][language]),
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
    column('信息资源代码', 'Code', ({ code }) => code),
    ...titles<ListedResource>(),
    column('摘要', 'Summary', ({ summary }, language) => summary?.[language] ?? null),
    column('责任警种', 'Owner', ({ ownerTitle }, language) => ownerTitle[language]),
    column('权威来源', 'Source', ({ source }) => source),
    column('共享属性', 'Sharing', ({ sharing }, language) => sharingWords[sharing][language]),
    column('更新周期', 'Update cycle', ({ cycle }, language) => cycleWords[cycle][language]),
    column('数据分类', 'Level', ({ classification }, language) => levelWords[classification.level][language]),
    column('级别', 'Grade', ({ grade }) => grade),
    column('字段数', 'Fields', ({ fields }) => fields),
  ],
};

export const qualifierListing: Listing<QualifierRow> = {
  texts: ({ identifier, name, symbol, title }) => [identifier, name, symbol, title],
  filters: { verification, used },
  sorts: {
    identifier: ({ identifier }) => identifier,
    name: byName,
    title: byTitle,
    verification: ({ verification }) => verification,
    uses: ({ uses }) => uses,
  },
  columns: [
    column('标识', 'Identifier', ({ identifier }) => identifier),
    ...titles<QualifierRow>(),
    column('符号', 'Symbol', ({ symbol }) => symbol),
    ...provenance<QualifierRow>(),
    column('对应标准限定词', 'Maps to', ({ mapsTo }) => mapsTo),
    column('使用的字段数', 'Fields that use it', ({ uses }) => uses),
  ],
};

export const numberRuleListing: Listing<NumberRuleRow> = {
  texts: ({ name, title, example }) => [name, title, example],
  filters: { resets: choice(Object.keys(resetWords), ({ resets }) => resets) },
  sorts: { name: byName, title: byTitle, length: ({ length }) => length },
  columns: [
    ...titles<NumberRuleRow>(),
    column('示例', 'Example', ({ example }) => example),
    column('长度', 'Length', ({ length }) => length),
    column('正则', 'Pattern', ({ pattern }) => pattern),
    column('顺序号重置', 'Sequence starts again', ({ resets }, language) => resetWords[resets][language]),
  ],
};
