import { useState } from 'react';
import {
  Button, Dialog, Field, Problem, api, draftKey, dropDraft, findDraft, formatInstantInWords, saveDraft, useLanguage,
  useSession, useText,
} from '#web/citizen/kit/index.ts'; // prettier-ignore
import type { AccessWire } from '../schema.ts';
import { openOf, whatHappened } from './reading.ts';
import { texts } from './texts.ts';

/** As `longestQuestion` of schema.ts, which would bring its whole library along. */
const longest = 1000;

interface AskDialogProps {
  readonly access: AccessWire;
  readonly onClose: () => void;
  readonly onSent: () => void;
}

/** One question about one access. What is typed survives a reload and a session that ended. */
export function AskDialog({ access, onClose, onSent }: AskDialogProps) {
  const t = useText();
  const language = useLanguage();
  const { actor } = useSession();
  const key = draftKey(actor.id, `question.${access.seq}`);
  const [text, setText] = useState(() => findDraft<string>(key)?.values ?? '');
  const [state, setState] = useState<{ busy: boolean; empty: boolean; problem?: unknown }>({
    busy: false,
    empty: false,
  });
  const send = async () => {
    if (text.trim() === '') {
      setState({ busy: false, empty: true });
      return;
    }
    setState({ busy: true, empty: false });
    try {
      await api.post('/api/v1/me/questions', { seq: access.seq, text: text.trim() });
      dropDraft(key);
      onSent();
    } catch (problem) {
      setState({ busy: false, empty: false, problem });
    }
  };
  return (
    <Dialog title={t(texts.askTitle)} onClose={onClose}>
      <p>
        {formatInstantInWords(openOf(access).at, language)} · {t(access.titles.organisation)}
        <br />
        {whatHappened(access, language)}
      </p>
      <Field
        label={t(texts.askLabel)}
        hint={t(texts.askHintPlain)}
        value={text}
        onChange={(value) => {
          setText(value);
          saveDraft(key, value);
        }}
        error={state.empty ? t(texts.askEmpty) : undefined}
        maxLength={longest}
        lines
        required
      />
      {state.problem !== undefined && <Problem problem={state.problem} />}
      <Button primary busy={state.busy} onClick={() => void send()}>
        {t(texts.send)}
      </Button>
    </Dialog>
  );
}
