import { Button } from 'antd';
import { useState } from 'react';
import { useText } from '../../core/language.ts';
import { acknowledgeNotice, signOut, useSession } from '../../core/session.ts';
import type { Text } from '../../core/text.ts';
import { ProblemView } from '../../kit/ProblemView.tsx';
import { DemoBand } from './DemoBand.tsx';
import { Preferences } from './Preferences.tsx';
import { shellTexts } from './texts.ts';

const points: readonly Text[] = [
  {
    zh: '每次查看个人信息都必须有真实、有效、分配给您的事由；没有事由，系统不予提供。',
    en: 'Every look at personal data needs a real, open purpose that is assigned to you. Without one, nothing is shown.',
  },
  {
    zh: '您的每次查询、未获准许的请求和导出，都先记入不可篡改的账本，再返回数据。',
    en: 'Each query, refusal and export is written into a tamper-evident ledger before any data is returned.',
  },
  {
    zh: '被查询的公民可以看到：何时、哪个单位、何种岗位、因何事由查看了他的哪些信息。',
    en: 'The citizen concerned can see when, which unit, which post, for what purpose, and which of their data was seen.',
  },
  {
    zh: '账号和证书只限本人使用；离开座位请锁屏。违规查询将依法依规追究责任。',
    en: 'Your account and certificate are yours alone; lock the screen when you leave. Misuse is answered for by law.',
  },
];

/** The notice of monitored use, once per session and before any access. */
export function MonitoringNotice() {
  const t = useText();
  const { actor, profile } = useSession();
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const agree = async () => {
    setBusy(true);
    await acknowledgeNotice().catch(setProblem);
    setBusy(false);
  };
  return (
    <>
      {profile === 'demo' && <DemoBand />}
      <main className="mq-centred">
        <div className="mq-card mq-letter">
          <div className="mq-letter-top">
            <img src="/bridge.svg" alt="" width="40" height="40" />
            <Preferences />
          </div>
          <h1>{t(shellTexts.noticeTitle)}</h1>
          <p className="mq-soft">
            {actor.name} · {t(actor.organisationName)}
          </p>
          <ol>
            {points.map((point) => (
              <li key={point.zh}>{t(point)}</li>
            ))}
          </ol>
          {problem !== undefined && <ProblemView problem={problem} />}
          <div className="mq-letter-acts">
            <Button type="primary" size="large" loading={busy} onClick={() => void agree()} autoFocus>
              {t(shellTexts.noticeAgree)}
            </Button>
            <Button size="large" onClick={() => void signOut()}>
              {t(shellTexts.signOut)}
            </Button>
          </div>
        </div>
      </main>
    </>
  );
}
