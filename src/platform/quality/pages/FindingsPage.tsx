import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { DataTable, Page, StatusTag, When, api, exportFrom, listFrom, problemFrom, useGo, useText } from '#web/kit/index.ts'; // prettier-ignore
import type { TableColumn, TableFilter, Text } from '#web/kit/index.ts';
import type { FindingWire, OverviewWire, Titled } from '../schema.ts';
import { qualityPath, useOverview } from './quality-data.ts';
import { RunsPanel } from './RunsPanel.tsx';
import { findingStates, findingTones, severityTitles, texts } from './texts.ts';
import './quality.css';

/** The inbox of the owner branch: what the rules found, and how far examinations are. */
export function FindingsPage() {
  const t = useText();
  const go = useGo();
  const { data } = useOverview();
  return (
    <Page lead={texts.findingsLead}>
      <div className="mq-gap">
        <DataTable<FindingWire>
          id="findings"
          title={texts.findings}
          source={listFrom(`${qualityPath}/findings`)}
          rowKey={({ number }) => number}
          columns={columnsOf(t)}
          filters={filtersOf(data)}
          defaultSort="-number"
          onExport={exportFrom(`${qualityPath}/findings/export`)}
          empty={{ title: texts.noFindings, hint: texts.noFindingsHint }}
          batch={{
            isSelectable: ({ mayDecide, state }) => mayDecide && state === 'open',
            render: (rows, done) => <MarkRight rows={rows} onDone={done} />,
          }}
          onOpen={({ number }) => go(`/quality/findings/${number}`)}
        />
        {data && <RunsPanel overview={data} />}
      </div>
    </Page>
  );
}

const choices = (titles: Readonly<Record<string, Text>>) =>
  Object.entries(titles).map(([value, label]) => ({ value, label }));
const named = (rows: readonly Titled[] = []) =>
  rows.map(({ name, title }) => ({ value: name, label: title }));

function filtersOf(overview: OverviewWire | undefined): readonly TableFilter[] {
  return [
    { name: 'state', label: texts.state, kind: 'choice', options: choices(findingStates) },
    { name: 'severity', label: texts.severity, kind: 'choice', options: choices(severityTitles) },
    { name: 'resource', label: texts.resource, kind: 'choice', options: named(overview?.resources) },
    { name: 'rule', label: texts.rule, kind: 'choice', options: named(overview?.rules) },
    { name: 'mine', label: texts.mine, kind: 'choice', options: choices({ yes: texts.mineOnly }) },
  ];
}

function columnsOf(t: ReturnType<typeof useText>): TableColumn<FindingWire>[] {
  return [
    { key: 'number', title: texts.number, sort: 'number' },
    { key: 'rule', title: texts.rule, render: ({ rule }) => t(rule.title) },
    { key: 'resource', title: texts.resource, render: ({ resource }) => t(resource.title) },
    { key: 'field', title: texts.field, hidden: true, render: ({ field }) => t(field.title) },
    {
      key: 'severity',
      title: texts.severity,
      render: ({ severity }) => (
        <StatusTag tone={severity === 'error' ? 'bad' : 'warn'}>{t(severityTitles[severity])}</StatusTag>
      ),
    },
    {
      key: 'state',
      title: texts.state,
      render: ({ state }) => <StatusTag tone={findingTones[state]}>{t(findingStates[state])}</StatusTag>,
    },
    {
      key: 'firstSeen',
      title: texts.firstSeen,
      sort: 'firstSeen',
      render: ({ firstSeen }) => <When at={firstSeen} />,
    },
    {
      key: 'lastSeen',
      title: texts.lastSeen,
      hidden: true,
      render: ({ lastSeen }) => <When at={lastSeen} />,
    },
    { key: 'handler', title: texts.handler },
  ];
}

/** Marks what was chosen as right, all of it or nothing; says why. */
function MarkRight({ rows, onDone }: { rows: readonly FindingWire[]; onDone: () => void }) {
  const t = useText();
  const { message, modal } = App.useApp();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const mark = async () => {
    setBusy(true);
    try {
      const numbers = rows.map(({ number }) => number);
      await api.post(`${qualityPath}/findings/decide`, { numbers, state: 'accepted', reason: reason.trim() });
      message.success(t(texts.marked, { n: numbers.length }));
      onDone();
    } catch (thrown) {
      const problem = problemFrom(thrown);
      modal.error({ title: problem.detail ?? problem.title, content: problem.action });
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Input
        className="quality-reason"
        aria-label={t(texts.reason)}
        placeholder={t(texts.markHint)}
        maxLength={500}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      <Button type="primary" loading={busy} disabled={reason.trim().length < 2} onClick={() => void mark()}>
        {t(texts.markRight)}
      </Button>
    </>
  );
}
