import { useText } from '#web/kit/index.ts';
import { deskTexts } from '../texts.ts';

/** That the access is in the ledger, and under which number; where it is about a person, that they can see it. */
export function Receipt({ id, personal }: { id: string; personal: boolean }) {
  const t = useText();
  return (
    <p className="mq-soft">
      {t(personal ? deskTexts.receiptMeans : deskTexts.receiptPlain)} {t(deskTexts.receipt)}{' '}
      <span className="mq-mono">{id}</span>
    </p>
  );
}
