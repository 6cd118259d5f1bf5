import { Button, Select } from 'antd';
import { useState } from 'react';
import {
  Fact,
  Notice,
  Page,
  PageLink,
  Panel,
  PlainTable,
  useGo,
  usePageParams,
  useSession,
  useText,
  Waiting,
  When,
} from '#web/kit/index.ts';
import { useDeclaration, useVersionDifference, type DeclarationAnswer } from './data.ts';
import { Discussion } from './Discussion.tsx';
import { Differences } from './proposal/Differences.tsx';
import { kindWords, registryTexts as texts } from './texts.ts';
import './registry.css';

const local = 'local';

/** A declaration through time: its versions side by side, who relies on it, what is proposed, what is said. */
export function DeclarationPage() {
  const t = useText();
  const { kind = '', name = '' } = usePageParams();
  const answer = useDeclaration(kind, name);
  const { data } = answer;
  return (
    <Page
      title={data ? `${t(kindWords[data.kind])} ${titleOf(data, t)}` : texts.declaration}
      actions={data && <Acts answer={data} />}
    >
      {data ? (
        <div className="registry-columns">
          <div className="mq-gap">
            <About answer={data} />
            <Versions answer={data} />
          </div>
          <Discussion kind={kind} name={name} />
        </div>
      ) : (
        <Waiting query={answer} />
      )}
    </Page>
  );
}

function titleOf(
  { content, name }: DeclarationAnswer,
  t: (text: { zh: string; en: string }) => string,
): string {
  const { zh = name, en = name } = (content?.['title'] ?? {}) as { zh?: string; en?: string };
  return t({ zh, en });
}

const entries: Readonly<Record<string, string>> = {
  element: 'elements',
  'code-list': 'code-lists',
  resource: 'resources',
  'object-class': 'objects',
};

const extensions: Readonly<Record<string, string>> = {
  'code-list': 'code-list-extension',
  resource: 'resource-extension',
};
const editable: readonly string[] = [...Object.keys(entries), ...Object.values(extensions), 'signer'];

function Acts({ answer: { kind, name, origin } }: { answer: DeclarationAnswer }) {
  const t = useText();
  const go = useGo();
  const { permissions } = useSession();
  const entry = entries[kind];
  const propose = (action: string) => () =>
    go(`/standards/proposals/new?kind=${kind}&name=${name}&action=${action}`);
  const proposes = permissions.includes('propose-declarations');
  const may = origin === local && editable.includes(kind) && proposes;
  const extension = origin !== local && origin !== null && proposes ? extensions[kind] : undefined;
  return (
    <>
      {entry && <Button onClick={() => go(`/standards/${entry}/${name}`)}>{t(texts.openEntry)}</Button>}
      {extension && (
        <Button onClick={() => go(`/standards/proposals/new?kind=${extension}&of=${name}`)}>
          {t(texts.extend)}
        </Button>
      )}
      {may && <Button onClick={propose('abolish')}>{t(texts.proposeAbolition)}</Button>}
      {may && (
        <Button type="primary" onClick={propose('change')}>
          {t(texts.proposeChange)}
        </Button>
      )}
    </>
  );
}

function About({ answer: { origin, proposals, uses } }: { answer: DeclarationAnswer }) {
  const t = useText();
  return (
    <>
      {origin !== null && origin !== local && (
        <Notice tone="info" title={t(texts.fromPack, { pack: origin })}>
          <p>{t(texts.fromPackHint)}</p>
        </Notice>
      )}
      <Panel>
        <dl className="mq-facts">
          <Fact title={texts.origin}>
            {origin === local ? t(texts.local) : <code className="mq-mono">{origin}</code>}
          </Fact>
          <Fact title={texts.underWay}>
            {proposals.length > 0 &&
              proposals.map((number) => (
                <PageLink key={number} to={`/standards/proposals/${number}`}>
                  {number}{' '}
                </PageLink>
              ))}
          </Fact>
          <Fact title={texts.uses} wide>
            {uses.length === 0
              ? t(texts.notUsed)
              : uses.map(({ resource, field }) => `${resource}.${field}`).join(t({ zh: '、', en: ', ' }))}
          </Fact>
        </dl>
      </Panel>
    </>
  );
}

function Versions({ answer }: { answer: DeclarationAnswer }) {
  const t = useText();
  const { versions, kind, name } = answer;
  const [latest, previous] = versions;
  const [from, setFrom] = useState(previous?.release ?? 0);
  const [to, setTo] = useState(latest?.release ?? 0);
  const { data } = useVersionDifference(kind, name, from, to);
  if (versions.length === 0) return <Panel title={texts.versions}>{t(texts.noVersions)}</Panel>;
  const options = versions.map(({ release }) => ({
    value: release,
    label: t(texts.versionOf, { n: release }),
  }));
  return (
    <>
      <Panel title={texts.versions}>
        <PlainTable
          caption={t(texts.versions)}
          rows={versions}
          rowKey={({ release }) => String(release)}
          columns={[
            {
              title: texts.release,
              render: ({ release, until }) =>
                t(texts.versionOf, { n: release }) + (until === null ? ` · ${t(texts.current)}` : ''),
            },
            { title: texts.changedAt, render: ({ at }) => <When at={at} /> },
            {
              title: texts.proposal,
              render: ({ proposal }) =>
                proposal && <PageLink to={`/standards/proposals/${proposal}`}>{proposal}</PageLink>,
            },
          ]}
        />
      </Panel>
      {versions.length > 1 && (
        <Panel title={texts.differences}>
          <div className="mq-form-grid">
            <Choose id="registry-from" title={texts.from} value={from} options={options} onChange={setFrom} />
            <Choose id="registry-to" title={texts.to} value={to} options={options} onChange={setTo} />
          </div>
          {data && <Differences of={name} differences={data.differences} />}
        </Panel>
      )}
    </>
  );
}

interface ChooseProps {
  readonly id: string;
  readonly title: { zh: string; en: string };
  readonly value: number;
  readonly options: { value: number; label: string }[];
  readonly onChange: (release: number) => void;
}

function Choose({ id, title, value, options, onChange }: ChooseProps) {
  const t = useText();
  return (
    <div className="mq-field">
      <label className="mq-field-label" htmlFor={id}>
        {t(title)}
      </label>
      <Select id={id} value={value} options={options} onChange={onChange} />
    </div>
  );
}
