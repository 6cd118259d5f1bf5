import { Modal } from 'antd';
import { createContext, useCallback, useContext, useState, type ReactNode } from 'react';
import { useText } from '../core/language.ts';
import { unlockSession } from '../core/session.ts';
import type { Text } from '../core/text.ts';
import { PinForm } from './PinForm.tsx';
import { texts } from './texts.ts';

type Ask = (why?: Text) => Promise<boolean>;

const AskContext = createContext<Ask | undefined>(undefined);

/**
 * `const confirmPresence = useReauthentication()`; before a dangerous act `if (!(await confirmPresence())) return;`.
 * True after the PIN was proven to the server, false when the person gave up.
 */
export function useReauthentication(): Ask {
  const ask = useContext(AskContext);
  if (!ask) throw new Error('useReauthentication is for pages inside the officers’ shell');
  return ask;
}

interface Question {
  readonly why: Text;
  readonly answer: (confirmed: boolean) => void;
}

/** Holds the dialog that asks for the PIN again. */
export function ReauthenticationProvider({ children }: { children: ReactNode }) {
  const t = useText();
  const [question, setQuestion] = useState<Question | undefined>();
  const ask = useCallback<Ask>(
    (why = texts.confirmWhy) => new Promise((answer) => setQuestion({ why, answer })),
    [],
  );
  const settle = (confirmed: boolean) => {
    question?.answer(confirmed);
    setQuestion(undefined);
  };
  const prove = async (pin: string) => {
    await unlockSession(pin);
    settle(true);
  };
  return (
    <AskContext value={ask}>
      {children}
      <Modal
        open={!!question}
        title={t(texts.confirmTitle)}
        footer={null}
        onCancel={() => settle(false)}
        destroyOnHidden
      >
        {question && <p style={{ marginBottom: 12 }}>{t(question.why)}</p>}
        <PinForm id="confirm-pin" label={t(texts.confirm)} onPin={prove} />
      </Modal>
    </AskContext>
  );
}
