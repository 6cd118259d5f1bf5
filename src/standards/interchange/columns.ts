/** One column of a table of declarations: how it is headed, and where its text goes in the declaration. */
export interface TableColumn {
  /** The heading that programs read. */
  readonly name: string;
  /** The heading that people read; either is accepted. */
  readonly zh: string;
  readonly path: readonly string[];
  readonly required?: boolean;
}

/** The columns of a table of data elements, one element a row. */
export const elementColumns: readonly TableColumn[] = [
  { name: 'name', zh: '代号', path: ['name'], required: true },
  { name: 'identifier', zh: '内部标识符', path: ['identifier'], required: true },
  { name: 'symbol', zh: '标识符', path: ['symbol'] },
  { name: 'version', zh: '版本', path: ['version'] },
  { name: 'title_zh', zh: '中文名称', path: ['title', 'zh'], required: true },
  { name: 'title_en', zh: '英文名称', path: ['title', 'en'], required: true },
  { name: 'definition_zh', zh: '说明', path: ['definition', 'zh'], required: true },
  { name: 'definition_en', zh: '英文说明', path: ['definition', 'en'], required: true },
  { name: 'synonyms', zh: '同义名称', path: ['synonyms'] },
  { name: 'object_zh', zh: '对象类词', path: ['object', 'zh'], required: true },
  { name: 'object_en', zh: '英文对象类词', path: ['object', 'en'], required: true },
  { name: 'property_zh', zh: '特性词', path: ['property', 'zh'], required: true },
  { name: 'property_en', zh: '英文特性词', path: ['property', 'en'], required: true },
  { name: 'representation', zh: '表示词', path: ['representation'], required: true },
  { name: 'format', zh: '表示格式', path: ['format'], required: true },
  { name: 'codes', zh: '代码集', path: ['domain', 'codes'] },
  { name: 'rule', zh: '标识规则', path: ['domain', 'rule'] },
  { name: 'number_rule', zh: '编号规则', path: ['domain', 'number-rule'] },
  { name: 'pattern', zh: '正则', path: ['domain', 'pattern'] },
  { name: 'minimum', zh: '最小值', path: ['domain', 'minimum'] },
  { name: 'maximum', zh: '最大值', path: ['domain', 'maximum'] },
  { name: 'unit_zh', zh: '计量单位', path: ['unit', 'zh'] },
  { name: 'unit_en', zh: '英文计量单位', path: ['unit', 'en'] },
  { name: 'derived_from', zh: '派生自', path: ['relations', 'derivedFrom'] },
  { name: 'composed_of', zh: '组成', path: ['relations', 'composedOf'] },
  { name: 'replaces', zh: '替代', path: ['relations', 'replaces'] },
  { name: 'used_with', zh: '连用', path: ['relations', 'usedWith'] },
  { name: 'status', zh: '状态', path: ['status'] },
  { name: 'verification', zh: '核对', path: ['verification'] },
  { name: 'source', zh: '来源', path: ['source'] },
  { name: 'maps_to', zh: '对应标准数据元', path: ['mapsTo'] },
  { name: 'grade', zh: '级别', path: ['grade'] },
  { name: 'reusable', zh: '通用', path: ['reusable'] },
  { name: 'special', zh: '特殊', path: ['special'] },
];

/** The columns of a table of code lists, one value a row; what is of the list stands in each of its rows, or in its first. */
export const codeColumns: readonly TableColumn[] = [
  { name: 'list', zh: '代码集', path: ['list'], required: true },
  { name: 'list_title_zh', zh: '代码集名称', path: ['title', 'zh'], required: true },
  { name: 'list_title_en', zh: '代码集英文名称', path: ['title', 'en'], required: true },
  { name: 'list_version', zh: '代码集版本', path: ['version'] },
  { name: 'list_verification', zh: '代码集核对', path: ['verification'] },
  { name: 'list_source', zh: '来源', path: ['source'], required: true },
  { name: 'list_standard', zh: '标准号', path: ['standard'] },
  { name: 'list_special', zh: '特殊', path: ['special'] },
  { name: 'code', zh: '代码', path: ['values', 'code'], required: true },
  { name: 'zh', zh: '名称', path: ['values', 'zh'], required: true },
  { name: 'en', zh: '英文名称', path: ['values', 'en'], required: true },
  { name: 'from', zh: '起始日期', path: ['values', 'from'] },
  { name: 'to', zh: '终止日期', path: ['values', 'to'] },
  { name: 'parent', zh: '上级代码', path: ['values', 'parent'] },
  { name: 'pinyin', zh: '拼音首字母', path: ['values', 'pinyin'] },
  { name: 'verification', zh: '核对', path: ['values', 'verification'] },
];

/** What separates several texts in one cell. */
export const separator = '；';
/** The columns whose cells hold several texts. */
export const manyColumns: readonly string[] = [
  'synonyms',
  'derived_from',
  'composed_of',
  'replaces',
  'used_with',
];
