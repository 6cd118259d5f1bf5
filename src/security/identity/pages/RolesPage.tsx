import {
  DataTable,
  api,
  exportFrom,
  Page,
  StatusTag,
  useLanguage,
  useText,
  type ListAnswer,
  type TableColumn,
} from '#web/kit/index.ts';
import type { RoleItem } from '../schema.ts';
import { identityTexts, permissionTexts } from './texts.ts';

/** The declared roles and what each opens; read only. */
export function RolesPage() {
  const t = useText();
  return (
    <Page lead={identityTexts.rolesLead}>
      <DataTable<RoleItem>
        id="identity-roles"
        title={identityTexts.rolesPage}
        source={(_query, signal) => api.get<ListAnswer<RoleItem>>('/api/v1/roles', { signal })}
        rowKey={(row) => row.code}
        columns={columns(t)}
        onExport={exportFrom('/api/v1/roles/export')}
      />
    </Page>
  );
}

function columns(t: ReturnType<typeof useText>): TableColumn<RoleItem>[] {
  return [
    { key: 'title', title: identityTexts.role, render: (row) => t(row.title) },
    {
      key: 'code',
      title: { zh: '代码', en: 'Code' },
      render: (row) => <span className="mq-mono">{row.code}</span>,
    },
    { key: 'permissions', title: identityTexts.permissions, render: (row) => <Permissions role={row} /> },
    {
      key: 'power',
      title: identityTexts.power,
      render: (row) => row.power !== 'none' && <StatusTag tone="info">{t(powerOf(row))}</StatusTag>,
    },
  ];
}

function powerOf(role: RoleItem): (typeof identityTexts)['system' | 'security' | 'audit' | 'none'] {
  return identityTexts[role.power as 'system' | 'security' | 'audit' | 'none'];
}

function Permissions({ role }: { role: RoleItem }) {
  const t = useText();
  const language = useLanguage();
  const words = role.permissions.map((code) => (permissionTexts[code] ? t(permissionTexts[code]) : code));
  return <>{words.join(language === 'zh' ? '、' : ', ')}</>;
}
