import { App, Button } from 'antd';
import { useState } from 'react';
import {
  api,
  Notice,
  problemFrom,
  ProblemView,
  useSession,
  useText,
  type ApiProblem,
} from '#web/kit/index.ts';
import { useDeskRefresh, useDuty } from './desk-data.ts';
import { deskTexts } from './texts.ts';

/** For verifiers who are not on duty: says so, and lets them sign on in place. Shows nothing otherwise. */
export function SignOnNotice() {
  const t = useText();
  const { actor } = useSession();
  const { data } = useDuty();
  if (!data || data.mine || !actor.roles.includes('verifier')) return null;
  return (
    <Notice tone="warn" title={t(deskTexts.offDuty)}>
      <p>{t(deskTexts.offDutyWhy)}</p>
      <SignOnButton />
    </Notice>
  );
}

/** Starts a shift at the own unit's desk. */
export function SignOnButton({ onDone }: { onDone?: () => void }) {
  const t = useText();
  const { message } = App.useApp();
  const refresh = useDeskRefresh();
  const [problem, setProblem] = useState<ApiProblem | undefined>();
  const [busy, setBusy] = useState(false);
  const signOn = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await api.post('/api/v1/desk/duty');
      await refresh();
      message.success(t(deskTexts.signedOn));
      onDone?.();
    } catch (thrown) {
      setProblem(problemFrom(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="mq-gap">
      <Button type="primary" loading={busy} onClick={() => void signOn()}>
        {t(deskTexts.signOn)}
      </Button>
      {problem && <ProblemView problem={problem} />}
    </div>
  );
}
