import { Fact, Page, PageLink, Panel, usePageParams, useText, Waiting } from '#web/kit/index.ts';
import type { ArticleAnswer, ArticleRow } from '../../schema.ts';
import { useArticle } from '../data.ts';
import { VerificationMark } from '../Marks.tsx';
import { standardsTexts as texts } from '../texts.ts';
import { InForceText, PrintButton, RestsPanel, ReviewPanel } from './LibraryParts.tsx';

/** One article: how it reads, for how long, and everything that rests on it. */
export function ArticlePage() {
  const t = useText();
  const { name = '', article = '' } = usePageParams();
  const answer = useArticle(name, article);
  const [reading] = answer.data?.readings ?? [];
  return (
    <Page
      title={
        reading
          ? t(texts.articleOf, { document: t(reading.regulationTitle), article: t(reading.title) })
          : texts.article
      }
      actions={<PrintButton />}
    >
      <div className="mq-gap">
        {answer.data ? <Article answer={answer.data} /> : <Waiting query={answer} />}
      </div>
    </Page>
  );
}

function Article({ answer: { readings, rests, review } }: { answer: ArticleAnswer }) {
  return (
    <>
      {readings.map((reading) => (
        <Reading key={`${reading.edition ?? ''} ${reading.inForce.from ?? ''}`} of={reading} />
      ))}
      <ReviewPanel review={review} />
      <RestsPanel rests={rests} />
    </>
  );
}

function Reading({ of }: { of: ArticleRow }) {
  const t = useText();
  return (
    <Panel {...(of.heading ? { title: of.heading } : {})}>
      <dl className="mq-facts">
        <Fact title={texts.gist} wide>
          {t(of.gist)}
          <p className="mq-field-note">{t(texts.gistWhy)}</p>
        </Fact>
        <Fact title={texts.document}>
          <PageLink to={`/standards/regulations/${of.regulation}`}>{t(of.regulationTitle)}</PageLink>
        </Fact>
        {of.edition !== null && <Fact title={texts.edition}>{of.edition}</Fact>}
        <Fact title={texts.validity}>
          <InForceText of={of.inForce} />
        </Fact>
        <Fact title={texts.verification}>
          <VerificationMark of={of.verification} />
        </Fact>
        <Fact title={texts.citation}>
          <code className="mq-mono">
            {of.regulation}#{of.number}
          </code>
        </Fact>
      </dl>
    </Panel>
  );
}
