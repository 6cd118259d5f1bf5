import { Button, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../core/language.ts';
import { useSession } from '../core/session.ts';
import { ProblemView } from './ProblemView.tsx';
import { texts } from './texts.ts';

interface PinFormProps {
  readonly id: string;
  /** What the button says. */
  readonly label: string;
  /** Proves the PIN; fails with ApiProblem, which is shown here. */
  readonly onPin: (pin: string) => Promise<void>;
}

/** Asks for the PIN of the certificate's holder. The PIN is never kept: the box empties after each try. */
export function PinForm({ id, label, onPin }: PinFormProps) {
  const t = useText();
  const withoutPin = useSession().assurance === 'demo';
  const [pin, setPin] = useState('');
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const host = useRef<HTMLFormElement>(null);
  useEffect(() => host.current?.querySelector('input')?.focus(), []);
  const submit = async () => {
    setBusy(true);
    setProblem(undefined);
    await onPin(pin).catch(setProblem);
    setPin('');
    setBusy(false);
  };
  return (
    <form
      ref={host}
      className="mq-pin"
      onSubmit={(event) => {
        event.preventDefault();
        if (pin || withoutPin) void submit();
      }}
    >
      {problem !== undefined && <ProblemView problem={problem} />}
      {withoutPin && <p className="mq-soft">{t(texts.pinDemo)}</p>}
      <label htmlFor={id}>{t(texts.pin)}</label>
      <Input.Password
        id={id}
        size="large"
        value={pin}
        inputMode="numeric"
        autoComplete="off"
        visibilityToggle={false}
        onChange={(event) => setPin(event.target.value)}
      />
      <Button
        type="primary"
        size="large"
        htmlType="submit"
        block
        loading={busy}
        disabled={!pin && !withoutPin}
      >
        {label}
      </Button>
    </form>
  );
}
