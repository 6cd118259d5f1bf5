import { defineFaults } from '#infrastructure/faults/index.ts';

export const { fault, list } = defineFaults('access', {
  'unknown-purpose-kind': {
    status: 400,
    zh: '没有名为 {kind} 的事由种类。',
    en: 'There is no kind of purpose called {kind}.',
    action: { zh: '请从列表中选择一种事由。', en: 'Choose a kind of purpose from the list.' },
  },
  'policy-invalid': {
    status: 400,
    zh: '策略 {file} 无效：{reason}',
    en: 'Policy {file} is not valid: {reason}',
  },
  'no-policy': {
    status: 503,
    zh: '尚未发布任何策略，一切访问都被拒绝。',
    en: 'No policy has been published yet; every access is refused.',
    action: { zh: '请由安全管理员发布策略。', en: 'A security administrator has to publish one.' },
  },
  'policy-tampered': {
    status: 503,
    zh: '策略版本 {version} 的签名与内容不符，不予启用。',
    en: 'The signature of policy version {version} does not fit its text; it is not put into force.',
    action: {
      zh: '请安全管理员查明原因后重新发布策略。',
      en: 'A security administrator has to find out why, and publish the policies again.',
    },
  },
  'budget-invalid': {
    status: 400,
    zh: '限额表无效：{reason}',
    en: 'The table of budgets is not valid: {reason}',
  },
  'purposes-unavailable': {
    status: 503,
    retryAfterSeconds: 1,
    zh: '暂时无法核实事由，访问被拒绝。',
    en: 'The purpose cannot be verified at the moment, so the access is refused.',
    action: { zh: '请稍后重试。', en: 'Try again in a moment.' },
  },
});
