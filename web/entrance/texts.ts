import type { Text } from '../core/text.ts';

/** The texts of the entrance. */
export const entranceTexts = {
  headline: { zh: '让数据跑路，不让群众跑腿', en: 'Data travels, so that people don’t have to' },
  lead: {
    zh: '民桥是公安机关的数据节点。每一次查看个人信息，都要有真实事由，先留痕、后提供；当事人看得到是谁、为何、看了什么，并能自行验证记录未被改动。',
    en: 'Minqiao is the data node of a public-security agency. Every look at personal data needs a real purpose and is recorded before anything is shown; the person concerned sees who looked, why and at what, and can verify that the record was not altered.',
  },
  officers: { zh: '工作平台', en: 'For officers' },
  officersHint: { zh: '民警、督察审计和管理人员', en: 'Officers, auditors and administrators' },
  citizens: { zh: '公民服务', en: 'For citizens' },
  citizensHint: { zh: '看看谁查看过您的信息', en: 'See who looked at your data' },
  demo: { zh: '演示入口', en: 'Try the demonstration' },
  demoHint: { zh: '选择一个虚构人物，马上开始', en: 'Choose a fictional person and begin' },
  docs: { zh: '接口文档', en: 'API documentation' },
  docsHint: { zh: 'OpenAPI 3.1，与页面同源', en: 'OpenAPI 3.1, the same that the pages use' },
  promises: { zh: '三条承诺', en: 'Three promises' },
  promise1: { zh: '无事由，不提供', en: 'No purpose, no data' },
  promise1Why: {
    zh: '事由必须存在、未结束，并且分配给提出查询的人。',
    en: 'The purpose must exist, be open, and be assigned to the person asking.',
  },
  promise2: { zh: '先留痕，后提供', en: 'The ledger comes first' },
  promise2Why: {
    zh: '记录落盘之后数据才离开；未获准许的请求同样留痕。',
    en: 'The record is durable before data leaves; refusals are recorded too.',
  },
  promise3: { zh: '当事人看得到，谁也改不了', en: 'The person sees it; nobody can alter it' },
  promise3Why: {
    zh: '账本可由其他单位见证、在您自己的浏览器里验证。',
    en: 'Other agencies can witness the ledger, and your own browser can verify it.',
  },

  pickTitle: { zh: '您想以谁的身份体验？', en: 'Who would you like to be?' },
  pickLead: {
    zh: '以下人员、单位均为虚构。选择后直接进入；正式环境没有这个页面。',
    en: 'All people and units are fictional. Choose one and you are in; outside a demonstration this page does not exist.',
  },
  pickNone: { zh: '这里没有演示身份', en: 'There is no demonstration here' },
  pickNoneHint: {
    zh: '本节点不是演示环境。工作人员请用数字证书登录。',
    en: 'This node is no demonstration. Officers sign in with their certificates.',
  },
  groupCitizens: { zh: '公民', en: 'Citizens' },
  groupCitizensHint: { zh: '看谁查看过自己的信息', en: 'see who looked at their data' },
  groupOfficers: { zh: '民警', en: 'Officers' },
  groupOfficersHint: { zh: '查询、核验、登记', en: 'look up, verify, register' },
  groupAuditors: { zh: '督察审计', en: 'Auditors' },
  groupAuditorsHint: { zh: '检查账本', en: 'examine the ledger' },
  groupAdministrators: { zh: '管理人员', en: 'Administrators' },
  groupAdministratorsHint: { zh: '三员分立，互不兼任', en: 'separate people by design' },

  signInTitle: { zh: '工作人员登录', en: 'Officers’ sign-in' },
  signInLead: {
    zh: '使用本人的数字证书和 PIN 码登录。',
    en: 'Sign in with your own certificate and your PIN.',
  },
  step1: {
    zh: '插入证书介质，或确认证书已导入本机浏览器。',
    en: 'Insert your certificate token, or have the certificate in this browser.',
  },
  step2: {
    zh: '打开证书登录地址，在浏览器弹出的窗口中选择本人证书。',
    en: 'Open the certificate address and choose your own certificate when the browser asks.',
  },
  step3: {
    zh: '输入 PIN 码。连续输错 5 次，账号将锁定。',
    en: 'Enter your PIN. Five wrong ones lock the account.',
  },
  toCertificate: { zh: '使用证书登录', en: 'Sign in with the certificate' },
  pin: { zh: 'PIN 码', en: 'PIN' },
  signIn: { zh: '登录', en: 'Sign in' },
  noCertificate: {
    zh: '没有证书或证书失效？请联系本单位系统管理员签发。',
    en: 'No certificate, or it has expired? Your system administrator issues one.',
  },
  firstTime: { zh: '首次使用：设置 PIN 码', en: 'First time: choose a PIN' },
  code: { zh: '激活码', en: 'Activation code' },
  codeHint: { zh: '由系统管理员当面交给您。', en: 'Given to you in person by a system administrator.' },
  newPin: { zh: '新的 PIN 码', en: 'New PIN' },
  newPinHint: {
    zh: '6 至 64 个字符，不要用连续或重复的数字，也不要用警号。',
    en: '6 to 64 characters; no run or repetition of digits, not your police number.',
  },
  activate: { zh: '设置 PIN 码', en: 'Set the PIN' },
  activated: { zh: 'PIN 码已设置，请登录。', en: 'The PIN is set. Please sign in.' },
  orDemo: { zh: '演示环境可以不用证书', en: 'In the demonstration no certificate is needed' },
} as const satisfies Record<string, Text>;
