import type { Text } from './text.ts';

/** The roles of packs/core/roles.yaml in words. A role without words here shows its code. */
export const roleTitles: Readonly<Record<string, Text>> = {
  registrar: { zh: '户籍登记民警', en: 'Registrar' },
  patrol: { zh: '巡逻民警', en: 'Patrol officer' },
  verifier: { zh: '核验窗口民警', en: 'Verification desk officer' },
  supervisor: { zh: '部门负责人', en: 'Supervisor' },
  'standards-officer': { zh: '标准管理员', en: 'Standards officer' },
  'standards-reviewer': { zh: '标准审核员', en: 'Standards reviewer' },
  'system-administrator': { zh: '系统管理员', en: 'System administrator' },
  'security-administrator': { zh: '安全管理员', en: 'Security administrator' },
  auditor: { zh: '审计员', en: 'Auditor' },
  citizen: { zh: '群众', en: 'Citizen' },
};
