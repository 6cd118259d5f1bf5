import { Button } from 'antd';
import {
  DataTable,
  listAt,
  Page,
  PageLink,
  useBranchTitles,
  useGo,
  useLanguage,
  useSession,
  useText,
  When,
  wordChoices,
  type TableColumn,
  type TableFilter,
  type Text,
} from '#web/kit/index.ts';
import { registryPath, type ProposalWire } from './data.ts';
import { changesText } from '../schema.ts';
import { registryTexts as texts, stateWords } from './texts.ts';
import { StateMark } from './Words.tsx';

/** Who proposed what, and how far it is. */
export function ProposalsPage() {
  const t = useText();
  const go = useGo();
  const language = useLanguage();
  const branches = useBranchTitles();
  return (
    <Page lead={texts.proposalsLead} actions={<Begin />}>
      <DataTable<ProposalWire>
        id="registry-proposals"
        title={texts.proposals}
        {...listAt<ProposalWire>(`${registryPath}/proposals`)}
        rowKey={({ number }) => number}
        columns={columnsOf(t, language)}
        defaultSort="-number"
        filters={filtersOf(branches)}
        onOpen={({ number }) => go(`/standards/proposals/${number}`)}
        empty={{ title: texts.none, hint: texts.noneHint }}
      />
    </Page>
  );
}

function Begin() {
  const t = useText();
  const go = useGo();
  const { permissions } = useSession();
  if (!permissions.includes('propose-declarations')) return null;
  const begin = (kind: string) => () => go(`/standards/proposals/new?kind=${kind}`);
  return (
    <>
      <Button onClick={() => go('/standards/proposals/import')}>{t(texts.importTable)}</Button>
      <Button onClick={begin('element')}>{t(texts.declareElement)}</Button>
      <Button onClick={begin('code-list')}>{t(texts.declareCodeList)}</Button>
      <Button onClick={begin('object-class')}>{t(texts.declareObjectClass)}</Button>
      <Button type="primary" onClick={begin('resource')}>
        {t(texts.declareResource)}
      </Button>
    </>
  );
}

function columnsOf(t: ReturnType<typeof useText>, language: keyof Text): TableColumn<ProposalWire>[] {
  return [
    {
      key: 'number',
      title: texts.number,
      sort: 'number',
      render: ({ number }) => <span className="mq-mono">{number}</span>,
    },
    {
      key: 'title',
      title: texts.title,
      sort: 'title',
      render: ({ number, title }) => <PageLink to={`/standards/proposals/${number}`}>{title}</PageLink>,
    },
    { key: 'changes', title: texts.changes, render: ({ changes }) => changesText(changes, language) },
    { key: 'branch', title: texts.branch, sort: 'branch', render: ({ branchTitle }) => t(branchTitle) },
    { key: 'author', title: texts.author, sort: 'author', render: ({ author }) => author.name },
    { key: 'approver', title: texts.approver, render: ({ approver }) => approver?.name ?? '—' },
    {
      key: 'changedAt',
      title: texts.changedAt,
      sort: 'changedAt',
      render: ({ changedAt }) => <When at={changedAt} />,
    },
    { key: 'state', title: texts.state, sort: 'state', render: ({ state }) => <StateMark of={state} /> },
  ];
}

function filtersOf(branches: Readonly<Record<string, Text>>): TableFilter[] {
  return [
    { name: 'state', label: texts.state, kind: 'choice', options: wordChoices(stateWords) },
    {
      name: 'mine',
      label: texts.mine,
      kind: 'choice',
      options: wordChoices({ yes: texts.mineOnly }),
    },
    { name: 'branch', label: texts.branch, kind: 'choice', options: wordChoices(branches) },
  ];
}
