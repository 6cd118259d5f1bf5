import { Input } from 'antd';
import { useText, type ApiProblem, type Text } from '#web/kit/index.ts';
import { deskTexts } from './texts.ts';

const maxLength = 200; // characters, as the server has it

interface NoteFieldProps {
  readonly id: string;
  readonly label: Text;
  /** `/note` or `/reason`: where the server's error about it points. */
  readonly pointer: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly problem: ApiProblem | undefined;
}

/** A few words of free text, with the warning against numbers, and the server's word when there is one in it. */
export function NoteField({ id, label, pointer, value, onChange, problem }: NoteFieldProps) {
  const t = useText();
  const error = problem && noteErrorOf(problem, pointer);
  return (
    <div className="desk-field">
      <label htmlFor={id}>{t(label)}</label>
      <Input.TextArea
        id={id}
        maxLength={maxLength}
        autoSize={{ minRows: 2, maxRows: 4 }}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-describedby={`${id}-hint`}
        {...(error ? { status: 'error' as const, 'aria-invalid': true } : {})}
      />
      <div id={`${id}-hint`} aria-live="polite">
        {error ? (
          <p className="mq-field-note mq-is-bad">
            <span aria-hidden="true">✕ </span>
            {error} {problem?.action}
          </p>
        ) : (
          <p className="mq-soft">{t(deskTexts.noteHint)}</p>
        )}
      </div>
    </div>
  );
}

/** The server's error about this field, or undefined when the problem is another. */
export function noteErrorOf(problem: ApiProblem, pointer: string): string | undefined {
  return problem.errors.find((error) => error.pointer === pointer)?.message;
}
