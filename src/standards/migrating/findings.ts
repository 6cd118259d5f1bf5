import { fill } from '../declarations/index.ts';
import type { Params, Words } from '../declarations/index.ts';
import type { PlanFinding } from './model.ts';

interface Template extends Words {
  readonly fix: Words;
}

/** What can be wrong with a migration plan: the closed list. `{x}` stands for a parameter. */
const templates = {
  'plan-unreadable': {
    zh: '迁移方案无法读取：第 {line} 行有误',
    en: 'the migration plan can’t be read: line {line} is wrong',
    fix: { zh: '改正这一行', en: 'correct this line' },
  },
  'plan-shape': {
    zh: '此处应为{wanted}',
    en: 'here should be {wantedEn}',
    fix: { zh: '按所示形式改写', en: 'write it as shown' },
  },
  'plan-unknown-key': {
    zh: '“{key}”不是迁移方案的内容',
    en: '“{key}” is no part of a migration plan',
    fix: { zh: '删去或改正拼写', en: 'leave it out or correct its spelling' },
  },
  'plan-missing': {
    zh: '字段“{field}”尚无迁移步骤：{reason}',
    en: 'the field “{field}” has no migration step: {reasonEn}',
    fix: {
      zh: '保存后，在提案页面的“迁移方案”中为它选定步骤',
      en: 'save it, and choose a step under “Migration plan” on the proposal’s page',
    },
  },
  'plan-impossible': {
    zh: '迁移方案无法完成这一变更：{reason}',
    en: 'no migration plan can make this change: {reasonEn}',
    fix: { zh: '另立一类信息，或保留原样', en: 'declare a class of its own, or leave this as it is' },
  },
  'plan-not-needed': {
    zh: '“{field}”不需要迁移步骤',
    en: '“{field}” needs no migration step',
    fix: { zh: '删去这一步骤', en: 'leave the step out' },
  },
  'plan-wrong-step': {
    zh: '“{field}”不能用这一步骤',
    en: 'this step does not fit “{field}”',
    fix: { zh: '可用的步骤：{steps}', en: 'steps that fit: {steps}' },
  },
  'plan-wrong-rule': {
    zh: '转换规则“{rule}”不适用于“{field}”新旧两种类型',
    en: 'the conversion “{rule}” does not lead from the old type of “{field}” to the new one',
    fix: { zh: '可用的规则：{rules}', en: 'conversions that do: {rules}' },
  },
  'plan-code-uncovered': {
    zh: '“{field}”的旧代码 {codes} 没有对应的新代码',
    en: 'the old codes {codes} of “{field}” have no new code',
    fix: { zh: '为每个旧代码选定新代码', en: 'choose a new code for each' },
  },
  'plan-code-unknown': {
    zh: '“{field}”的新代码集里没有 {codes}',
    en: 'the new code list of “{field}” has no {codes}',
    fix: { zh: '改用新代码集里的代码', en: 'use codes of the new list' },
  },
  'plan-default-needed': {
    zh: '“{field}”必填而旧值不再沿用，须给出默认值',
    en: '“{field}” is required and its old values do not come over: a default is needed',
    fix: { zh: '给出默认值，或改为可选', en: 'give a default, or make the field optional' },
  },
  'plan-default-wrong': {
    zh: '“{field}”的默认值不合新的要求：{reason}',
    en: 'the default of “{field}” is not what the field asks for: {reasonEn}',
    fix: { zh: '换一个默认值', en: 'choose another' },
  },
  'plan-source-wrong': {
    zh: '“{from}”不能改名为“{field}”',
    en: '“{from}” can’t be renamed to “{field}”',
    fix: {
      zh: '只有被删除、且未作他用的字段可以改名',
      en: 'only a field that is gone and has no other step can be renamed',
    },
  },
  'plan-ground-needed': {
    zh: '删除“{field}”的值须写明法律依据',
    en: 'to drop the values of “{field}” takes a legal ground',
    fix: { zh: '援引法规库条款，或写明依据', en: 'cite an article of the library, or state the ground' },
  },
  'plan-basis-unknown': {
    zh: '法规库里没有“{basis}”',
    en: 'the regulations library has no “{basis}”',
    fix: { zh: '援引法规库已有的文件或条款', en: 'cite a document or an article of the library' },
  },
  'plan-subject': {
    zh: '“{field}”指明数据主体，其值只能原样保留',
    en: '“{field}” says whom a record is about: its values can only stay as they are',
    fix: { zh: '改用“原样保留”', en: 'use “as they are”' },
  },
} as const satisfies Record<string, Template>;

export type PlanFindingCode = keyof typeof templates;

export function planFinding(code: PlanFindingCode, path: string, params: Params = {}): PlanFinding {
  const { zh, en, fix }: Template = templates[code];
  return {
    code,
    path,
    zh: fill(zh, params),
    en: fill(en, params),
    fix: { zh: fill(fix.zh, params), en: fill(fix.en, params) },
  };
}
