import { useText } from '../../core/language.ts';
import { Empty } from '../../kit/ProblemView.tsx';
import { shellTexts } from './texts.ts';

/** For a citizen who came to the officers' address. */
export function WrongDoor() {
  const t = useText();
  return (
    <main className="mq-centred">
      <h1 className="mq-hidden">{t(shellTexts.notOfficer)}</h1>
      <Empty title={t(shellTexts.notOfficer)} hint={t(shellTexts.notOfficerWhy)}>
        <a href="/citizen">{t(shellTexts.toCitizen)}</a>
      </Empty>
    </main>
  );
}
