import type { Text } from '#web/citizen/kit/index.ts';

/** The words of a citizen's pages of oversight: plain ones, for people who never heard of a hash. */
export const texts = {
  accesses: { zh: '谁查了我的数据', en: 'Who looked at my data' },
  accessesTile: {
    zh: '每次查看的时间、单位、事由，附证明。',
    en: 'Each look: when, which unit, what for, with proof.',
  },
  accessesLead: {
    zh: '本机关每次使用您的数据都在这里。证明由您的浏览器当场核对，不必相信我们的服务器。',
    en: 'Every use of your data by this agency. Your own browser checks the proofs: you need not trust our server.',
  },
  questions: { zh: '我的疑问', en: 'My questions' },
  questionsTile: {
    zh: '您提出的疑问和督察部门的答复。',
    en: 'What you asked about an access, and the answers.',
  },
  acts: { zh: '我的账号使用记录', en: 'Use of my account' },
  actsTile: { zh: '您的账号何时登录、做了什么。', en: 'When your account signed in, and what it did.' },
  actsLead: {
    zh: '如有不是您本人的操作，请立即联系户籍窗口。',
    en: 'If something here was not you, tell the registration desk at once.',
  },

  checking: { zh: '正在核对证明…', en: 'Checking the proofs…' },
  allProven: { zh: '共 {count} 次，全部已证明，一次不少', en: '{count} accesses: all proven, none left out' },
  allProvenOne: { zh: '共 1 次，已证明，一次不少', en: '1 access: proven, none left out' },
  newestYoung: { zh: '共 {count} 次，每一次都已证明', en: '{count} accesses, each of them proven' },
  youngHint: {
    zh: '截至 {time} 一次不少；之后的 {young} 次将在几秒内纳入“一次不少”的证明。',
    en: 'None is left out up to {time}; the {young} since then join that proof within seconds.',
  },
  partlyLoaded: {
    zh: '共 {total} 次，已显示并证明最近 {count} 次，中间没有遗漏',
    en: 'The latest {count} of {total} are shown: all proven, none left out between',
  },
  noneProven: {
    zh: '没有人查过您的数据，此结论已证明',
    en: 'Nobody has looked at your data, and that is proven',
  },
  asOf: {
    zh: '截至 {time}。更新的记录会在几秒内纳入证明。',
    en: 'As of {time}. Newer entries join the proof within seconds.',
  },
  someBroken: { zh: '有内容未能通过证明', en: 'Something here is NOT proven' },
  brokenHint: {
    zh: '请不要以本页为准。请保存收到的内容作为证据，并告知督察审计部门或上级机关。',
    en: 'Do not rely on this page. Save what was received as evidence and tell the audit branch or a higher agency.',
  },
  unchecked: { zh: '此浏览器无法核对证明', en: 'This browser can’t check the proofs' },
  uncheckedHint: {
    zh: '内容仍按服务器所述显示。请换用较新的浏览器，并通过 https 打开。',
    en: 'What follows is only what the server says. Use a recent browser over https to check it.',
  },
  save: { zh: '保存证据', en: 'Save the evidence' },
  whatChecked: { zh: '您的浏览器核对了什么', en: 'What your browser checked' },

  proven: { zh: '已证明', en: 'Proven' },
  notProven: { zh: '未能证明', en: 'NOT proven' },
  pending: { zh: '几秒后可证明', en: 'Proof in a few seconds' },
  plain: { zh: '未核对', en: 'Not checked' },
  refused: { zh: '已拒绝：没有提供任何信息', en: 'Refused: nothing was disclosed' },
  failed: { zh: '未完成：没有提供任何信息', en: 'Failed: nothing was disclosed' },
  because: { zh: '原因：', en: 'Why: ' },
  purpose: { zh: '事由：', en: 'For: ' },
  noPurpose: { zh: '未说明事由', en: 'No purpose was stated' },
  howProven: { zh: '这一条是怎样证明的', en: 'How this one was proven' },
  ask: { zh: '提出疑问', en: 'Ask about this' },
  asked: { zh: '已提出疑问', en: 'You asked about this' },
  answered: { zh: '疑问已答复', en: 'Your question was answered' },

  year: { zh: '年份', en: 'Year' },
  allYears: { zh: '所有年份', en: 'All years' },
  allUnits: { zh: '所有单位', en: 'All units' },
  unit: { zh: '单位', en: 'Unit' },
  print: { zh: '打印', en: 'Print' },
  refresh: { zh: '刷新', en: 'Refresh' },
  older: { zh: '显示更早的', en: 'Show older ones' },
  olderHidden: {
    zh: '更早的记录尚未载入，筛选只包括已显示的。',
    en: 'Older ones are not loaded yet; the choice covers what is shown.',
  },
  noneMatch: { zh: '没有符合所选条件的记录', en: 'None fits what you chose' },
  timeline: { zh: '对我数据的访问，从新到旧', en: 'Accesses to my data, newest first' },
  emptyHint: { zh: '以后每次查看都会出现在这里。', en: 'Each future look will appear here.' },

  stepKey: { zh: '签名公钥', en: 'The public key' },
  keySame: {
    zh: '与此浏览器首次访问时记下的相同：{key}。可与机关公布的公钥核对。',
    en: 'The same as this browser noted at its first visit: {key}. Compare it with the one the agency publishes.',
  },
  keyFirst: {
    zh: '此浏览器第一次见到，已记下：{key}。请与机关公布的公钥核对一次。',
    en: 'Seen by this browser for the first time and noted: {key}. Compare it once with the one the agency publishes.',
  },
  keyChanged: {
    zh: '服务器给出了另一把公钥：{key}。此浏览器记下的是 {old}。如机关已公布更换，可以接受。',
    en: 'The server offers another key: {key}. This browser noted {old}. Accept it only if the agency published a change.',
  },
  acceptKey: { zh: '已核对，接受新公钥', en: 'I compared it: accept the new key' },
  stepSigned: { zh: '签名的账本', en: 'The signed ledger' },
  signedGood: {
    zh: '账本共 {size} 条，其根值 {root} 有有效签名。',
    en: 'The ledger has {size} entries, and its root {root} bears a valid signature.',
  },
  stepIncluded: { zh: '每一条都在账本中', en: 'Each entry is in the ledger' },
  includedGood: {
    zh: '{count} 条由内容重新计算，都通向签名的根值，并且确实是关于您的。',
    en: '{count} were computed anew from their content; each leads to the signed root and really concerns you.',
  },
  includedBad: { zh: '{count} 条与签名的账本不符。', en: '{count} do not fit the signed ledger.' },
  stepComplete: { zh: '一条不少', en: 'None is missing' },
  completeGood: {
    zh: '账本为您记有 {total} 条，与所示逐一相符。',
    en: 'The ledger holds {total} for you, and those shown are exactly they.',
  },
  completePartial: {
    zh: '账本为您记有 {total} 条；所示最近 {count} 条连续无缺，其余尚未载入。',
    en: 'The ledger holds {total} for you; the latest {count} are shown without a gap, the others are not loaded yet.',
  },
  completeBad: {
    zh: '所示与账本为您记下的不符：有遗漏或多出。',
    en: 'What is shown is not what the ledger holds for you: some are missing or added.',
  },
  stepGrown: { zh: '历史没有被改写', en: 'History was not rewritten' },
  grownFirst: {
    zh: '此浏览器第一次查看，已记下账本现状，下次核对。',
    en: 'This browser’s first visit: it noted the ledger as it is, to compare next time.',
  },
  grownGood: {
    zh: '上次看到的 {from} 条原封不动，是现有 {to} 条的开头。',
    en: 'The {from} entries seen last time are unchanged: the beginning of the {to} of now.',
  },
  grownBad: {
    zh: '现在的账本不是上次所见账本的延续。',
    en: 'The ledger of now does not continue the one this browser saw before.',
  },
  stepPerson: { zh: '仍是同一份清单', en: 'Still the same list' },
  personChanged: {
    zh: '服务器这次给出的是另一个人的编号。',
    en: 'The server answered with the list of another pseudonym than before.',
  },
  itemSteps: {
    zh: '第 {seq} 号记录的内容经浏览器计算得出一个摘要，再与 {hashes} 个邻近摘要逐级合并，得到已签名的根值（账本 {size} 条）。改动任何一个字，结果都会不同。',
    en: 'From the content of entry {seq} your browser computed a digest, joined it step by step with {hashes} neighbouring digests, and reached the signed root (ledger of {size}). One changed letter would give another result.',
  },
  itemReceipt: { zh: '回执号', en: 'Receipt' },
  itemPlace: { zh: '账本位置', en: 'Place in the ledger' },
  notTold: {
    zh: '不显示民警姓名；督察审计部门可以查到。',
    en: 'Officers are not named here; the audit branch can see who it was.',
  },

  askTitle: { zh: '对这次访问提出疑问', en: 'Ask about this access' },
  askLabel: { zh: '您想问什么', en: 'What do you want to know?' },
  askHintPlain: {
    zh: '由督察审计部门答复。请勿填写他人信息。',
    en: 'The audit branch answers. Leave out other people’s details.',
  },
  send: { zh: '提交', en: 'Send' },
  askEmpty: { zh: '请写明您的疑问', en: 'Write what you want to know' },
  sent: {
    zh: '已提交。答复会出现在“我的疑问”中。',
    en: 'Sent. The answer will appear under “My questions”.',
  },

  questionsLead: { zh: '督察审计部门会逐一答复。', en: 'The audit branch answers each of them.' },
  noQuestions: { zh: '您还没有提出疑问', en: 'You have not asked anything yet' },
  noQuestionsHint: {
    zh: '可在“谁查了我的数据”中对任何一次访问提问。',
    en: 'Ask about any access under “Who looked at my data”.',
  },
  stateOpen: { zh: '等待答复', en: 'Waiting' },
  stateOverdue: { zh: '已超期', en: 'Overdue' },
  stateAnswered: { zh: '已答复', en: 'Answered' },
  yourQuestion: { zh: '您的疑问', en: 'Your question' },
  theAnswer: { zh: '答复', en: 'Answer' },
  askedOn: { zh: '{time} 提出', en: 'Asked on {time}' },
  dueOn: { zh: '应在 {time} 前答复', en: 'Answer due by {time}' },
  answeredOn: { zh: '{time} 答复', en: 'Answered on {time}' },
  toAccesses: { zh: '查看谁查了我的数据', en: 'See who looked at my data' },
  noActs: { zh: '没有记录', en: 'Nothing recorded' },
  from: { zh: '来自 {address}', en: 'from {address}' },
  more: { zh: '显示更多', en: 'Show more' },
} as const satisfies Record<string, Text>;

/** What was done, as the person concerned reads it: `{what}` is the resource. */
export const actWords: Readonly<Record<string, Text>> = {
  read: { zh: '查看您的{what}', en: 'Looked at your record “{what}”' },
  verify: {
    zh: '核验您的{what}（只得到“一致”或“不一致”）',
    en: 'Checked your record “{what}” (learned only match or no match)',
  },
  list: { zh: '在名单中看到您的{what}', en: 'Saw your record “{what}” in a list' },
  history: { zh: '查看您的{what}的变更历史', en: 'Looked at the history of your record “{what}”' },
  create: { zh: '登记您的{what}', en: 'Created your record “{what}”' },
  change: { zh: '变更您的{what}', en: 'Changed your record “{what}”' },
  correct: { zh: '更正您的{what}', en: 'Corrected your record “{what}”' },
  erase: { zh: '删除您的{what}', en: 'Erased your record “{what}”' },
  export: { zh: '导出您的{what}', en: 'Exported your record “{what}”' },
  'ledger-read': { zh: '查阅了关于您的访问记录', en: 'Looked at the list of accesses to your data' },
  correction: { zh: '处理了关于您的{what}的更正', en: 'Dealt with a correction of your record “{what}”' },
  answer: { zh: '答复了您的疑问', en: 'Answered your question' },
};

/** What was done under one's own account. */
export const ownActWords: Readonly<Record<string, Text>> = {
  'sign-in': { zh: '登录', en: 'Signed in' },
  'sign-out': { zh: '退出', en: 'Signed out' },
  lock: { zh: '锁定', en: 'Locked' },
  unlock: { zh: '解锁', en: 'Unlocked' },
  'ledger-read': { zh: '打开“谁查了我的数据”', en: 'Opened “Who looked at my data”' },
  question: { zh: '提出疑问', en: 'Asked a question' },
  correction: { zh: '申请更正本人信息', en: 'Asked for a correction of own data' },
  read: { zh: '查看本人数据', en: 'Looked at own data' },
  system: { zh: '使用系统功能', en: 'Used a function of the system' },
};
