import type { Words } from './model.ts';

export interface Template extends Words {
  readonly fix: Words;
}

/** The closed list. `{x}` stands for a parameter. */
export const findingTemplates = {
  'yaml-syntax': {
    zh: 'YAML 语法错误：{detail}',
    en: 'YAML syntax error: {detail}',
    fix: { zh: '按 YAML 1.2 改正该行', en: 'correct the line as YAML 1.2' },
  },
  'too-large': {
    zh: '文件过大：{size}，上限 {limit}',
    en: 'file too large: {size}, limit {limit}',
    fix: { zh: '拆分文件，或把代码值放入 CSV', en: 'split the file, or put code values into a CSV' },
  },
  'too-many': {
    zh: '{what}过多，上限 {limit}',
    en: 'too many {what}, limit {limit}',
    fix: { zh: '减少条目或拆分', en: 'reduce or split them' },
  },
  'too-deep': {
    zh: '嵌套过深，上限 {limit} 层',
    en: 'nested too deep, limit {limit} levels',
    fix: { zh: '减少嵌套层数', en: 'nest less' },
  },
  'anchor-refused': {
    zh: '不允许使用锚点与别名',
    en: 'anchors and aliases are refused',
    fix: { zh: '写出完整的内容', en: 'write the content out' },
  },
  'tag-refused': {
    zh: '不允许使用标签 {tag}',
    en: 'the tag {tag} is refused',
    fix: { zh: '删除标签', en: 'remove the tag' },
  },
  'duplicate-key': {
    zh: '键“{key}”重复',
    en: 'the key “{key}” stands twice',
    fix: { zh: '只保留一处', en: 'keep one' },
  },
  'unknown-key': {
    zh: '不认识的键“{key}”',
    en: 'unknown key “{key}”',
    fix: { zh: '可用的键：{known}', en: 'known keys: {known}' },
  },
  'missing-key': {
    zh: '缺少“{key}”',
    en: '“{key}” is missing',
    fix: { zh: '补上“{key}”', en: 'add “{key}”' },
  },
  'wrong-shape': {
    zh: '此处应为{wanted}',
    en: '{wantedEn} is expected here',
    fix: { zh: '改为{wanted}', en: 'make it {wantedEn}' },
  },
  'bad-text': {
    zh: '文本不合要求：{wanted}',
    en: 'unsuitable text: {wantedEn}',
    fix: { zh: '{wanted}', en: '{wantedEn}' },
  },
  'not-one-of': {
    zh: '“{value}”不在允许的取值中',
    en: '“{value}” isn’t one of the allowed values',
    fix: { zh: '可用：{known}', en: 'use one of: {known}' },
  },
  'bad-format': {
    zh: '表示格式“{value}”有误：{detail}',
    en: 'the format “{value}” is wrong: {detailEn}',
    fix: { zh: '例如 c18、c..50、n..10,2、d8、bl', en: 'for example c18, c..50, n..10,2, d8, bl' },
  },
  'bad-date': {
    zh: '“{value}”不是真实日期',
    en: '“{value}” isn’t a real date',
    fix: { zh: '写作 YYYY-MM-DD', en: 'write YYYY-MM-DD' },
  },
  'bad-period': {
    zh: '有效期的止日早于起日',
    en: 'the period ends before it starts',
    fix: { zh: '改正起止日期', en: 'correct the dates' },
  },
  'bad-pattern': {
    zh: '正则表达式不可用：{detail}',
    en: 'the pattern can’t be used: {detail}',
    fix: {
      zh: '只用字符类与定长或有限次的重复，不用分组重复',
      en: 'use character classes with bounded repetition; no repeated groups',
    },
  },
  'bad-csv': {
    zh: 'CSV 有误：{detail}',
    en: 'CSV error: {detailEn}',
    fix: {
      zh: '首行为 code,zh,en[,from,to,parent,pinyin,verification]，按 RFC 4180 书写',
      en: 'first line code,zh,en[,from,to,parent,pinyin,verification], quoted as in RFC 4180',
    },
  },
  'missing-file': {
    zh: '找不到文件“{name}”',
    en: 'the file “{name}” isn’t there',
    fix: { zh: '把文件放在旁边，或改正文件名', en: 'put the file beside this one, or correct the name' },
  },
  'unknown-file': {
    zh: '不属于任何一类声明的文件',
    en: 'a file of no known kind',
    fix: {
      zh: '放入 elements/、code-lists/、resources/ 等目录，或移出标准包',
      en: 'put it under elements/, code-lists/, resources/ …, or out of the pack',
    },
  },
  'missing-pack': {
    zh: '缺少 pack.yaml',
    en: 'pack.yaml is missing',
    fix: { zh: '写明 name、version、title', en: 'state name, version and title' },
  },
  'duplicate-name': {
    zh: '{what}“{name}”已在 {where} 声明',
    en: '{what} “{name}” is already declared in {where}',
    fix: { zh: '删除一处，或改名', en: 'remove one, or rename it' },
  },
  'duplicate-code': {
    zh: '代码“{name}”在同一时期有两个含义',
    en: 'the code “{name}” has two meanings in one period',
    fix: { zh: '使有效期互不重叠', en: 'make the periods disjoint' },
  },
  'unknown-element': {
    zh: '没有数据元“{name}”',
    en: 'there is no element “{name}”',
    fix: { zh: '{hint}', en: '{hintEn}' },
  },
  'unknown-object-class': {
    zh: '没有对象类“{name}”',
    en: 'there is no object class “{name}”',
    fix: { zh: '{hint}', en: '{hintEn}' },
  },
  'circular-relation': {
    zh: '关系成环：{circle}',
    en: 'the relation runs in a circle: {circle}',
    fix: { zh: '去掉其中一处', en: 'take one of them out' },
  },
  'unknown-codes': {
    zh: '没有代码集“{name}”',
    en: 'there is no code list “{name}”',
    fix: { zh: '{hint}', en: '{hintEn}' },
  },
  'unknown-qualifier': {
    zh: '没有限定词“{name}”',
    en: 'there is no qualifier “{name}”',
    fix: { zh: '{hint}', en: '{hintEn}' },
  },
  'unknown-number-rule': {
    zh: '没有编号规则“{name}”',
    en: 'there is no number rule “{name}”',
    fix: { zh: '{hint}', en: '{hintEn}' },
  },
  'unknown-resource': {
    zh: '没有资源“{name}”',
    en: 'there is no resource “{name}”',
    fix: { zh: '{hint}', en: '{hintEn}' },
  },
  'unknown-basis': {
    zh: '没有登记依据“{name}”',
    en: 'the legal basis “{name}” isn’t registered',
    fix: { zh: '{hint}', en: '{hintEn}' },
  },
  'unknown-article': {
    zh: '依据“{name}”中没有登记第 {article} 条',
    en: 'the article {article} of “{name}” isn’t registered',
    fix: {
      zh: '核对原文后在 articles 中登记，或引用已登记的条（{known}）',
      en: 'register it under articles after reading it, or cite one that is there ({known})',
    },
  },
  'unknown-edition': {
    zh: '没有登记版本“{name}”',
    en: 'the edition “{name}” isn’t registered',
    fix: { zh: '在 editions 中登记', en: 'register it under editions' },
  },
  'duplicate-article': {
    zh: '第 {name} 条在同一时期有两个内容',
    en: 'the article {name} reads in two ways at one time',
    fix: { zh: '使有效期互不重叠', en: 'make the periods disjoint' },
  },
  'basis-not-in-force': {
    zh: '所引依据“{name}”此时无效：{detail}',
    en: 'the basis “{name}” does not hold: {detailEn}',
    fix: {
      zh: '改引现行条款，或复核后删去',
      en: 'cite what is in force instead, or remove it after review',
    },
  },
  'unknown-purpose': {
    zh: '没有事由“{name}”',
    en: 'there is no purpose “{name}”',
    fix: { zh: '{hint}', en: '{hintEn}' },
  },
  'unknown-field': {
    zh: '没有字段“{name}”',
    en: 'there is no field “{name}”',
    fix: { zh: '{hint}', en: '{hintEn}' },
  },
  'unknown-code': {
    zh: '代码集“{list}”中没有代码“{name}”',
    en: 'the code list “{list}” has no code “{name}”',
    fix: { zh: '改用已有代码', en: 'use a code that is there' },
  },
  'unknown-group': {
    zh: '没有分组“{name}”',
    en: 'there is no group “{name}”',
    fix: { zh: '在 groups 中声明', en: 'declare it under groups' },
  },
  'element-or-refers': {
    zh: '字段应且仅应有 element 或 refers 之一',
    en: 'a field has either element or refers',
    fix: { zh: '二者取一', en: 'keep one of the two' },
  },
  'taken-name': {
    zh: '资源名“{name}”与“{other}”的历史表同名',
    en: 'the table of “{name}” would be the history of “{other}”',
    fix: { zh: '换一个名称', en: 'choose another name' },
  },
  'no-key': {
    zh: '资源没有主键字段',
    en: 'the resource has no key field',
    fix: { zh: '给一个字段加 key: true', en: 'give a field key: true' },
  },
  'no-search': {
    zh: '资源没有检索键',
    en: 'the resource has no search key',
    fix: {
      zh: '在 search 中写明哪些字段一起可以确定一条记录',
      en: 'state in search which fields together identify a record',
    },
  },
  'bad-subject': {
    zh: '数据主体“{path}”无效：{detail}',
    en: 'the subject “{path}” isn’t valid: {detailEn}',
    fix: {
      zh: '写一个公民身份号码字段，或经引用到达它的路径',
      en: 'name a citizen-number field, or a path to one through references',
    },
  },
  'second-owner': {
    zh: '“{item}”已由 {resource} 的 {field} 登记，责任警种为 {owner}；一项信息只能有一个来源',
    en: '“{item}” already belongs to {resource}.{field}, owned by {owner}; a fact has one source',
    fix: { zh: '改为 refers: {resource}；若为通用数据元，加限定词', en: 'use refers: {resource} instead' },
  },
  'foreign-owner': {
    zh: '字段“{field}”的责任警种只能是资源的责任警种 {owner}',
    en: 'the field “{field}” is owned by the resource’s owner, {owner}',
    fix: {
      zh: '删除字段的 owner，或移到其责任警种的资源',
      en: 'remove the field’s owner, or move the field to the resource of its owner',
    },
  },
  'forbidden-search': {
    zh: '“{name}”涉及民族、宗教或政治面貌，任何时候不得作为主键、检索键或列表条件',
    en: '“{name}” states ethnicity, religion or political status, which is never a key, a search key or a list',
    fix: { zh: '从 key、search、lists 中删除', en: 'remove it from key, search and lists' },
  },
  'bad-search': {
    zh: '“{name}”不能用于检索或列表：{detail}',
    en: '“{name}” can’t be searched or listed by: {detailEn}',
    fix: { zh: '改用其他字段', en: 'use another field' },
  },
  'not-identifying': {
    zh: '有数据主体的资源，“{name}”不足以指认对象',
    en: '“{name}” doesn’t identify anything in a resource about persons',
    fix: {
      zh: '检索至少含一个主键、引用或文本字段；列表至少含一个引用',
      en: 'a search needs a key, a reference or a text; a list needs a reference',
    },
  },
  'sealed-conflict': {
    zh: '密封字段“{name}”不能{what}',
    en: 'the sealed field “{name}” can’t {whatEn}',
    fix: { zh: '取消密封，或取消冲突的属性', en: 'unseal it, or drop the conflicting attribute' },
  },
  'bad-many': {
    zh: '字段“{name}”不能多值：{detail}',
    en: 'the field “{name}” can’t hold many: {detailEn}',
    fix: {
      zh: '只有文本与代码可以多值，且不能是主键、引用或检索键',
      en: 'only texts and codes can, and never a key, a reference or a search key',
    },
  },
  'optional-key': {
    zh: '主键字段“{name}”不能写 required: false',
    en: 'the key field “{name}” can’t be required: false',
    fix: { zh: '删除 required', en: 'remove required' },
  },
  'not-verified': {
    zh: '“{name}”使用了标准的编号或“标准”状态，但未经核对',
    en: '“{name}” claims a standard’s number or the state “standard” without being verified',
    fix: {
      zh: '改用自有编号（XE、XQ）并以 mapsTo 指向标准编号，或在核对原文后标记 verified 并写明 source',
      en: 'use an own number (XE, XQ) with mapsTo, or mark it verified with its source after reading the standard',
    },
  },
  'domain-mismatch': {
    zh: '值域与格式不一致：{detail}',
    en: 'the value domain doesn’t fit the format: {detailEn}',
    fix: { zh: '改正格式或值域', en: 'correct the format or the domain' },
  },
  'refusal-without-basis': {
    zh: '不予共享必须写明依据',
    en: 'a refusal to share needs its legal basis',
    fix: { zh: '在 sharing.basis 中写明', en: 'state it in sharing.basis' },
  },
  'grade-too-low': {
    zh: '资源级别 {grade} 低于字段“{name}”的级别 {strictest}（就高从严）',
    en: 'the grade {grade} is below that of the field “{name}”, {strictest} (the strictest holds)',
    fix: { zh: '改为 {strictest}', en: 'make it {strictest}' },
  },
  'unknown-parent': {
    zh: '上级代码“{name}”不在本代码集',
    en: 'the parent code “{name}” isn’t in the list',
    fix: { zh: '补上上级代码，或改正', en: 'add the parent, or correct it' },
  },
  'bad-rule': {
    zh: '编号规则有误：{detail}',
    en: 'the number rule is wrong: {detailEn}',
    fix: {
      zh: '各段依次为 literal、division、org、date、sequence、check；至多一个 sequence，check 在末尾',
      en: 'segments are literal, division, org, date, sequence, check; one sequence, check last',
    },
  },
  'extension-conflict': {
    zh: '“{name}”已由“{of}”自己声明（{where}）',
    en: '“{name}” is declared by “{of}” itself ({where})',
    fix: {
      zh: '改用“{of}”的，或给自己的换一个名称',
      en: 'use that of “{of}”, or give your own another name',
    },
  },
  'extension-demands': {
    zh: '扩展字段“{name}”不能是主键或必填',
    en: 'the added field “{name}” can be neither a key nor required',
    fix: { zh: '改为可选字段', en: 'make it optional' },
  },
  'bad-quality': {
    zh: '质量规则有误：{detail}',
    en: 'the quality rule is wrong: {detailEn}',
    fix: { zh: '比较同类的值；经引用写作 household.status', en: 'compare like with like' },
  },
  'bad-when': {
    zh: '条件有误：{detail}',
    en: 'the condition is wrong: {detailEn}',
    fix: {
      zh: '条件字段须是本资源另一个单值字段',
      en: 'the condition names another single-valued field of this resource',
    },
  },
} as const satisfies Record<string, Template>;
