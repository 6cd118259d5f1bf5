import { App, Button } from 'antd';
import { useState } from 'react';
import { api, ProblemView, problemFrom, useGo, useText } from '#web/kit/index.ts';
import { registryPath, useRegistryRefresh, type ProposalAnswer } from '../data.ts';
import { editorTexts as texts, registryTexts } from '../texts.ts';
import { changeOf, type ProposalDraft } from './draft.ts';
import { isMissing, isOfPlan, type Examined } from './use-preview.ts';

interface EditorFootProps {
  readonly proposal: ProposalDraft;
  readonly revises?: { readonly number: string; readonly version: number };
  readonly examined: Examined | undefined;
  /** From now on what is missing is said at its field. */
  readonly onStrict: () => void;
  /** It is on the server: no draft is kept here any more. */
  readonly onDone: () => void;
}

/** Saving and handing in. A problem stands here, and everything typed stays. */
export function EditorFoot({ proposal, revises, examined, onStrict, onDone }: EditorFootProps) {
  const t = useText();
  const go = useGo();
  const { message } = App.useApp();
  const refresh = useRegistryRefresh();
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const errors = examined?.found.filter(({ severity }) => severity === 'error') ?? [];
  const own = errors.filter((one) => !isOfPlan(one));
  const wrong = own.filter((one) => !isMissing(one)).length;
  const isUnplanned = own.length < errors.length;
  const told = proposal.title.trim() !== '' && proposal.reason.trim() !== '' && proposal.branch !== '';
  const send = async (submits: boolean) => {
    setProblem(undefined);
    if (!told || (submits && own.length > 0)) {
      onStrict();
      return focusFirst();
    }
    setBusy(true);
    try {
      const saved = await save(proposal, revises);
      onDone();
      if (submits && !isUnplanned)
        await submit(saved).catch((thrown: unknown) => message.error(problemFrom(thrown).title));
      await refresh();
      go(`/standards/proposals/${saved.proposal.number}`, { replace: true });
    } catch (thrown) {
      setProblem(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="mq-card">
      {problem !== undefined && (
        <div className="mq-card-body">
          <ProblemView problem={problem} />
        </div>
      )}
      <div className="mq-form-foot">
        <span className="mq-soft" role="status">
          {wrong > 0
            ? t(registryTexts.errorsFound, { n: wrong })
            : own.length > 0
              ? t(registryTexts.stillMissing, { n: own.length })
              : isUnplanned && t(texts.planNext)}
        </span>
        <Button loading={busy} onClick={() => void send(false)}>
          {t(texts.saveDraft)}
        </Button>
        <Button type="primary" loading={busy} onClick={() => void send(true)}>
          {t(texts.submit)}
        </Button>
      </div>
    </div>
  );
}

/** To the first control that is wrong or empty, once it says so. */
function focusFirst(): void {
  setTimeout(() => document.querySelector<HTMLElement>('.registry-columns [aria-invalid="true"]')?.focus());
}

function save(proposal: ProposalDraft, revises: EditorFootProps['revises']): Promise<ProposalAnswer> {
  const { title, reason, branch, changes, plans = {} } = proposal;
  const body = { title: title.trim(), reason: reason.trim(), branch, changes: changes.map(changeOf), plans };
  if (!revises) return api.post<ProposalAnswer>(`${registryPath}/proposals`, body);
  return api.put<ProposalAnswer>(`${registryPath}/proposals/${revises.number}`, {
    ...body,
    version: revises.version,
  });
}

function submit({ proposal }: ProposalAnswer): Promise<unknown> {
  return api.post(`${registryPath}/proposals/${proposal.number}/submit`, { version: proposal.version });
}
