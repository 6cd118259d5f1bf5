import { useQueryClient } from '@tanstack/react-query';
import { Button, Progress, Select } from 'antd';
import { useState } from 'react';
import { Panel, PlainTable, ProblemView, StatusTag, When, api, useText } from '#web/kit/index.ts';
import type { OverviewWire, RunWire } from '../schema.ts';
import { qualityPath, useRuns } from './quality-data.ts';
import { runStates, runTones, texts } from './texts.ts';

/** Examinations: how far they are, and one now. */
export function RunsPanel({ overview }: { overview: OverviewWire }) {
  const t = useText();
  const client = useQueryClient();
  const { data, error, refetch } = useRuns();
  const [resource, setResource] = useState<string>();
  const [problem, setProblem] = useState<unknown>();
  const start = async () => {
    setProblem(undefined);
    try {
      await api.post(`${qualityPath}/runs`, { resource });
      await client.invalidateQueries({ queryKey: ['quality-runs'] });
    } catch (thrown) {
      setProblem(thrown);
    }
  };
  return (
    <Panel title={texts.runs}>
      <div className="mq-gap">
        <p className="mq-soft">{t(texts.runsLead, { hours: overview.everyHours })}</p>
        <div className="quality-row mq-no-print">
          <Select
            className="quality-choice"
            aria-label={t(texts.chooseResource)}
            placeholder={t(texts.chooseResource)}
            value={resource}
            onChange={setResource}
            options={overview.resources.map(({ name, title }) => ({ value: name, label: t(title) }))}
          />
          <Button disabled={resource === undefined} onClick={() => void start()}>
            {t(texts.runNow)}
          </Button>
        </div>
        {problem !== undefined && <ProblemView problem={problem} />}
        {error && <ProblemView problem={error} onRetry={() => void refetch()} />}
        {data && (data.items.length === 0 ? <p>{t(texts.noRuns)}</p> : <Runs runs={data.items} />)}
      </div>
    </Panel>
  );
}

function Runs({ runs }: { runs: readonly RunWire[] }) {
  const t = useText();
  return (
    <PlainTable
      caption={t(texts.runs)}
      rows={runs}
      rowKey={({ id }) => id}
      columns={[
        { title: texts.resource, render: ({ resource }) => t(resource.title) },
        {
          title: texts.requestedAt,
          render: ({ requestedAt, scheduled }) => (
            <>
              <When at={requestedAt} /> {scheduled && <span className="mq-soft">{t(texts.scheduled)}</span>}
            </>
          ),
        },
        {
          title: texts.state,
          render: ({ state }) => <StatusTag tone={runTones[state]}>{t(runStates[state])}</StatusTag>,
        },
        { title: texts.progress, render: (run) => <Done run={run} /> },
        { title: texts.faulty, render: ({ faulty }) => faulty.toLocaleString('en') },
      ]}
    />
  );
}

function Done({ run: { state, recordsDone, recordsTotal } }: { run: RunWire }) {
  const t = useText();
  const percent =
    recordsTotal === 0 ? (state === 'done' ? 100 : 0) : Math.floor((recordsDone / recordsTotal) * 100);
  return (
    <div className="quality-progress">
      {state === 'running' && (
        <Progress percent={percent} size="small" showInfo={false} aria-label={t(texts.progress)} />
      )}
      <span className="mq-mono">
        {recordsDone.toLocaleString('en')} / {recordsTotal.toLocaleString('en')}
      </span>
    </div>
  );
}
