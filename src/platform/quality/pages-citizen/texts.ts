import type { Text } from '#web/citizen/kit/index.ts';

export const texts = {
  corrections: { zh: '更正我的信息', en: 'Correct my data' },
  tile: {
    zh: '公安机关登记的您的信息有错？说明哪里错了、依据是什么。',
    en: 'Is something wrong in what the police have recorded about you? Say what, and how you know.',
  },
  lead: {
    zh: '您写的内容加密保存，只有您和承办的民警能看到。责任警种须在期限内答复；更正后，收到过错误值的人会被告知。',
    en: 'What you write is kept sealed, for you and the officer who deals with it. The branch that answers for the record replies in time; once it is corrected, everybody who had received the wrong value is told.',
  },
  mine: { zh: '我提出的更正', en: 'What I asked for' },
  none: { zh: '您还没有提出过更正', en: 'You have not asked for a correction yet' },
  start: { zh: '说明哪里有错', en: 'Say what is wrong' },
  record: { zh: '哪一项登记', en: 'Which record' },
  recordSince: { zh: '{title}（最近变动 {day}）', en: '{title} (last changed {day})' },
  noRecords: { zh: '没有可以在线更正的登记', en: 'No record of yours can be corrected here' },
  noRecordsHint: { zh: '请到窗口办理。', en: 'Please come to a counter.' },
  field: { zh: '哪一栏', en: 'Which field' },
  wrong: { zh: '有什么错', en: 'What is wrong' },
  proposed: { zh: '正确的内容', en: 'What is right' },
  evidence: { zh: '依据', en: 'How you know' },
  evidenceHint: {
    zh: '写明证件或材料的名称和编号；提交后可以附照片或扫描件。',
    en: 'Name the document and its number. Photographs and scans can be added once it is sent.',
  },
  attachment: { zh: '附件 {number}（{kind}）', en: 'File {number} ({kind})' },
  attach: { zh: '添加证明材料（照片或扫描件）', en: 'Add a photograph or scan' },
  attachHint: {
    zh: 'PDF、PNG 或 JPEG，每个不超过 5 MB，最多 3 个。加密保存，只有您和责任警种能看。',
    en: 'PDF, PNG or JPEG, 5 MB each, three at most. Kept sealed, for you and the branch that answers.',
  },
  fill: { zh: '请填写。', en: 'Please fill this in.' },
  send: { zh: '提交', en: 'Send' },
  sent: { zh: '已提交，编号 {number}', en: 'Sent: {number}' },
  due: { zh: '{day} 前答复', en: 'Answer due by {day}' },
  draft: {
    zh: '答复期限（{days} 个工作日）尚未正式确定。',
    en: 'The time for an answer ({days} working days) is not adopted yet.',
  },
  withdraw: { zh: '撤回', en: 'Withdraw' },
  filed: { zh: '待答复', en: 'Waiting' },
  overdue: { zh: '已超期', en: 'Overdue' },
  accepted: { zh: '已更正', en: 'Corrected' },
  refused: { zh: '不予更正', en: 'Refused' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  answer: { zh: '答复', en: 'The answer' },
  told: {
    zh: '已告知 {n} 名收到过错误值的人员。',
    en: '{n} people who had received the wrong value were told.',
  },
} as const satisfies Record<string, Text>;
