import { App, Button } from 'antd';
import { useState } from 'react';
import { api, Notice, Panel, ProblemView, useText } from '#web/kit/index.ts';
import { registryPath, useMigrations, useRegistryRefresh } from '../data.ts';
import type { MigrationsAnswer, ProposalWire } from '../data.ts';
import { draftOf, planOf, type Item, type PlanDraft } from './plan-draft.ts';
import { RehearsalView } from './RehearsalView.tsx';
import { RunView } from './RunView.tsx';
import { StepRow } from './StepRow.tsx';
import { planTexts as texts } from './texts.ts';

/** For each class of information whose records a proposal touches: the plan, its rehearsal, and its progress. */
export function PlanPanels({ proposal }: { proposal: ProposalWire }) {
  const { data } = useMigrations(proposal.number, proposal.state === 'approved');
  return (data?.items ?? []).map((item) => (
    <PlanPanel key={`${item.resource} ${proposal.version}`} proposal={proposal} item={item} answer={data} />
  ));
}

interface PlanPanelProps {
  readonly proposal: ProposalWire;
  readonly item: Item;
  readonly answer: MigrationsAnswer | undefined;
}

function PlanPanel({ proposal, item, answer }: PlanPanelProps) {
  const t = useText();
  const { message } = App.useApp();
  const refresh = useRegistryRefresh();
  const { resource, needs, blocked, run } = item;
  const [draft, setDraft] = useState<PlanDraft>(() => draftOf(needs, proposal.plans[resource]));
  const [problem, setProblem] = useState<unknown>();
  const may = answer?.mayPlan === true;
  const doing = async (work: () => Promise<unknown>) => {
    try {
      setProblem(undefined);
      await work();
      await refresh();
    } catch (thrown) {
      setProblem(thrown);
    }
  };
  const save = async () => {
    const { title, reason, branch, changes, version } = proposal;
    const plans = { ...proposal.plans, [resource]: planOf(draft) };
    const path = `${registryPath}/proposals/${proposal.number}`;
    if (proposal.bundle !== null) await api.put(`${path}/decisions`, { version, plans });
    else
      await api.put(path, {
        title,
        reason,
        branch,
        changes,
        version,
        plans,
      });
    message.success(t(texts.saved));
  };
  return (
    <Panel title={t(texts.plan, { title: t(item.title) })}>
      <div className="mq-gap">
        {needs.length > 0 && <p className="mq-lead">{t(texts.lead)}</p>}
        {blocked.length > 0 && (
          <Notice tone="bad" title={t(texts.impossible)}>
            {blocked.map((one) => (
              <p key={one.en}>{t(one)}</p>
            ))}
          </Notice>
        )}
        {problem !== undefined && <ProblemView problem={problem} />}
        <Steps item={item} draft={draft} may={may} onChange={setDraft} />
        {may && needs.length > 0 && (
          <div>
            <Button type="primary" onClick={() => void doing(save)}>
              {t(texts.save)}
            </Button>
          </div>
        )}
        {answer && needs.length > 0 && (
          <RehearsalView
            answer={answer}
            item={item}
            onRehearse={() =>
              void doing(() => api.post(`${registryPath}/proposals/${proposal.number}/rehearsals`, {}))
            }
          />
        )}
        {run && <RunView run={run} />}
      </div>
    </Panel>
  );
}

interface StepsProps {
  readonly item: Item;
  readonly draft: PlanDraft;
  readonly may: boolean;
  readonly onChange: (draft: PlanDraft) => void;
}

/** One row a touched field. */
function Steps({ item, draft, may, onChange }: StepsProps) {
  const t = useText();
  const sourceOf = (field: string): string | undefined => {
    const goes = (from: string) => draft[from]?.step === 'rename-to' && draft[from].target === field;
    const source = item.needs.find((one) => goes(one.field));
    return source && t(source.title);
  };
  return item.needs.map((need) => {
    const own = draft[need.field];
    return own === undefined ? null : (
      <StepRow
        key={need.field}
        item={item}
        need={need}
        draft={own}
        source={sourceOf(need.field)}
        may={may}
        onChange={(next) => onChange({ ...draft, [need.field]: next })}
      />
    );
  });
}
