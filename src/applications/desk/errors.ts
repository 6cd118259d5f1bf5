import { defineFaults } from '#infrastructure/faults/index.ts';

const notDesk = { zh: '请由有权的同事办理。', en: 'Let a colleague whose duty it is do this.' };

export const { fault, list } = defineFaults('desk', {
  'not-permitted': {
    status: 403,
    zh: '这项操作不属于您的职责。',
    en: 'This is not part of your duties.',
    action: notDesk,
  },
  'not-on-duty': {
    status: 403,
    zh: '您目前不在岗。',
    en: 'You are not on duty.',
    action: { zh: '请先在窗口签到。', en: 'Sign on to a desk first.' },
  },
  'already-on-duty': {
    status: 409,
    zh: '您已经在岗。',
    en: 'You are on duty already.',
    action: { zh: '如要换岗，请先签退。', en: 'Sign off first to go to another desk.' },
  },
  'too-many-visits': {
    status: 409,
    zh: '您已有 {limit} 个未结束的核验。',
    en: 'You have {limit} visits open already.',
    action: { zh: '请先结束已办完的核验。', en: 'Close those that are finished first.' },
  },
  'unknown-reason': {
    status: 400,
    zh: '没有“{reason}”这个事由。',
    en: 'There is no reason called “{reason}”.',
    action: { zh: '请从列表中选择。', en: 'Choose one from the list.' },
  },
  'note-required': {
    status: 400,
    zh: '选择此事由时必须写明情况。',
    en: 'This reason needs a note that says what it is.',
    action: {
      zh: '请用几个字写明，不要写证件号码。',
      en: 'Say it in a few words, without identity numbers.',
    },
  },
  'note-identifies': {
    status: 400,
    zh: '文字中含有证件号码或手机号码（第 {position} 个字符起）。',
    en: 'The text contains an identity or mobile number (from character {position}).',
    action: {
      zh: '请去掉号码：备注会进入列表和账本，号码只填在查询栏。',
      en: 'Take the number out: notes appear in lists; numbers belong only into the look-up form.',
    },
  },
  'visit-not-found': { status: 404, zh: '没有这个核验编号。', en: 'There is no visit with this number.' },
  'visit-closed': { status: 409, zh: '这次核验已经结束。', en: 'This visit is closed already.' },
  'unknown-request-kind': {
    status: 400,
    zh: '没有“{kind}”这种登记事项。',
    en: 'There is no kind of request called “{kind}”.',
    action: { zh: '请从列表中选择。', en: 'Choose one from the list.' },
  },
  'request-not-found': { status: 404, zh: '没有这个事项编号。', en: 'There is no request with this number.' },
  'request-changed': {
    status: 409,
    zh: '事项已不在这个状态（现为：{state}）。',
    en: 'The request is no longer in this state (it is now: {state}).',
    action: { zh: '请刷新列表后再办理。', en: 'Refresh the list, then decide again.' },
  },
  'request-overdue': {
    status: 409,
    zh: '事项已过办理期限。',
    en: 'The request is past its time limit.',
    action: {
      zh: '请由主管重新启用，或撤回后另行登记。',
      en: 'Have a supervisor reopen it, or withdraw it and open another.',
    },
  },
  'request-not-yours': {
    status: 403,
    zh: '事项不是由您办理。',
    en: 'The request is not assigned to you.',
    action: {
      zh: '请由经办人办理，或请主管转交给您。',
      en: 'Let the officer in charge do it, or have it handed over to you.',
    },
  },
  'reopen-too-late': {
    status: 409,
    zh: '事项结束已超过 {days} 天，不能重新启用。',
    en: 'The request ended more than {days} days ago and cannot be reopened.',
    action: { zh: '请另行登记。', en: 'Open a new one.' },
  },
  'officer-not-available': {
    status: 409,
    zh: '所选民警不在岗，或不是本单位办理此类事项的人员。',
    en: 'The officer chosen is not on duty, or does not handle this kind of request at this unit.',
    action: { zh: '请从在岗人员中选择。', en: 'Choose one of those on duty.' },
  },
  'numbers-exhausted': {
    status: 503,
    zh: '今天的编号已用完（{limit} 个）。',
    en: 'All numbers of today have been given out ({limit}).',
    action: { zh: '请联系管理员。', en: 'Tell an administrator.' },
  },
  'settings-invalid': {
    status: 500,
    zh: 'packs 中的 purposes.yaml 无效：{reason}',
    en: 'purposes.yaml in packs is not valid: {reason}',
  },
});
