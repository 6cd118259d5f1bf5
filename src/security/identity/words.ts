import type { Text } from '#infrastructure/faults/index.ts';

/** Words for the codes of accounts and roles: for pages and files. Pure; no I/O. */

/** States of an account. */
export const stateTexts = {
  active: { zh: '正常', en: 'Active' },
  suspended: { zh: '停用', en: 'Suspended' },
  locked: { zh: '锁定', en: 'Locked' },
  threatened: { zh: '受威胁', en: 'Threatened' },
  ended: { zh: '终止', en: 'Ended' },
} as const satisfies Record<string, Text>;

/** Functions that a role opens. */
export const permissionTexts: Readonly<Record<string, Text>> = {
  'look-up': { zh: '信息查询', en: 'Look-up' },
  registration: { zh: '信息登记', en: 'Registration' },
  verification: { zh: '核验窗口', en: 'Verification desk' },
  standards: { zh: '标准维护', en: 'Standards' },
  accounts: { zh: '账户管理', en: 'Accounts' },
  'accounts.view': { zh: '查看账户', en: 'View accounts' },
  certificates: { zh: '证书管理', en: 'Certificates' },
  sessions: { zh: '会话管理', en: 'Sessions' },
  approvals: { zh: '双人审批', en: 'Approvals' },
  roles: { zh: '角色授予', en: 'Grant roles' },
  releases: { zh: '解除锁定', en: 'Release locks' },
  policies: { zh: '访问策略', en: 'Policies' },
  ledger: { zh: '账本审计', en: 'Audit the ledger' },
  'apply-grants': { zh: '申请访问授权', en: 'Apply for access' },
  'decide-grants': { zh: '审批访问授权', en: 'Decide on access' },
  'file-corrections': { zh: '提出更正', en: 'File corrections' },
  quality: { zh: '本警种数据质量', en: 'Quality of the own branch' },
  'quality-all': { zh: '全部数据质量', en: 'Quality of every branch' },
  'propose-declarations': { zh: '提出标准变更', en: 'Propose declarations' },
  'approve-declarations': { zh: '审核标准变更', en: 'Approve declarations' },
  'steward-declarations': { zh: '统筹各警种标准', en: 'Steward declarations of every branch' },
  'own-record': { zh: '本人信息', en: 'Own record' },
};

/** Which of the three administrators' duties a role is. */
export const powerTexts = {
  none: { zh: '—', en: '—' },
  system: { zh: '系统', en: 'System' },
  security: { zh: '安全', en: 'Security' },
  audit: { zh: '审计', en: 'Audit' },
} as const satisfies Record<string, Text>;

/** How a session was opened. */
export const assuranceTexts = {
  'certificate-and-pin': { zh: '证书 + PIN', en: 'Certificate and PIN' },
  demo: { zh: '演示', en: 'Demonstration' },
} as const satisfies Record<string, Text>;

export const sessionStateTexts = {
  open: { zh: '使用中', en: 'Open' },
  locked: { zh: '已锁屏', en: 'Locked' },
} as const satisfies Record<string, Text>;

export const accountKindTexts = {
  officer: { zh: '民警', en: 'Officer' },
  citizen: { zh: '群众', en: 'Citizen' },
  client: { zh: '系统', en: 'System' },
} as const satisfies Record<string, Text>;
