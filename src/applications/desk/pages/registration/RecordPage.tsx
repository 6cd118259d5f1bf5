import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Skeleton, Tabs } from 'antd';
import {
  api,
  Empty,
  Page,
  Panel,
  problemFrom,
  ProblemView,
  PurposeBar,
  RecordView,
  useGo,
  usePageParams,
  usePurpose,
  useText,
  type PurposeReference,
  type RecordAnswer,
} from '#web/kit/index.ts';
import { useResource, withoutReferences, type DeclaredResource } from '../desk-data.ts';
import { Receipt } from '../look-up/Receipt.tsx';
import { ReportLink } from '../look-up/ReportLink.tsx';
import { RefusalHelp } from '../look-up/RefusalHelp.tsx';
import { deskTexts } from '../texts.ts';
import { ChangePanel } from './ChangePanel.tsx';
import { ErasePanel } from './ErasePanel.tsx';
import { HistoryPanel } from './HistoryPanel.tsx';
import '../desk.css';

/** One record as `GET …/records/{id}` answers it. */
export interface ReadRecord {
  readonly record: RecordAnswer;
  readonly receipt: string;
  readonly withheld: readonly string[];
}

/** One record at the registration desk: see it, change it, correct it, its history, its erasure. */
export function RecordPage() {
  const t = useText();
  const { resource: name, id = '' } = usePageParams();
  const { reference } = usePurpose();
  const { data: resource, error } = useResource(name);
  return (
    <Page title={resource ? t(resource.title) : deskTexts.record}>
      <div className="mq-gap">
        <PurposeBar />
        {error && <ProblemView problem={error} />}
        {!resource && !error && <Skeleton active />}
        {resource && !reference && (
          <Panel>
            <Empty title={t(deskTexts.needPurpose)} hint={t(deskTexts.needPurposeHint)} />
          </Panel>
        )}
        {resource && reference && (
          <Loaded key={reference.reference} resource={resource} id={id} purpose={reference} />
        )}
      </div>
    </Page>
  );
}

interface LoadedProps {
  readonly resource: DeclaredResource;
  readonly id: string;
  readonly purpose: PurposeReference;
}

/** Reads the record once: each read is an access, so it is not read again unless asked. */
function Loaded({ resource, id, purpose }: LoadedProps) {
  const t = useText();
  const client = useQueryClient();
  const queryKey = ['desk-record', resource.name, id, purpose.reference];
  const { data, error } = useQuery({
    queryKey,
    staleTime: Infinity,
    gcTime: 0,
    queryFn: ({ signal }) =>
      api.get<ReadRecord>(`/api/v1/resources/${resource.name}/records/${id}`, { purpose, signal }),
  });
  if (error) return <RefusalHelp problem={problemFrom(error)} />;
  if (!data) return <Skeleton active />;
  const update = (next: ReadRecord) => client.setQueryData(queryKey, next);
  return (
    <>
      <RecordTabs resource={resource} read={data} purpose={purpose} onChanged={update} />
      <p className="mq-soft">
        {t(deskTexts.version, { version: data.record.version ?? 1 })}
        {' · '}
        <ReportLink resource={resource.name} id={id} />
      </p>
      <Receipt id={data.receipt} personal={resource.personal} />
    </>
  );
}

interface RecordTabsProps {
  readonly resource: DeclaredResource;
  readonly read: ReadRecord;
  readonly purpose: PurposeReference;
  readonly onChanged: (next: ReadRecord) => void;
}

function RecordTabs({ resource, read, purpose, onChanged }: RecordTabsProps) {
  const t = useText();
  const go = useGo();
  const shared = { resource, read, purpose, onChanged };
  const view = (
    <RecordView
      plan={resource.plans.form}
      record={withoutReferences(read.record, resource.plans)}
      withheld={read.withheld}
    />
  );
  const items = [
    { key: 'see', label: t(deskTexts.seeTab), children: view },
    { key: 'change', label: t(deskTexts.changeTab), children: <ChangePanel act="change" {...shared} /> },
    { key: 'correct', label: t(deskTexts.correctTab), children: <ChangePanel act="correct" {...shared} /> },
    { key: 'history', label: t(deskTexts.historyTab), children: <HistoryPanel {...shared} /> },
    {
      key: 'erase',
      label: t(deskTexts.eraseTab),
      children: <ErasePanel {...shared} onErased={() => go('/registration')} />,
    },
  ];
  return <Tabs items={items} destroyOnHidden={false} />;
}
