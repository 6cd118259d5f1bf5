import { Button } from 'antd';
import { useState } from 'react';
import {
  Empty,
  Notice,
  Page,
  ProblemView,
  PurposeBar,
  RecordForm,
  RecordView,
  api,
  callForFile,
  saveFile,
  useAct,
  usePageParams,
  usePurpose,
  useText,
} from '#web/kit/index.ts';
import type { ExportFormat, FormPlan, RecordAnswer, Values } from '#web/kit/index.ts';
import type { ServiceWire } from '../schema.ts';
import { servicesPath, usePlans, useService } from './grants-data.ts';
import type { Plans } from './grants-data.ts';
import { ServiceActs } from './ServiceActs.tsx';
import { ServiceState } from './ServicesPage.tsx';
import { serviceTexts as texts, texts as grantTexts } from './texts.ts';

interface Answered {
  readonly records: readonly RecordAnswer[];
  readonly withheld: readonly string[];
  readonly receipt: string;
}

/** An answer, with what was asked. */
interface Found extends Answered {
  readonly by: Readonly<Record<string, string>>;
}

/** One service: its parameters, and what it answers for the purpose in force. */
export function ServicePage() {
  const { name = '' } = usePageParams();
  const service = useService(name);
  const resource = service.data?.resource ?? '';
  const plans = usePlans(resource);
  const t = useText();
  const problem = service.error ?? plans.error;
  return (
    <Page title={service.data ? t(service.data.title) : texts.service} lead={texts.serviceLead}>
      <div className="mq-gap">
        <PurposeBar />
        {problem && <ProblemView problem={problem} onRetry={() => void service.refetch()} />}
        {service.data && service.data.fieldsReview.length > 0 && (
          <Notice tone="warn">
            {t(grantTexts.fieldsReview, { fields: service.data.fieldsReview.join(t(grantTexts.comma)) })}
          </Notice>
        )}
        {service.data && plans.data && <Running service={service.data} plans={plans.data.plans} />}
        {service.data && service.data.may.length > 0 && (
          <ServiceActs key={service.data.version} service={service.data} />
        )}
      </div>
    </Page>
  );
}

function Running({ service, plans }: { service: ServiceWire; plans: Plans['plans'] }) {
  const t = useText();
  const { reference } = usePurpose();
  const [found, setFound] = useState<Found>();
  const [problem, setProblem] = useState<unknown>();
  const inputs = plans.search.keys.find((key) => key.name === service.search.join('+'))?.inputs ?? [];
  const run = async (values: Values) => {
    setFound(undefined);
    setProblem(undefined);
    const by = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
    try {
      const answer = await api.post<Answered>(`${servicesPath}/${service.name}`, { by, purpose: reference });
      setFound({ ...answer, by });
    } catch (failure) {
      setProblem(failure);
    }
  };
  return (
    <>
      {service.state !== 'published' && (
        <Notice tone="warn">
          <ServiceState state={service.state} /> {service.reason}
        </Notice>
      )}
      <RecordForm
        form={`service.${service.name}`}
        plan={{ groups: [{ title: texts.parameters, fields: inputs }] }}
        submitLabel={texts.run}
        onSubmit={run}
      />
      {problem !== undefined && <ProblemView problem={problem} />}
      {found?.records.length === 0 && <Empty title={t(texts.nothing)} />}
      {found?.records.map((record) => (
        <RecordView
          key={record.id}
          plan={shownOf(plans.form, service.fields)}
          record={record}
          withheld={found.withheld}
        />
      ))}
      {found && <p className="mq-soft">{t(texts.receipt, { id: found.receipt })}</p>}
      {found && found.records.length > 0 && <Exporting service={service} by={found.by} />}
    </>
  );
}

/** The answer as a file: asked of the door again, as an export. Only registration may export, so only there it is offered. */
function Exporting({ service, by }: { service: ServiceWire; by: Found['by'] }) {
  const t = useText();
  const { purpose, reference } = usePurpose();
  const { run, problem, busy } = useAct();
  if (purpose?.kind !== 'registration') return null;
  const save = (format: ExportFormat) =>
    run(async () => {
      const body = { by, purpose: reference, format };
      return saveFile(await callForFile('POST', `${servicesPath}/${service.name}/export`, { body }));
    });
  return (
    <div className="mq-gap">
      {problem && <ProblemView problem={problem} />}
      <div className="grants-acts mq-no-print">
        <Button loading={busy} onClick={() => void save('xlsx')}>
          {t(texts.exportExcel)}
        </Button>
        <Button loading={busy} onClick={() => void save('csv')}>
          {t(texts.exportCsv)}
        </Button>
      </div>
    </div>
  );
}

/** Of the form, the fields that the service answers. */
function shownOf(form: FormPlan, fields: readonly string[]): FormPlan {
  return {
    groups: form.groups
      .map((group) => ({ ...group, fields: group.fields.filter(({ name }) => fields.includes(name)) }))
      .filter((group) => group.fields.length > 0),
  };
}
