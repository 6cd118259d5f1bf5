import { byName, byTitle, choice, column, text, titles, yesNo } from '#infrastructure/lists/index.ts';
import type { Listing } from '#infrastructure/lists/index.ts';
import {
  isValidOn,
  regulationKinds,
  regulationKindWords,
  restingWords,
  reviewReasonWords,
  verificationWords,
} from '#standards/declarations/index.ts';
import { verification } from '../listing-parts.ts';
import type { ArticleRow, RegulationRow, ReviewRow } from '../schema.ts';
import { restingKinds } from '../schema.ts';
import { isDueOn } from './to-review.ts';

/** How the library's documents, articles and reviews are searched, filtered, sorted and exported. */

export const regulationListing: Listing<RegulationRow> = {
  texts: ({ name, title, number, note, issuer, editions, articles }) => [
    name,
    title,
    number,
    note,
    issuer,
    ...editions.map((edition) => edition.note),
    ...articles.flatMap(({ heading, gist }) => [heading, gist]),
  ],
  filters: {
    kind: choice(regulationKinds, ({ kind }) => kind),
    verification,
    cited: yesNo(({ rests }) => rests > 0),
    on: {
      takes: 'day',
      fits: ({ inForce, until }, on) => isValidOn({ from: inForce, to: until }, on),
    },
  },
  sorts: {
    name: byName,
    title: byTitle,
    kind: ({ kind }, language) => regulationKindWords[kind][language],
    inForce: ({ inForce }) => inForce,
    verification: ({ verification: mark }) => mark,
    rests: ({ rests }) => rests,
  },
  columns: [
    ...titles<RegulationRow>(),
    column('kind', '类别', 'Kind', ({ kind }, language) => regulationKindWords[kind][language]),
    column('number', '文号', 'Number', ({ number }) => number),
    column('issuer', '制定机关', 'Issuer', ({ issuer }, language) => issuer?.[language] ?? null),
    column('issued', '公布日期', 'Issued', ({ issued }) => issued),
    column('inForce', '施行日期', 'In force since', ({ inForce }) => inForce),
    column('until', '有效期至', 'In force until', ({ until }) => until),
    column(
      'verification',
      '核对状态',
      'Verification',
      (row, language) => verificationWords[row.verification][language],
    ),
    column('note', '说明', 'Note', ({ note }, language) => note?.[language] ?? null),
    column('articles', '登记的条款数', 'Articles', ({ articles }) => articles.length),
    column('rests', '依据它的声明数', 'Things that rest on it', ({ rests }) => rests),
    column('resources', '引用的信息类', 'Cited by resources', ({ resources }, language) =>
      resources.map(({ title }) => title[language]).join('; '),
    ),
  ],
};

export const articleListing: Listing<ArticleRow> = {
  texts: ({ title, number, heading, gist, regulation, regulationTitle }) => [
    title,
    number,
    heading,
    gist,
    regulation,
    regulationTitle,
  ],
  filters: {
    regulation: text(({ regulation }) => regulation),
    verification,
    cited: yesNo(({ rests }) => rests > 0),
    on: { takes: 'day', fits: ({ inForce }, on) => isValidOn(inForce, on) },
  },
  sorts: {
    regulation: ({ regulationTitle }, language) => regulationTitle[language],
    number: ({ number }) => number,
    from: ({ inForce }) => inForce.from,
    verification: ({ verification: mark }) => mark,
    rests: ({ rests }) => rests,
  },
  columns: [
    column('citation', '引用写法', 'Citation', ({ regulation, number }) => `${regulation}#${number}`),
    column('regulation', '文件', 'Document', ({ regulationTitle }, language) => regulationTitle[language]),
    column('number', '条款', 'Article', ({ title }, language) => title[language]),
    column('edition', '版本', 'Edition', ({ edition }) => edition),
    column('heading', '标题', 'Heading', ({ heading }, language) => heading?.[language] ?? null),
    column('gist', '要点', 'Gist', ({ gist }, language) => gist[language]),
    column('from', '施行日期', 'In force since', ({ inForce }) => inForce.from),
    column('to', '有效期至', 'In force until', ({ inForce }) => inForce.to),
    column(
      'verification',
      '核对状态',
      'Verification',
      (row, language) => verificationWords[row.verification][language],
    ),
    column('rests', '依据它的声明数', 'Things that rest on it', ({ rests }) => rests),
  ],
};

export const reviewListing: Listing<ReviewRow> = {
  texts: ({ name, title, cited, citedTitle, by }) => [name, title, cited, citedTitle, by],
  filters: {
    on: { takes: 'day', fits: isDueOn },
    reason: choice(Object.keys(reviewReasonWords), ({ reason }) => reason),
    kind: choice(restingKinds, ({ kind }) => kind),
    regulation: text(({ regulation }) => regulation),
  },
  sorts: {
    name: byName,
    title: byTitle,
    cited: ({ citedTitle }, language) => citedTitle[language],
    since: ({ since }) => since,
    reason: ({ reason }, language) => reviewReasonWords[reason][language],
  },
  columns: [
    column('kind', '种类', 'Kind', ({ kind }, language) => restingWords[kind][language]),
    ...titles<ReviewRow>(),
    column('cited', '引用', 'Citation', ({ cited }) => cited),
    column('citedTitle', '依据', 'Legal basis', ({ citedTitle }, language) => citedTitle[language]),
    column('reason', '原因', 'Reason', ({ reason }, language) => reviewReasonWords[reason][language]),
    column('by', '现依据', 'Taken over by', ({ by }, language) => by?.[language] ?? null),
    column('since', '自', 'Since', ({ since }) => since),
    column('until', '至', 'Until', ({ until }) => until),
  ],
};
