import {
  Citations,
  Fact,
  Page,
  PageLink,
  Panel,
  PlainTable,
  usePageParams,
  useText,
  Waiting,
} from '#web/kit/index.ts';
import type { Edition } from '#standards/declarations/index.ts';
import type { ArticleRow, RegulationAnswer, RegulationRow } from '../../schema.ts';
import { regulationKindWords } from '#standards/declarations/index.ts';
import { useRegulation } from '../data.ts';
import { VerificationMark } from '../Marks.tsx';
import { standardsTexts as texts } from '../texts.ts';
import { InForceText, PrintButton, RestsPanel, ReviewPanel } from './LibraryParts.tsx';

/** One document: what it is, how it read in each edition, its articles, and what rests on it. */
export function RegulationPage() {
  const t = useText();
  const { name = '' } = usePageParams();
  const answer = useRegulation(name);
  const document = answer.data?.regulation;
  return (
    <Page
      title={document ? t(document.title) : texts.document}
      {...(document?.note ? { lead: document.note } : {})}
      actions={<PrintButton />}
    >
      <div className="mq-gap">
        {answer.data ? <Document answer={answer.data} /> : <Waiting query={answer} />}
      </div>
    </Page>
  );
}

function Document({ answer }: { answer: RegulationAnswer }) {
  const { regulation, articles, rests, review } = answer;
  return (
    <>
      <Facts of={regulation} rests={rests.length} />
      <ReviewPanel review={review} />
      {regulation.editions.length > 0 && <Editions of={regulation.editions} articles={articles} />}
      <Articles rows={articles} />
      <RestsPanel rests={rests} />
    </>
  );
}

function Facts({ of, rests }: { of: RegulationRow; rests: number }) {
  const t = useText();
  return (
    <Panel>
      <dl className="mq-facts">
        <Fact title={texts.kindOfDocument}>{t(regulationKindWords[of.kind])}</Fact>
        {of.number !== null && <Fact title={texts.number}>{of.number}</Fact>}
        {of.issuer && <Fact title={texts.issuer}>{t(of.issuer)}</Fact>}
        {of.issued !== null && <Fact title={texts.issued}>{of.issued}</Fact>}
        <Fact title={texts.validity}>
          <InForceText of={{ from: of.inForce, to: of.until }} />
        </Fact>
        <Fact title={texts.verification}>
          <VerificationMark of={of.verification} />
          <p className="mq-field-note">{t(texts.documentMark)}</p>
        </Fact>
        <Fact title={texts.citation}>
          <code className="mq-mono">{of.name}</code>
        </Fact>
        <Fact title={texts.restCount}>{String(rests)}</Fact>
        {of.supersedes.length > 0 && (
          <Fact title={texts.supersedes}>
            <Citations
              of={of.supersedes.map((citation) => ({ citation, title: { zh: citation, en: citation } }))}
            />
          </Fact>
        )}
      </dl>
    </Panel>
  );
}

/** A line of the comparison: one thing in each edition. */
interface Line {
  readonly key: string;
  readonly title: string;
  readonly cell: (edition: Edition) => string;
}

/** The editions side by side: what each says of itself, then every article that differs between them. */
function Editions({ of, articles }: { of: readonly Edition[]; articles: readonly ArticleRow[] }) {
  const t = useText();
  const own = articles.filter(({ edition }) => edition !== null);
  const numbers = [...new Set(own.map(({ number }) => number))];
  const lines: Line[] = [
    { key: 'issued', title: t(texts.issued), cell: ({ issued }) => issued ?? '—' },
    { key: 'from', title: t(texts.inForce), cell: ({ from }) => from ?? '—' },
    { key: 'to', title: t(texts.to), cell: ({ to }) => to ?? '—' },
    { key: 'note', title: t(texts.note), cell: ({ note }) => (note ? t(note) : '—') },
    ...numbers.map((number): Line => {
      const readings = own.filter((one) => one.number === number);
      return {
        key: `article ${number}`,
        title: readings[0] ? t(readings[0].title) : number,
        cell: ({ edition }) => {
          const found = readings.find((one) => one.edition === edition);
          return found ? t(found.gist) : '—';
        },
      };
    }),
  ];
  return (
    <Panel title={texts.editions}>
      <PlainTable<Line>
        caption={t(texts.editions)}
        rows={lines.filter(({ cell }) => of.some((edition) => cell(edition) !== '—'))}
        rowKey={({ key }) => key}
        columns={[
          { title: texts.edition, render: ({ title }) => <strong>{title}</strong> },
          ...of.map((edition) => ({
            title: { zh: edition.edition, en: edition.edition },
            render: ({ cell }: Line) => cell(edition),
          })),
        ]}
      />
    </Panel>
  );
}

function Articles({ rows }: { rows: readonly ArticleRow[] }) {
  const t = useText();
  return (
    <Panel title={texts.articles}>
      <p className="std-lead">{t(texts.gistWhy)}</p>
      {rows.length === 0 ? (
        <p className="mq-soft">{t(texts.noArticles)}</p>
      ) : (
        <PlainTable<ArticleRow>
          caption={t(texts.articles)}
          rows={rows}
          rowKey={({ number, edition, inForce }) => `${number} ${edition ?? ''} ${inForce.from ?? ''}`}
          columns={[
            {
              title: texts.article,
              render: ({ regulation, number, title }) => (
                <span className="std-article">
                  <PageLink to={`/standards/regulations/${regulation}/${number}`}>{t(title)}</PageLink>
                </span>
              ),
            },
            {
              title: texts.gist,
              render: ({ heading, gist }) => (
                <div className="std-gist">{heading ? `${t(heading)}: ${t(gist)}` : t(gist)}</div>
              ),
            },
            { title: texts.validity, render: ({ inForce }) => <InForceText of={inForce} /> },
            {
              title: texts.verification,
              render: ({ verification }) => <VerificationMark of={verification} />,
            },
            { title: texts.restCount, render: ({ rests }) => rests },
          ]}
        />
      )}
    </Panel>
  );
}
