import { Button } from 'antd';
import {
  DataTable,
  listFrom,
  Page,
  PageLink,
  useBranchTitles,
  useGo,
  useSession,
  useText,
  When,
  type TableColumn,
  type TableFilter,
  type Text,
} from '#web/kit/index.ts';
import { registryPath, type ProposalWire } from './data.ts';
import { actionWords, registryTexts as texts, stateWords } from './texts.ts';
import { StateMark } from './Words.tsx';

/** Who proposed what, and how far it is. */
export function ProposalsPage() {
  const t = useText();
  const go = useGo();
  const branches = useBranchTitles();
  return (
    <Page lead={texts.proposalsLead} actions={<Begin />}>
      <DataTable<ProposalWire>
        id="registry-proposals"
        title={texts.proposals}
        source={listFrom(`${registryPath}/proposals`)}
        rowKey={({ number }) => number}
        columns={columnsOf(t)}
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

function columnsOf(
  t: (text: Text, params?: Record<string, string | number>) => string,
): TableColumn<ProposalWire>[] {
  return [
    {
      key: 'number',
      title: texts.number,
      render: ({ number }) => <span className="mq-mono">{number}</span>,
    },
    {
      key: 'title',
      title: texts.title,
      render: ({ number, title }) => <PageLink to={`/standards/proposals/${number}`}>{title}</PageLink>,
    },
    { key: 'changes', title: texts.changes, render: ({ changes }) => summaryOf(changes, t) },
    { key: 'branch', title: texts.branch, render: ({ branchTitle }) => t(branchTitle) },
    { key: 'author', title: texts.author, render: ({ author }) => author.name },
    { key: 'approver', title: texts.approver, render: ({ approver }) => approver?.name ?? '—' },
    { key: 'changedAt', title: texts.changedAt, render: ({ changedAt }) => <When at={changedAt} /> },
    { key: 'state', title: texts.state, render: ({ state }) => <StateMark of={state} /> },
  ];
}

/** `新增 3 · 变更 1` */
function summaryOf(
  changes: ProposalWire['changes'],
  t: (text: Text, params?: Record<string, string | number>) => string,
): string {
  return (['add', 'change', 'abolish'] as const)
    .map((action) => ({ action, n: changes.filter((change) => change.action === action).length }))
    .filter(({ n }) => n > 0)
    .map(({ action, n }) => `${t(actionWords[action])} ${n}`)
    .join(' · ');
}

function filtersOf(branches: Readonly<Record<string, Text>>): TableFilter[] {
  const choices = (words: Readonly<Record<string, Text>>) =>
    Object.entries(words).map(([value, label]) => ({ value, label }));
  return [
    { name: 'state', label: texts.state, kind: 'choice', options: choices(stateWords) },
    {
      name: 'mine',
      label: texts.mine,
      kind: 'choice',
      options: [{ value: 'yes', label: texts.mineOnly }],
    },
    { name: 'branch', label: texts.branch, kind: 'choice', options: choices(branches) },
  ];
}
