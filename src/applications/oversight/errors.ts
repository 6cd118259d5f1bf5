import { defineFaults } from '#infrastructure/faults/index.ts';

const fromList = { zh: '请从列表中选择。', en: 'Choose one from the list.' };
const reload = { zh: '请刷新后再看。', en: 'Reload and look again.' };

export const { fault, list } = defineFaults('oversight', {
  'settings-invalid': {
    status: 500,
    zh: '监督设置（oversight.yaml）有误：{reason}。',
    en: 'The oversight settings (oversight.yaml) are wrong: {reason}.',
    action: { zh: '请改正该文件后重新启动。', en: 'Correct the file and start again.' },
  },
  'auditors-only': {
    status: 403,
    zh: '只有审计员可以查阅账本。',
    en: 'Only auditors may read the ledger.',
    action: { zh: '请联系督察审计部门。', en: 'Ask the audit branch.' },
  },
  'citizens-only': {
    status: 403,
    zh: '只有本人可以查看自己的访问记录。',
    en: 'Only the person concerned may see these accesses.',
    action: { zh: '请以公民身份登录。', en: 'Sign in as a citizen.' },
  },
  'no-such-access': {
    status: 404,
    zh: '您的记录中没有这一条访问。',
    en: 'Your list has no such access.',
    action: reload,
  },
  'no-such-question': {
    status: 404,
    zh: '没有这个疑问。',
    en: 'There is no such question.',
    action: reload,
  },
  'already-asked': {
    status: 409,
    zh: '您已就这次访问提出过疑问。',
    en: 'You have asked about this access already.',
    action: { zh: '请在“我的疑问”中查看。', en: 'See it under “My questions”.' },
  },
  'too-many-questions': {
    status: 409,
    zh: '您已有 {limit} 个疑问在等待答复。',
    en: 'You have {limit} questions waiting for an answer.',
    action: { zh: '请等待答复后再提。', en: 'Ask again when some are answered.' },
  },
  'already-answered': {
    status: 409,
    zh: '这个疑问已经答复。',
    en: 'This question has been answered.',
    action: reload,
  },
  'own-access': {
    status: 403,
    zh: '您不能答复与本人有关的疑问。',
    en: 'You may not answer a question that concerns yourself.',
    action: { zh: '请由另一位审计员答复。', en: 'Let another auditor answer it.' },
  },
  'unknown-outcome': {
    status: 400,
    zh: '没有“{code}”这种处理结果。',
    en: 'There is no outcome called “{code}”.',
    action: fromList,
  },
  'unknown-reason': {
    status: 400,
    zh: '没有“{code}”这种查阅理由。',
    en: 'There is no reason called “{code}”.',
    action: fromList,
  },
  'unknown-officer': {
    status: 404,
    zh: '没有这个警号。',
    en: 'Nobody has this police number.',
    action: { zh: '请核对六位警号。', en: 'Check the six digits.' },
  },
  'invalid-period': {
    status: 400,
    zh: '时间范围无效，或超过 {days} 天。',
    en: 'The period is not valid, or longer than {days} days.',
    action: { zh: '请改正起止日期。', en: 'Correct its first and last day.' },
  },
  'invalid-sizes': {
    status: 400,
    zh: '请求的账本大小不在 1 到 {size} 之间。',
    en: 'The sizes asked for are not between 1 and {size}.',
    action: { zh: '请先读取最新检查点。', en: 'Read the latest checkpoint first.' },
  },
  'no-such-verification': {
    status: 404,
    zh: '没有这次核验。',
    en: 'There is no such verification.',
    action: reload,
  },
  'verification-ended': {
    status: 409,
    zh: '这次核验已经结束。',
    en: 'This verification has ended.',
    action: reload,
  },
});
