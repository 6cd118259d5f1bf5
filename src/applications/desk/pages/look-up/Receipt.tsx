import { useText } from '#web/kit/index.ts';
import { deskTexts } from '../texts.ts';

/** That the access is in the ledger, and under which number. */
export function Receipt({ id }: { id: string }) {
  const t = useText();
  return (
    <p className="mq-soft">
      {t(deskTexts.receiptMeans)} {t(deskTexts.receipt)} <span className="mq-mono">{id}</span>
    </p>
  );
}
