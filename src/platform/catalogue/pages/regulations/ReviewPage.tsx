import { Citations, DataTable, exportFrom, listFrom, Page, useText } from '#web/kit/index.ts';
import type { ReviewRow } from '../../schema.ts';
import { restingWords, reviewReasonWords } from '#standards/declarations/index.ts';
import { optionsFrom, searchFilter } from '../columns.tsx';
import { cataloguePath } from '../data.ts';
import { standardsTexts as texts } from '../texts.ts';
import { LibraryNav } from './LibraryNav.tsx';
import { Reason, RestingLink } from './LibraryParts.tsx';

const path = `${cataloguePath}/regulations/review`;
const { regulation: _documents, ...cites } = restingWords; // documents cite what they replace: nothing to review

/** What must be looked at again because what it rests on ended, changed, was superseded, or has not begun. */
export function ReviewPage() {
  const t = useText();
  return (
    <Page lead={texts.reviewLead}>
      <LibraryNav current="/standards/regulations/review" />
      <DataTable<ReviewRow>
        id="standards-review"
        title={texts.toReview}
        source={listFrom(path)}
        rowKey={({ kind, name, cited, reason, since }) => [kind, name, cited, reason, since ?? ''].join(' ')}
        columns={[
          { key: 'kind', title: texts.kind, render: ({ kind }) => t(restingWords[kind]) },
          { key: 'title', title: texts.name, sort: 'title', render: (row) => <RestingLink of={row} /> },
          {
            key: 'cited',
            title: texts.basis,
            sort: 'cited',
            render: ({ cited, citedTitle }) => <Citations of={[{ citation: cited, title: citedTitle }]} />,
          },
          { key: 'reason', title: texts.reviewReason, sort: 'reason', render: (row) => <Reason of={row} /> },
          { key: 'since', title: texts.since, sort: 'since', render: ({ since }) => since ?? '—' },
          { key: 'until', title: texts.until, hidden: true, render: ({ until }) => until ?? '—' },
        ]}
        filters={[
          searchFilter(texts.searchNames),
          { name: 'on', label: texts.reviewOn, kind: 'date' },
          {
            name: 'reason',
            label: texts.reviewReason,
            kind: 'choice',
            options: optionsFrom(reviewReasonWords),
          },
          { name: 'kind', label: texts.kind, kind: 'choice', options: optionsFrom(cites) },
        ]}
        onExport={exportFrom(`${path}/export`)}
        empty={{ title: texts.nothingToReview }}
      />
    </Page>
  );
}
