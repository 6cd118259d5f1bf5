import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Select } from 'antd';
import { useId, useState } from 'react';
import {
  Notice,
  Page,
  Panel,
  ProblemView,
  api,
  draftKey,
  dropDraft,
  findDraft,
  formatInstant,
  saveDraft,
  usePageParams,
  useSession,
  useText,
} from '#web/kit/index.ts';
import type { AnswerInput, QuestionDetailWire } from '../schema.ts';
import { EntryView } from './EntryDrawer.tsx';
import { Facts } from './Facts.tsx';
import { useSettings } from './oversight-data.ts';
import { QuestionState } from './QuestionsPage.tsx';
import { texts } from './texts.ts';
import './oversight.css';

/** As `longestAnswer` of schema.ts, which would bring its whole library along. */
const longest = 2000;

/** One question, the access it is about, and the answer. */
export function QuestionPage() {
  const { id = '' } = usePageParams();
  const { data, error, refetch } = useQuery({
    queryKey: ['question', id],
    queryFn: ({ signal }) => api.get<QuestionDetailWire>(`/api/v1/questions/${id}`, { signal }),
  });
  return (
    <Page>
      <div className="mq-gap">
        {error && <ProblemView problem={error} onRetry={() => void refetch()} />}
        {data && <Question id={id} detail={data} />}
      </div>
    </Page>
  );
}

function Question({ id, detail }: { id: string; detail: QuestionDetailWire }) {
  const t = useText();
  const { question, entry, mayAnswer } = detail;
  return (
    <>
      <Panel title={texts.theQuestion} extra={<QuestionState row={question} />}>
        <p className="oversight-words">{question.text}</p>
        <Facts
          items={[
            [t(texts.askedAt), formatInstant(question.askedAt)],
            [t(texts.due), formatInstant(question.dueAt)],
          ]}
        />
      </Panel>
      {question.state === 'answered' && <Answer detail={detail} />}
      {mayAnswer && <AnswerForm id={id} />}
      {!mayAnswer && question.state === 'open' && <Notice tone="warn">{t(texts.mayNot)}</Notice>}
      <Panel title={texts.theAccess}>
        <EntryView detail={entry} />
      </Panel>
    </>
  );
}

function Answer({ detail }: { detail: QuestionDetailWire }) {
  const t = useText();
  const { question, answeredByName } = detail;
  const time = question.answeredAt ? formatInstant(question.answeredAt) : '';
  return (
    <Panel title={texts.theAnswer}>
      <p className="oversight-words">{question.answer}</p>
      <p className="mq-soft">{t(texts.answeredBy, { name: answeredByName ?? '—', time })}</p>
    </Panel>
  );
}

const nothing: AnswerInput = { outcome: '', text: '' };

interface AnswerState {
  readonly busy: boolean;
  readonly missing?: boolean;
  readonly problem?: unknown;
}

/** What is typed, kept over a reload, and how it is sent. */
function useAnswer(id: string) {
  const t = useText();
  const { message } = App.useApp();
  const client = useQueryClient();
  const { actor } = useSession();
  const key = draftKey(actor.id, `answer.${id}`);
  const [values, setValues] = useState(() => findDraft<AnswerInput>(key)?.values ?? nothing);
  const [state, setState] = useState<AnswerState>({ busy: false });
  const change = (patch: Partial<AnswerInput>) => {
    const next = { ...values, ...patch };
    setValues(next);
    saveDraft(key, next);
  };
  const send = async () => {
    if (values.outcome === '' || values.text.trim() === '') {
      setState({ busy: false, missing: true });
      return;
    }
    setState({ busy: true });
    try {
      const answered = await api.post<QuestionDetailWire>(`/api/v1/questions/${id}/answer`, values);
      dropDraft(key);
      client.setQueryData(['question', id], answered);
      message.success(t(texts.sent));
    } catch (problem) {
      setState({ busy: false, problem });
    }
  };
  return { values, state, change, send };
}

/** The answer as the person will read it. */
function AnswerForm({ id }: { id: string }) {
  const t = useText();
  const settings = useSettings();
  const controls = useId();
  const { values, state, change, send } = useAnswer(id);
  const options = (settings?.outcomes ?? []).map(({ code, zh, en }) => ({
    value: code,
    label: t({ zh, en }),
  }));
  return (
    <Panel title={texts.theAnswer}>
      <form
        className="mq-gap"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <div className="oversight-field">
          <label htmlFor={`${controls}-outcome`}>{t(texts.answerOutcome)}</label>
          <Select
            id={`${controls}-outcome`}
            value={values.outcome || null}
            options={options}
            onChange={(outcome) => change({ outcome: outcome ?? '' })}
          />
        </div>
        <div className="oversight-field">
          <label htmlFor={`${controls}-text`}>{t(texts.answerText)}</label>
          <p id={`${controls}-hint`} className="mq-soft">
            {t(texts.answerHint)}
          </p>
          <Input.TextArea
            id={`${controls}-text`}
            aria-describedby={`${controls}-hint`}
            value={values.text}
            maxLength={longest}
            autoSize={{ minRows: 4, maxRows: 16 }}
            onChange={(event) => change({ text: event.target.value })}
          />
        </div>
        {state.missing && (
          <Notice tone="bad" alert>
            {t(values.outcome === '' ? texts.chooseOutcome : texts.writeAnswer)}
          </Notice>
        )}
        {state.problem !== undefined && <ProblemView problem={state.problem} />}
        <div>
          <Button type="primary" htmlType="submit" loading={state.busy}>
            {t(texts.send)}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
