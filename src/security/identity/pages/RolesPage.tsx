import {
  DataTable,
  listAt,
  Page,
  StatusTag,
  useLanguage,
  useText,
  wordChoices,
  type TableColumn,
  type TableFilter,
} from '#web/kit/index.ts';
import { powerTexts } from '../schema.ts';
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
        {...listAt<RoleItem>('/api/v1/roles')}
        filters={filters}
        rowKey={(row) => row.code}
        columns={columns(t)}
      />
    </Page>
  );
}

const { none: _noPower, ...powers } = powerTexts;
const filters: readonly TableFilter[] = [
  { name: 'q', label: identityTexts.roleSearch, kind: 'text' },
  { name: 'power', label: identityTexts.power, kind: 'choice', options: wordChoices(powers) },
];

function columns(t: ReturnType<typeof useText>): TableColumn<RoleItem>[] {
  return [
    { key: 'title', title: identityTexts.role, sort: 'title', render: (row) => t(row.title) },
    {
      key: 'code',
      sort: 'code',
      title: { zh: '代码', en: 'Code' },
      render: (row) => <span className="mq-mono">{row.code}</span>,
    },
    { key: 'permissions', title: identityTexts.permissions, render: (row) => <Permissions role={row} /> },
    {
      key: 'power',
      sort: 'power',
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
