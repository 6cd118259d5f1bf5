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

/** Whom a certificate is for. */
export const certificateKindTexts = {
  officer: { zh: '民警', en: 'Officer' },
  client: { zh: '接入系统', en: 'Client' },
  node: { zh: '其他节点', en: 'Another node' },
  server: { zh: '本节点', en: 'This node' },
} as const satisfies Record<string, Text>;

export const certificateStateTexts = {
  'in-force': { zh: '有效', en: 'In force' },
  expiring: { zh: '30 日内到期', en: 'Ends within 30 days' },
  expired: { zh: '已过期', en: 'Expired' },
  revoked: { zh: '已吊销', en: 'Revoked' },
} as const satisfies Record<string, Text>;

/** Reasons of a revocation (RFC 5280). */
export const revocationTexts = {
  'key-compromise': { zh: '密钥泄露或介质遗失', en: 'Key or token lost or exposed' },
  'affiliation-changed': { zh: '调离本单位', en: 'Moved to another unit' },
  superseded: { zh: '换发新证', en: 'Replaced by a new one' },
  cessation: { zh: '不再使用', en: 'No longer used' },
  'privilege-withdrawn': { zh: '取消资格', en: 'Right withdrawn' },
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
