import { Modal } from 'antd';
import { createContext, useCallback, useContext, useState, type ReactNode } from 'react';
import { problemFrom } from '../core/api.ts';
import { useText } from '../core/language.ts';
import { reauthenticate } from '../core/session.ts';
import { PinForm } from './PinForm.tsx';
import { texts } from './texts.ts';

/** The server's word for an act that wants the person's presence proven lately. */
const presenceNeeded = 'identity.recent-authentication-needed';

type WithPresence = <T>(act: () => Promise<T>) => Promise<T | undefined>;

const PresenceContext = createContext<WithPresence | undefined>(undefined);

/**
 * For dangerous acts: `const withPresence = usePresence(); await withPresence(() => api.post(…))`. Tries the act; when
 * the server wants the PIN again, asks for it and tries once more. Undefined when the person gave up; other problems
 * are thrown as ever.
 */
export function usePresence(): WithPresence {
  const withPresence = useContext(PresenceContext);
  if (!withPresence) throw new Error('usePresence is for pages inside the officers’ shell');
  return withPresence;
}

type Answer = (confirmed: boolean) => void;

/** Holds the dialog that asks for the PIN again. */
export function PresenceProvider({ children }: { children: ReactNode }) {
  const t = useText();
  const [answer, setAnswer] = useState<{ readonly tell: Answer } | undefined>();
  const withPresence = useCallback<WithPresence>(async (act) => {
    try {
      return await act();
    } catch (thrown) {
      if (problemFrom(thrown).code !== presenceNeeded) throw thrown;
    }
    const confirmed = await new Promise<boolean>((tell) => setAnswer({ tell }));
    return confirmed ? act() : undefined;
  }, []);
  const settle = (confirmed: boolean) => {
    answer?.tell(confirmed);
    setAnswer(undefined);
  };
  const prove = async (pin: string) => {
    await reauthenticate(pin);
    settle(true);
  };
  return (
    <PresenceContext value={withPresence}>
      {children}
      <Modal
        open={!!answer}
        title={t(texts.confirmTitle)}
        footer={null}
        onCancel={() => settle(false)}
        destroyOnHidden
      >
        <p>{t(texts.confirmWhy)}</p>
        <PinForm id="confirm-pin" label={t(texts.confirm)} onPin={prove} />
      </Modal>
    </PresenceContext>
  );
}
