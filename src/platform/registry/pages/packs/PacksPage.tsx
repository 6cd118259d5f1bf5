import { App, Button } from 'antd';
import { useState } from 'react';
import {
  callForFile,
  Page,
  PageLink,
  Panel,
  PlainTable,
  ProblemView,
  saveFile,
  StatusTag,
  useGo,
  useText,
  Waiting,
  When,
} from '#web/kit/index.ts';
import type { PackList } from '../../schema.ts';
import { registryPath, usePacks } from '../data.ts';
import { OfferDialog } from './OfferDialog.tsx';
import { originWords, packTexts as texts } from './texts.ts';
import '../registry.css';

/** The packs in force, where each came from, what waits, and whose signature is trusted. */
export function PacksPage() {
  const t = useText();
  const go = useGo();
  const query = usePacks();
  const [bringing, setBringing] = useState(false);
  const { data } = query;
  return (
    <Page
      lead={texts.lead}
      actions={
        data?.mayOffer && (
          <>
            <Button onClick={() => go('/standards/proposals/new?kind=signer')}>{t(texts.enterSigner)}</Button>
            <Button type="primary" onClick={() => setBringing(true)}>
              {t(texts.bring)}
            </Button>
          </>
        )
      }
    >
      {data ? (
        <div className="mq-gap">
          <InForce items={data.items} />
          <Signers signers={data.signers} />
        </div>
      ) : (
        <Waiting query={query} />
      )}
      {bringing && <OfferDialog onClose={() => setBringing(false)} />}
    </Page>
  );
}

function InForce({ items }: { items: PackList['items'] }) {
  const t = useText();
  return (
    <Panel title={texts.inForce}>
      <PlainTable
        caption={t(texts.inForce)}
        rows={items}
        rowKey={({ name }) => name}
        columns={[
          {
            title: texts.name,
            render: ({ name, title }) => (
              <>
                <PageLink to={`/standards/packs/${name}`}>{t(title)}</PageLink>
                <div>
                  <code className="registry-path">{name}</code>
                </div>
              </>
            ),
          },
          { title: texts.version, render: ({ version }) => <code className="mq-mono">{version}</code> },
          {
            title: texts.origin,
            render: ({ origin }) => (
              <StatusTag tone={origin === 'taken' ? 'good' : 'neutral'}>{t(originWords[origin])}</StatusTag>
            ),
          },
          { title: texts.issuer, render: ({ issuer }) => issuer ?? '—' },
          { title: texts.takenAt, render: ({ takenAt }) => (takenAt ? <When at={takenAt} /> : '—') },
          { title: texts.declarations, render: ({ declarations }) => declarations },
          {
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
        ]}
      />
    </Panel>
  );
}

function Signers({ signers }: { signers: PackList['signers'] }) {
  const t = useText();
  return (
    <Panel title={texts.signers}>
      <p className="mq-lead">{t(texts.signersLead)}</p>
      {signers.length === 0 ? (
        <p className="mq-soft">{t(texts.noSigners)}</p>
      ) : (
        <PlainTable
          caption={t(texts.signers)}
          rows={signers}
          rowKey={({ name }) => name}
          columns={[
            {
              title: texts.name,
              render: ({ name, title }) => (
                <PageLink to={`/standards/declarations/signer/${name}`}>{t(title)}</PageLink>
              ),
            },
            { title: texts.issuer, render: ({ issuer }) => <code className="mq-mono">{issuer}</code> },
            { title: texts.suite, render: ({ suite }) => suite },
            { title: texts.ofPacks, render: ({ packs }) => packs.join(t({ zh: '、', en: ', ' })) },
          ]}
        />
      )}
    </Panel>
  );
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
