import { App, Button, Input, Radio } from 'antd';
import { useState } from 'react';
import { api, Panel, ProblemView, useText } from '#web/kit/index.ts';
import type { TakingWire } from '../../schema.ts';
import { registryPath, useRegistryRefresh, type ProposalWire } from '../data.ts';
import { kindWords } from '../texts.ts';
import { packTexts as texts } from './texts.ts';

type Conflict = TakingWire['conflicts'][number];
type Decision = NonNullable<Conflict['decision']>;

interface ConflictListProps {
  readonly proposal: ProposalWire;
  readonly conflicts: readonly Conflict[];
}

/** What was declared here and is now declared by the bundle: its author decides each, whoever else reads how. */
export function ConflictList({ proposal, conflicts }: ConflictListProps) {
  const t = useText();
  const { message } = App.useApp();
  const refresh = useRegistryRefresh();
  const [made, setMade] = useState<Readonly<Record<string, Decision>>>({});
  const [problem, setProblem] = useState<unknown>();
  const may = proposal.may.includes('decide');
  const decisionOf = (one: Conflict) => made[one.key] ?? one.decision;
  const save = async () => {
    const decisions = Object.fromEntries(
      conflicts.flatMap((one) => {
        const decision = decisionOf(one);
        return decision ? [[one.key, decision]] : [];
      }),
    );
    try {
      setProblem(undefined);
      await api.put(`${registryPath}/proposals/${proposal.number}/decisions`, {
        version: proposal.version,
        decisions,
      });
      setMade({});
      await refresh();
      message.success(t(texts.saved));
    } catch (thrown) {
      setProblem(thrown);
    }
  };
  return (
    <Panel title={texts.conflicts}>
      <div className="mq-gap">
        <p className="mq-lead">{t(texts.conflictsLead)}</p>
        {problem !== undefined && <ProblemView problem={problem} />}
        {conflicts.map((one) => (
          <ConflictRow
            key={one.key}
            conflict={one}
            decision={decisionOf(one)}
            may={may}
            onDecide={(decision) => setMade({ ...made, [one.key]: decision })}
          />
        ))}
        {may && (
          <div>
            <Button type="primary" onClick={() => void save()}>
              {t(texts.save)}
            </Button>
          </div>
        )}
      </div>
    </Panel>
  );
}

interface ConflictRowProps {
  readonly conflict: Conflict;
  readonly decision: Decision | null;
  readonly may: boolean;
  readonly onDecide: (decision: Decision) => void;
}

function ConflictRow({ conflict, decision, may, onDecide }: ConflictRowProps) {
  const t = useText();
  const { key, kind, name, part, local, taken, keepable } = conflict;
  const called = part ?? name;
  const as = decision?.how === 'keep' ? decision.as : '';
  const said = decision === null ? t(texts.undecided) : t(texts[decision.how]) + (as === '' ? '' : ` ${as}`);
  return (
    <fieldset className="registry-conflict">
      <legend>
        {t(kindWords[kind])} <code className="mq-mono">{part === null ? name : `${name} · ${part}`}</code>
      </legend>
      <p>
        {t(texts.local)}{t({ zh: '：', en: ': ' })}<del>{t(local)}</del> {t(texts.theirs)}
        {t({ zh: '：', en: ': ' })}<ins>{t(taken)}</ins>
      </p>
      {may ? (
        <div className="registry-decision">
          <Radio.Group
            aria-label={`${t(texts.decision)} ${called}`}
            value={decision?.how}
            onChange={({ target }) =>
              onDecide(target.value === 'map' ? { how: 'map' } : { how: 'keep', as: as || `${called}${suffixOf(kind)}` })
            }
            options={[
              { value: 'map', label: t(texts.map) },
              { value: 'keep', label: t(texts.keep), disabled: !keepable },
            ]}
          />
          {decision?.how === 'keep' && (
            <Input
              id={`registry-${key}`}
              aria-label={t(texts.newName, { name: called })}
              value={decision.as}
              maxLength={60}
              onChange={(event) => onDecide({ how: 'keep', as: event.target.value.trim() })}
            />
          )}
        </div>
      ) : (
        <p>
          {t(texts.decision)}{t({ zh: '：', en: ': ' })}{said}
        </p>
      )}
    </fieldset>
  );
}

function suffixOf(kind: Conflict['kind']): string {
  return kind === 'resource-extension' ? 'Local' : '-local';
}
