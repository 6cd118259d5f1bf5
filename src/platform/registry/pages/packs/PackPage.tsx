import { Fact, Page, PageLink, Panel, usePageParams, useText, Waiting, When } from '#web/kit/index.ts';
import type { PackAnswer } from '../../schema.ts';
import { usePack } from '../data.ts';
import { ChangeCounts, DifferenceTable } from './DifferenceTable.tsx';
import { ExportButton } from './PacksPage.tsx';
import { originWords, packTexts as texts } from './texts.ts';
import '../registry.css';

/** A pack through time: which versions were taken, from whom, and what each changed. */
export function PackPage() {
  const t = useText();
  const { pack = '' } = usePageParams();
  const query = usePack(pack);
  const { data } = query;
  return (
    <Page
      title={data ? `${t(data.pack.title)} ${data.pack.version}` : texts.pack}
      actions={data && <ExportButton pack={pack} />}
    >
      {data ? (
        <div className="mq-gap">
          <About pack={data.pack} />
          {data.history.length === 0 ? (
            <Panel title={texts.history}>
              <p className="mq-soft">{t(texts.noHistory)}</p>
            </Panel>
          ) : (
            data.history.map((one) => <Taking key={one.release} one={one} />)
          )}
        </div>
      ) : (
        <Waiting query={query} />
      )}
    </Page>
  );
}

function About({ pack }: { pack: PackAnswer['pack'] }) {
  const t = useText();
  return (
    <Panel>
      <dl className="mq-facts">
        <Fact title={texts.name}>
          <code className="mq-mono">{pack.name}</code>
        </Fact>
        <Fact title={texts.origin}>{t(originWords[pack.origin])}</Fact>
        <Fact title={texts.issuer}>{pack.issuer}</Fact>
        <Fact title={texts.declarations}>{pack.declarations}</Fact>
        <Fact title={texts.offer}>
          {pack.offer && (
            <PageLink to={`/standards/proposals/${pack.offer.number}`}>
              {pack.offer.version} {pack.offer.number}
            </PageLink>
          )}
        </Fact>
      </dl>
    </Panel>
  );
}

function Taking({ one }: { one: PackAnswer['history'][number] }) {
  const t = useText();
  const { release, version, before, issuer, proposal, at, counts, differences, digest } = one;
  const heading = t(texts.taken, { before: before ?? '—', version });
  return (
    <Panel title={{ zh: heading, en: heading }} extra={<When at={at} />}>
      <dl className="mq-facts">
        <Fact title={texts.issuer}>{issuer}</Fact>
        <Fact title={texts.proposal}>
          <PageLink to={`/standards/proposals/${proposal}`}>{proposal}</PageLink>{' '}
          {t(texts.release, { n: release })}
        </Fact>
        <Fact title={texts.digest} wide>
          <code className="registry-path">{digest}</code>
        </Fact>
      </dl>
      <ChangeCounts counts={counts} />
      <DifferenceTable caption={heading} differences={differences} />
    </Panel>
  );
}
