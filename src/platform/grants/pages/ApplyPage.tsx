import { useQueryClient } from '@tanstack/react-query';
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
  useDraft,
  useGo,
  useSession,
  useText,
  useUrlState,
} from '#web/kit/index.ts';
import type { ApplicationAnswer, ApplicationWire, FormWire, TermsWire } from '../schema.ts';
import {
  applicationKey,
  applicationsPath,
  endOfDay,
  lastDay,
  useApplication,
  useForm,
} from './grants-data.ts';
import { areWhole } from './RowConditions.tsx';
import { Labelled, TermsEditor } from './TermsEditor.tsx';
import { texts } from './texts.ts';
import { WholeForm } from './WholeForm.tsx';

const usualDays = 90;
const usualRecordsPerDay = 50;
const dayMs = 86_400_000;
const longestReason = 500;

/**
 * Applies for one class of information: one page, one button. The address names the resource, or a draft to go on with, or an
 * application to begin a new one from.
 */
export function ApplyPage() {
  const t = useText();
  const [{ resource: named = '', draft = '', copy = '' }] = useUrlState();
  const earlier = useApplication(draft || copy);
  const resource = earlier.data?.application.resource.name ?? named;
  const { data, error, refetch } = useForm(resource);
  const lead = data && t(texts.applyLead, { owner: t(data.owner.title), days: data.answerWorkingDays });
  const problem = earlier.error ?? error;
  const isReady = data && (draft + copy === '' || earlier.data);
  return (
    <Page
      title={data ? t(texts.applyTo, { resource: t(data.resource.title) }) : texts.apply}
      {...(lead ? { lead } : {})}
    >
      <div className="mq-gap">
        {resource === '' && draft + copy === '' && (
          <>
            <Empty title={t(texts.chooseResource)} />
            <PageLink to="/standards/resources">{t(texts.toCatalogue)}</PageLink>
          </>
        )}
        {problem && <ProblemView problem={problem} onRetry={() => void refetch()} />}
        {isReady && (
          <ApplyForm
            key={`${data.resource.name}/${draft}/${copy}`}
            form={data}
            earlier={earlier.data?.application ?? null}
            isDraft={draft !== ''}
          />
        )}
      </div>
    </Page>
  );
}

interface Wording {
  readonly terms: TermsWire;
  readonly basis: string;
  readonly reason: string;
}

const usualEnd = () => endOfDay(new Date(nowMs() + usualDays * dayMs).toISOString().slice(0, 10));

/** What is usual: to read, in the own role, for three months. */
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
    until: usualEnd(),
  };
}

/** What was asked before; a day that is over gives way to the usual one. */
function wordingOf({ asked, basis, reason }: ApplicationWire): Wording {
  const until = Date.parse(asked.until) > nowMs() ? asked.until : usualEnd();
  return { terms: { ...asked, until }, basis: basis.name, reason };
}

interface ApplyProps {
  readonly form: FormWire;
  readonly earlier: ApplicationWire | null;
  /** Whether the earlier one is a draft to go on with, not one to copy. */
  readonly isDraft: boolean;
}

/** What is typed, kept while it is; and how it is kept as a draft, or handed in, in one go. */
function useApplying({ form, earlier, isDraft }: ApplyProps) {
  const t = useText();
  const go = useGo();
  const { message } = App.useApp();
  const { actor } = useSession();
  const client = useQueryClient();
  const usual = { terms: usualTerms(form, actor.roles), basis: form.basis[0]?.name ?? '', reason: '' };
  const resource = form.resource.name;
  const [made, setMade] = useState(isDraft ? earlier : null);
  const draft = useDraft<Wording>(
    `grants.apply.${earlier?.number ?? resource}`,
    earlier ? wordingOf(earlier) : usual,
  );
  const { terms, basis, reason } = draft.value;
  const [busy, setBusy] = useState<'keep' | 'send'>();
  const [problem, setProblem] = useState<unknown>();
  const keep = async (): Promise<ApplicationWire> => {
    const body = { basis, reason: reason.trim(), terms };
    const answer = made
      ? await api.put<ApplicationAnswer>(`${applicationsPath}/${made.number}`, {
          ...body,
          version: made.version,
        })
      : await api.post<ApplicationAnswer>(applicationsPath, { ...body, resource });
    client.setQueryData(applicationKey(answer.application.number), answer);
    setMade(answer.application);
    return answer.application;
  };
  const send = async (how: 'keep' | 'send') => {
    setBusy(how);
    setProblem(undefined);
    try {
      const { number, version } = await keep();
      if (how === 'send') {
        const answer = await api.post<ApplicationAnswer>(`${applicationsPath}/${number}/apply`, { version });
        client.setQueryData(applicationKey(number), answer);
      }
      draft.done();
      message.success(t(how === 'send' ? texts.sent : texts.kept, { number }));
      go(`/grants/applications/${number}`);
    } catch (failure) {
      setProblem(failure);
      setBusy(undefined);
    }
  };
  const missing = [
    ...(terms.fields.length > 0 ? [] : [texts.fields]),
    ...(areWhole(terms.rows) ? [] : [texts.rows]),
    ...(terms.actions.length > 0 ? [] : [texts.actions]),
    ...(terms.purposeKinds.length > 0 ? [] : [texts.purposes]),
    ...(reason.trim().length > 1 ? [] : [texts.reason]),
  ];
  const change = (patch: Partial<Wording>) => draft.change((old) => ({ ...old, ...patch }));
  return { ...draft.value, change, draft, busy, problem, missing, send };
}

function ApplyForm(props: ApplyProps) {
  const t = useText();
  const { form, earlier, isDraft } = props;
  const applying = useApplying(props);
  const { terms, change, draft, busy, problem, missing, send } = applying;
  return (
    <WholeForm
      draft={draft}
      missing={missing}
      problem={problem}
      onSend={() => void send('send')}
      buttons={
        <>
          <Button
            type="primary"
            htmlType="submit"
            loading={busy === 'send'}
            disabled={missing.length > 0 || busy === 'keep'}
          >
            {t(texts.send)}
          </Button>
          <Button
            loading={busy === 'keep'}
            disabled={missing.length > 0 || busy === 'send'}
            onClick={() => void send('keep')}
          >
            {t(texts.keep)}
          </Button>
        </>
      }
    >
      {earlier && !isDraft && (
        <Notice tone="info">
          {t(texts.copied, { number: earlier.number, until: lastDay(terms.until).slice(0, 10) })}
        </Notice>
      )}
      {form.conditions && (
        <Notice tone="info">{t(texts.conditions, { conditions: t(form.conditions) })}</Notice>
      )}
      <Panel title={texts.wanted}>
        <TermsEditor form={form} terms={terms} onChange={(next) => change({ terms: next })} />
      </Panel>
      <Panel title={texts.why}>
        <Why form={form} wording={applying} change={change} />
      </Panel>
    </WholeForm>
  );
}

interface WhyProps {
  readonly form: FormWire;
  readonly wording: Wording;
  readonly change: (patch: Partial<Wording>) => void;
}

function Why({ form, wording: { basis, reason }, change }: WhyProps) {
  const t = useText();
  const id = useId();
  return (
    <div className="mq-gap">
      <Labelled id={`${id}-basis`} label={texts.basis}>
        <Select
          id={`${id}-basis`}
          value={basis}
          options={form.basis.map(({ name, title }) => ({ value: name, label: t(title) }))}
          onChange={(next) => change({ basis: next })}
        />
      </Labelled>
      <Labelled id={`${id}-reason`} label={texts.reason}>
        <Input
          id={`${id}-reason`}
          aria-describedby={`${id}-hint`}
          value={reason}
          maxLength={longestReason}
          onChange={(event) => change({ reason: event.target.value })}
        />
        <p id={`${id}-hint`} className="mq-soft">
          {t(texts.reasonHint)}
        </p>
      </Labelled>
      {form.draft && <p className="mq-soft">{t(texts.draftDays)}</p>}
    </div>
  );
}
