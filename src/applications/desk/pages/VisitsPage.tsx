import { App, Button, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import {
  api,
  DataTable,
  exportFrom,
  listFrom,
  Page,
  problemFrom,
  ProblemView,
  StatusTag,
  useGo,
  usePurpose,
  useSession,
  useText,
  When,
  type ApiProblem,
  type Purpose,
  type TableColumn,
  type TableFilter,
  type Tone,
} from '#web/kit/index.ts';
import type { VisitWire } from '../schema.ts';
import { purposeOfVisit, useDeskRefresh, useKinds } from './desk-data.ts';
import { OpenVisit } from './OpenVisit.tsx';
import { SignOnNotice } from './SignOnNotice.tsx';
import { deskTexts } from './texts.ts';
import './desk.css';

const tones: Readonly<Record<VisitWire['state'], Tone>> = {
  open: 'good',
  closed: 'neutral',
  expired: 'warn',
};

/** Visits of the officer, or of the unit for its supervisor: open, use, close. */
export function VisitsPage() {
  const t = useText();
  const go = useGo();
  const { actor } = useSession();
  const inForce = usePurpose();
  const [opening, setOpening] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | undefined>();
  const verifier = actor.roles.includes('verifier');
  const use = (purpose: Purpose) => {
    inForce.use(purpose);
    go('/lookup');
  };
  return (
    <Page
      actions={
        verifier && (
          <Button type="primary" onClick={() => setOpening(true)}>
            {t(deskTexts.newVisit)}
          </Button>
        )
      }
    >
      <div className="mq-gap">
        <SignOnNotice />
        {problem && <ProblemView problem={problem} />}
        <VisitTable onUse={use} onProblem={setProblem} />
      </div>
      <Modal
        open={opening}
        title={t(deskTexts.newVisit)}
        footer={null}
        destroyOnHidden
        onCancel={() => setOpening(false)}
      >
        <OpenVisit onOpened={use} onCancel={() => setOpening(false)} />
      </Modal>
    </Page>
  );
}

interface VisitTableProps {
  readonly onUse: (purpose: Purpose) => void;
  readonly onProblem: (problem: ApiProblem | undefined) => void;
}

function VisitTable({ onUse, onProblem }: VisitTableProps) {
  const t = useText();
  const { message } = App.useApp();
  const { actor } = useSession();
  const { data: kinds } = useKinds();
  const inForce = usePurpose();
  const refresh = useDeskRefresh();
  const close = async (visit: VisitWire) => {
    onProblem(undefined);
    try {
      await api.post(`/api/v1/desk/visits/${visit.reference}/close`);
      if (inForce.purpose?.reference === visit.reference) inForce.use(null);
      message.success(t(deskTexts.visitClosed, { reference: visit.reference }));
    } catch (thrown) {
      onProblem(problemFrom(thrown));
    }
    await refresh();
  };
  return (
    <DataTable<VisitWire>
      id="desk-visits"
      title={deskTexts.visits}
      source={listFrom('/api/v1/desk/visits')}
      onExport={exportFrom('/api/v1/desk/visits/export')}
      rowKey={(row) => row.reference}
      defaultSort="-openedAt"
      columns={visitColumns(t)}
      filters={visitFilters(kinds?.verification.reasons ?? [], actor.roles.includes('supervisor'))}
      empty={{ title: deskTexts.noVisits, hint: deskTexts.noVisitsHint }}
      actions={(row) =>
        visitActs(row, t, { use: (visit) => kinds && onUse(purposeOfVisit(visit, kinds)), close })
      }
    />
  );
}

interface Acts {
  readonly use: (visit: VisitWire) => void;
  readonly close: (visit: VisitWire) => Promise<void>;
}

function visitActs(row: VisitWire, t: ReturnType<typeof useText>, acts: Acts): ReactNode {
  if (row.state !== 'open' || !row.mine) return null;
  return (
    <span className="desk-acts">
      <Button onClick={() => acts.use(row)} aria-label={`${t(deskTexts.forLookUp)} ${row.reference}`}>
        {t(deskTexts.forLookUp)}
      </Button>
      <Button onClick={() => void acts.close(row)} aria-label={`${t(deskTexts.closeVisit)} ${row.reference}`}>
        {t(deskTexts.closeVisit)}
      </Button>
    </span>
  );
}

function visitColumns(t: ReturnType<typeof useText>): TableColumn<VisitWire>[] {
  return [
    {
      key: 'reference',
      title: deskTexts.number,
      render: (row) => <span className="mq-mono">{row.reference}</span>,
    },
    { key: 'reason', title: deskTexts.reason, render: (row) => t(row.reasonTitle) },
    { key: 'note', title: deskTexts.note },
    {
      key: 'state',
      title: deskTexts.state,
      render: (row) => <StatusTag tone={tones[row.state]}>{t(deskTexts[row.state])}</StatusTag>,
    },
    {
      key: 'openedAt',
      title: deskTexts.openedAt,
      sort: 'openedAt',
      render: (row) => <When at={row.openedAt} />,
    },
    { key: 'until', title: deskTexts.until, render: (row) => <When at={row.until} /> },
    { key: 'openedByName', title: deskTexts.openedBy },
  ];
}

function visitFilters(
  reasons: readonly { code: string; zh: string; en: string }[],
  supervises: boolean,
): TableFilter[] {
  const states = (['open', 'closed', 'expired'] as const).map((value) => ({
    value,
    label: deskTexts[value],
  }));
  const whose = [{ value: 'unit', label: deskTexts.wholeUnit }];
  return [
    { name: 'state', label: deskTexts.state, kind: 'choice', options: states },
    {
      name: 'reason',
      label: deskTexts.reason,
      kind: 'choice',
      options: reasons.map(({ code, zh, en }) => ({ value: code, label: { zh, en } })),
    },
    ...(supervises
      ? [{ name: 'whose', label: deskTexts.whose, kind: 'choice' as const, options: whose }]
      : []),
  ];
}
