import { BatchActs, DataTable, Page, StatusTag, When, api, listAt, useGo, useText, wordChoices } from '#web/kit/index.ts'; // prettier-ignore
import type { BatchAct, TableColumn, TableFilter } from '#web/kit/index.ts';
import { findingStateWords, severityWords } from '../schema.ts';
import type { FindingWire, OverviewWire, Titled } from '../schema.ts';
import { qualityPath, useOverview } from './quality-data.ts';
import { RunsPanel } from './RunsPanel.tsx';
import { findingTones, texts } from './texts.ts';
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
          {...listAt<FindingWire>(`${qualityPath}/findings`)}
          rowKey={({ number }) => number}
          columns={columnsOf(t)}
          filters={filtersOf(data)}
          defaultSort="-number"
          empty={{ title: texts.noFindings, hint: texts.noFindingsHint }}
          batch={{
            isSelectable: ({ mayDecide, state }) => mayDecide && state === 'open',
            render: (rows, done) => (
              <BatchActs
                rows={rows}
                nameOf={({ number }) => number}
                acts={[markRight]}
                reason={reason}
                onDone={done}
              />
            ),
          }}
          onOpen={({ number }) => go(`/quality/findings/${number}`)}
        />
        {data && <RunsPanel overview={data} />}
      </div>
    </Page>
  );
}

const named = (rows: readonly Titled[] = []) =>
  rows.map(({ name, title }) => ({ value: name, label: title }));

function filtersOf(overview: OverviewWire | undefined): readonly TableFilter[] {
  return [
    { name: 'state', label: texts.state, kind: 'choice', options: wordChoices(findingStateWords) },
    { name: 'severity', label: texts.severity, kind: 'choice', options: wordChoices(severityWords) },
    { name: 'resource', label: texts.resource, kind: 'choice', options: named(overview?.resources) },
    { name: 'rule', label: texts.rule, kind: 'choice', options: named(overview?.rules) },
    { name: 'mine', label: texts.mine, kind: 'choice', options: wordChoices({ yes: texts.mineOnly }) },
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
        <StatusTag tone={severity === 'error' ? 'bad' : 'warn'}>{t(severityWords[severity])}</StatusTag>
      ),
    },
    {
      key: 'state',
      title: texts.state,
      render: ({ state }) => <StatusTag tone={findingTones[state]}>{t(findingStateWords[state])}</StatusTag>,
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
      sort: 'lastSeen',
      render: ({ lastSeen }) => <When at={lastSeen} />,
    },
    { key: 'handler', title: texts.handler },
  ];
}

const reason = { label: texts.reason, hint: texts.markHint };

/** Marks what was chosen as right, all of it or nothing; says why. */
const markRight: BatchAct<FindingWire> = {
  title: texts.markRight,
  together: (rows, why) =>
    api.post(`${qualityPath}/findings/decide`, {
      numbers: rows.map(({ number }) => number),
      state: 'accepted',
      reason: why,
    }),
};
