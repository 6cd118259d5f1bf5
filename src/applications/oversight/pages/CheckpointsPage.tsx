import { useQuery } from '@tanstack/react-query';
import { Drawer, Grid } from 'antd';
import {
  DataTable,
  Page,
  Panel,
  ProblemView,
  StatusTag,
  api,
  exportFrom,
  listFrom,
  useLanguage,
  useText,
  useUrlState,
} from '#web/kit/index.ts';
import type { TableColumn, TableFilter } from '#web/kit/index.ts';
import { verifyGrowth } from '#verifier/index.ts';
import type { Finding, ProofResult } from '#verifier/index.ts';
import type { CheckpointPageWire, CheckpointWire, GrowthWire } from '../schema.ts';
import { Facts } from './Facts.tsx';
import { fetchKeys, useLedgerKeys } from './oversight-data.ts';
import { texts } from './texts.ts';
import './oversight.css';

/** The signed checkpoints, and the key that verifies them. */
export function CheckpointsPage() {
  const t = useText();
  const [url, changeUrl] = useUrlState();
  const keys = useLedgerKeys() ?? [];
  return (
    <Page lead={texts.checkpointsLead}>
      <div className="mq-gap">
        <Panel title={texts.keys}>
          {keys.map((key) => (
            <p key={key} className="mq-mono oversight-hash">
              {key}
            </p>
          ))}
          <p className="mq-soft">{t(texts.keysHint)}</p>
        </Panel>
        <DataTable<CheckpointWire>
          id="checkpoints"
          title={texts.checkpoints}
          source={listFrom('/api/v1/ledger/checkpoints')}
          rowKey={({ size }) => String(size)}
          columns={columns}
          filters={filters}
          onExport={exportFrom('/api/v1/ledger/checkpoints/export')}
          onOpen={({ size }) => changeUrl({ size: String(size) })}
        />
      </div>
      {url['size'] && (
        <CheckpointDrawer size={Number(url['size'])} onClose={() => changeUrl({ size: undefined })} />
      )}
    </Page>
  );
}

const filters: readonly TableFilter[] = [
  { name: 'smallest', label: texts.smallest, kind: 'text' },
  { name: 'largest', label: texts.largest, kind: 'text' },
];

const columns: readonly TableColumn<CheckpointWire>[] = [
  { key: 'size', title: texts.size, align: 'right' },
  { key: 'origin', title: texts.origin },
  {
    key: 'root',
    title: texts.root,
    render: ({ root }) => <span className="mq-mono oversight-hash">{root}</span>,
  },
  {
    key: 'signatures',
    title: texts.signature,
    render: ({ signatures }) => signatures.map(({ keyId }) => keyId).join(' '),
  },
];

const width = 640;

function CheckpointDrawer({ size, onClose }: { size: number; onClose: () => void }) {
  const t = useText();
  const screens = Grid.useBreakpoint();
  const { data, error } = useQuery({ queryKey: ['checkpoint', size], queryFn: () => checkCheckpoint(size) });
  return (
    <Drawer
      open
      title={t(texts.checkpoint, { size })}
      onClose={onClose}
      size={screens.md ? width : '100%'}
      loading={!data && !error}
    >
      {error && <ProblemView problem={error} />}
      {data && (
        <div className="mq-gap">
          <Facts
            items={[
              [t(texts.size), String(data.checkpoint.size)],
              [t(texts.origin), data.checkpoint.origin],
              [
                t(texts.root),
                <span key="root" className="mq-mono oversight-hash">
                  {data.checkpoint.root}
                </span>,
              ],
            ]}
          />
          <Verdicts {...data} />
          <figure className="oversight-figure">
            <figcaption>{t(texts.note)}</figcaption>
            <pre className="oversight-code" tabIndex={0} aria-label={t(texts.note)}>
              {data.checkpoint.note}
            </pre>
          </figure>
        </div>
      )}
    </Drawer>
  );
}

interface CheckedCheckpoint {
  readonly checkpoint: CheckpointWire;
  readonly signed: ProofResult;
  readonly grown: ProofResult;
}

function Verdicts({ signed, grown }: CheckedCheckpoint) {
  const t = useText();
  const language = useLanguage();
  const findings = new Map<string, Finding>(
    [...signed.findings, ...grown.findings].map((each) => [each.code, each]),
  );
  return (
    <>
      <p>
        <StatusTag tone={signed.ok ? 'good' : 'bad'}>
          {t(signed.ok ? texts.signatureGood : texts.signatureBad)}
        </StatusTag>
      </p>
      <p>
        <StatusTag tone={grown.ok ? 'good' : 'bad'}>{t(grown.ok ? texts.grown : texts.notGrown)}</StatusTag>
      </p>
      {[...findings.values()].map((finding) => (
        <p key={finding.code}>{finding[language]}</p>
      ))}
    </>
  );
}

/** The checkpoint of this size: its signature, and that the newest one continues it; both judged in this browser. */
async function checkCheckpoint(size: number): Promise<CheckedCheckpoint> {
  const list = (query: Record<string, string | number>) =>
    api.get<CheckpointPageWire>('/api/v1/ledger/checkpoints', { query });
  const [own, newest, keys] = await Promise.all([
    list({ limit: 1, cursor: String(size + 1) }),
    list({ limit: 1 }),
    fetchKeys(),
  ]);
  const [[checkpoint], [latest]] = [own.items, newest.items];
  if (!checkpoint || !latest) throw new Error('the checkpoint is not there any more');
  const { hashes } = await api.get<GrowthWire>('/api/v1/ledger/growth', {
    query: { from: checkpoint.size, to: latest.size },
  });
  const signed = await verifyGrowth(checkpoint.note, checkpoint.note, [], { keys });
  return { checkpoint, signed, grown: await verifyGrowth(checkpoint.note, latest.note, hashes, { keys }) };
}
