import type { Text } from '#web/kit/index.ts';
import { assuranceTexts, powerTexts, sessionStateTexts } from '../schema.ts';

/** Words of the administration's pages. */
export const identityTexts = {
  officers: { zh: '民警账户', en: 'Officers' },
  officersLead: {
    zh: '一人一户一证：账户、角色、证书分别由不同的管理员办理，每一步都记入账本。',
    en: 'One person, one account, one certificate. Accounts, roles and certificates are different administrators’ work, and each step is in the ledger.',
  },
  clients: { zh: '接入系统', en: 'Clients' },
  clientsLead: {
    zh: '以证书接入的系统：没有会话，每次请求都核验证书状态。',
    en: 'Systems that act by their certificate: no session, the certificate is checked at each request.',
  },
  account: { zh: '账户', en: 'Account' },
  name: { zh: '姓名', en: 'Name' },
  clientName: { zh: '名称', en: 'Name' },
  policeNumber: { zh: '警号', en: 'Police number' },
  organisation: { zh: '单位', en: 'Unit' },
  organisationHint: { zh: '输入名称或代码查找', en: 'Search by name or code' },
  branch: { zh: '警种', en: 'Branch' },
  post: { zh: '岗位', en: 'Post' },
  state: { zh: '状态', en: 'State' },
  stateSince: { zh: '状态起始', en: 'In this state since' },
  roles: { zh: '角色', en: 'Roles' },
  noRoles: { zh: '无角色', en: 'No roles' },
  role: { zh: '角色', en: 'Role' },
  lastUsed: { zh: '最近登录', en: 'Last sign-in' },
  created: { zh: '建立时间', en: 'Created' },
  employmentEnds: { zh: '任职截止', en: 'Employment ends' },
  noEnd: { zh: '未定', en: 'Open' },
  search: { zh: '姓名或警号', en: 'Name or police number' },
  demoAccount: { zh: '演示账户', en: 'Demonstration account' },
  newAccount: { zh: '新建账户', en: 'New account' },
  create: { zh: '建立', en: 'Create' },
  cancel: { zh: '取消', en: 'Cancel' },
  close: { zh: '关闭', en: 'Close' },
  citizenNumber: { zh: '公民身份号码', en: 'Citizen number' },
  citizenNumberWhy: {
    zh: '用于保证一人一户，并阻止本人查阅自己和家人的记录。加密保存，此后不再显示。',
    en: 'Keeps one person to one account and stops officers from looking up themselves and their household. Kept encrypted and never shown again.',
  },
  accountMade: {
    zh: '账户已建立。下一步：由安全管理员授予角色。',
    en: 'The account is made. Next, a security administrator grants roles.',
  },
  noAccounts: { zh: '没有账户', en: 'No accounts' },
  noAccountsHint: { zh: '用右上角的按钮建立。', en: 'Make one with the button at the top.' },

  facts: { zh: '基本信息', en: 'Account' },
  pin: { zh: 'PIN', en: 'PIN' },
  pinSet: { zh: '已设置', en: 'Set' },
  pinMissing: { zh: '未设置', en: 'Not set' },
  resetPin: { zh: '重置 PIN', en: 'Reset PIN' },
  resetPinWhy: {
    zh: '原 PIN 立即失效，其会话全部结束。激活码只显示这一次，请当面交给本人。',
    en: 'The old PIN stops working and all sessions end. The activation code is shown this once; hand it over in person.',
  },
  activationCode: { zh: '激活码', en: 'Activation code' },
  validUntil: { zh: '有效期至', en: 'Valid until' },
  reason: { zh: '原因', en: 'Reason' },
  reasonHint: { zh: '随账户保存，至少两个字。', en: 'Kept with the account; at least two characters.' },
  proceed: { zh: '确定', en: 'Confirm' },
  done: { zh: '已办理', en: 'Done' },
  ownAccount: {
    zh: '这是您自己的账户：须由另一名管理员办理。',
    en: 'This is your own account: another administrator has to act on it.',
  },
  changeRoles: { zh: '变更角色', en: 'Change roles' },
  save: { zh: '保存', en: 'Save' },
  rolesWhy: {
    zh: '保存后其会话全部结束，须重新登录。管理员角色须经第二人批准；三类管理员不得兼任。',
    en: 'All their sessions end when you save. An administrator’s role needs a second person’s approval, and nobody holds two of the three.',
  },
  waiting: { zh: '已提交，等待第二人批准', en: 'Waiting for a second person' },
  waitingWhy: {
    zh: '批准后，请在 24 小时内到“双人审批”中点“执行”。',
    en: 'Once approved, carry it out under “Approvals” within 24 hours.',
  },

  certificates: { zh: '证书', en: 'Certificates' },
  noCertificates: { zh: '没有证书', en: 'No certificate' },
  issue: { zh: '签发证书', en: 'Issue a certificate' },
  revoke: { zh: '吊销', en: 'Revoke' },
  revokeTitle: { zh: '吊销证书', en: 'Revoke the certificate' },
  revokeWhy: {
    zh: '吊销不可撤回，其会话立即结束。',
    en: 'This cannot be undone; sessions with it end at once.',
  },
  serial: { zh: '序列号', en: 'Serial' },
  certificatesLead: {
    zh: '本节点签发的全部证书。捡到介质，可按序列号查到持有人；按状态可筛出即将到期的。',
    en: 'All certificates that this node issued. A token that was found leads to its holder by the serial; those that end soon are a state to filter by.',
  },
  certificateSearch: { zh: '序列号、姓名或警号', en: 'Serial, name or police number' },
  noCertificatesFound: { zh: '没有符合条件的证书', en: 'No certificate fits' },
  holder: { zh: '持有人', en: 'Holder' },
  certificateKind: { zh: '种类', en: 'Kind' },
  issuedAt: { zh: '签发时间', en: 'Issued' },
  validity: { zh: '有效期至', en: 'Valid until' },
  revokedAt: { zh: '吊销', en: 'Revoked' },
  issued: { zh: '证书已签发', en: 'The certificate is issued' },
  issuedWhy: {
    zh: '文件含唯一一份私钥，本系统不留存。文件与口令只显示这一次，请分开交给本人。',
    en: 'The file has the only copy of the key; the node keeps none. File and password are shown this once: hand them over separately.',
  },
  download: { zh: '下载证书文件', en: 'Download the file' },
  password: { zh: '文件口令', en: 'Password of the file' },

  sessions: { zh: '会话', en: 'Sessions' },
  sessionsLead: {
    zh: '所有正在进行的登录。结束后，对方下一次请求即被拒绝。',
    en: 'Everybody who is signed in. When you end a session, its next request is refused.',
  },
  noSessions: { zh: '没有进行中的会话', en: 'No open sessions' },
  endSession: { zh: '结束', en: 'End' },
  since: { zh: '登录时间', en: 'Signed in' },
  used: { zh: '最近使用', en: 'Last used' },
  until: { zh: '最迟至', en: 'At most until' },
  address: { zh: '地址', en: 'Address' },
  assurance: { zh: '登录方式', en: 'Signed in with' },
  ...assuranceTexts,
  thisOne: { zh: '当前', en: 'This one' },
  screenLocked: sessionStateTexts.locked,
  open: sessionStateTexts.open,
  mySessions: { zh: '我的登录与 PIN', en: 'My sessions and PIN' },
  mySessionsLead: {
    zh: '看到不认识的登录？结束它，并立即报告安全管理员。',
    en: 'One that is not yours? End it and tell a security administrator at once.',
  },
  changePin: { zh: '修改 PIN', en: 'Change the PIN' },
  oldPin: { zh: '现在的 PIN', en: 'Present PIN' },
  newPin: { zh: '新 PIN', en: 'New PIN' },
  newPinAgain: { zh: '再次输入新 PIN', en: 'New PIN once more' },
  pinRule: {
    zh: '6 至 64 个字符，不能是连续或重复的数字、警号。',
    en: '6 to 64 characters; no run or repetition of digits, not the police number.',
  },
  pinDiffers: { zh: '两次输入不一致。', en: 'The two are not the same.' },
  pinChanged: {
    zh: 'PIN 已修改，其他会话已结束。',
    en: 'The PIN is changed; your other sessions have ended.',
  },
  pinInDemo: { zh: '演示登录没有 PIN。', en: 'A demonstration sign-in has no PIN.' },

  rolesPage: { zh: '角色与权限', en: 'Roles' },
  rolesLead: {
    zh: '角色在 packs/core/roles.yaml 中声明。角色只打开功能；能看哪些字段由访问策略决定。',
    en: 'Roles are declared in packs/core/roles.yaml. A role opens functions; which fields may be seen is decided by the policies.',
  },
  permissions: { zh: '功能', en: 'Functions' },
  roleSearch: { zh: '角色或功能', en: 'Role or function' },
  kind: { zh: '账户类别', en: 'Kind of account' },
  power: { zh: '管理权', en: 'Power' },
  ...powerTexts,

  approvals: { zh: '双人审批', en: 'Approvals' },
  approvalsLead: {
    zh: '重要操作须由两人完成：一人提出，另一人批准。批准 24 小时内有效，只能用一次。',
    en: 'Dangerous acts take two persons: one asks, another approves. An approval is good for 24 hours and for one use.',
  },
  openOnes: { zh: '待处理', en: 'Waiting' },
  allOnes: { zh: '全部', en: 'All' },
  view: { zh: '范围', en: 'Show' },
  about: { zh: '对象', en: 'About' },
  content: { zh: '内容', en: 'What' },
  askedBy: { zh: '提出人', en: 'Asked by' },
  approve: { zh: '批准', en: 'Approve' },
  refuse: { zh: '不批准', en: 'Refuse' },
  carryOut: { zh: '执行', en: 'Carry out' },
  decided: { zh: '已记录您的决定', en: 'Your decision is recorded' },
  carriedOut: { zh: '已执行', en: 'Carried out' },
  nothingWaits: { zh: '没有待您处理的审批', en: 'Nothing waits for you' },
} as const satisfies Record<string, Text>;

/** What an administrator does to an account’s state. */
export const changeTexts = {
  suspend: { zh: '停用', en: 'Suspend' },
  resume: { zh: '恢复', en: 'Resume' },
  release: { zh: '解除锁定', en: 'Release' },
  threaten: { zh: '报告受威胁', en: 'Report threatened' },
  end: { zh: '终止', en: 'End' },
} as const satisfies Record<string, Text>;

/** What follows from it, said before it is done. */
export const changeWhys = {
  suspend: { zh: '其会话立即结束，恢复前不能登录。', en: 'Sessions end at once; no sign-in until resumed.' },
  resume: { zh: '本人可以重新登录。', en: 'The person can sign in again.' },
  release: { zh: '请先当面确认本人身份。', en: 'Make sure in person that it is them.' },
  threaten: {
    zh: '密钥或本人受控于他人：会话立即结束，证书按“密钥泄露”吊销。',
    en: 'Key or person in wrong hands: sessions end and the certificate is revoked as compromised.',
  },
  end: {
    zh: '不可撤回：会话结束，证书吊销，PIN 删除。',
    en: 'Cannot be undone: sessions end, the certificate is revoked, the PIN deleted.',
  },
} as const satisfies Record<keyof typeof changeTexts, Text>;

export const approvalStateTexts = {
  open: { zh: '待批准', en: 'Waiting' },
  approved: { zh: '已批准，待执行', en: 'Approved, not yet used' },
  refused: { zh: '未批准', en: 'Refused' },
  used: { zh: '已执行', en: 'Carried out' },
  expired: { zh: '已过期', en: 'Expired' },
} as const satisfies Record<string, Text>;

export { certificateKindTexts, certificateStateTexts, permissionTexts, revocationTexts, stateTexts } from '../schema.ts'; // prettier-ignore
