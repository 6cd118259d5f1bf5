import { Button, Modal } from 'antd';
import { useState } from 'react';
import { BranchName, CodeLabel, DataTable, listAt, Page, PageLink, Panel, ProblemView, useGo, usePageParams, useText, When, type TableColumn, type Text } from '#web/kit/index.ts'; // prettier-ignore
import type { NamedOrganisation, OrganisationDetail, OrganisationEvent, PastItem } from '../schema.ts';
import { ActForm } from './ActForms.tsx';
import type { ActName } from './ActForms.tsx';
import { path, useMaintainer, useOrganisation } from './data.ts';
import type { Child } from './data.ts';
import { InUse, Known } from './Parts.tsx';
import { eventTexts, texts } from './texts.ts';
import './organisations.css';

const acts: readonly ActName[] = ['rename', 'move', 'merge', 'split', 'abolish'];

/** One organisation: what it is, under whom it stands, what stands under it, and how it came to be. */
export function OrganisationPage() {
  const t = useText();
  const go = useGo();
  const { code = '' } = usePageParams();
  const found = useOrganisation(code);
  const maintainer = useMaintainer();
  const [act, setAct] = useState<ActName>();
  const of = found.data;
  const children = listAt<Child>(`${path}/children`, { parent: code });
  return (
    <Page
      title={of ? t(of.name) : texts.organisation}
      actions={
        maintainer &&
        of?.abolishedOn === null && (
          <div className="org-acts">
            {acts.map((name) => (
              <Button key={name} danger={name === 'abolish'} onClick={() => setAct(name)}>
                {t(texts[name])}
              </Button>
            ))}
          </div>
        )
      }
    >
      <div className="mq-gap">
        {found.error && <ProblemView problem={found.error} onRetry={() => void found.refetch()} />}
        {of && (
          <>
            <About of={of} />
            {of.children > 0 && (
              <DataTable<Child>
                id="organisation-children"
                title={texts.children}
                source={children.source}
                onExport={(format, query) => children.onExport(format, query)}
                rowKey={(row) => row.code}
                columns={childColumns(t)}
                onOpen={(row) => go(`/standards/organisations/${row.code}`)}
              />
            )}
            <History of={of} />
          </>
        )}
      </div>
      {of && (
        <Modal
          open={act !== undefined}
          title={act && `${t(texts[act])} · ${t(of.name)}`}
          footer={null}
          destroyOnHidden
          onCancel={() => setAct(undefined)}
        >
          {act && <ActForm act={act} of={of} onEnd={() => setAct(undefined)} />}
        </Modal>
      )}
    </Page>
  );
}

function About({ of }: { of: OrganisationDetail }) {
  const t = useText();
  const above = of.path.slice(0, -1);
  return (
    <Panel>
      <dl className="mq-facts">
        <Known label={texts.code}>
          <span className="mq-mono">{of.code}</span>
        </Known>
        <Known label={texts.status}>
          <InUse abolishedOn={of.abolishedOn} />
        </Known>
        <Known label={texts.nameZh}>{of.name.zh}</Known>
        <Known label={texts.nameEn}>{of.name.en}</Known>
        <Known label={texts.shortName}>{of.shortName || t(texts.none)}</Known>
        <Known label={texts.kind}>
          <CodeLabel list="police-organisation-kind" code={of.kind} />
        </Known>
        <Known label={texts.level}>
          <CodeLabel list="police-organisation-level" code={of.level} />
        </Known>
        <Known label={texts.branch}>
          <BranchName branch={of.branch} />
        </Known>
        <Known label={texts.establishedOn}>{of.establishedOn}</Known>
        <Known label={texts.since}>{of.since}</Known>
        <Known label={texts.abolishedOn}>{of.abolishedOn ?? t(texts.none)}</Known>
        <Known label={texts.path}>{above.length === 0 ? t(texts.none) : <Names of={above} by=" › " />}</Known>
      </dl>
    </Panel>
  );
}

/** Several, as links in a line. */
function Names({ of, by }: { of: readonly NamedOrganisation[]; by: string }) {
  const t = useText();
  return (
    <>
      {of.map(({ code, name }, place) => (
        <span key={code} className="org-linked">
          {place > 0 && by}
          <PageLink to={`/standards/organisations/${code}`}>{t(name)}</PageLink>
        </span>
      ))}
    </>
  );
}

function History({ of }: { of: OrganisationDetail }) {
  const t = useText();
  return (
    <Panel title={texts.history}>
      <ol className="org-history" reversed>
        {of.events.map((event) => (
          <Happened key={event.id} event={event} names={of.related} />
        ))}
      </ol>
      {of.past.length > 0 && (
        <>
          <h3>{t(texts.past)}</h3>
          <ul className="org-history">
            {of.past.map((state) => (
              <Earlier key={state.since} state={state} names={of.related} />
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}

function Happened({ event, names }: { event: OrganisationEvent; names: readonly NamedOrganisation[] }) {
  const t = useText();
  const related = event.related.map(
    (code) => names.find((one) => one.code === code) ?? { code, name: { zh: code, en: code } },
  );
  return (
    <li>
      <strong>{event.effectiveOn}</strong> {t(eventTexts[event.kind] ?? texts.change)}
      {related.length > 0 && (
        <>
          {' · '}
          <Names of={related} by={event.kind === 'moved' ? ' → ' : ' · '} />
        </>
      )}
      <div className="mq-soft">
        {event.basis} · {t(texts.recordedBy)} {event.byName ?? t(texts.system)} · <When at={event.at} />
        {event.imported && ` · ${t(texts.imported)}`}
      </div>
    </li>
  );
}

function Earlier({ state, names }: { state: PastItem; names: readonly NamedOrganisation[] }) {
  const t = useText();
  const parent = names.find(({ code }) => code === state.parent);
  return (
    <li>
      {state.since} {t(texts.until)} {state.until} · {t(state.name)}
      {parent && (
        <>
          {' · '}
          {t(texts.parent)} <Names of={[parent]} by="" />
        </>
      )}
    </li>
  );
}

function childColumns(t: (text: Text) => string): TableColumn<Child>[] {
  return [
    { key: 'code', title: texts.code, render: ({ code }) => <span className="mq-mono">{code}</span> },
    {
      key: 'name',
      title: texts.name,
      render: ({ code, name }) => <PageLink to={`/standards/organisations/${code}`}>{t(name)}</PageLink>,
    },
    {
      key: 'kind',
      title: texts.kind,
      render: ({ kind }) => <CodeLabel list="police-organisation-kind" code={kind} />,
    },
    { key: 'branch', title: texts.branch, render: ({ branch }) => <BranchName branch={branch} /> },
  ];
}
