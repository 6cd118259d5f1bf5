import { useText } from '../core/language.ts';
import { useSessionState } from '../core/session.ts';
import { formatInstant } from '../core/time.ts';
import { texts } from './texts.ts';
import { usePrinting } from './use-printing.ts';

/** The foot of what is printed: which agency, who printed it, when. Paper leaves the building and no ledger follows it. */
export function PrintedBy() {
  const t = useText();
  const session = useSessionState();
  const printingMs = usePrinting();
  if (session.status !== 'signed-in' || printingMs === undefined) return null;
  const { actor, agency } = session.session;
  return (
    <p className="mq-printed">
      {t(agency.name)} · {t(texts.printedBy, { name: actor.name, unit: t(actor.organisationName) })} ·{' '}
      {formatInstant(printingMs)}
    </p>
  );
}
