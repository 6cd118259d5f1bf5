import { RowList } from '#infrastructure/lists/index.ts';
import {
  articleInForce,
  articleTitle,
  citationTitle,
  documentTitle,
  parseCitation,
} from '#standards/declarations/index.ts';
import type { Cited, Pack, Regulation } from '#standards/declarations/index.ts';
import type { Catalogue } from '../catalogue.ts';
import { fault } from '../errors.ts';
import type {
  ArticleAnswer,
  ArticleRow,
  RegulationAnswer,
  RegulationRow,
  Resting,
  ReviewRow,
} from '../schema.ts';
import type { Snapshot } from '../snapshot.ts';
import { articleListing, regulationListing, reviewListing } from './listings.ts';
import { toReview } from './to-review.ts';
import { whatRests } from './what-rests.ts';

/** The library of a release, ready to be asked. */
export interface Library {
  readonly documents: RowList<RegulationRow>;
  readonly articles: RowList<ArticleRow>;
  readonly review: RowList<ReviewRow>;
  /** @throws Fault catalogue.unknown-regulation */
  document(name: string): RegulationAnswer;
  /** @throws Fault catalogue.unknown-regulation, catalogue.unknown-article */
  article(name: string, number: string): ArticleAnswer;
}

/** Made once a release (`catalogue.derive`). */
export function openLibrary(snapshot: Snapshot): Library {
  const { pack } = snapshot;
  const rests = whatRests(snapshot);
  const byDocument = Map.groupBy(rests, ({ cited }) => parseCitation(cited)?.regulation ?? cited);
  const review = toReview(pack, rests);
  const documents = [...pack.regulations.values()].map((one) =>
    documentRow(pack, one, byDocument.get(one.name) ?? []),
  );
  const articles = documents.flatMap((one) => articleRows(one, byDocument.get(one.name) ?? []));
  const rowOf = (name: string): RegulationRow => {
    const row = documents.find((one) => one.name === name);
    if (row === undefined) throw fault('unknown-regulation', { name: name.slice(0, 40) });
    return row;
  };
  return {
    documents: new RowList(documents, regulationListing),
    articles: new RowList(articles, articleListing),
    review: new RowList(review, reviewListing),
    document(name) {
      return {
        regulation: rowOf(name),
        articles: articles.filter(({ regulation }) => regulation === name),
        rests: byDocument.get(name) ?? [],
        review: review.filter(({ regulation }) => regulation === name),
      };
    },
    article(name, number) {
      const regulation = rowOf(name);
      const readings = articles.filter((one) => one.regulation === name && one.number === number);
      if (readings.length === 0)
        throw fault('unknown-article', { name: name.slice(0, 40), article: number.slice(0, 20) });
      return {
        regulation,
        readings,
        rests: (byDocument.get(name) ?? []).filter(({ cited }) => isOf(cited, number)),
        review: review.filter((one) => one.regulation === name && one.article === number),
      };
    },
  };
}

function documentRow({ resources }: Pack, regulation: Regulation, rests: readonly Resting[]): RegulationRow {
  const cite = new Set(rests.filter(({ kind }) => kind === 'resource').map(({ name }) => name));
  return {
    ...regulation,
    rests: rests.length,
    resources: [...resources.values()]
      .filter(({ name }) => cite.has(name))
      .map(({ name, title }) => ({ name, title })),
  };
}

function articleRows(regulation: Regulation, rests: readonly Resting[]): ArticleRow[] {
  return regulation.articles.map((article) => ({
    ...article,
    regulation: regulation.name,
    regulationTitle: documentTitle(regulation),
    title: articleTitle(regulation, article.number),
    inForce: articleInForce(regulation, article),
    rests: rests.filter(({ cited }) => isOf(cited, article.number)).length,
  }));
}

function isOf(cited: string, article: string): boolean {
  return parseCitation(cited)?.article === article;
}

/** Names what a citation leads to. */
export type Cite = (citation: string) => Cited;

/** Citations as the release in force names them; what it does not know stays as written. */
export function openCitations(catalogue: Catalogue): Cite {
  return (citation) => ({ citation, title: citationTitle(catalogue.pack.regulations, citation) });
}
