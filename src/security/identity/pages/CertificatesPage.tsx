import type { ReactNode } from 'react';
import { DataTable, exportFrom, listFromPost, Page, StatusTag, useGo, useSession, useText, When, type TableColumn, type TableFilter } from '#web/kit/index.ts'; // prettier-ignore
import type { RegisteredCertificate } from '../schema.ts';
import { RevokeCertificate } from './RevokeCertificate.tsx';
import { certificateKindTexts, certificateStateTexts, identityTexts, revocationTexts } from './texts.ts';
import './identity.css';

type Certificate = RegisteredCertificate;

/** Every certificate that the node issued; a system administrator revokes one. */
export function CertificatesPage() {
  const t = useText();
  const go = useGo();
  const { actor } = useSession();
  const may = actor.roles.includes('system-administrator');
  const open = ({ kind, holder }: Certificate): void => {
    if (holder !== null) go(`/administration/${kind === 'client' ? 'clients' : 'officers'}/${holder}`);
  };
  const revokeButton = (row: Certificate): ReactNode =>
    may && isLive(row) && <RevokeCertificate serial={row.serial} />;
  return (
    <Page lead={identityTexts.certificatesLead}>
      <DataTable<Certificate>
        id="identity-certificates"
        title={identityTexts.certificates}
        source={listFromPost('/api/v1/certificates/search')}
        onExport={exportFrom('/api/v1/certificates/export')}
        rowKey={(row) => row.serial}
        defaultSort="-issuedAt"
        columns={columnsIn(t)}
        filters={filters}
        onOpen={open}
        empty={{ title: identityTexts.noCertificatesFound }}
        actions={revokeButton}
      />
    </Page>
  );
}

/** That of the node itself has no holder whose account could lose it. */
function isLive({ state, holder }: Certificate): boolean {
  return holder !== null && (state === 'in-force' || state === 'expiring');
}

const tones = { 'in-force': 'good', expiring: 'warn', expired: 'neutral', revoked: 'bad' } as const;

function columnsIn(t: ReturnType<typeof useText>): TableColumn<Certificate>[] {
  return [
    {
      key: 'serial',
      title: identityTexts.serial,
      render: (row) => <span className="mq-mono">{row.serial}</span>,
    },
    {
      key: 'holder',
      title: identityTexts.holder,
      render: ({ holderName, policeNumber, subject }) => (
        <>
          {holderName ?? subject} {policeNumber && <span className="mq-mono mq-soft">{policeNumber}</span>}
        </>
      ),
    },
    { key: 'kind', title: identityTexts.certificateKind, render: (row) => t(certificateKindTexts[row.kind]) },
    {
      key: 'state',
      title: identityTexts.state,
      render: ({ state }) => <StatusTag tone={tones[state]}>{t(certificateStateTexts[state])}</StatusTag>,
    },
    {
      key: 'issuedAt',
      title: identityTexts.issuedAt,
      sort: 'issuedAt',
      render: (row) => <When at={row.issuedAt} precision="day" />,
    },
    {
      key: 'notAfter',
      title: identityTexts.validity,
      sort: 'notAfter',
      render: (row) => <When at={row.notAfter} precision="day" />,
    },
    {
      key: 'revokedAt',
      title: identityTexts.revokedAt,
      hidden: true,
      render: ({ revokedAt, revocationReason }) => (
        <>
          <When at={revokedAt} /> {revocationReason && reasonIn(t, revocationReason)}
        </>
      ),
    },
  ];
}

function reasonIn(t: ReturnType<typeof useText>, reason: string): string {
  return reason in revocationTexts ? t(revocationTexts[reason as keyof typeof revocationTexts]) : reason;
}

const filters: TableFilter[] = [
  { name: 'search', label: identityTexts.certificateSearch, kind: 'text', private: true },
  {
    name: 'state',
    label: identityTexts.state,
    kind: 'choice',
    options: Object.entries(certificateStateTexts).map(([value, label]) => ({ value, label })),
  },
  {
    name: 'kind',
    label: identityTexts.certificateKind,
    kind: 'choice',
    options: Object.entries(certificateKindTexts).map(([value, label]) => ({ value, label })),
  },
];
