import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Select } from 'antd';
import { useId, useState } from 'react';
import {
  Empty,
  FieldSet,
  Notice,
  Page,
  Panel,
  ProblemView,
  api,
  useDraft,
  useGo,
  useSession,
  useText,
  useUrlState,
} from '#web/kit/index.ts';
import type { Text } from '#web/kit/index.ts';
import type { FormWire, ServiceWire } from '../schema.ts';
import { serviceKey, servicesPath, useApplication, useForm, usePlans, useService } from './grants-data.ts';
import type { Plans } from './grants-data.ts';
import { Boxes, Labelled } from './TermsEditor.tsx';
import { serviceTexts as texts, texts as grantTexts } from './texts.ts';
import { WholeForm } from './WholeForm.tsx';
import './grants.css';

type Published = Pick<ServiceWire, 'name' | 'title' | 'search' | 'fields' | 'purposeKinds' | 'role'>;

/**
 * The owner branch composes a service: of a resource of its own, of a grant that it gave (whose fields, purposes and role it takes
 * over), or the next version of one that is there. The address names which.
 */
export function PublishServicePage() {
  const t = useText();
  const [{ resource: named = '', service = '', grant = '' }] = useUrlState();
  const before = useService(service);
  const from = useApplication(grant);
  const application = from.data?.application;
  const resource = before.data?.resource ?? application?.resource.name ?? named;
  const form = useForm(resource);
  const plans = usePlans(resource);
  const problem = before.error ?? from.error ?? form.error ?? plans.error;
  const isReady = (service === '' || before.data) && (grant === '' || application);
  const terms = application?.granted ?? application?.asked;
  return (
    <Page title={texts.publish} lead={texts.publishLead}>
      <div className="mq-gap">
        {service + grant === '' && <ResourceChoice chosen={resource} />}
        {problem && <ProblemView problem={problem} />}
        {isReady && form.data && plans.data && (
          <Composing
            key={`${resource}/${service}/${grant}`}
            form={form.data}
            plans={plans.data.plans}
            initial={before.data ?? { ...emptyService(form.data), ...(terms ? pickOf(terms) : {}) }}
            version={before.data?.version ?? null}
          />
        )}
        {resource === '' && service + grant === '' && <Empty title={t(texts.chooseResource)} />}
      </div>
    </Page>
  );
}

function pickOf({ fields, purposeKinds, role }: Pick<Published, 'fields' | 'purposeKinds' | 'role'>) {
  return { fields, purposeKinds, role };
}

function emptyService(form: FormWire): Published {
  const role = form.roles[0]?.name ?? '';
  return { name: '', title: { zh: '', en: '' }, search: [], fields: [], purposeKinds: [], role };
}

interface OwnResource {
  readonly name: string;
  readonly title: Text;
}

/** The resources that the own branch answers for. */
function ResourceChoice({ chosen }: { chosen: string }) {
  const t = useText();
  const go = useGo();
  const id = useId();
  const { actor } = useSession();
  const { data } = useQuery({
    queryKey: ['own-resources', actor.branch],
    queryFn: ({ signal }) =>
      api.get<{ items: readonly OwnResource[] }>('/api/v1/catalogue/resources', {
        query: { owner: actor.branch, limit: '100' },
        signal,
      }),
  });
  return (
    <Labelled id={id} label={texts.resource}>
      <Select
        id={id}
        showSearch={{ optionFilterProp: 'label' }}
        value={chosen || null}
        placeholder={t(texts.chooseResource)}
        options={(data?.items ?? []).map(({ name, title }) => ({ value: name, label: t(title) }))}
        onChange={(name) => go(`/services/publish?resource=${name}`, { replace: true })}
      />
    </Labelled>
  );
}

interface ComposingProps {
  readonly form: FormWire;
  readonly plans: Plans['plans'];
  readonly initial: Published;
  /** Of the version in force, when this is to be the next. */
  readonly version: number | null;
}

const plainName = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

function usePublishing({ form, initial, version, plans }: ComposingProps) {
  const t = useText();
  const go = useGo();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [only] = plans.search.keys.length === 1 ? plans.search.keys : [];
  const search = initial.search.length === 0 && only ? only.name.split('+') : initial.search;
  const resource = form.resource.name;
  const draft = useDraft<Published>(`services.${initial.name || resource}`, { ...initial, search });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const { name, title, search: by, fields, purposeKinds, role } = draft.value;
  const missing: readonly Text[] = [
    ...(title.zh.trim() && title.en.trim() ? [] : [texts.titles]),
    ...(plainName.test(name) ? [] : [texts.name]),
    ...(by.length > 0 ? [] : [texts.parameters]),
    ...(fields.length > 0 ? [] : [texts.answers]),
    ...(purposeKinds.length > 0 ? [] : [grantTexts.purposes]),
  ];
  const send = async () => {
    setBusy(true);
    setProblem(undefined);
    const body = { name, title, resource, search: by, fields, purposeKinds, role };
    try {
      const answer = await api.post<ServiceWire>(servicesPath, body);
      client.setQueryData(serviceKey(name), answer);
      draft.done();
      message.success(t(texts.published, { version: answer.version }));
      go(`/services/${name}`);
    } catch (failure) {
      setProblem(failure);
      setBusy(false);
    }
  };
  const change = (patch: Partial<Published>) => draft.change((old) => ({ ...old, ...patch }));
  return { draft, service: draft.value, change, busy, problem, missing, send, isNew: version === null };
}

function Composing(props: ComposingProps) {
  const t = useText();
  const { form, plans, version } = props;
  const { draft, service, change, busy, problem, missing, send, isNew } = usePublishing(props);
  return (
    <WholeForm
      draft={draft}
      missing={missing}
      problem={problem}
      onSend={() => void send()}
      buttons={
        <Button type="primary" htmlType="submit" loading={busy} disabled={missing.length > 0}>
          {t(isNew ? texts.publishNow : texts.publishNext)}
        </Button>
      }
    >
      {version !== null && <Notice tone="info">{t(texts.nextVersion, { version })}</Notice>}
      <Panel title={t(form.resource.title)}>
        <div className="mq-gap">
          <Names service={service} isNew={isNew} change={change} />
          <Boxes
            label={texts.parameters}
            hint={texts.parametersHint}
            options={plans.search.keys.map(({ name, inputs }) => ({
              value: name,
              label: inputs.map(({ label }) => t(label)).join(' + '),
            }))}
            value={service.search.length > 0 ? [service.search.join('+')] : []}
            onChange={(ways) => change({ search: ways.at(-1)?.split('+') ?? [] })}
          />
          <Answers form={form} service={service} change={change} />
        </div>
      </Panel>
      <Preview form={form} plans={plans} service={service} />
    </WholeForm>
  );
}

interface PartProps {
  readonly service: Published;
  readonly change: (patch: Partial<Published>) => void;
}

function Names({ service, isNew, change }: PartProps & { isNew: boolean }) {
  const id = useId();
  const { name, title } = service;
  return (
    <div className="grants-row">
      <Labelled id={`${id}-zh`} label={texts.titleZh}>
        <Input
          id={`${id}-zh`}
          maxLength={80}
          value={title.zh}
          onChange={({ target }) => change({ title: { ...title, zh: target.value } })}
        />
      </Labelled>
      <Labelled id={`${id}-en`} label={texts.titleEn}>
        <Input
          id={`${id}-en`}
          maxLength={80}
          value={title.en}
          onChange={({ target }) => change({ title: { ...title, en: target.value } })}
        />
      </Labelled>
      <Labelled id={`${id}-name`} label={texts.nameHint}>
        <Input
          id={`${id}-name`}
          maxLength={60}
          className="mq-mono"
          disabled={!isNew}
          value={name}
          onChange={({ target }) => change({ name: target.value.toLowerCase() })}
        />
      </Labelled>
    </div>
  );
}

function Answers({ form, service, change }: PartProps & { form: FormWire }) {
  const t = useText();
  const id = useId();
  return (
    <>
      <Boxes
        label={texts.answers}
        options={form.fields
          .filter(({ sealed }) => !sealed)
          .map(({ name, title }) => ({ value: name, label: t(title) }))}
        value={service.fields}
        onChange={(fields) => change({ fields })}
      />
      <Boxes
        label={grantTexts.purposes}
        options={form.purposeKinds.map(({ name, title }) => ({ value: name, label: t(title) }))}
        value={service.purposeKinds}
        onChange={(purposeKinds) => change({ purposeKinds })}
      />
      <Labelled id={id} label={texts.role}>
        <Select
          id={id}
          value={service.role}
          options={form.roles.map(({ name, title }) => ({ value: name, label: t(title) }))}
          onChange={(role) => change({ role })}
        />
      </Labelled>
    </>
  );
}

/** What its page will ask and answer. */
function Preview({ form, plans, service }: Pick<ComposingProps, 'form' | 'plans'> & { service: Published }) {
  const t = useText();
  const id = useId();
  const inputs = plans.search.keys.find(({ name }) => name === service.search.join('+'))?.inputs ?? [];
  const answers = form.fields.filter(({ name }) => service.fields.includes(name));
  return (
    <Panel title={texts.preview}>
      <div className="mq-form">
        <FieldSet
          id={id}
          title={texts.parameters}
          fields={inputs}
          values={{}}
          findings={{}}
          onChange={() => undefined}
          isFixed={() => true}
        />
      </div>
      <p>
        {t(texts.answers)}
        {t(grantTexts.colon)}
        {answers.map(({ title }) => t(title)).join(t(grantTexts.comma)) || '—'}
      </p>
      <p className="mq-soft">{t(texts.noAccess)}</p>
    </Panel>
  );
}
