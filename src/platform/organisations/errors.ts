import { defineFaults } from '#infrastructure/faults/index.ts';

export const { fault, list } = defineFaults('organisations', {
  'not-permitted': {
    status: 403,
    zh: '只有标准管理员可以维护机构代码。',
    en: 'Only standards officers maintain the codes of organisations.',
  },
  'no-such-organisation': {
    status: 404,
    zh: '没有代码为 {code} 的机构。',
    en: 'There is no organisation with the code {code}.',
  },
  'invalid-value': {
    status: 422,
    zh: '{reasonZh}',
    en: '{reason}',
  },
  'code-used': {
    status: 409,
    zh: '代码 {code} 已被使用过；机构代码终身不变，撤销后也不再启用。',
    en: 'The code {code} was given before; a code is never given again, not even after its organisation is gone.',
    action: { zh: '请编制新代码。', en: 'Make a new code.' },
  },
  'already-abolished': {
    status: 409,
    zh: '机构 {code} 已于 {on} 撤销，不能再变更。',
    en: 'The organisation {code} was abolished on {on} and no longer changes.',
  },
  'parent-not-in-use': {
    status: 422,
    zh: '上级机构 {code} 不存在或已撤销。',
    en: 'The parent {code} does not exist or was abolished.',
  },
  cycle: {
    status: 422,
    zh: '机构 {code} 是本机构的下级，不能作为上级。',
    en: 'The organisation {code} stands under this one and cannot be its parent.',
  },
  'too-deep': {
    status: 422,
    zh: '层级超过 {limit} 级。',
    en: 'More than {limit} organisations would stand one under another.',
  },
  'has-children': {
    status: 409,
    zh: '机构 {code} 还有 {count} 个下级机构。',
    en: '{count} organisations still stand under {code}.',
    action: { zh: '请先调整或撤销其下级。', en: 'Move or abolish them first.' },
  },
  'date-out-of-order': {
    status: 422,
    zh: '日期须不早于该机构最近一次变更（{since}），且不晚于今天。',
    en: 'The date must not be before the latest change of the organisation ({since}), nor after today.',
  },
  'nothing-changes': {
    status: 409,
    zh: '与登记内容相同，没有变更。',
    en: 'This is what is registered already; nothing changes.',
  },
  'no-such-import': {
    status: 404,
    zh: '没有这次导入。',
    en: 'There is no such import.',
  },
  'import-state': {
    status: 409,
    zh: '该导入当前的状态不允许此操作（{state}）。',
    en: 'The state of the import does not allow this ({state}).',
  },
  'too-many-imports': {
    status: 409,
    zh: '已有 {limit} 个未了结的导入。',
    en: '{limit} imports are open already.',
    action: { zh: '请先确认或放弃它们。', en: 'Decide on them first.' },
  },
  'rows-refused': {
    status: 409,
    zh: '有 {count} 行被退回。请修改后重新导入，或明确选择只导入其余各行。',
    en: '{count} rows were refused. Correct them and bring the file again, or choose to apply the other rows only.',
  },
  'no-rows': {
    status: 422,
    zh: '文件中没有数据行。',
    en: 'The file has no rows.',
  },
  'unknown-column': {
    status: 422,
    zh: '第 {row} 行的列名“{name}”不认识。',
    en: 'The column “{name}” of row {row} is not known.',
    action: { zh: '可用列名：{names}', en: 'Columns may be: {names}' },
  },
  'duplicate-column': {
    status: 422,
    zh: '列“{name}”出现了两次。',
    en: 'The column “{name}” is there twice.',
  },
  'missing-column': {
    status: 422,
    zh: '缺少必需的列“{name}”。',
    en: 'The required column “{name}” is missing.',
  },
  'invalid-settings': {
    status: 500,
    zh: '代码表 {name} 不存在。',
    en: 'There is no code list {name}.',
  },
});
