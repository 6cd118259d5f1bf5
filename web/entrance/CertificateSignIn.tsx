import { useState, type FormEvent } from 'react';
import { api } from '../core/api.ts';
import { useText } from '../core/language.ts';
import { Button, Card, Field, More, Notice, Problem } from '../citizen/kit/Primitives.tsx';
import { placeFor } from './place-for.ts';
import { entranceTexts as texts } from './texts.ts';

/** A challenge is made for this connection's certificate, and used up by one try. */
async function withChallenge<T>(act: (challenge: string) => Promise<T>): Promise<T> {
  const { challenge } = await api.post<{ challenge: string }>('/api/v1/sign-in/challenge');
  return act(challenge);
}

/** The second factor on the certificate's listener: the PIN; and choosing one at first use. */
export function CertificateSignIn({ to }: { to: string | undefined }) {
  const t = useText();
  const [pin, setPin] = useState('');
  const { busy, problem, run } = useTry();
  const signIn = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => {
      const { next } = await withChallenge((challenge) =>
        api.post<{ next: string }>('/api/v1/sign-in', { challenge, pin }),
      );
      globalThis.location.assign(pagesAt(next) + placeFor({ kind: 'officer' }, to));
    }).finally(() => setPin(''));
  };
  return (
    <Card title={t(texts.pin)}>
      <form className="stack" onSubmit={signIn}>
        {problem !== undefined && <Problem problem={problem} />}
        <Field label={t(texts.pin)} type="password" value={pin} onChange={setPin} required autoFocus />
        <Button primary type="submit" busy={busy} disabled={!pin}>
          {t(texts.signIn)}
        </Button>
      </form>
      <More summary={t(texts.firstTime)}>
        <Activation />
      </More>
    </Card>
  );
}

/**
 * Where the pages are (`next`), under the name by which the reader came: a session belongs to the host, so on one
 * machine `localhost` and `127.0.0.1` must not be mixed.
 */
function pagesAt(next: string): string {
  const { protocol, hostname, port } = new URL(next);
  const own = /^(localhost|127\.|\[::1\]|0\.0\.0\.0)/.test(hostname)
    ? globalThis.location.hostname
    : hostname;
  return `${protocol}//${own}${port ? `:${port}` : ''}`;
}

function Activation() {
  const t = useText();
  const [code, setCode] = useState('');
  const [pin, setPin] = useState('');
  const [done, setDone] = useState(false);
  const { busy, problem, run } = useTry();
  const activate = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => {
      await withChallenge((challenge) => api.post('/api/v1/sign-in/pin', { challenge, code, pin }));
      setDone(true);
    }).finally(() => setPin(''));
  };
  if (done) return <Notice tone="good" title={t(texts.activated)} alert />;
  return (
    <form className="stack" onSubmit={activate}>
      {problem !== undefined && <Problem problem={problem} />}
      <Field label={t(texts.code)} hint={t(texts.codeHint)} value={code} onChange={setCode} required />
      <Field
        label={t(texts.newPin)}
        hint={t(texts.newPinHint)}
        type="password"
        value={pin}
        onChange={setPin}
        required
      />
      <Button type="submit" busy={busy} disabled={!code || !pin}>
        {t(texts.activate)}
      </Button>
    </form>
  );
}

function useTry() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const run = async (act: () => Promise<void>) => {
    setBusy(true);
    setProblem(undefined);
    await act().catch(setProblem);
    setBusy(false);
  };
  return { busy, problem, run };
}
