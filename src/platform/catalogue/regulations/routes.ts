import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { Static } from 'typebox';
import { maxPage } from '#infrastructure/lists/index.ts';
import { dayInChina } from '#standards/declarations/index.ts';
import type { Catalogue } from '../catalogue.ts';
import { nameParams } from '../params.ts';
import type { ReviewRow } from '../schema.ts';
import { addList, base } from '../add-list.ts';
import { openLibrary } from './library.ts';
import { articleListing, regulationListing, reviewListing } from './listings.ts';

const articleParams = Type.Object(
  { ...nameParams.properties, number: Type.String({ maxLength: 24 }) },
  { additionalProperties: false },
);

/** The library of what declarations rest on: its documents, their articles, and what is to be reviewed. */
export function regulationRoutes(app: FastifyInstance, catalogue: Catalogue): void {
  const library = catalogue.derive(openLibrary);
  addList(app, catalogue, {
    path: 'regulations',
    resource: 'regulation',
    title: { zh: '法规库', en: 'Regulations library' },
    listing: regulationListing,
    list: () => library().documents,
    defaultLimit: maxPage,
  });
  addList(app, catalogue, {
    path: 'regulations/articles',
    resource: 'regulation-article',
    title: { zh: '法规条款', en: 'Articles of regulations' },
    listing: articleListing,
    list: () => library().articles,
  });
  addList(app, catalogue, {
    path: 'regulations/review',
    resource: 'regulation-review',
    title: { zh: '依据变动待复核', en: 'To review: what rests on changed regulations' },
    listing: reviewListing,
    list: () => library().review,
    unasked: ({ at }) => ({ on: dayInChina(at) }),
  });
  app.get<{ Params: Static<typeof nameParams> }>(
    `${base}/regulations/:name`,
    { schema: { summary: 'A document with its editions and articles', params: nameParams } },
    async ({ params, context }) => fromToday(library().document(params.name), dayInChina(context.at)),
  );
  app.get<{ Params: Static<typeof articleParams> }>(
    `${base}/regulations/:name/articles/:number`,
    { schema: { summary: 'An article and what rests on it', params: articleParams } },
    async ({ params, context }) =>
      fromToday(library().article(params.name, params.number), dayInChina(context.at)),
  );
}

/** Of the reviews only those that are due now or will be. */
function fromToday<T extends { readonly review: readonly ReviewRow[] }>(answer: T, today: string): T {
  return { ...answer, review: answer.review.filter(({ until }) => until === null || today <= until) };
}
