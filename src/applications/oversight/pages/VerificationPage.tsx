import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Progress } from 'antd';
import { useState } from 'react';
import {
  DataTable,
  Empty,
  Notice,
  Page,
  Panel,
  ProblemView,
  StatusTag,
  When,
  api,
  exportFrom,
  listFrom,
  useLanguage,
  usePresence,
  useText,
} from '#web/kit/index.ts';
import type { TableColumn, TableFilter, Tone } from '#web/kit/index.ts';
import { verificationStates } from '../schema.ts';
import type { VerificationPageWire, VerificationWire } from '../schema.ts';
import { texts } from './texts.ts';
import './oversight.css';

const path = '/api/v1/ledger/verifications';
const pollMs = 1000;

const isActive = (run: VerificationWire | undefined): boolean =>
  run?.state === 'waiting' || run?.state === 'running';

/** The latest run; followed while it goes on. */
function useLatest() {
  return useQuery({
    queryKey: ['verification-latest'],
    queryFn: async () =>
      (await api.get<VerificationPageWire>(path, { query: { limit: 1 } })).items[0] ?? null,
  });
}

/** A run under way is followed by its own address, which is no reading of the ledger. */
function useFollowed(latest: VerificationWire | null | undefined) {
  const client = useQueryClient();
  const active = isActive(latest ?? undefined);
  return useQuery({
    queryKey: ['verification', latest?.id],
    queryFn: async () => {
      const run = await api.get<VerificationWire>(`${path}/${latest?.id}`);
      if (!isActive(run)) await client.invalidateQueries({ queryKey: ['verification-latest'] });
      if (!isActive(run)) await client.invalidateQueries({ queryKey: ['table', 'verifications'] });
      return run;
    },
    enabled: active,
    refetchInterval: (query) => (isActive(query.state.data) || !query.state.data ? pollMs : false),
  }).data;
}

/** Verification of the whole ledger: start, progress, result, history. */
export function VerificationPage() {
  const t = useText();
  const client = useQueryClient();
  const withPresence = usePresence();
  const latest = useLatest();
  const followed = useFollowed(latest.data);
  const [problem, setProblem] = useState<unknown>();
  const run = isActive(latest.data ?? undefined) ? (followed ?? latest.data) : latest.data;
  const act = async (address: string) => {
    setProblem(undefined);
    try {
      await withPresence(() => api.post(address));
    } catch (thrown) {
      setProblem(thrown);
    }
    await client.invalidateQueries({ queryKey: ['verification-latest'] });
  };
  const active = isActive(run ?? undefined);
  return (
    <Page
      lead={texts.verificationLead}
      actions={
        <Button
          type="primary"
          disabled={active || latest.isPending}
          onClick={() => void act('/api/v1/ledger/verify')}
        >
          {t(run ? texts.again : texts.start)}
        </Button>
      }
    >
      <div className="mq-gap">
        {problem !== undefined && <ProblemView problem={problem} />}
        {latest.error && <ProblemView problem={latest.error} onRetry={() => void latest.refetch()} />}
        {run === null && <Empty title={t(texts.neverRun)} hint={t(texts.neverRunHint)} />}
        {run && active && <Running run={run} onStop={() => void act(`${path}/${run.id}/stop`)} />}
        {run && !active && <Result run={run} />}
        <DataTable<VerificationWire>
          id="verifications"
          title={texts.history}
          source={listFrom(path)}
          rowKey={({ id }) => id}
          columns={columnsOf(t)}
          filters={filters}
          onExport={exportFrom(`${path}/export`)}
        />
      </div>
    </Page>
  );
}

function Running({ run, onStop }: { run: VerificationWire; onStop: () => void }) {
  const t = useText();
  const { leavesDone, leavesTotal } = run;
  const percent = leavesTotal === 0 ? 0 : Math.floor((leavesDone / leavesTotal) * 100);
  return (
    <Panel title={texts.running} extra={<Button onClick={onStop}>{t(texts.stop)}</Button>}>
      <Progress percent={percent} aria-label={t(texts.running)} status="active" />
      <p role="status">{t(texts.progress, { done: leavesDone, total: leavesTotal })}</p>
      <p className="mq-soft">{t(texts.leaveIt)}</p>
    </Panel>
  );
}

function Result({ run }: { run: VerificationWire }) {
  const t = useText();
  const language = useLanguage();
  const { state, entries, checkpoints, findingCount, findings } = run;
  if (state === 'passed')
    return (
      <Notice tone="good" title={t(texts.passed)} alert>
        <p>{t(texts.passedText, { entries, checkpoints })}</p>
      </Notice>
    );
  if (state === 'failed')
    return (
      <Notice tone="bad" title={t(texts.failedTitle, { count: findingCount })} alert>
        <p>{t(texts.failedText)}</p>
        <ol className="oversight-findings">
          {findings.map((finding, at) => (
            <li key={`${finding.code}-${at}`}>
              {finding[language]} <span className="mq-mono mq-soft">{finding.code}</span>
            </li>
          ))}
        </ol>
      </Notice>
    );
  return (
    <Notice tone="warn" title={t(state === 'stopped' ? texts.stopped : texts.brokenTitle)}>
      {state === 'broken' && <p>{t(texts.brokenText)}</p>}
    </Notice>
  );
}

const tones: Readonly<Record<VerificationWire['state'], Tone>> = {
  waiting: 'info',
  running: 'info',
  passed: 'good',
  failed: 'bad',
  stopped: 'neutral',
  broken: 'warn',
};

const filters: readonly TableFilter[] = [
  { name: 'from', label: texts.from, kind: 'date' },
  { name: 'to', label: texts.to, kind: 'date' },
  {
    name: 'state',
    label: texts.state,
    kind: 'choice',
    options: (['passed', 'failed', 'stopped', 'broken'] as const).map((value) => {
      return { value, label: verificationStates[value] };
    }),
  },
];

function columnsOf(t: ReturnType<typeof useText>): TableColumn<VerificationWire>[] {
  return [
    {
      key: 'requestedAt',
      title: texts.at,
      render: (run) => <When at={run.requestedAt} precision="second" />,
    },
    {
      key: 'requestedByName',
      title: texts.requestedBy,
      render: ({ requestedByName }) => requestedByName ?? t(texts.onSchedule),
    },
    {
      key: 'state',
      title: texts.state,
      render: ({ state }) => <StatusTag tone={tones[state]}>{t(verificationStates[state])}</StatusTag>,
    },
    { key: 'entries', title: texts.entries, align: 'right' },
    { key: 'checkpoints', title: texts.checkpoints, align: 'right' },
    { key: 'findingCount', title: texts.findings, align: 'right' },
    {
      key: 'duration',
      title: texts.duration,
      align: 'right',
      render: ({ startedAt, endedAt }) =>
        startedAt && endedAt
          ? t(texts.seconds, { count: ((Date.parse(endedAt) - Date.parse(startedAt)) / 1000).toFixed(1) })
          : '—',
    },
  ];
}
