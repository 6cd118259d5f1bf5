import { Button } from 'antd';
import {
  DataTable,
  Page,
  StatusTag,
  When,
  listAt,
  useGo,
  useSession,
  useText,
  wordChoices,
} from '#web/kit/index.ts';
import type { TableColumn, TableFilter } from '#web/kit/index.ts';
import { serviceStateWords } from '../schema.ts';
import type { ServiceWire } from '../schema.ts';
import { servicesPath } from './grants-data.ts';
import { serviceTexts as texts } from './texts.ts';

/** The services that one may run. */
export function ServicesPage() {
  const t = useText();
  const go = useGo();
  const { actor } = useSession();
  return (
    <Page
      lead={texts.lead}
      actions={
        actor.roles.includes('supervisor') && (
          <Button type="primary" onClick={() => go('/services/publish')}>
            {t(texts.publish)}
          </Button>
        )
      }
    >
      <DataTable<ServiceWire>
        id="services"
        title={texts.services}
        {...listAt<ServiceWire>(servicesPath)}
        rowKey={({ name }) => name}
        columns={columnsOf(t)}
        filters={filters}
        empty={{ title: texts.none, hint: texts.noneHint }}
        onOpen={({ name }) => go(`/services/${name}`)}
      />
    </Page>
  );
}

const { ended: _notListed, ...listedStates } = serviceStateWords;
const filters: readonly TableFilter[] = [
  { name: 'q', label: texts.search, kind: 'text' },
  { name: 'state', label: texts.state, kind: 'choice', options: wordChoices(listedStates) },
];

function columnsOf(t: ReturnType<typeof useText>): TableColumn<ServiceWire>[] {
  return [
    { key: 'title', title: texts.service, sort: 'title', render: ({ title }) => t(title) },
    { key: 'state', title: texts.state, sort: 'state', render: (row) => <ServiceState state={row.state} /> },
    {
      key: 'resource',
      title: texts.resource,
      sort: 'resource',
      render: ({ resourceTitle }) => t(resourceTitle),
    },
    { key: 'owner', title: texts.owner, sort: 'owner', render: ({ owner }) => t(owner.title) },
    { key: 'version', title: texts.version, align: 'right', sort: 'version' },
    {
      key: 'changedAt',
      title: texts.changed,
      sort: 'changedAt',
      hidden: true,
      render: ({ changedAt }) => <When at={changedAt} />,
    },
  ];
}

const tones = { published: 'good', suspended: 'warn', ended: 'neutral' } as const;

export function ServiceState({ state }: { state: ServiceWire['state'] }) {
  const t = useText();
  return <StatusTag tone={tones[state]}>{t(serviceStateWords[state])}</StatusTag>;
}
