import { Button, Modal } from 'antd';
import { useState } from 'react';
import { BranchName, DataTable, exportFrom, listFromPost, Page, StatusTag, useGo, useSession, useText, When, type ListQuery, type TableColumn, type TableFilter } from '#web/kit/index.ts'; // prettier-ignore
import type { AccountItem, RoleItem } from '../schema.ts';
import { useRoles } from './identity-data.ts';
import { NewAccount } from './NewAccount.tsx';
import { RoleNames, StateTag } from './Parts.tsx';
import { identityTexts, stateTexts } from './texts.ts';
import './identity.css';

/** The officers of the node. */
export function OfficersPage() {
  return <Accounts kind="officer" />;
}

/** The systems that act by their certificate. */
export function ClientsPage() {
  return <Accounts kind="client" />;
}

function Accounts({ kind }: { kind: 'officer' | 'client' }) {
  const t = useText();
  const go = useGo();
  const { actor } = useSession();
  const { data: roles = [] } = useRoles();
  const [making, setMaking] = useState(false);
  const officer = kind === 'officer';
  const source = listFromPost<AccountItem>('/api/v1/accounts/search');
  const save = exportFrom('/api/v1/accounts/export');
  const ofKind = (query: ListQuery) => ({ ...query, filters: { ...query.filters, kind } });
  const open = (id: string): void => go(`/administration/${kind}s/${id}`);
  return (
    <Page
      lead={officer ? identityTexts.officersLead : identityTexts.clientsLead}
      actions={
        actor.roles.includes('system-administrator') && (
          <Button type="primary" onClick={() => setMaking(true)}>
            {t(identityTexts.newAccount)}
          </Button>
        )
      }
    >
      <DataTable<AccountItem>
        id={`identity-${kind}s`}
        title={officer ? identityTexts.officers : identityTexts.clients}
        source={(query, signal) => source(ofKind(query), signal)}
        onExport={(format, query, columns) => save(format, ofKind(query), columns)}
        rowKey={(row) => row.id}
        defaultSort="name"
        columns={officer ? officerColumns(t) : clientColumns(t)}
        filters={filtersOf(officer, roles)}
        onOpen={(row) => open(row.id)}
        empty={{ title: identityTexts.noAccounts, hint: identityTexts.noAccountsHint }}
      />
      <Modal
        open={making}
        title={t(identityTexts.newAccount)}
        footer={null}
        destroyOnHidden
        onCancel={() => setMaking(false)}
      >
        <NewAccount kind={kind} onMade={open} onCancel={() => setMaking(false)} />
      </Modal>
    </Page>
  );
}

type Say = ReturnType<typeof useText>;

function commonColumns(t: Say): TableColumn<AccountItem>[] {
  return [
    {
      key: 'organisation',
      title: identityTexts.organisation,
      sort: 'organisation',
      render: (row) => t(row.organisationName),
    },
    { key: 'branch', title: identityTexts.branch, render: (row) => <BranchName branch={row.branch} /> },
    {
      key: 'state',
      title: identityTexts.state,
      sort: 'state',
      render: (row) => <StateTag state={row.state} />,
    },
    {
      key: 'lastUsedAt',
      title: identityTexts.lastUsed,
      sort: 'lastUsedAt',
      render: (row) => <When at={row.lastUsedAt} />,
    },
  ];
}

function officerColumns(t: Say): TableColumn<AccountItem>[] {
  const [organisation, branch, ...rest] = commonColumns(t) as [
    TableColumn<AccountItem>,
    TableColumn<AccountItem>,
    ...TableColumn<AccountItem>[],
  ];
  return [
    {
      key: 'policeNumber',
      title: identityTexts.policeNumber,
      sort: 'policeNumber',
      render: (row) => <span className="mq-mono">{row.policeNumber}</span>,
    },
    { key: 'name', title: identityTexts.name, sort: 'name' },
    organisation,
    { ...branch, hidden: true },
    { key: 'roles', title: identityTexts.roles, render: (row) => <RoleNames roles={row.roles} /> },
    ...rest,
    {
      key: 'demo',
      title: identityTexts.demoAccount,
      hidden: true,
      render: (row) => row.demo && <StatusTag tone="info">{t(identityTexts.demo)}</StatusTag>,
    },
  ];
}

function clientColumns(t: Say): TableColumn<AccountItem>[] {
  return [{ key: 'name', title: identityTexts.clientName, sort: 'name' }, ...commonColumns(t)];
}

function filtersOf(officer: boolean, roles: readonly RoleItem[]): TableFilter[] {
  const state: TableFilter = {
    name: 'state',
    label: identityTexts.state,
    kind: 'choice',
    options: Object.entries(stateTexts).map(([value, label]) => ({ value, label })),
  };
  const search: TableFilter = {
    name: 'search',
    label: officer ? identityTexts.search : identityTexts.clientName,
    kind: 'text',
    private: true,
  };
  const role: TableFilter = {
    name: 'role',
    label: identityTexts.role,
    kind: 'choice',
    options: roles
      .filter((one) => one.code !== 'citizen')
      .map((one) => ({ value: one.code, label: one.title })),
  };
  return officer ? [search, role, state] : [search, state];
}
