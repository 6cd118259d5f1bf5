import { useQuery } from '@tanstack/react-query';
import { Button, Input, Skeleton } from 'antd';
import { useId, useState } from 'react';
import { api, Page, Panel, ProblemView, useSession, useText } from '#web/kit/index.ts';
import type { SessionItem } from '../schema.ts';
import { useIdentityAct } from './identity-data.ts';
import { Field } from './Parts.tsx';
import { SessionsPanel } from './SessionsPanel.tsx';
import { identityTexts } from './texts.ts';
import './identity.css';

/** One's own sessions, and the change of one's PIN. */
export function MySessionsPage() {
  const { data, error, refetch } = useQuery({
    queryKey: ['identity', 'mine'],
    staleTime: 0,
    queryFn: ({ signal }) => api.get<{ items: readonly SessionItem[] }>('/api/v1/session/mine', { signal }),
  });
  return (
    <Page lead={identityTexts.mySessionsLead}>
      <div className="id-panels">
        {error && <ProblemView problem={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton active />}
        {data && <SessionsPanel sessions={data.items} />}
        <PinChange />
      </div>
    </Page>
  );
}

function PinChange() {
  const t = useText();
  const { assurance } = useSession();
  const [round, setRound] = useState(0); // a new form after each change: nothing of a PIN stays in the page
  return (
    <Panel title={identityTexts.changePin}>
      {assurance === 'demo' ? (
        <p className="mq-soft">{t(identityTexts.pinInDemo)}</p>
      ) : (
        <PinForm key={round} onChanged={() => setRound(round + 1)} />
      )}
    </Panel>
  );
}

function PinForm({ onChanged }: { onChanged: () => void }) {
  const t = useText();
  const id = useId();
  const { run, problem, busy } = useIdentityAct();
  const [values, setValues] = useState({ pin: '', newPin: '', again: '' });
  const differs = values.again !== '' && values.again !== values.newPin;
  const change = async () => {
    const { pin, newPin } = values;
    const done = await run(() => api.post('/api/v1/session/pin', { pin, newPin }), identityTexts.pinChanged);
    if (done) onChanged();
  };
  const box = (name: keyof typeof values, label: string, note?: string) => (
    <Field id={`${id}-${name}`} label={label} {...(note ? { note } : {})}>
      <Input.Password
        id={`${id}-${name}`}
        autoComplete="off"
        visibilityToggle={false}
        value={values[name]}
        onChange={(event) => setValues({ ...values, [name]: event.target.value })}
      />
    </Field>
  );
  return (
    <form
      className="mq-gap"
      style={{ maxWidth: 420 }}
      onSubmit={(event) => {
        event.preventDefault();
        void change();
      }}
    >
      {problem && <ProblemView problem={problem} />}
      {box('pin', t(identityTexts.oldPin))}
      {box('newPin', t(identityTexts.newPin), t(identityTexts.pinRule))}
      {box('again', t(identityTexts.newPinAgain), differs ? t(identityTexts.pinDiffers) : undefined)}
      <div>
        <Button
          type="primary"
          htmlType="submit"
          loading={busy}
          disabled={!values.pin || !values.newPin || values.again !== values.newPin}
        >
          {t(identityTexts.changePin)}
        </Button>
      </div>
    </form>
  );
}
