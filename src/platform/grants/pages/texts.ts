import type { Text, Tone } from '#web/kit/index.ts';
import type { ApplicationWire, RowConditionWire, ServiceWire, TermsWire } from '../schema.ts';

/** The words of applications and grants. */
export const texts = {
  mine: { zh: '我的申请与授权', en: 'My applications and grants' },
  mineLead: {
    zh: '本警种申请过和持有的访问授权；有效的授权在办理相应事由时直接可用。',
    en: 'What your branch applied for and holds; a grant in force simply works while the purpose is open.',
  },
  inbox: { zh: '授权审批', en: 'Grants to decide' },
  inboxLead: {
    zh: '其他人申请访问本警种负责的信息，以及已经批准的授权。',
    en: 'Who applies for what your branch answers for, and what was granted.',
  },
  application: { zh: '访问申请', en: 'Application' },
  apply: { zh: '申请访问', en: 'Apply for access' },
  applyTo: { zh: '申请访问：{resource}', en: 'Apply for access: {resource}' },
  applyLead: {
    zh: '只申请工作必需的字段。由{owner}警种负责人审批，{days} 个工作日内答复；批准后立即可用。',
    en: 'Ask only for what the work needs. The head of the branch {owner} decides within {days} working days; once granted it works at once.',
  },
  draftDays: {
    zh: '答复期限尚未由本机关正式确定。',
    en: 'The time for an answer is a draft; this agency has not adopted it yet.',
  },
  chooseResource: {
    zh: '请先在目录中选择一类信息。',
    en: 'Choose a class of information in the catalogue first.',
  },
  toCatalogue: { zh: '打开信息资源目录', en: 'Open the catalogue' },
  none: { zh: '没有申请', en: 'No applications' },
  noneMine: {
    zh: '在某类信息的目录页上点“申请访问”，即可提出申请。',
    en: 'Press “Apply for access” on the page of a class of information.',
  },
  noneInbox: { zh: '有人申请时会出现在这里。', en: 'Applications appear here.' },
  number: { zh: '编号', en: 'Number' },
  state: { zh: '状态', en: 'State' },
  resource: { zh: '信息类', en: 'Information' },
  branch: { zh: '申请警种', en: 'Branch' },
  owner: { zh: '责任警种', en: 'Owner branch' },
  applicant: { zh: '申请人', en: 'Applicant' },
  closing: {
    zh: '该信息类停止授权，本授权至迟在 {day} 终止。',
    en: 'The class of information is closed: this grant ends on {day} at the latest.',
  },
  basisReview: {
    zh: '所依据的“{basis}”{why}，须复核这项申请或授权。',
    en: 'Its basis “{basis}” must be looked at again ({why}), and so must this.',
  },
  fieldsReview: {
    zh: '其中字段 {fields} 的声明此后已改变或撤销，须复核；如仍需要，请按新声明重新办理。',
    en: 'The declaration of {fields} has changed or was withdrawn since: look at this again, and make it anew if it is still needed.',
  },
  reviewFields: { zh: '字段须复核', en: 'review the fields' },
  reviewBasis: { zh: '依据须复核', en: 'review the basis' },
  batchReason: { zh: '原因', en: 'Reason' },
  batchHint: { zh: '说明原因，每项授权都会记下', en: 'Say why; each grant keeps it' },
  due: { zh: '应答复时间', en: 'Answer due' },
  until: { zh: '有效期至（含当日）', en: 'Until (that day included)' },
  changed: { zh: '最近变动', en: 'Last change' },
  endsSoon: { zh: '即将到期', en: 'ends soon' },
  answer: { zh: '答复', en: 'Answer' },
  ending: { zh: '到期提醒', en: 'Reminder' },
  fields: { zh: '字段', en: 'Fields' },
  unmasked: { zh: '完整显示（不遮盖）的字段', en: 'Fields shown in full, without a mask' },
  unmaskedHint: {
    zh: '不选则遮盖显示。确需看到全部内容时才选。',
    en: 'Others are shown masked. Choose only what must be seen in full.',
  },
  masked: { zh: '遮盖', en: 'masked' },
  sealed: { zh: '加密，不可授权', en: 'sealed, never granted' },
  rows: { zh: '限定记录', en: 'Limited to records' },
  rowsHint: {
    zh: '不加条件即为全部记录；有几个条件，须同时符合。只能用不遮盖、不指认个人的字段。',
    en: 'Without conditions, every record; with several, all of them hold. Only fields that identify nobody can be used.',
  },
  allRows: { zh: '全部记录', en: 'Every record' },
  addRow: { zh: '添加条件', en: 'Add a condition' },
  dropRow: { zh: '删除条件 {n}', en: 'Remove condition {n}' },
  rowField: { zh: '条件 {n}：字段', en: 'Condition {n}: field' },
  rowOperator: { zh: '条件 {n}：比较方式', en: 'Condition {n}: comparison' },
  rowValue: { zh: '条件 {n}：值', en: 'Condition {n}: value' },
  rowFrom: { zh: '条件 {n}：起', en: 'Condition {n}: from' },
  rowTo: { zh: '条件 {n}：止', en: 'Condition {n}: to' },
  rangeTo: { zh: '至', en: 'to' },
  begins: { zh: '以“{value}”开头', en: 'begins with “{value}”' },
  or: { zh: '或', en: ' or ' },
  between: { zh: ' 至 ', en: ' to ' },
  beforeFrom: { zh: '', en: 'from ' },
  afterFrom: { zh: ' 起', en: ' on' },
  beforeTo: { zh: '', en: 'up to ' },
  afterTo: { zh: ' 为止', en: '' },
  yes: { zh: '是', en: 'Yes' },
  no: { zh: '否', en: 'No' },
  colon: { zh: '：', en: ': ' },
  actions: { zh: '方式', en: 'Acts' },
  purposes: { zh: '用于哪些事由', en: 'For which purposes' },
  role: { zh: '由哪个角色使用', en: 'Used by which role' },
  unitOnly: { zh: '只限本人所在单位', en: 'Only my own unit' },
  unit: { zh: '单位', en: 'Unit' },
  perDay: { zh: '每天至多（条记录）', en: 'At most so many records a day' },
  basis: { zh: '法律依据', en: 'Legal basis' },
  reason: { zh: '理由', en: 'Reason' },
  reasonHint: {
    zh: '写明办什么事需要，不要写任何人的姓名或证件号码。',
    en: 'Say for what work; no person’s name or number.',
  },
  conditions: { zh: '共享条件：{conditions}', en: 'Conditions of sharing: {conditions}' },
  send: { zh: '提交申请', en: 'Apply' },
  sent: { zh: '已提交申请 {number}', en: 'Application {number} was handed in' },
  keep: { zh: '存为草稿', en: 'Keep as a draft' },
  kept: { zh: '已存为草稿 {number}', en: 'Kept as draft {number}' },
  missing: { zh: '还须填写：{what}', en: 'Still missing: {what}' },
  copied: {
    zh: '内容取自 {number}，请核对后提交；有效期至 {until}。',
    en: 'Taken from {number}; check it before you apply. It would end on {until}.',
  },
  again: { zh: '再次申请', en: 'Apply again' },
  revise: { zh: '修改草稿', en: 'Revise the draft' },
  asked: { zh: '申请的内容', en: 'What was asked for' },
  granted: { zh: '批准的内容', en: 'What was granted' },
  decide: { zh: '审批', en: 'Decide' },
  narrow: { zh: '缩小范围后批准', en: 'Narrow it' },
  said: { zh: '意见', en: 'Remark' },
  saidHint: {
    zh: '不予批准、中止、终止时必须写明原因，申请人会看到。',
    en: 'Refusing, suspending and ending need a reason, which the applicant sees.',
  },
  sayWhy: { zh: '请写明原因（至少两个字）。', en: 'Say why.' },
  done: { zh: '已办理', en: 'Done' },
  history: { zh: '办理过程', en: 'What happened' },
  lookUp: { zh: '去查询', en: 'Look up' },
  comma: { zh: '、', en: ', ' },
  noted: { zh: '{what}（{note}）', en: '{what} ({note})' },
  wanted: { zh: '申请内容', en: 'What you ask for' },
  why: { zh: '依据和理由', en: 'Basis and reason' },
  act: { zh: '办理', en: 'Act' },
} as const satisfies Record<string, Text>;

export const operatorTitles: Readonly<Record<RowConditionWire['operator'], Text>> = {
  eq: { zh: '等于', en: 'is' },
  in: { zh: '属于以下之一', en: 'is one of' },
  range: { zh: '在范围内', en: 'lies between' },
  prefix: { zh: '开头为', en: 'begins with' },
};

export const stateTones: Readonly<Record<ApplicationWire['state'], Tone>> = {
  draft: 'neutral',
  applied: 'info',
  granted: 'good',
  refused: 'bad',
  withdrawn: 'neutral',
  suspended: 'warn',
  ended: 'neutral',
  expired: 'neutral',
};

export const actionTitles: Readonly<Record<TermsWire['actions'][number], Text>> = {
  read: { zh: '查看', en: 'Read' },
  verify: { zh: '核验（只答是否一致）', en: 'Verify (match or no match)' },
  list: { zh: '列表', en: 'List' },
};

/** Buttons. */
export const actTitles: Readonly<Record<string, Text>> = {
  revise: { zh: '修改', en: 'Revise' },
  apply: { zh: '提交申请', en: 'Apply' },
  withdraw: { zh: '撤回', en: 'Withdraw' },
  grant: { zh: '批准', en: 'Grant' },
  refuse: { zh: '不予批准', en: 'Refuse' },
  suspend: { zh: '中止授权', en: 'Suspend' },
  resume: { zh: '恢复授权', en: 'Resume' },
  end: { zh: '终止授权', en: 'End' },
};

/** What was done, in the history. */
export const stepTitles: Readonly<Record<string, Text>> = {
  draft: { zh: '起草', en: 'drafted' },
  revise: { zh: '修改', en: 'reworded' },
  apply: { zh: '提交申请', en: 'applied' },
  withdraw: { zh: '撤回', en: 'withdrew' },
  grant: { zh: '批准', en: 'granted' },
  refuse: { zh: '不予批准', en: 'refused' },
  suspend: { zh: '中止授权', en: 'suspended' },
  resume: { zh: '恢复授权', en: 'resumed' },
  end: { zh: '终止授权', en: 'ended' },
};

/** The words of what was decided about a class of information. */
export const closingTexts = {
  acts: { zh: '办理沿革', en: 'Acts' },
  titled: { zh: '办理沿革：{resource}', en: 'Acts: {resource}' },
  lead: {
    zh: '这类信息的建立、使用、变更、停止授权：谁提出、谁批准、何时，以及台账或提案编号。',
    en: 'How it was established, used, changed and closed: who asked, who approved, when, and the ledger entry or proposal.',
  },
  toResource: { zh: '返回目录页', en: 'Back to the catalogue' },
  none: { zh: '还没有办理记录', en: 'Nothing yet' },
  fromPack: {
    zh: '这类信息由标准包 {pack} 建立，本节点没有单独的建立提案。',
    en: 'It was established by the pack {pack}, without a proposal at this node.',
  },
  isClosed: {
    zh: '这类信息已停止授权：不再受理新的申请，已有授权至迟在 {day} 终止；记录按声明的期限继续保存。',
    en: 'It is closed to grants: there are no new ones, and those there are end on {day} at the latest; records are kept as declared.',
  },
  act: { zh: '事项', en: 'Act' },
  at: { zh: '时间', en: 'When' },
  what: { zh: '内容', en: 'What' },
  askedBy: { zh: '提出人', en: 'Asked by' },
  decidedBy: { zh: '批准人', en: 'Decided by' },
  record: { zh: '台账记录或提案', en: 'Ledger entry or proposal' },
  establish: { zh: '建立', en: 'Establish' },
  use: { zh: '使用', en: 'Use' },
  change: { zh: '变更', en: 'Change' },
  close: { zh: '停止授权', en: 'Close' },
  release: { zh: '第 {release} 批发布', en: 'Release {release}' },
  states: {
    proposed: { zh: '待审批', en: 'To be decided' },
    closed: { zh: '已停止', en: 'Closed' },
    refused: { zh: '不予批准', en: 'Refused' },
    withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  },
  asked: {
    zh: '{who} 提出自 {day} 之后停止授权：{reason}',
    en: '{who} asks to close it after {day}: {reason}',
  },
  effects: {
    zh: '批准后立即不再受理新的申请，已有授权至迟在截止日终止，持有方会在首页和列表中看到；记录不删除。',
    en: 'Once approved there are no new grants; those there are end by the day, which their holders see on the first page and in their list. No record is deleted.',
  },
  day: { zh: '授权截止日（含当日）', en: 'Last day of grants' },
  reason: { zh: '停止的原因', en: 'Why it is closed' },
  remark: { zh: '意见', en: 'Remark' },
  buttons: {
    propose: { zh: '提出停止授权', en: 'Ask to close' },
    close: { zh: '批准停止', en: 'Close it' },
    refuse: { zh: '不予批准', en: 'Refuse' },
    withdraw: { zh: '撤回', en: 'Withdraw' },
  },
} as const;

/** What the first page reminds of. */
export const reminderTexts = {
  title: { zh: '访问授权提醒', en: 'Access grants: what is due' },
  owedLate: {
    zh: '{n} 件申请已超过答复期限，请尽快审批',
    en: '{n} applications are past the time for an answer',
  },
  owed: { zh: '{n} 件申请待您审批', en: '{n} applications wait for your decision' },
  givenEnding: {
    zh: '本警种批准的 {n} 项授权将在 {days} 天内到期',
    en: '{n} grants that your branch gave end within {days} days',
  },
  askedLate: {
    zh: '本警种的 {n} 件申请，责任警种超期未答复',
    en: '{n} applications of your branch have not been answered in time',
  },
  heldEnding: {
    zh: '本警种持有的 {n} 项授权将在 {days} 天内到期，需要的请再次申请',
    en: '{n} grants that your branch holds end within {days} days; apply again for what is still needed',
  },
} as const satisfies Record<string, Text>;

/** The words of saved services. */
export const serviceTexts = {
  services: { zh: '查询服务', en: 'Services' },
  lead: {
    zh: '责任警种发布给您的角色的固定查询；仍按策略和授权，须有事由。',
    en: 'Queries that owner branches published to your role; policies, grants and the purpose apply as ever.',
  },
  service: { zh: '查询服务', en: 'Service' },
  serviceLead: { zh: '填写条件，按当前事由查询。', en: 'Fill in, and it is asked for the purpose in force.' },
  state: { zh: '状态', en: 'State' },
  resource: { zh: '信息类', en: 'Information' },
  version: { zh: '版本', en: 'Version' },
  none: { zh: '没有查询服务', en: 'No services' },
  noneHint: {
    zh: '责任警种发布后会出现在这里。',
    en: 'They appear once an owner branch publishes one to your role.',
  },
  parameters: { zh: '查询条件', en: 'What is asked' },
  run: { zh: '查询', en: 'Look up' },
  nothing: { zh: '没有找到', en: 'Nothing found' },
  receipt: { zh: '回执：{id}', en: 'Receipt: {id}' },
  search: { zh: '名称', en: 'Name' },
  owner: { zh: '责任警种', en: 'Owner branch' },
  changed: { zh: '最近变动', en: 'Last change' },
  exportExcel: { zh: '导出 Excel', en: 'Export to Excel' },
  exportCsv: { zh: '导出 CSV', en: 'Export to CSV' },
  publish: { zh: '发布查询服务', en: 'Publish a service' },
  publishLead: {
    zh: '把常用的查询固定下来，发布给一个角色；服务本身不增加任何权限。',
    en: 'A query that is often needed, made ready for a role; the service itself gives no access.',
  },
  chooseResource: { zh: '选择本警种负责的信息类', en: 'Choose what your branch answers for' },
  titleZh: { zh: '服务名称（中文）', en: 'Title in Chinese' },
  titleEn: { zh: '服务名称（英文）', en: 'Title in English' },
  titles: { zh: '中英文名称', en: 'titles in both languages' },
  name: { zh: '接口名', en: 'name' },
  nameHint: {
    zh: '接口名（小写英文，如 status-check）',
    en: 'Name in the API (lower case, as status-check)',
  },
  parametersHint: {
    zh: '只能用已声明的查找方式，选一种。',
    en: 'One of the declared ways to search.',
  },
  answers: { zh: '返回的字段', en: 'Fields that it answers' },
  role: { zh: '发布给哪个角色', en: 'Published to which role' },
  preview: { zh: '服务页的样子', en: 'What its page shows' },
  noAccess: {
    zh: '使用者没有权限的字段不返回，有遮盖的仍遮盖；每次查询都有事由并入台账。',
    en: 'Fields that a user may not see are left out, masks stay; each run has a purpose and is in the ledger.',
  },
  publishNow: { zh: '发布', en: 'Publish' },
  publishNext: { zh: '发布新版本', en: 'Publish the next version' },
  published: { zh: '已发布（第 {version} 版）', en: 'Published as version {version}' },
  nextVersion: {
    zh: '现为第 {version} 版；发布后新版本立即代替它。',
    en: 'Version {version} is in force; the next one replaces it at once.',
  },
  fromGrant: { zh: '发布为查询服务', en: 'Publish as a service' },
  manage: { zh: '管理这项服务', en: 'Manage this service' },
  revise: { zh: '修改（现为第 {version} 版）', en: 'Revise (version {version} is in force)' },
  why: { zh: '原因', en: 'Reason' },
  whyHint: {
    zh: '中止、恢复、撤销都须写明原因，使用者会看到。',
    en: 'Suspending, resuming and withdrawing need a reason, which users see.',
  },
} as const satisfies Record<string, Text>;

export const serviceMoveTitles: Readonly<Record<ServiceWire['may'][number], Text>> = {
  suspend: { zh: '中止服务', en: 'Suspend' },
  resume: { zh: '恢复服务', en: 'Resume' },
  end: { zh: '撤销服务', en: 'Withdraw' },
};
