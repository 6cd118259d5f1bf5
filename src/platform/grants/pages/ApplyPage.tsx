import { App, Button, Input, Select } from 'antd';
import { useId, useState } from 'react';
import {
  Empty,
  Notice,
  Page,
  PageLink,
  Panel,
  ProblemView,
  api,
  nowMs,
  useGo,
  useSession,
  useText,
  useUrlState,
} from '#web/kit/index.ts';
import type { ApplicationAnswer, FormWire, TermsWire } from '../schema.ts';
import { applicationsPath, endOfDay, useForm } from './grants-data.ts';
import { Labelled, TermsEditor } from './TermsEditor.tsx';
import { texts } from './texts.ts';

const usualDays = 90;
const usualRecordsPerDay = 50;
const dayMs = 86_400_000;
const longestReason = 500;

/** Applies for one class of information, which the address names: one page, one button. */
export function ApplyPage() {
  const t = useText();
  const [{ resource = '' }] = useUrlState();
  const { data, error, refetch } = useForm(resource);
  const lead = data && t(texts.applyLead, { owner: t(data.owner.title), days: data.answerWorkingDays });
  return (
    <Page
      title={data ? t(texts.applyTo, { resource: t(data.resource.title) }) : texts.apply}
      {...(lead ? { lead } : {})}
    >
      <div className="mq-gap">
        {resource === '' && (
          <>
            <Empty title={t(texts.chooseResource)} />
            <PageLink to="/standards/resources">{t(texts.toCatalogue)}</PageLink>
          </>
        )}
        {error && <ProblemView problem={error} onRetry={() => void refetch()} />}
        {data && <ApplyForm key={data.resource.name} form={data} />}
      </div>
    </Page>
  );
}

/** What is usual: to read, for every purpose there is, in the own role, for three months. */
function usualTerms(form: FormWire, roles: readonly string[]): TermsWire {
  const own = form.roles.find(({ name }) => roles.includes(name)) ?? form.roles[0];
  return {
    fields: [],
    unmasked: [],
    actions: ['read'],
    purposeKinds: [],
    rows: [],
    role: own?.name ?? '',
    organisation: null,
    recordsPerDay: Math.min(usualRecordsPerDay, form.mostRecordsPerDay),
    until: endOfDay(new Date(nowMs() + usualDays * dayMs).toISOString().slice(0, 10)),
  };
}

/** What is typed, and how it is handed in: drafted and applied for in one go. */
function useApplying(form: FormWire) {
  const t = useText();
  const go = useGo();
  const { message } = App.useApp();
  const { actor } = useSession();
  const [terms, setTerms] = useState(() => usualTerms(form, actor.roles));
  const [basis, setBasis] = useState(form.basis[0]?.name ?? '');
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const ready = terms.fields.length > 0 && terms.actions.length > 0 && terms.purposeKinds.length > 0;
  const send = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const body = { resource: form.resource.name, basis, reason: reason.trim(), terms };
      const { application } = await api.post<ApplicationAnswer>(applicationsPath, body);
      const { number, version } = application;
      await api.post(`${applicationsPath}/${number}/apply`, { version });
      message.success(t(texts.sent, { number }));
      go(`/grants/applications/${number}`);
    } catch (failure) {
      setProblem(failure);
      setBusy(false);
    }
  };
  const isComplete = ready && reason.trim().length > 1;
  return { terms, setTerms, basis, setBasis, reason, setReason, busy, problem, isComplete, send };
}

function ApplyForm({ form }: { form: FormWire }) {
  const t = useText();
  const id = useId();
  const { terms, setTerms, basis, setBasis, reason, setReason, busy, problem, isComplete, send } =
    useApplying(form);
  return (
    <form
      className="mq-gap"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {form.conditions && (
        <Notice tone="info">{t(texts.conditions, { conditions: t(form.conditions) })}</Notice>
      )}
      <Panel title={texts.wanted}>
        <TermsEditor form={form} terms={terms} onChange={setTerms} />
      </Panel>
      <Panel title={texts.why}>
        <div className="mq-gap">
          <Labelled id={`${id}-basis`} label={texts.basis}>
            <Select
              id={`${id}-basis`}
              value={basis}
              options={form.basis.map(({ name, title }) => ({ value: name, label: t(title) }))}
              onChange={setBasis}
            />
          </Labelled>
          <Labelled id={`${id}-reason`} label={texts.reason}>
            <Input
              id={`${id}-reason`}
              aria-describedby={`${id}-hint`}
              value={reason}
              maxLength={longestReason}
              onChange={(event) => setReason(event.target.value)}
            />
            <p id={`${id}-hint`} className="mq-soft">
              {t(texts.reasonHint)}
            </p>
          </Labelled>
          {form.draft && <p className="mq-soft">{t(texts.draftDays)}</p>}
        </div>
      </Panel>
      {problem !== undefined && <ProblemView problem={problem} />}
      <div>
        <Button type="primary" htmlType="submit" loading={busy} disabled={!isComplete}>
          {t(texts.send)}
        </Button>
      </div>
    </form>
  );
}
