import {
  DataTable,
  exportFrom,
  listFrom,
  Page,
  PageLink,
  Panel,
  useLanguage,
  usePageParams,
  useText,
  type TableColumn,
  type TableFilter,
  type Text,
  Fact,
  Waiting,
} from '#web/kit/index.ts';
import type { CodeValue } from '#standards/declarations/index.ts';
import { verificationWords } from '#standards/declarations/index.ts';
import { searchFilter, verificationColumn, verificationFilter } from './columns.tsx';
import { cataloguePath, useCodeListAbout, type CodeListAnswer } from './data.ts';
import { VerificationMark } from './Marks.tsx';
import { HistoryLink, Uses } from './Parts.tsx';
import { standardsTexts as texts } from './texts.ts';

const filters: readonly TableFilter[] = [
  searchFilter(texts.searchValues),
  { name: 'on', label: texts.validOn, kind: 'date' },
  { name: 'parent', label: texts.parent, kind: 'text' },
  verificationFilter,
];

/** One code list: what it is, and its values page by page, however many. */
export function CodeListPage() {
  const t = useText();
  const { name = '' } = usePageParams();
  const about = useCodeListAbout(name);
  const path = `${cataloguePath}/code-lists/${encodeURIComponent(name)}`;
  const title = about.data ? `${t(texts.codeList)} ${t(about.data.list.title)}` : texts.codeList;
  return (
    <Page title={title} actions={about.data && <HistoryLink kind="code-list" name={name} />}>
      <div className="mq-gap">
        {about.data ? (
          <>
            <About answer={about.data} />
            <DataTable<CodeValue>
              id={`standards-codes-${name}`}
              title={texts.valuesOf}
              source={listFrom(path)}
              rowKey={({ code, from }) => `${code} ${from ?? ''}`}
              columns={columnsOf(t)}
              filters={filters}
              onExport={exportFrom(`${path}/export`)}
              empty={{ title: texts.nothingDeclared }}
            />
          </>
        ) : (
          <Waiting query={about} />
        )}
      </div>
    </Page>
  );
}

function About({ answer: { list, elements, usedBy } }: { answer: CodeListAnswer }) {
  const t = useText();
  return (
    <Panel>
      <dl className="mq-facts">
        <Fact title={texts.code}>
          <code className="mq-mono">{list.name}</code>
        </Fact>
        <Fact title={texts.verification}>
          <VerificationMark of={list.verification} />
          <p className="mq-field-note">{t(verificationWords[list.verification].why)}</p>
        </Fact>
        <Fact title={texts.source}>{list.source}</Fact>
        <Fact title={texts.standard}>{list.standard}</Fact>
        <Fact title={texts.version}>{list.version}</Fact>
        {list.special && <Fact title={texts.special}>{t(texts.specialWhy)}</Fact>}
        <Fact title={texts.usedByElements}>
          {elements.length > 0 && (
            <ul className="std-inline">
              {elements.map((element) => (
                <li key={element.name}>
                  <PageLink to={`/standards/elements/${element.name}`}>{t(element.title)}</PageLink>
                </li>
              ))}
            </ul>
          )}
        </Fact>
        <Fact title={texts.whereUsed}>
          <Uses uses={usedBy} />
        </Fact>
      </dl>
    </Panel>
  );
}

function columnsOf(t: (text: Text) => string): TableColumn<CodeValue>[] {
  return [
    {
      key: 'code',
      title: texts.code,
      sort: 'code',
      render: ({ code }) => <span className="mq-mono">{code}</span>,
    },
    { key: 'label', title: texts.label, sort: 'label', render: (value) => <Label value={value} /> },
    { key: 'zh', title: texts.chineseTitle, hidden: true },
    { key: 'en', title: texts.englishTitle, hidden: true },
    {
      key: 'pinyin',
      title: texts.pinyin,
      render: ({ pinyin }) => <span className="mq-mono">{pinyin ?? '—'}</span>,
    },
    { key: 'parent', title: texts.parent, sort: 'parent', hidden: true },
    { key: 'from', title: texts.from, sort: 'from', render: ({ from }) => from ?? t(texts.open) },
    { key: 'to', title: texts.to, sort: 'to', render: ({ to }) => to ?? t(texts.open) },
    verificationColumn(),
  ];
}

function Label({ value }: { value: CodeValue }) {
  const language = useLanguage();
  return <>{value[language] || value.zh}</>;
}
