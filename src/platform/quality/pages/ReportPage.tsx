import { Button, Input, Select } from 'antd';
import { useId, useState, type ReactNode } from 'react';
import { Notice, Page, Panel, ProblemView, api, useGo, usePageParams, useText } from '#web/kit/index.ts';
import type { CorrectionAnswer, FormWire } from '../schema.ts';
import { qualityPath, useForm } from './quality-data.ts';
import { texts } from './texts.ts';
import './quality.css';

/** Says that something is wrong in a record that one was shown. */
export function ReportPage() {
  const t = useText();
  const { resource = '', id = '' } = usePageParams();
  const { data, error, refetch } = useForm(resource);
  const lead = data && t(texts.reportLead, { owner: t(data.owner.title), days: data.answerWorkingDays });
  return (
    <Page {...(lead === undefined ? {} : { lead })}>
      <div className="mq-gap">
        {error && <ProblemView problem={error} onRetry={() => void refetch()} />}
        {data?.draft && <Notice tone="info">{t(texts.draftDays, { days: data.answerWorkingDays })}</Notice>}
        {data && <Report form={data} record={id} />}
      </div>
    </Page>
  );
}

function Report({ form, record }: { form: FormWire; record: string }) {
  const t = useText();
  const go = useGo();
  const [field, setField] = useState<string>();
  const [said, setSaid] = useState({ wrong: '', proposed: '', evidence: '' });
  const [state, setState] = useState<{ busy: boolean; unsaid: boolean; problem?: unknown }>({
    busy: false,
    unsaid: false,
  });
  const set = (name: keyof typeof said) => (value: string) => setSaid({ ...said, [name]: value });
  const send = async () => {
    const { wrong, proposed, evidence } = said;
    const unsaid = field === undefined || wrong.trim().length < 2 || evidence.trim().length < 2;
    setState({ busy: !unsaid, unsaid });
    if (unsaid) return;
    try {
      const words = { wrong: wrong.trim(), proposed: proposed.trim() || null, evidence: evidence.trim() };
      const body = { resource: form.resource.name, record, field, ...words };
      const { correction } = await api.post<CorrectionAnswer>(`${qualityPath}/corrections`, body);
      go(`/quality/own/${correction.number}`);
    } catch (problem) {
      setState({ busy: false, unsaid: false, problem });
    }
  };
  return (
    <Panel title={form.resource.title}>
      <div className="mq-gap">
        <Labelled label={t(texts.field)}>
          {(id) => (
            <Select
              id={id}
              className="quality-choice"
              showSearch={{ optionFilterProp: 'label' }}
              value={field}
              onChange={setField}
              options={form.fields.map(({ name, title }) => ({ value: name, label: t(title) }))}
            />
          )}
        </Labelled>
        <Lines label={t(texts.wrong)} value={said.wrong} onChange={set('wrong')} />
        <Labelled label={t(texts.proposed)}>
          {(id) => (
            <Input
              id={id}
              maxLength={500}
              value={said.proposed}
              onChange={({ target }) => set('proposed')(target.value)}
            />
          )}
        </Labelled>
        <Lines
          label={t(texts.evidence)}
          hint={t(texts.evidenceHint)}
          value={said.evidence}
          onChange={set('evidence')}
        />
        {state.unsaid && (
          <Notice tone="bad" alert>
            {t(texts.fill)}
          </Notice>
        )}
        {state.problem !== undefined && <ProblemView problem={state.problem} />}
        <Button type="primary" loading={state.busy} onClick={() => void send()}>
          {t(texts.fileIt)}
        </Button>
      </div>
    </Panel>
  );
}

interface LabelledProps {
  readonly label: string;
  readonly hint?: string;
  readonly children: (id: string) => ReactNode;
}

function Labelled({ label, hint, children }: LabelledProps) {
  const id = useId();
  return (
    <div className="quality-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {hint && <p className="mq-soft">{hint}</p>}
    </div>
  );
}

interface LinesProps extends Omit<LabelledProps, 'children'> {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Lines({ value, onChange, ...rest }: LinesProps) {
  return (
    <Labelled {...rest}>
      {(id) => (
        <Input.TextArea
          id={id}
          maxLength={2000}
          autoSize={{ minRows: 2, maxRows: 8 }}
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Labelled>
  );
}
