import type { Text } from '#web/kit/index.ts';
import type { MigrationsAnswer } from '../data.ts';
import type { StepChoice } from './plan-draft.ts';

type Need = MigrationsAnswer['items'][number]['needs'][number];
type Run = NonNullable<MigrationsAnswer['items'][number]['run']>;
type Rehearsal = NonNullable<MigrationsAnswer['rehearsal']>;

/** Every text about migration plans, both languages side by side. */
export const planTexts = {
  plan: { zh: '迁移方案：{title}', en: 'Migration plan: {title}' },
  lead: {
    zh: '这一变更会使已有记录不再符合声明。请逐个字段说明已有的值如何处理；批准后分批转换，全部通过才生效，其间旧声明照常使用。',
    en: 'This change would make stored records wrong. Say for each field what becomes of its values. Once approved they are converted in batches; the new declaration is in force only when all fit, and the old one serves meanwhile.',
  },
  impossible: { zh: '迁移方案无法完成的变更', en: 'What no plan can make' },
  step: { zh: '处理方式', en: 'What becomes of its values' },
  stepOf: { zh: '“{title}”的处理方式', en: 'What becomes of the values of “{title}”' },
  undecided: { zh: '尚未决定', en: 'Not decided' },
  rule: { zh: '转换规则', en: 'Conversion' },
  ruleOf: { zh: '“{title}”的转换规则', en: 'Conversion of “{title}”' },
  target: { zh: '改为字段', en: 'To the field' },
  targetOf: { zh: '“{title}”改为', en: '“{title}” becomes' },
  fallback: { zh: '没有值时填', en: 'Where there is no value' },
  fallbackOf: { zh: '“{title}”没有值时填', en: '“{title}”, where there is no value' },
  basis: { zh: '援引条款', en: 'Article' },
  basisOf: { zh: '删除“{title}”援引的条款', en: 'Article for dropping “{title}”' },
  basisHint: { zh: '如 decree-799#16', en: 'such as decree-799#16' },
  ground: { zh: '依据说明', en: 'Ground' },
  groundOf: { zh: '删除“{title}”的依据', en: 'Ground for dropping “{title}”' },
  codes: { zh: '“{title}”的代码对照', en: 'Codes of “{title}”' },
  oldCode: { zh: '旧代码', en: 'Old code' },
  newCode: { zh: '新代码', en: 'New code' },
  newCodeFor: { zh: '旧代码 {code} 的新代码', en: 'New code for {code}' },
  inUse: { zh: '在用记录', en: 'Records' },
  notCounted: { zh: '试迁移后显示', en: 'known after a rehearsal' },
  comesFrom: { zh: '值由“{from}”改名而来。', en: 'Its values come from “{from}”.' },
  save: { zh: '保存方案', en: 'Save the plan' },
  saved: { zh: '已保存', en: 'Saved' },
  rehearse: { zh: '试迁移', en: 'Rehearse' },
  rehearsal: { zh: '试迁移结果', en: 'Rehearsal' },
  rehearsalLead: {
    zh: '用已有记录检验方案，不作改动；只显示数量和记录编号，不显示内容。',
    en: 'The plan held against the stored records, changing nothing. Counts and record numbers only, no values.',
  },
  noRehearsal: { zh: '尚未试迁移。', en: 'Not rehearsed yet.' },
  outdated: {
    zh: '方案或提案此后已改动，请重新试迁移。',
    en: 'The proposal has changed since; rehearse again.',
  },
  field: { zh: '字段', en: 'Field' },
  filled: { zh: '有值', en: 'With a value' },
  empty: { zh: '无值', en: 'Without' },
  refusals: { zh: '不能通过', en: 'Would be refused' },
  none: { zh: '无', en: 'none' },
  sealed: { zh: '加密字段，发布时检验', en: 'sealed: judged when published' },
  refusedOf: { zh: '{n} 条：{reason}', en: '{n}: {reason}' },
  records: { zh: '记录 {ids}', en: 'Records {ids}' },
  progressOf: { zh: '已检验 {done} / {total} 条', en: '{done} of {total} examined' },
  allPass: { zh: '{n} 条记录全部通过', en: 'All {n} records come over' },
  somePass: { zh: '{n} 条记录不能通过', en: '{n} records would be refused' },
  run: { zh: '迁移进度', en: 'Progress' },
  converted: {
    zh: '已转换 {done} 条记录、{past} 条历史',
    en: '{done} records and {past} past versions converted',
  },
  refusedRows: { zh: '不能通过的记录', en: 'Records refused' },
  record: { zh: '记录', en: 'Record' },
  why: { zh: '原因', en: 'Why' },
} as const satisfies Record<string, Text>;

export const stepWords: Readonly<Record<StepChoice, Text>> = {
  convert: { zh: '转换后沿用', en: 'convert' },
  'map-codes': { zh: '代码对照', en: 'map the codes' },
  default: { zh: '填入默认值', en: 'fill in a default' },
  'rename-to': { zh: '改名为另一字段', en: 'give to another field' },
  drop: { zh: '依法删除', en: 'drop, on a legal ground' },
  keep: { zh: '另行保留，不再公布', en: 'keep beside, unpublished' },
};

export const ruleWords: Readonly<Record<Need['rules'][number], Text>> = {
  'as-is': { zh: '原样保留', en: 'as they are' },
  trim: { zh: '去除首尾空格', en: 'trim spaces' },
  'upper-case': { zh: '转为大写', en: 'upper case' },
  'date-from-instant': { zh: '由时刻取日期', en: 'day of the instant' },
  'month-from-date': { zh: '由日期取年月', en: 'month of the date' },
  'year-from-date': { zh: '由日期取年份', en: 'year of the date' },
  'number-from-text': { zh: '文本转为数值', en: 'text to number' },
  'text-from-number': { zh: '数值转为文本', en: 'number to text' },
  'first-of-many': { zh: '多个值取第一个', en: 'first of many' },
  'one-into-many': { zh: '单个值转为列表', en: 'one into a list' },
};

export const runWords: Readonly<Record<Run['state'], Text>> = {
  running: { zh: '正在迁移', en: 'Under way' },
  refused: { zh: '已停止并还原', en: 'Stopped and undone' },
  done: { zh: '已完成', en: 'Done' },
};

export const rehearsalWords: Readonly<Record<Rehearsal['state'], Text>> = {
  waiting: { zh: '等待开始', en: 'Waiting' },
  running: { zh: '正在试迁移', en: 'Under way' },
  done: { zh: '已完成', en: 'Done' },
  broken: { zh: '多次中断，已放弃', en: 'Given up after several breaks' },
};
