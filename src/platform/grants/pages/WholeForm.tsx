import type { ReactNode } from 'react';
import { ProblemView, RestoredDraft, useText } from '#web/kit/index.ts';
import type { Text } from '#web/kit/index.ts';
import { texts } from './texts.ts';
import './grants.css';

interface WholeFormProps {
  readonly draft: { readonly restoredAtMs: number | undefined; readonly startOver: () => void };
  /** What has to be filled in before it can be sent. */
  readonly missing: readonly Text[];
  readonly problem: unknown;
  readonly onSend: () => void;
  readonly children: ReactNode;
  readonly buttons: ReactNode;
}

/** A form whose draft was kept, that says what it still lacks beside its buttons. */
export function WholeForm({ draft, missing, problem, onSend, children, buttons }: WholeFormProps) {
  const t = useText();
  return (
    <form
      className="mq-gap"
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      {draft.restoredAtMs !== undefined && (
        <RestoredDraft atMs={draft.restoredAtMs} onDiscard={draft.startOver} />
      )}
      {children}
      {problem !== undefined && <ProblemView problem={problem} />}
      <div className="grants-acts">
        {buttons}
        {missing.length > 0 && (
          <span className="mq-soft" aria-live="polite">
            {t(texts.missing, { what: missing.map((text) => t(text)).join(t(texts.comma)) })}
          </span>
        )}
      </div>
    </form>
  );
}
