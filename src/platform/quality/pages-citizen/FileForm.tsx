import { useState } from 'react';
import { Button, Card, Empty, Field, Loading, Notice, Problem, api, formatInstantInWords, useLanguage, useResource, useText } from '#web/citizen/kit/index.ts'; // prettier-ignore
import type { CorrectionAnswer, OwnRecordsWire } from '../schema.ts';
import { texts } from './texts.ts';

const longest = 2000;
const longestValue = 500;
const blank = { record: '', field: '', wrong: '', proposed: '', evidence: '' };

/** Which record, which field, what is wrong, and how one knows. */
export function FileForm({ onSent }: { onSent: () => void }) {
  const t = useText();
  const own = useResource('own-records', (signal) =>
    api.get<OwnRecordsWire>('/api/v1/me/records', { signal }),
  );
  if (own.status === 'loading') return <Loading />;
  if (own.status === 'failed') return <Problem problem={own.problem} onRetry={own.reload} />;
  const { items } = own.value;
  if (items.length === 0) return <Empty title={t(texts.noRecords)} hint={t(texts.noRecordsHint)} />;
  return <Asking items={items} onSent={onSent} />;
}

type Items = OwnRecordsWire['items'];

/** What is typed, and how it is sent. */
function useAsking(items: Items, onSent: () => void) {
  const [said, setSaid] = useState(blank);
  const [state, setState] = useState<{ busy: boolean; unsaid: boolean; sent?: string; problem?: unknown }>({
    busy: false,
    unsaid: false,
  });
  const chosen = items.find(({ id }) => id === said.record);
  const send = async () => {
    const { proposed, ...asked } = said;
    const unsaid = !chosen || Object.values(asked).some((value) => value.trim().length < 2);
    setState({ busy: !unsaid, unsaid });
    if (unsaid) return;
    try {
      const words = {
        wrong: said.wrong.trim(),
        proposed: proposed.trim() || null,
        evidence: said.evidence.trim(),
      };
      const body = { resource: chosen.form.resource.name, record: said.record, field: said.field, ...words };
      const { correction } = await api.post<CorrectionAnswer>('/api/v1/quality/corrections', body);
      setSaid(blank);
      setState({ busy: false, unsaid: false, sent: correction.number });
      onSent();
    } catch (problem) {
      setState({ busy: false, unsaid: false, problem });
    }
  };
  const bind = (name: keyof typeof blank) => ({
    value: said[name],
    onChange: (value: string) => setSaid({ ...said, [name]: value }),
    empty: state.unsaid && name !== 'proposed' && said[name].trim().length < 2,
  });
  return { state, chosen, send, bind };
}

function Asking({ items, onSent }: { items: Items; onSent: () => void }) {
  const t = useText();
  const language = useLanguage();
  const { state, chosen, send, bind } = useAsking(items, onSent);
  const field = (name: keyof typeof blank) => {
    const { empty, ...rest } = bind(name);
    return { ...rest, error: empty ? t(texts.fill) : undefined };
  };
  const records = items.map(({ id, recordedAt, form }) => {
    const day = formatInstantInWords(recordedAt, language);
    return { value: id, label: t(texts.recordSince, { title: t(form.resource.title), day }) };
  });
  const fields = chosen?.form.fields.map(({ name, title }) => ({ value: name, label: t(title) })) ?? [];
  const days = items[0]?.form.answerWorkingDays ?? 0;
  return (
    <Card title={t(texts.start)}>
      {state.sent !== undefined && <Notice tone="good" title={t(texts.sent, { number: state.sent })} alert />}
      {items[0]?.form.draft && <p className="soft">{t(texts.draft, { days })}</p>}
      <Field label={t(texts.record)} options={records} required {...field('record')} />
      <Field label={t(texts.field)} options={fields} required {...field('field')} />
      <Field label={t(texts.wrong)} lines maxLength={longest} required {...field('wrong')} />
      <Field label={t(texts.proposed)} maxLength={longestValue} {...field('proposed')} />
      <Field
        label={t(texts.evidence)}
        hint={t(texts.evidenceHint)}
        lines
        maxLength={longest}
        required
        {...field('evidence')}
      />
      {state.problem !== undefined && <Problem problem={state.problem} />}
      <Button primary busy={state.busy} onClick={() => void send()}>
        {t(texts.send)}
      </Button>
    </Card>
  );
}
