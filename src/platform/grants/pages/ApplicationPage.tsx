import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Checkbox, Input } from 'antd';
import { reviewReasonWords } from '#standards/declarations/index.ts';
import { useId, useState, type ReactNode } from 'react';
import {
  Notice,
  Page,
  PageLink,
  Panel,
  ProblemView,
  When,
  api,
  useGo,
  usePageParams,
  useSession,
  useText,
} from '#web/kit/index.ts';
import type { ApplicationAnswer, ApplicationWire, FormWire, TermsWire } from '../schema.ts';
import { ApplicationState } from './ApplicationsPage.tsx';
import { applicationKey, applicationsPath, lastDay, useApplication, useForm } from './grants-data.ts';
import { RowWords, areWhole } from './RowConditions.tsx';
import { TermsEditor } from './TermsEditor.tsx';
import { actTitles, actionTitles, serviceTexts, stepTitles, texts } from './texts.ts';
import './grants.css';

/** One application: what was asked, what was granted, what happened, and what the reader may do. */
export function ApplicationPage() {
  const t = useText();
  const { number = '' } = usePageParams();
  const { data, error, refetch } = useApplication(number);
  const application = data?.application;
  const form = useForm(application?.resource.name ?? '');
  const title = application ? `${number} ${t(application.resource.title)}` : number;
  return (
    <Page title={title} actions={application && <Further application={application} />}>
      <div className="mq-gap">
        {error && <ProblemView problem={error} onRetry={() => void refetch()} />}
        {form.error && <ProblemView problem={form.error} onRetry={() => void form.refetch()} />}
        {data && form.data && <Whole key={data.application.version} answer={data} form={form.data} />}
      </div>
    </Page>
  );
}

/** On with the draft, or a new application from one that is over. */
function Further({ application }: { application: ApplicationWire }) {
  const t = useText();
  const go = useGo();
  const { actor, permissions } = useSession();
  const { number, state, may, branch } = application;
  const isOwn = branch.name === actor.branch;
  if (state === 'granted' && isOwn && !application.endsSoon && permissions.includes('look-up'))
    return (
      <Button type="primary" onClick={() => go(`/lookup?resource=${application.resource.name}`)}>
        {t(texts.lookUp)}
      </Button>
    );
  if (may.includes('revise'))
    return <Button onClick={() => go(`/grants/apply?draft=${number}`)}>{t(texts.revise)}</Button>;
  if (may.includes('suspend'))
    return (
      <Button onClick={() => go(`/services/publish?grant=${number}`)}>{t(serviceTexts.fromGrant)}</Button>
    );
  const isOver = over.includes(state) || application.endsSoon;
  if (!isOver || !isOwn) return null;
  return <Button onClick={() => go(`/grants/apply?copy=${number}`)}>{t(texts.again)}</Button>;
}

const over: readonly ApplicationWire['state'][] = ['refused', 'withdrawn', 'ended', 'expired'];

function Whole({ answer, form }: { answer: ApplicationAnswer; form: FormWire }) {
  const t = useText();
  const { application, steps } = answer;
  const { asked, granted } = application;
  return (
    <>
      {application.closesAt && (
        <Notice tone="warn">{t(texts.closing, { day: lastDay(application.closesAt).slice(0, 10) })}</Notice>
      )}
      {application.basisReview.length > 0 && (
        <Notice tone="warn">
          {t(texts.basisReview, {
            basis: t(application.basis.title),
            why: application.basisReview.map((one) => t(reviewReasonWords[one])).join(t(texts.comma)),
          })}
        </Notice>
      )}
      {application.fieldsReview.length > 0 && (
        <Notice tone="warn">
          {t(texts.fieldsReview, { fields: application.fieldsReview.join(t(texts.comma)) })}
        </Notice>
      )}
      <Panel title={texts.application} extra={<ApplicationState row={application} />}>
        <About application={application} />
      </Panel>
      {granted && <TermsPanel title={t(texts.granted)} terms={granted} form={form} />}
      {(!granted || JSON.stringify(granted) !== JSON.stringify(asked)) && (
        <TermsPanel title={t(texts.asked)} terms={asked} form={form} />
      )}
      {application.may.some((act) => act !== 'revise') && <Acts application={application} form={form} />}
      <Panel title={texts.history}>
        <ol className="grants-steps">
          {steps.map(({ act, at, by, text }) => (
            <li key={`${act}${at}`}>
              <When at={at} /> {by} · {t(stepTitles[act] ?? { zh: act, en: act })}
              {text && <div>{text}</div>}
            </li>
          ))}
        </ol>
      </Panel>
    </>
  );
}

function Facts({ items }: { items: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="mq-facts">
      {items.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function About({ application }: { application: ApplicationWire }) {
  const t = useText();
  const { resource, owner, branch, applicant, basis, reason, dueAt } = application;
  return (
    <Facts
      items={[
        [
          t(texts.resource),
          <PageLink key="resource" to={`/standards/resources/${resource.name}`}>
            {t(resource.title)}
          </PageLink>,
        ],
        [t(texts.owner), t(owner.title)],
        [t(texts.branch), t(branch.title)],
        [t(texts.applicant), applicant],
        [
          t(texts.basis),
          <PageLink key="basis" to={`/standards/regulations/${basis.name}`}>
            {t(basis.title)}
          </PageLink>,
        ],
        [t(texts.reason), reason],
        [t(texts.due), <When key="due" at={dueAt} precision="day" />],
      ]}
    />
  );
}

function TermsPanel({ title, terms, form }: { title: string; terms: TermsWire; form: FormWire }) {
  const t = useText();
  const named = (rows: FormWire['roles'], names: readonly string[]) =>
    names
      .map((name) => t(rows.find((row) => row.name === name)?.title ?? { zh: name, en: name }))
      .join(t(texts.comma));
  return (
    <Panel title={title}>
      <Facts
        items={[
          [t(texts.fields), named(form.fields, terms.fields)],
          [t(texts.unmasked), terms.unmasked.length === 0 ? '—' : named(form.fields, terms.unmasked)],
          [
            t(texts.rows),
            terms.rows.length === 0 ? (
              t(texts.allRows)
            ) : (
              <RowWords key="rows" form={form} rows={terms.rows} />
            ),
          ],
          [t(texts.actions), terms.actions.map((act) => t(actionTitles[act])).join(t(texts.comma))],
          [t(texts.purposes), named(form.purposeKinds, terms.purposeKinds)],
          [t(texts.role), named(form.roles, [terms.role])],
          ...(terms.organisation === null ? [] : [[t(texts.unit), terms.organisation] as const]),
          [t(texts.perDay), terms.recordsPerDay],
          [t(texts.until), <When key="until" at={lastDay(terms.until)} precision="day" />],
        ]}
      />
    </Panel>
  );
}

type Act = ApplicationWire['may'][number];
const needsReason: readonly Act[] = ['refuse', 'suspend', 'end'];

/** What is said, and how an act is sent. */
function useActing({ number, version }: ApplicationWire) {
  const t = useText();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState<Act>();
  const [problem, setProblem] = useState<unknown>();
  const [unsaid, setUnsaid] = useState(false);
  const send = async (act: Act, terms: TermsWire | null) => {
    const said = text.trim();
    const isUnsaid = needsReason.includes(act) && said.length < 2;
    setUnsaid(isUnsaid);
    setProblem(undefined);
    if (isUnsaid) return;
    setBusy(act);
    try {
      const body = {
        version,
        ...(said === '' ? {} : { text: said }),
        ...(act === 'grant' && terms ? { terms } : {}),
      };
      const answer = await api.post<ApplicationAnswer>(`${applicationsPath}/${number}/${act}`, body);
      client.setQueryData(applicationKey(number), answer);
      message.success(t(texts.done));
    } catch (failure) {
      setProblem(failure);
      setBusy(undefined);
    }
  };
  return { text, setText, busy, problem, unsaid, send };
}

function Acts({ application, form }: { application: ApplicationWire; form: FormWire }) {
  const t = useText();
  const id = useId();
  const { text, setText, busy, problem, unsaid, send } = useActing(application);
  const [narrowed, setNarrowed] = useState<TermsWire | null>(null);
  const acts = application.may.filter((act) => act !== 'revise');
  return (
    <Panel title={acts.includes('grant') ? texts.decide : texts.act}>
      <div className="mq-gap">
        {acts.includes('grant') && (
          <Checkbox
            checked={narrowed !== null}
            onChange={({ target }) => setNarrowed(target.checked ? application.asked : null)}
          >
            {t(texts.narrow)}
          </Checkbox>
        )}
        {narrowed && (
          <TermsEditor form={form} terms={narrowed} within={application.asked} onChange={setNarrowed} />
        )}
        <div className="grants-field">
          <label htmlFor={`${id}-said`}>{t(texts.said)}</label>
          <Input
            id={`${id}-said`}
            aria-describedby={`${id}-hint`}
            value={text}
            maxLength={500}
            onChange={(event) => setText(event.target.value)}
          />
          <p id={`${id}-hint`} className="mq-soft">
            {t(texts.saidHint)}
          </p>
        </div>
        {unsaid && (
          <Notice tone="bad" alert>
            {t(texts.sayWhy)}
          </Notice>
        )}
        {problem !== undefined && <ProblemView problem={problem} />}
        <div className="grants-acts">
          {acts.map((act) => (
            <Button
              key={act}
              {...(act === 'grant' || act === 'apply' ? { type: 'primary' as const } : {})}
              danger={needsReason.includes(act)}
              disabled={act === 'grant' && narrowed !== null && !areWhole(narrowed.rows)}
              loading={busy === act}
              onClick={() => void send(act, narrowed)}
            >
              {t(actTitles[act] ?? texts.decide)}
            </Button>
          ))}
        </div>
      </div>
    </Panel>
  );
}
