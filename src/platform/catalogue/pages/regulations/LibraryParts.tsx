import { Button } from 'antd';
import { PrinterOutlined } from '@ant-design/icons';
import { citationPath, Citations, PageLink, Panel, PlainTable, StatusTag, useText } from '#web/kit/index.ts';
import type { TableFilter, Tone } from '#web/kit/index.ts';
import type { InForce, ReviewReason } from '#standards/declarations/index.ts';
import type { Resting, ReviewRow } from '../../schema.ts';
import { restingWords, reviewReasonWords } from '#standards/declarations/index.ts';
import { standardsTexts as texts } from '../texts.ts';
import '../standards.css';

/** What the pages of the library share. */

export const citedFilter: TableFilter = {
  name: 'cited',
  label: texts.cited,
  kind: 'choice',
  options: [
    { value: 'yes', label: texts.citedYes },
    { value: 'no', label: texts.citedNo },
  ],
};

/** From when until when something holds; what is not known is said to be so. */
export function InForceText({ of: { from, to } }: { of: InForce }) {
  const t = useText();
  if (from === null && to === null) return <span className="mq-soft">{t(texts.daysUnknown)}</span>;
  if (to === null) return t(texts.fromDay, { from: from ?? '' });
  return from === null ? t(texts.untilDay, { to }) : t(texts.rangeOf, { from, to });
}

export function PrintButton() {
  const t = useText();
  return (
    <Button icon={<PrinterOutlined />} onClick={() => globalThis.print()}>
      {t(texts.print)}
    </Button>
  );
}

/** Where each kind of thing has its page; matters, purposes and policies share one. */
const pathOf: Readonly<Record<Resting['kind'], (name: string) => string | null>> = {
  resource: (name) => `/standards/resources/${name}?view=sharing`,
  element: (name) => `/standards/elements/${name}`,
  'code-list': (name) => `/standards/code-lists/${name}`,
  qualifier: (name) => `/standards/qualifiers?q=${name}`,
  policy: () => '/policies',
  regulation: citationPath,
  purpose: () => null,
  matter: () => null,
};

export function RestingLink({ of: { kind, name, title } }: { of: Pick<Resting, 'kind' | 'name' | 'title'> }) {
  const t = useText();
  const to = pathOf[kind](name);
  return to === null ? t(title) : <PageLink to={to}>{t(title)}</PageLink>;
}

/** What rests on a document or an article. */
export function RestsPanel({ rests }: { rests: readonly Resting[] }) {
  const t = useText();
  return (
    <Panel title={texts.whatRests}>
      {rests.length === 0 ? (
        <p className="mq-soft">{t(texts.nothingRests)}</p>
      ) : (
        <PlainTable<Resting>
          caption={t(texts.whatRests)}
          rows={rests}
          rowKey={({ kind, name, cited }) => `${kind} ${name} ${cited}`}
          columns={[
            { title: texts.kind, render: ({ kind }) => t(restingWords[kind]) },
            { title: texts.name, render: (row) => <RestingLink of={row} /> },
            {
              title: texts.cites,
              render: ({ cited, citedTitle }) => <Citations of={[{ citation: cited, title: citedTitle }]} />,
            },
            {
              title: texts.clock,
              render: ({ days }) => (days === null ? '—' : t(texts.daysOf, { n: days })),
            },
          ]}
        />
      )}
    </Panel>
  );
}

const tones: Readonly<Record<ReviewReason, Tone>> = {
  ended: 'bad',
  superseded: 'bad',
  changed: 'warn',
  'not-yet': 'info',
};

export function Reason({ of: { reason, by } }: { of: Pick<ReviewRow, 'reason' | 'by'> }) {
  const t = useText();
  return (
    <>
      <StatusTag tone={tones[reason]}>{t(reviewReasonWords[reason])}</StatusTag>
      {by && ` ${t(texts.supersededBy, { by: t(by) })}`}
    </>
  );
}

/** What is to be reviewed, now or from a day to come; nothing when there is none. */
export function ReviewPanel({ review }: { review: readonly ReviewRow[] }) {
  const t = useText();
  if (review.length === 0) return null;
  return (
    <Panel title={texts.toReview}>
      <PlainTable<ReviewRow>
        caption={t(texts.toReview)}
        rows={review}
        rowKey={({ kind, name, cited, reason, since }) => [kind, name, cited, reason, since].join(' ')}
        columns={[
          { title: texts.name, render: (row) => <RestingLink of={row} /> },
          { title: texts.reviewReason, render: (row) => <Reason of={row} /> },
          { title: texts.since, render: ({ since }) => since ?? '—' },
          { title: texts.until, render: ({ until }) => until ?? '—' },
        ]}
      />
    </Panel>
  );
}
