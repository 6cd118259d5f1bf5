import {
  cycleWords,
  identifierWords,
  levelWords,
  maskWords,
  representationWords,
  sharingWords,
  statusWords,
  verificationWords,
} from '#standards/declarations/index.ts';
import type { CodeItem, FormField, FormGroup, Text } from '#web/kit/index.ts';
import type { Kind } from '../data.ts';
import { editorTexts } from '../texts.ts';

/** What an author is asked about each kind of declaration: data, in the form in which any form is planned. */

function options(words: Readonly<Record<string, Text>>): readonly CodeItem[] {
  return Object.entries(words).map(([code, { zh, en }]) => ({ code, label: { zh, en } }));
}

const grades = [1, 2, 3, 4].map((grade): CodeItem => {
  return { code: String(grade), label: { zh: `${grade} 级`, en: `Grade ${grade}` } };
});

function ask(name: string, zh: string, en: string, more: Partial<FormField> = {}): FormField {
  return { name, label: { zh, en }, control: 'text', ...more };
}

function choose(
  name: string,
  zh: string,
  en: string,
  from: readonly CodeItem[],
  more: Partial<FormField> = {},
): FormField {
  return ask(name, zh, en, { control: 'code', options: from, ...more });
}

const required = { required: true };
const long = { control: 'textarea' } as const;

const titles: readonly FormField[] = [
  { name: 'title.zh', label: editorTexts.zhTitle, control: 'text', required: true },
  { name: 'title.en', label: editorTexts.enTitle, control: 'text', required: true },
];

export const resourceGroups: readonly FormGroup[] = [
  {
    title: { zh: '名称与归属', en: 'Name and owner' },
    fields: [
      ...titles,
      ask('owner', '责任警种', 'Owner branch', { control: 'code', codeList: 'agency-branch', ...required }),
      ask('version', '版本号', 'Version', {
        hint: {
          zh: '不写即 1.0；与原来不兼容的变更必须提高，如 2.0。',
          en: '1.0 when left out; a change that isn’t compatible raises it, such as to 2.0.',
        },
      }),
      ask('summary.zh', '中文摘要', 'Summary in Chinese', long),
      ask('summary.en', '英文摘要', 'Summary in English', long),
      ask('source', '权威来源', 'Source', {
        hint: {
          zh: '本节点自己采集的写 self；由别的机构提供的，写其 12 位机构代码。',
          en: 'self when this node collects it; otherwise the 12-digit code of the agency that does.',
        },
      }),
      ask('subject', '数据主体', 'Data subject', {
        hint: {
          zh: '这条记录关于谁：公民身份号码字段，或引用字段后接 .citizenNumber，如 keeper.citizenNumber。',
          en: 'Whom a record is about: the field of the citizen number, or a reference and .citizenNumber, such as keeper.citizenNumber.',
        },
      }),
      choose('cycle', '更新周期', 'Update cycle', options(cycleWords), required),
    ],
  },
  {
    title: { zh: '目录与分级', en: 'Catalogue and grade' },
    fields: [
      ask('category', '目录分类', 'Category', {
        ...required,
        hint: {
          zh: '类/项/目/细目，如 3/01/registration/dog。',
          en: 'Class/item/head/detail, such as 3/01/registration/dog.',
        },
      }),
      choose('classification.level', '数据分类', 'Data class', options(levelWords), required),
      choose('classification.grade', '数据级别', 'Grade', grades, {
        ...required,
        hint: {
          zh: '不低于所用数据元中最严的一级（GB/T 43697）。',
          en: 'At least the strictest of its elements (GB/T 43697).',
        },
      }),
    ],
  },
];

/** Bases and purposes are chosen from what is declared. */
export function sharingGroup(bases: readonly CodeItem[], purposes: readonly CodeItem[]): FormGroup {
  return {
    title: { zh: '共享', en: 'Sharing' },
    fields: [
      choose('sharing.type', '共享类型', 'Sharing', options(sharingWords), required),
      ask('sharing.basis', '法律依据', 'Legal bases', { control: 'codes', options: bases }),
      ask('sharing.purposes', '可用于', 'Purposes', { control: 'codes', options: purposes }),
      ask('sharing.conditions.zh', '共享条件（中文）', 'Conditions in Chinese', long),
      ask('sharing.conditions.en', '共享条件（英文）', 'Conditions in English', long),
    ],
  };
}

export const fieldMain: readonly FormField[] = [
  ask('name', '字段名', 'Field name', {
    ...required,
    hint: { zh: '驼峰英文，用作列名和接口中的键。', en: 'camelCase: the column and the key in the API.' },
  }),
];

/** What few fields need. */
export function fieldMore(
  groups: readonly CodeItem[],
  qualifiers: readonly CodeItem[],
  fields: readonly CodeItem[],
): readonly FormField[] {
  return [
    ask('title.zh', '中文名称（不同于数据元时）', 'Chinese title, if another'),
    ask('title.en', '英文名称（不同于数据元时）', 'English title, if another'),
    choose('qualifier', '限定词', 'Qualifier', qualifiers),
    choose('mask', '遮盖', 'Mask', options(maskWords)),
    choose('group', '分组', 'Group', groups),
    choose('when.field', '仅当此字段…', 'Only when this field…', fields),
    ask('when.equals', '…为下列值之一时才问', '…has one of these values', {
      control: 'codes',
      options: [],
      hint: { zh: '用顿号分开多个代码。', en: 'Codes, with commas between.' },
    }),
    ask('why.zh', '为什么问（中文）', 'Why it is asked, in Chinese', long),
    ask('why.en', '为什么问（英文）', 'Why it is asked, in English', long),
  ];
}

const elementNames = {
  hint: {
    zh: '数据元的标识名，用顿号分开，如 person-name。',
    en: 'Names of elements, with commas between, such as person-name.',
  },
};

export const elementGroups: readonly FormGroup[] = [
  {
    title: { zh: '标识与名称', en: 'Identification' },
    fields: [
      ...titles,
      ask('symbol', '符号', 'Symbol', {
        hint: {
          zh: '大写字母，通常为拼音首字母，如 CPH。',
          en: 'Upper-case letters, usually pinyin initials.',
        },
      }),
      ask('synonyms', '同义名', 'Synonyms', {
        hint: { zh: '用顿号分开。', en: 'With commas between.' },
      }),
      ask('version', '版本', 'Version', {
        hint: { zh: '如 1.0；变更时加大。', en: 'Such as 1.0; a change raises it.' },
      }),
    ],
  },
  {
    title: { zh: '含义', en: 'Meaning' },
    fields: [
      ask('definition.zh', '中文定义', 'Definition in Chinese', { ...long, ...required }),
      ask('definition.en', '英文定义', 'Definition in English', { ...long, ...required }),
      ask('object', '对象类', 'Object class', {
        ...required,
        hint: {
          zh: '此数据元描述什么。没有合适的，在本提案中新建对象类。',
          en: 'What it describes. When none fits, add an object class to this proposal.',
        },
      }),
      ask('property.zh', '特性词（中文）', 'Property in Chinese', required),
      ask('property.en', '特性词（英文）', 'Property in English', required),
      choose('representation', '表示词', 'Representation', options(representationWords), required),
    ],
  },
  {
    title: { zh: '表示与值域', en: 'Representation and value domain' },
    fields: [
      ask('format', '格式', 'Format', {
        ...required,
        hint: {
          zh: 'GA/T 542 写法：c18 定长 18 字符，c..40 至多 40，n..10,2 数值，d8 日期，bl 是否。',
          en: 'As in GA/T 542: c18 exactly 18 characters, c..40 at most 40, n..10,2 a number, d8 a date, bl yes or no.',
        },
      }),
      ask('domain.codes', '代码集', 'Code list'),
      choose('domain.rule', '标识规则', 'Identifier rule', options(identifierWords)),
      ask('domain.number-rule', '编号规则', 'Number rule'),
      ask('domain.pattern', '正则', 'Pattern', {
        hint: { zh: '整个值须符合，如 [0-9]{15}。', en: 'Of the whole value, such as [0-9]{15}.' },
      }),
      ask('domain.minimum', '最小值', 'Minimum', { control: 'number' }),
      ask('domain.maximum', '最大值', 'Maximum', { control: 'number' }),
      ask('unit.zh', '计量单位（中文）', 'Unit in Chinese'),
      ask('unit.en', '计量单位（英文）', 'Unit in English'),
    ],
  },
  {
    title: { zh: '与其他数据元的关系', en: 'Relations to other elements' },
    fields: [
      ask('relations.derivedFrom', '派生自', 'Derived from', elementNames),
      ask('relations.composedOf', '由……组成', 'Composed of', elementNames),
      ask('relations.replaces', '替代', 'Replaces', elementNames),
      ask('relations.usedWith', '与……连用', 'Used with', elementNames),
    ],
  },
  {
    title: { zh: '管理', en: 'Administration' },
    fields: [
      choose('status', '状态', 'Status', options(statusWords)),
      choose('verification', '核对状态', 'Verification', options(verificationWords)),
      ask('source', '来源', 'Source'),
      ask('mapsTo', '对应标准', 'Maps to', {
        hint: { zh: 'GA/T 543 的标识，如 DE00001。', en: 'The identifier in GA/T 543, such as DE00001.' },
      }),
      choose('grade', '级别', 'Grade', grades),
      ask('reusable', '可复用', 'Reusable', {
        control: 'boolean',
        hint: {
          zh: '可由多个信息类各自陈述自己的事实（如日期、状态）；否则只属于一个字段、一个警种。',
          en: 'Many resources may state it of their own things (a date, a status); otherwise it belongs to one field and one owner.',
        },
      }),
    ],
  },
];

export const codeListGroup: FormGroup = {
  title: { zh: '代码集', en: 'Code list' },
  fields: [
    ...titles,
    ask('source', '来源', 'Source', {
      ...required,
      hint: { zh: '代码出自何处，用文字说明。', en: 'Where the codes come from, in words.' },
    }),
    ask('version', '版本', 'Version'),
    choose('verification', '核对状态', 'Verification', options(verificationWords)),
    ask('standard', '标准号', 'Standard', {
      hint: {
        zh: '只有对照原文核对过的，才可写标准号。',
        en: 'Only a list read in the standard may bear its number.',
      },
    }),
    ask('from', '代码有效期自', 'Codes valid from', { control: 'date' }),
  ],
};

/** What is added beside a taken declaration names which. */
export const extensionGroup: FormGroup = {
  title: { zh: '扩展什么', en: 'What it extends' },
  fields: [
    ask('extends', '被扩展的声明', 'Extends', {
      ...required,
      hint: {
        zh: '标准包中代码集或信息类的标识名。',
        en: 'The name of a code list or resource of a pack.',
      },
    }),
  ],
};

const objectClassGroup: FormGroup = {
  title: { zh: '对象类', en: 'Object class' },
  fields: [
    ...titles,
    ask('synonyms', '同义名', 'Synonyms', {
      hint: { zh: '用顿号分开。', en: 'With commas between.' },
    }),
    ask('definition.zh', '中文定义', 'Definition in Chinese', { ...long, ...required }),
    ask('definition.en', '英文定义', 'Definition in English', { ...long, ...required }),
    ask('partOf', '上级对象类', 'Within', {
      hint: {
        zh: '它属于哪一类，或是哪一类的组成部分。',
        en: 'The class that it is a kind or a part of.',
      },
    }),
  ],
};

const signerGroup: FormGroup = {
  title: { zh: '发布方', en: 'Publisher' },
  fields: [
    ...titles,
    ask('key', '验证公钥', 'Verification key', {
      ...long,
      ...required,
      hint: {
        zh: '由发布方当面或经其他途径提供的整行：名称+散列+公钥。',
        en: 'The whole line, from the publisher and not from the bundle: name+hash+key.',
      },
    }),
    ask('packs', '可发布的标准包', 'Packs that it may publish', {
      ...required,
      hint: {
        zh: '标准包名称，用顿号分开，如 core。',
        en: 'Names of packs, with commas between, such as core.',
      },
    }),
  ],
};

/** Kinds that are some values, by what is asked about them. */
export const plainGroups: Readonly<Partial<Record<Kind, readonly FormGroup[]>>> = {
  element: elementGroups,
  'object-class': [objectClassGroup],
  signer: [signerGroup],
};

export const proposalFields: readonly FormField[] = [
  ask('title', '提案标题', 'Title of the proposal', required),
  ask('branch', '提出警种', 'Proposed by branch', {
    control: 'code',
    codeList: 'agency-branch',
    ...required,
  }),
  ask('reason', '理由', 'Reason', {
    ...long,
    ...required,
    hint: {
      zh: '审核人凭此判断：为什么需要，依据是什么，谁来用。',
      en: 'What reviewers judge by: why it is needed, on what basis, and by whom.',
    },
  }),
];

export const nameField: FormField = {
  name: 'name',
  label: editorTexts.name,
  control: 'text',
  hint: editorTexts.nameHint,
};
