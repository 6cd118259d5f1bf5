import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { nowMs } from '../core/clock.ts';
import { useText } from '../core/language.ts';
import { useSessionState } from '../core/session.ts';
import { formatInstant } from '../core/time.ts';
import { texts } from './texts.ts';

/** The foot of what is printed: which agency, who printed it, when. Paper leaves the building and no ledger follows it. */
export function PrintedBy() {
  const t = useText();
  const session = useSessionState();
  const [printedMs, setPrintedMs] = useState(nowMs);
  useEffect(() => {
    const onPrint = () => flushSync(() => setPrintedMs(nowMs())); // the paper is drawn when this returns
    addEventListener('beforeprint', onPrint);
    return () => removeEventListener('beforeprint', onPrint);
  }, []);
  if (session.status !== 'signed-in') return null;
  const { actor, agency } = session.session;
  return (
    <p className="mq-print-only mq-printed">
      {t(agency.name)} · {t(texts.printedBy, { name: actor.name, unit: t(actor.organisationName) })} ·{' '}
      {formatInstant(printedMs)}
    </p>
  );
}
