import { defineFaults } from '#infrastructure/faults/index.ts';

export const { fault, list } = defineFaults('registry', {
  'not-permitted': {
    status: 403,
    zh: '这项操作不属于您的职责。',
    en: 'This is not part of your duties.',
    action: {
      zh: '请由标准管理员、标准审核员或责任警种的负责人办理。',
      en: 'Ask a standards officer, a standards reviewer, or the head of the owner branch.',
    },
  },
  'table-too-long': {
    status: 422,
    zh: '表中有 {count} 项与现行声明不同，一次最多 {limit} 项。',
    en: 'The table differs from what is declared in {count} places; {limit} can be brought at once.',
    action: { zh: '请拆分后分批导入，或制成标准包。', en: 'Split it, or make a pack of it.' },
  },
  'own-proposal': {
    status: 403,
    zh: '不能审批自己的提案。',
    en: 'Nobody approves their own proposal.',
    action: { zh: '请由另一人审批。', en: 'Let another person decide.' },
  },
  'approved-already': {
    status: 409,
    zh: '您已同意过提案 {number}；还需另外 {left} 人同意。',
    en: 'You approved {number} already; {left} more have to.',
    action: { zh: '请由另一人审批。', en: 'Let another person decide.' },
  },
  'approval-rules-invalid': {
    status: 500,
    zh: '审批规则（approvals.yaml）有误：{reason}',
    en: 'The rules of approval (approvals.yaml) are wrong: {reason}',
  },
  'not-yours': {
    status: 403,
    zh: '只有起草人可以这样做。',
    en: 'Only its author may do this.',
  },
  'proposal-not-found': {
    status: 404,
    zh: '没有提案 {number}。',
    en: 'There is no proposal {number}.',
  },
  'declaration-not-found': {
    status: 404,
    zh: '没有声明 {name}。',
    en: 'There is no declaration {name}.',
  },
  'remark-not-found': {
    status: 404,
    zh: '这里没有第 {number} 条意见。',
    en: 'There is no remark {number} here.',
  },
  'wrong-state': {
    status: 409,
    zh: '提案 {number} 目前的状态（{state}）不允许这样做。',
    en: 'The proposal {number} is in the state {state}, which does not allow this.',
    action: { zh: '请刷新后再看。', en: 'Reload it and look again.' },
  },
  'proposal-changed': {
    status: 409,
    zh: '提案 {number} 已被他人修改。',
    en: 'The proposal {number} was changed meanwhile.',
    action: { zh: '请刷新后重新操作。', en: 'Reload it and do it again.' },
  },
  'unsound-proposal': {
    status: 422,
    zh: '提案有 {count} 处错误；第一处：{firstZh}',
    en: 'The proposal has {count} errors; the first: {first}',
    action: { zh: '请逐处改正后再提交。', en: 'Correct each, then submit again.' },
  },
  'unsuitable-text': {
    status: 400,
    zh: '文字中不能有控制字符，也不能为空。',
    en: 'A text must not be empty or have control characters.',
  },
  'bundle-refused': {
    status: 422,
    zh: '标准包被拒绝，{count} 处理由；第一处：{firstZh}',
    en: 'The bundle is refused for {count} reasons; the first: {first}',
    action: {
      zh: '没有任何改动。请逐条处理后重新上传。',
      en: 'Nothing was changed. See to each, then bring it again.',
    },
  },
  'bundle-under-way': {
    status: 409,
    zh: '这个标准包已在提案 {number} 中办理。',
    en: 'The proposal {number} is about this bundle already.',
  },
  'takes-a-bundle': {
    status: 409,
    zh: '取用标准包的提案不能改写内容。',
    en: 'A proposal that takes a bundle can’t be worded anew.',
    action: { zh: '只可逐项决定冲突。', en: 'Decide its conflicts instead.' },
  },
  'no-such-conflict': {
    status: 422,
    zh: '没有冲突“{key}”，或不能这样处理。',
    en: 'There is no conflict “{key}”, or it can’t be settled so.',
  },
  'pack-not-found': {
    status: 404,
    zh: '没有标准包 {name}。',
    en: 'There is no pack {name}.',
  },
  'no-identifier-left': {
    status: 409,
    zh: '本节点的自有编号段已用完。',
    en: 'The identifiers of the node’s own range are used up.',
    action: { zh: '请联系系统管理员扩充编号段。', en: 'Ask the system administrator for a wider range.' },
  },
});
