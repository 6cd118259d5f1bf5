import { Button, Select } from 'antd';
import { useId, useState, type ReactNode } from 'react';
import { ProblemView, useLanguage, useText, type Text } from '#web/kit/index.ts';
import { NoteField, noteErrorOf } from './NoteField.tsx';
import { deskTexts } from './texts.ts';
import { useOpening } from './use-opening.ts';
import './desk.css';

/** What somebody chose and noted; `note` is left out when nothing was written. */
export interface Opening {
  readonly code: string;
  readonly note?: string;
}

interface OpeningFormProps<Choice extends Text & { readonly code: string }> {
  /** What is chosen from `choices`: the reason of a visit, the kind of a request. */
  readonly label: Text;
  readonly choices: readonly Choice[];
  readonly before?: ReactNode;
  /** Said of the choice, below it. */
  readonly renderAbout?: (choice: Choice) => ReactNode;
  readonly submit: (choice: Choice | undefined) => Text;
  readonly disabled?: boolean;
  readonly onOpen: (opening: Opening, idempotencyKey: string) => Promise<void>;
  readonly onCancel: () => void;
}

/** The small form by which a purpose of the desk comes into force: one choice and a note. */
export function OpeningForm<Choice extends Text & { readonly code: string }>(
  props: OpeningFormProps<Choice>,
) {
  const t = useText();
  const language = useLanguage();
  const id = useId();
  const [code, setCode] = useState<string>();
  const [note, setNote] = useState('');
  const choice = props.choices.find((each) => each.code === code);
  const { problem, busy, renew, carryOut } = useOpening(async (key) => {
    if (choice) await props.onOpen({ code: choice.code, ...(note.trim() ? { note } : {}) }, key);
  });
  return (
    <form
      className="mq-gap"
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        void carryOut();
      }}
    >
      {props.before}
      {problem && noteErrorOf(problem, '/note') === undefined && <ProblemView problem={problem} />}
      <div className="desk-field">
        <label htmlFor={`${id}-choice`}>{t(props.label)}</label>
        <Select
          id={`${id}-choice`}
          autoFocus
          style={{ width: '100%' }}
          value={code ?? null}
          onChange={(next: string) => {
            renew();
            setCode(next);
          }}
          options={props.choices.map((each) => ({ value: each.code, label: each[language] }))}
        />
        {choice && props.renderAbout?.(choice)}
      </div>
      <NoteField
        id={`${id}-note`}
        label={deskTexts.note}
        pointer="/note"
        value={note}
        onChange={(next) => {
          renew();
          setNote(next);
        }}
        problem={problem}
      />
      <div className="desk-acts">
        <Button type="primary" htmlType="submit" loading={busy} disabled={!choice || props.disabled === true}>
          {t(props.submit(choice))}
        </Button>
        <Button onClick={props.onCancel}>{t(deskTexts.close)}</Button>
      </div>
    </form>
  );
}
