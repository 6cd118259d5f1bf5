import type { Text } from '../core/text.ts';

/** The roles of this node in words. A role without words here shows its code. */
export const roleTitles: Readonly<Record<string, Text>> = {
  registrar: { zh: '户籍登记', en: 'Registrar' },
  patrol: { zh: '巡逻民警', en: 'Patrol officer' },
  verifier: { zh: '核验窗口', en: 'Verification desk' },
  auditor: { zh: '督察审计', en: 'Auditor' },
  'system-administrator': { zh: '系统管理员', en: 'System administrator' },
  'security-administrator': { zh: '安全管理员', en: 'Security administrator' },
  'standards-officer': { zh: '标准管理', en: 'Standards officer' },
  supervisor: { zh: '值班领导', en: 'Supervisor' },
  citizen: { zh: '公民', en: 'Citizen' },
};
