import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { DataTable, Page, StatusTag, api, useGo, useSession, useText } from '#web/kit/index.ts';
import type { ListAnswer } from '#web/kit/index.ts';
import type { ServiceWire } from '../schema.ts';
import { servicesPath } from './grants-data.ts';
import { serviceTexts as texts, stateTitles } from './texts.ts';

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
        source={(_query, signal) => api.get<ListAnswer<ServiceWire>>(servicesPath, { signal })}
        rowKey={({ name }) => name}
        columns={[
          { key: 'title', title: texts.service, render: ({ title }) => t(title) },
          { key: 'state', title: texts.state, render: (row) => <ServiceState state={row.state} /> },
          {
            key: 'resource',
            title: texts.resource,
            render: ({ resource }) => <Titled resource={resource} />,
          },
          { key: 'version', title: texts.version, align: 'right' },
        ]}
        empty={{ title: texts.none, hint: texts.noneHint }}
        onOpen={({ name }) => go(`/services/${name}`)}
      />
    </Page>
  );
}

const states = { published: 'granted', suspended: 'suspended', ended: 'ended' } as const;
const tones = { published: 'good', suspended: 'warn', ended: 'neutral' } as const;

export function ServiceState({ state }: { state: ServiceWire['state'] }) {
  const t = useText();
  return <StatusTag tone={tones[state]}>{t(stateTitles[states[state]])}</StatusTag>;
}

function Titled({ resource }: { resource: string }) {
  const t = useText();
  const { data } = useQuery({
    queryKey: ['grant-resource', resource],
    queryFn: () =>
      api.get<{ declaration: { title: { zh: string; en: string } } }>(
        `/api/v1/catalogue/resources/${resource}`,
      ),
  });
  return data ? t(data.declaration.title) : resource;
}
