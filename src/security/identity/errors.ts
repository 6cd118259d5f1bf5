import { defineFaults } from '#infrastructure/faults/index.ts';

const signInAgain = { zh: '请重新登录。', en: 'Please sign in again.' };
const askAdministrator = { zh: '请联系管理员。', en: 'Speak to an administrator.' };

export const { fault, list } = defineFaults('identity', {
  'not-signed-in': {
    status: 401,
    zh: '尚未登录，或登录已结束。',
    en: 'You are not signed in, or no longer.',
    action: signInAgain,
  },
  'session-expired': {
    status: 401,
    zh: '本次登录已到最长时限。',
    en: 'This sign-in has reached its longest time.',
    action: signInAgain,
  },
  'other-certificate': {
    status: 401,
    zh: '本次登录属于另一张证书。',
    en: 'This session belongs to another certificate.',
    action: signInAgain,
  },
  locked: {
    status: 423,
    zh: '屏幕已锁定。',
    en: 'The screen is locked.',
    action: {
      zh: '请输入 PIN 解锁，未保存的内容不会丢失。',
      en: 'Enter your PIN; nothing you typed is lost.',
    },
  },
  'notice-needed': {
    status: 403,
    zh: '请先阅读并确认使用须知。',
    en: 'Please read and acknowledge the notice first.',
  },
  'forged-request': {
    status: 403,
    zh: '请求缺少本站标记，已拒绝。',
    en: 'The request lacks this site’s mark and was refused.',
    action: { zh: '接口调用须带请求头 x-minqiao: 1。', en: 'Calls must carry the header x-minqiao: 1.' },
  },
  'not-permitted': {
    status: 403,
    zh: '您的角色无权进行此操作，本次请求已记录。',
    en: 'Your role does not permit this; the request has been recorded.',
    action: askAdministrator,
  },
  'recent-authentication-needed': {
    status: 403,
    zh: '此操作须在 {minutes} 分钟内验证过 PIN。',
    en: 'This needs your PIN to have been checked within the last {minutes} minutes.',
    action: { zh: '请再次输入 PIN。', en: 'Enter your PIN again.' },
  },
  'invalid-challenge': {
    status: 403,
    zh: '登录挑战无效、已用过或已过期。',
    en: 'The sign-in challenge is not valid, was used already or has expired.',
    action: { zh: '请重新开始登录。', en: 'Start the sign-in again.' },
  },
  'wrong-pin': {
    status: 403,
    zh: 'PIN 不正确。15 分钟内错误 {limit} 次将锁定账户。',
    en: 'The PIN is not right. {limit} wrong ones within 15 minutes lock the account.',
  },
  'no-pin': {
    status: 403,
    zh: '该账户尚未设置 PIN。',
    en: 'This account has no PIN yet.',
    action: {
      zh: '请向系统管理员领取激活码并设置 PIN。',
      en: 'Get an activation code from a system administrator and choose one.',
    },
  },
  'weak-pin': {
    status: 400,
    zh: 'PIN 须为 6 至 64 个字符，不能是连续、重复的数字或警号。',
    en: 'A PIN has 6 to 64 characters and is no run or repetition of digits and not the police number.',
  },
  'wrong-code': {
    status: 403,
    zh: '激活码不正确或已过期。',
    en: 'The activation code is not right or has expired.',
    action: { zh: '请向系统管理员领取新的激活码。', en: 'Get a new one from a system administrator.' },
  },
  'account-locked': {
    status: 403,
    zh: '账户因多次输入错误已锁定。',
    en: 'The account is locked after too many wrong attempts.',
    action: { zh: '请联系安全管理员解除。', en: 'A security administrator can release it.' },
  },
  'account-not-active': {
    status: 403,
    zh: '账户已停用。',
    en: 'The account is not active.',
    action: askAdministrator,
  },
  busy: {
    status: 429,
    retryAfterSeconds: 3,
    zh: '同时登录的人过多。',
    en: 'Too many people are signing in at this moment.',
    action: { zh: '请稍候几秒再试。', en: 'Try again in a few seconds.' },
  },
  'handed-over': {
    status: 409,
    zh: '这次签发已经完成（序列号 {serial}），其私钥文件只交付一次。',
    en: 'This certificate has been issued already (serial {serial}); the file with its key is handed over only once.',
    action: {
      zh: '没有收到文件的，请吊销这张证书后重新签发。',
      en: 'If the file never arrived, revoke the certificate and issue another.',
    },
  },
  'no-account': { status: 404, zh: '没有这个账户。', en: 'There is no such account.' },
  'no-session': { status: 404, zh: '没有这个会话。', en: 'There is no such session.' },
  'no-organisation': { status: 400, zh: '没有机构 {code}。', en: 'There is no organisation {code}.' },
  'unknown-role': { status: 400, zh: '没有角色 {role}。', en: 'There is no role {role}.' },
  'incomplete-officer': {
    status: 400,
    zh: '民警账户须有警号和公民身份号码。',
    en: 'An officer’s account needs a police number and the person’s identity number.',
  },
  'duplicate-account': {
    status: 409,
    zh: '该警号或该人员已有账户：一人一户。',
    en: 'This police number or this person already has an account: one person, one account.',
  },
  'united-powers': {
    status: 409,
    zh: '系统管理员、安全管理员和审计员不得由同一人兼任。',
    en: 'System administrator, security administrator and auditor must be different people.',
  },
  'own-account': {
    status: 403,
    zh: '不能管理自己的账户。',
    en: 'Nobody administers their own account.',
    action: { zh: '请由另一名管理员办理。', en: 'Another administrator has to do it.' },
  },
  'wrong-state': {
    status: 409,
    zh: '账户处于“{state}”状态，不能这样变更。',
    en: 'The account is {state}; this change is not possible from there.',
  },
  'no-approval': { status: 404, zh: '没有这项审批。', en: 'There is no such approval.' },
  'own-request': {
    status: 403,
    zh: '不能审批自己提出的申请。',
    en: 'Nobody decides on their own request.',
  },
  'approval-not-open': {
    status: 409,
    zh: '该申请已处理或已过期。',
    en: 'The request has been decided already or has expired.',
  },
  'approval-not-usable': {
    status: 409,
    zh: '该审批未获批准、已使用、已过期，或与本操作不符。',
    en: 'The approval was not given, was used already, has expired, or is for something else.',
  },
  'demo-identities-present': {
    status: 500,
    zh: '数据库中有 {count} 个演示身份，正式环境拒绝启动。',
    en: 'The database holds {count} demonstration identities; a production node refuses to start on it.',
    action: { zh: '请使用新的数据库。', en: 'Use a new database.' },
  },
  'roles-changed': {
    status: 500,
    zh: '角色 {role} 的管理权类别与数据库中的不一致。',
    en: 'The power of role {role} differs from what the database holds.',
  },
  'invalid-roles': {
    status: 500,
    zh: '角色声明 {file} 有误：{reason}。',
    en: 'The declaration of roles {file} is not valid: {reason}.',
  },
  'already-founded': {
    status: 409,
    zh: '已有管理员，不能再次初始化。',
    en: 'There are administrators already; the node cannot be founded twice.',
  },
});
