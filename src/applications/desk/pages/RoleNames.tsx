import { useLanguage, useText, type Text } from '#web/kit/index.ts';

/** The roles of the desks in words; another role shows its code. */
const titles: Readonly<Record<string, Text>> = {
  verifier: { zh: '核验窗口', en: 'Verification desk' },
  registrar: { zh: '登记窗口', en: 'Registration desk' },
  supervisor: { zh: '主管', en: 'Supervisor' },
};

/** Roles in words, in one line. */
export function RoleNames({ roles }: { roles: readonly string[] }) {
  const t = useText();
  const language = useLanguage();
  const names = roles.map((role) => (titles[role] ? t(titles[role]) : role));
  return <>{names.join(language === 'zh' ? '、' : ', ')}</>;
}
