import type { Text, Tone } from '#web/kit/index.ts';
import type { CorrectionWire, FindingWire, RunWire } from '../schema.ts';

/** The words of data quality. */
export const texts = {
  findings: { zh: '数据质量', en: 'Data quality' },
  findingsLead: {
    zh: '按规则检查出的、本警种负责的记录中的问题。这里只列出哪条记录、哪个字段、违反哪条规则，不显示数据本身。',
    en: 'What the rules found in records that your branch answers for: which record, which field, which rule; never the value itself.',
  },
  finding: { zh: '问题', en: 'Finding' },
  noFindings: { zh: '没有发现问题', en: 'Nothing found' },
  noFindingsHint: {
    zh: '每次检查后，新发现的问题会出现在这里；再次检查时已消除的自动关闭。',
    en: 'What an examination finds appears here; what a later one finds no more closes by itself.',
  },
  number: { zh: '编号', en: 'Number' },
  resource: { zh: '信息类', en: 'Information' },
  rule: { zh: '问题', en: 'What is wrong' },
  field: { zh: '字段', en: 'Field' },
  severity: { zh: '程度', en: 'Severity' },
  state: { zh: '状态', en: 'State' },
  firstSeen: { zh: '首次发现', en: 'First seen' },
  lastSeen: { zh: '最近发现', en: 'Last seen' },
  changed: { zh: '最近变动', en: 'Last change' },
  handler: { zh: '承办人', en: 'Handler' },
  mine: { zh: '承办', en: 'In hand' },
  mineOnly: { zh: '本人承办的', en: 'Mine only' },
  reason: { zh: '理由', en: 'Reason' },
  decidedBy: { zh: '核实人', en: 'Marked by' },
  markRight: { zh: '标记为核实无误', en: 'Mark as right as it is' },
  markHint: {
    zh: '说明依据，例如“经核对原始档案无误”。',
    en: 'Say on what it rests, such as “checked against the original file”.',
  },
  reopen: { zh: '重新列为待处理', en: 'Open again' },
  sayWhy: { zh: '请写明理由（至少 2 个字）。', en: 'Say why (two characters at least).' },
  marked: { zh: '已标记 {n} 项', en: '{n} marked' },
  take: { zh: '承办并查看记录', en: 'Take it on and see the record' },
  takeHint: {
    zh: '承办后，这个问题就是您查看和更正该记录的事由；查看会留痕。',
    en: 'Once you take it on, it is your purpose for seeing and correcting the record; that you looked is recorded.',
  },
  seeRecord: { zh: '查看记录', en: 'See the record' },
  notYours: {
    zh: '由责任警种的登记民警承办。',
    en: 'A registrar of the owner branch takes it on.',
  },
  runs: { zh: '检查', en: 'Examinations' },
  runsLead: {
    zh: '每 {hours} 小时自动检查一次，也可以立即检查。',
    en: 'Every {hours} hours by itself, or now.',
  },
  runNow: { zh: '立即检查', en: 'Examine now' },
  chooseResource: { zh: '选择信息类', en: 'Choose the information' },
  progress: { zh: '进度', en: 'Progress' },
  requestedAt: { zh: '时间', en: 'Asked for' },
  faulty: { zh: '有错误的记录', en: 'Records with an error' },
  scheduled: { zh: '自动', en: 'by itself' },
  noRuns: { zh: '还没有检查过', en: 'Not examined yet' },
  inbox: { zh: '更正申请', en: 'Corrections to answer' },
  inboxLead: {
    zh: '其他民警和群众认为本警种负责的记录有错。请在期限内答复。',
    en: 'What officers and citizens say is wrong in records that your branch answers for. Answer in time.',
  },
  own: { zh: '我提出的更正', en: 'Corrections I filed' },
  ownLead: {
    zh: '您认为有错的记录，以及责任警种的答复。',
    en: 'What you said is wrong, and what the owner branch answered.',
  },
  correction: { zh: '更正', en: 'Correction' },
  noCorrections: { zh: '没有更正', en: 'No corrections' },
  noOwnHint: {
    zh: '在查询结果或记录页上点“信息有误”，即可提出。',
    en: 'Press “Something is wrong” beside a record that you were shown.',
  },
  noInboxHint: { zh: '有人提出更正时会出现在这里。', en: 'They appear here as they are filed.' },
  owner: { zh: '责任警种', en: 'Owner branch' },
  filer: { zh: '提出人', en: 'Filed by' },
  filedAt: { zh: '提出时间', en: 'Filed' },
  due: { zh: '应答复时间', en: 'Answer due' },
  overdueOnly: { zh: '只看超期', en: 'Overdue only' },
  clock: { zh: '期限', en: 'Clock' },
  draftDays: {
    zh: '答复期限（{days} 个工作日）尚未由本机关正式确定。',
    en: 'The time for an answer ({days} working days) is a draft; this agency has not adopted it yet.',
  },
  report: { zh: '信息有误', en: 'Something is wrong' },
  reportLead: {
    zh: '说明哪个字段有错、您怎么知道。由{owner}警种在 {days} 个工作日内答复；您写的内容加密保存，只有您和承办人能看到。',
    en: 'Say which field is wrong and how you know. The branch {owner} answers within {days} working days; what you write is kept sealed, for you and who deals with it.',
  },
  wrong: { zh: '有什么错', en: 'What is wrong' },
  proposed: { zh: '正确的值（知道的话）', en: 'The right value, if you know it' },
  evidence: { zh: '依据', en: 'Evidence' },
  evidenceHint: {
    zh: '写明材料的名称和编号；提出后可附扫描件或照片。',
    en: 'Name the document and its number. Scans and photographs can be added once it is filed.',
  },
  fileIt: { zh: '提出更正', en: 'File the correction' },
  fill: {
    zh: '请选择字段，并写明错误和依据。',
    en: 'Choose the field, and say what is wrong and how you know.',
  },
  said: { zh: '所述', en: 'What was said' },
  attachments: { zh: '证明材料', en: 'Files of evidence' },
  attachmentOf: { zh: '附件 {number}：{kind}，{size}', en: 'File {number}: {kind}, {size}' },
  attachmentErased: { zh: '已随登记依法删除', en: 'Erased with the record' },
  download: { zh: '下载', en: 'Download' },
  openAttachment: { zh: '下载附件 {number}', en: 'Download file {number}' },
  attach: { zh: '添加证明材料', en: 'Add a file' },
  attachHint: {
    zh: 'PDF、PNG 或 JPEG，每个不超过 5 MB，最多 3 个。加密保存，只有提出人和责任警种能看，每次查看都记入账本。',
    en: 'PDF, PNG or JPEG, 5 MB each, three at most. Kept sealed, for who filed it and the owner branch; each view is in the ledger.',
  },
  answer: { zh: '答复', en: 'Answer' },
  told: { zh: '已告知收到过错误值的人', en: 'Told who had received the wrong value' },
  toldCount: { zh: '{told} 人，其中 {known} 人已确认', en: '{told}, of whom {known} confirmed' },
  history: { zh: '经过', en: 'What happened' },
  decide: { zh: '处理', en: 'Decide' },
  takeCorrection: { zh: '承办', en: 'Take it on' },
  rightValue: { zh: '正确的值', en: 'The right value' },
  rightValueHint: {
    zh: '日期写作 1990-01-31，代码写代码本身。其他类型（数值、是否、多选、引用）请先在登记台更正，再接受。',
    en: 'Dates as 1990-01-31, codes as the code. For numbers, yes or no, several values and references, correct it at the registration desk first.',
  },
  already: { zh: '已在登记台更正', en: 'Corrected at the registration desk already' },
  answerText: { zh: '答复内容', en: 'Your answer' },
  accept: { zh: '接受并更正', en: 'Accept and correct' },
  refuse: { zh: '不予更正', en: 'Refuse' },
  withdraw: { zh: '撤回', en: 'Withdraw' },
  done: { zh: '已办理', en: 'Done' },
  notices: { zh: '更正通知', en: 'Values found wrong' },
  noticesLead: {
    zh: '您查看过的这些值后来被更正。如果据此作过判断，请重新查询核对。',
    en: 'You were shown these values, and they were corrected since. If you relied on one, look it up again.',
  },
  noNotices: { zh: '没有通知', en: 'No notices' },
  noNoticesHint: {
    zh: '您收到过的值被更正时，会在这里告知。',
    en: 'When a value that you received is corrected, you are told here.',
  },
  times: { zh: '查看次数', en: 'Times received' },
  lastReceived: { zh: '最近查看', en: 'Last received' },
  sentAt: { zh: '通知时间', en: 'Told' },
  know: { zh: '我已知悉', en: 'I know' },
} as const satisfies Record<string, Text>;

export const findingTones: Readonly<Record<FindingWire['state'], Tone>> = {
  open: 'warn',
  accepted: 'info',
  closed: 'good',
};

export const runStates: Readonly<Record<RunWire['state'], Text>> = {
  waiting: { zh: '等待', en: 'Waiting' },
  running: { zh: '检查中', en: 'Running' },
  done: { zh: '完成', en: 'Done' },
  broken: { zh: '中断', en: 'Broken off' },
};
export const runTones: Readonly<Record<RunWire['state'], Tone>> = {
  waiting: 'neutral',
  running: 'info',
  done: 'good',
  broken: 'bad',
};

export const correctionTones: Readonly<Record<CorrectionWire['state'], Tone>> = {
  filed: 'info',
  accepted: 'good',
  refused: 'neutral',
  withdrawn: 'neutral',
};

/** What was done with a correction, in its history. */
export const stepTitles: Readonly<Record<string, Text>> = {
  file: { zh: '提出', en: 'filed it' },
  take: { zh: '承办', en: 'took it on' },
  accept: { zh: '接受并更正', en: 'accepted it and corrected the record' },
  refuse: { zh: '不予更正', en: 'refused it' },
  withdraw: { zh: '撤回', en: 'withdrew it' },
};
