import { isValidOn, regulationKinds } from '#standards/declarations/index.ts';
import type { Listing } from '../listing.ts';
import { byName, byTitle, choice, column, text, titles, verification, yesNo } from '../listing-parts.ts';
import type { ArticleRow, RegulationRow, ReviewRow } from '../schema.ts';
import { restingKinds } from '../schema.ts';
import { regulationKindWords, restingWords, reviewReasonWords, verificationWords } from '../words.ts';
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
    column('类别', 'Kind', ({ kind }, language) => regulationKindWords[kind][language]),
    column('文号', 'Number', ({ number }) => number),
    column('制定机关', 'Issuer', ({ issuer }, language) => issuer?.[language] ?? null),
    column('公布日期', 'Issued', ({ issued }) => issued),
    column('施行日期', 'In force since', ({ inForce }) => inForce),
    column('有效期至', 'In force until', ({ until }) => until),
    column('核对状态', 'Verification', (row, language) => verificationWords[row.verification][language]),
    column('说明', 'Note', ({ note }, language) => note?.[language] ?? null),
    column('登记的条款数', 'Articles', ({ articles }) => articles.length),
    column('依据它的声明数', 'Things that rest on it', ({ rests }) => rests),
    column('引用的信息类', 'Cited by resources', ({ resources }, language) =>
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
    column('引用写法', 'Citation', ({ regulation, number }) => `${regulation}#${number}`),
    column('文件', 'Document', ({ regulationTitle }, language) => regulationTitle[language]),
    column('条款', 'Article', ({ title }, language) => title[language]),
    column('版本', 'Edition', ({ edition }) => edition),
    column('标题', 'Heading', ({ heading }, language) => heading?.[language] ?? null),
    column('要点', 'Gist', ({ gist }, language) => gist[language]),
    column('施行日期', 'In force since', ({ inForce }) => inForce.from),
    column('有效期至', 'In force until', ({ inForce }) => inForce.to),
    column('核对状态', 'Verification', (row, language) => verificationWords[row.verification][language]),
    column('依据它的声明数', 'Things that rest on it', ({ rests }) => rests),
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
    column('种类', 'Kind', ({ kind }, language) => restingWords[kind][language]),
    ...titles<ReviewRow>(),
    column('引用', 'Citation', ({ cited }) => cited),
    column('依据', 'Legal basis', ({ citedTitle }, language) => citedTitle[language]),
    column('原因', 'Reason', ({ reason }, language) => reviewReasonWords[reason][language]),
    column('现依据', 'Taken over by', ({ by }, language) => by?.[language] ?? null),
    column('自', 'Since', ({ since }) => since),
    column('至', 'Until', ({ until }) => until),
  ],
};
