import { App, Button } from 'antd';
import { useState } from 'react';
import {
  callForFile,
  DataTable,
  listAt,
  Page,
  PageLink,
  ProblemView,
  saveFile,
  StatusTag,
  useGo,
  useSession,
  useText,
  When,
  wordChoices,
  type TableColumn,
  type TableFilter,
} from '#web/kit/index.ts';
import { registryPath, type PackRow, type SignerRow } from '../data.ts';
import { OfferDialog } from './OfferDialog.tsx';
import { originWords, packTexts as texts } from './texts.ts';
import '../registry.css';

/** The packs in force, where each came from, what waits, and whose signature is trusted. */
export function PacksPage() {
  const t = useText();
  const go = useGo();
  const { permissions } = useSession();
  const [bringing, setBringing] = useState(false);
  const mayOffer = ['steward-declarations', 'propose-declarations'].every((one) => permissions.includes(one));
  return (
    <Page
      lead={texts.lead}
      actions={
        mayOffer && (
          <>
            <Button onClick={() => go('/standards/proposals/new?kind=signer')}>{t(texts.enterSigner)}</Button>
            <Button type="primary" onClick={() => setBringing(true)}>
              {t(texts.bring)}
            </Button>
          </>
        )
      }
    >
      <div className="mq-gap">
        <DataTable<PackRow>
          id="packs"
          title={texts.inForce}
          {...listAt<PackRow>(`${registryPath}/packs`)}
          rowKey={({ name }) => name}
          columns={packColumns(t)}
          filters={packFilters}
          onOpen={({ name }) => go(`/standards/packs/${name}`)}
        />
        <p className="mq-lead">{t(texts.signersLead)}</p>
        <DataTable<SignerRow>
          id="pack-signers"
          title={texts.signers}
          address="signer-"
          {...listAt<SignerRow>(`${registryPath}/signers`)}
          rowKey={({ name }) => name}
          columns={signerColumns(t)}
          filters={[search]}
          empty={{ title: texts.noSigners }}
        />
      </div>
      {bringing && <OfferDialog onClose={() => setBringing(false)} />}
    </Page>
  );
}

const search: TableFilter = { name: 'q', label: texts.search, kind: 'text' };
const packFilters: readonly TableFilter[] = [
  search,
  { name: 'origin', label: texts.origin, kind: 'choice', options: wordChoices(originWords) },
];

type Say = ReturnType<typeof useText>;

function packColumns(t: Say): TableColumn<PackRow>[] {
  return [
    { key: 'title', title: texts.name, sort: 'title', render: ({ name, title }) => <PageLink to={`/standards/packs/${name}`}>{t(title)}</PageLink> }, // prettier-ignore
    { key: 'name', title: texts.code, sort: 'name', render: ({ name }) => <code className="mq-mono">{name}</code> }, // prettier-ignore
    { key: 'version', title: texts.version, render: ({ version }) => <code className="mq-mono">{version}</code> },
    {
      key: 'origin',
      title: texts.origin,
      sort: 'origin',
      render: ({ origin }) => (
        <StatusTag tone={origin === 'taken' ? 'good' : 'neutral'}>{t(originWords[origin])}</StatusTag>
      ),
    },
    { key: 'issuer', title: texts.issuer, sort: 'issuer' },
    { key: 'takenAt', title: texts.takenAt, sort: 'takenAt', render: ({ takenAt }) => <When at={takenAt} /> },
    { key: 'declarations', title: texts.declarations, align: 'right', sort: 'declarations' },
    {
      key: 'offer',
      title: texts.offer,
      render: ({ offer }) =>
        offer ? (
          <PageLink to={`/standards/proposals/${offer.number}`}>
            {offer.version} {offer.number}
          </PageLink>
        ) : (
          '—'
        ),
    },
  ];
}

function signerColumns(t: Say): TableColumn<SignerRow>[] {
  return [
    { key: 'title', title: texts.name, sort: 'title', render: ({ name, title }) => <PageLink to={`/standards/declarations/signer/${name}`}>{t(title)}</PageLink> }, // prettier-ignore
    { key: 'issuer', title: texts.issuer, sort: 'issuer', render: ({ issuer }) => <code className="mq-mono">{issuer}</code> }, // prettier-ignore
    { key: 'suite', title: texts.suite },
    { key: 'packs', title: texts.ofPacks, render: ({ packs }) => packs.join(t({ zh: '、', en: ', ' })) },
  ];
}

/** Saves a pack as it stands. */
export function ExportButton({ pack }: { pack: string }) {
  const t = useText();
  const { message } = App.useApp();
  const [problem, setProblem] = useState<unknown>();
  const save = async () => {
    try {
      const name = saveFile(await callForFile('GET', `${registryPath}/packs/${pack}/export`));
      message.success(t(texts.exported, { name }));
    } catch (thrown) {
      setProblem(thrown);
    }
  };
  return (
    <>
      {problem !== undefined && <ProblemView problem={problem} />}
      <Button onClick={() => void save()}>{t(texts.export)}</Button>
    </>
  );
}
