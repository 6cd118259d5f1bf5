import { Button, Input, Radio, Select } from 'antd';
import { useId, useState } from 'react';
import {
  api,
  Labelled,
  Notice,
  Page,
  PageLink,
  Panel,
  PlainTable,
  ProblemView,
  useBranchTitles,
  useGo,
  useLanguage,
  useSession,
  useText,
} from '#web/kit/index.ts';
import {
  registryPath,
  useRegistryAct,
  type ChangeWire,
  type ProposalAnswer,
  type TableAnswer,
  type TableFindingWire,
} from './data.ts';
import { tableTexts as texts } from './table-texts.ts';
import { actionWords, registryTexts } from './texts.ts';

type TableKind = 'element' | 'code-list';

/** What was read of a table, and for which branch it is proposed. */
interface Brought {
  readonly branch: string;
  readonly file: string;
  readonly answer: TableAnswer;
}

/** A table becomes proposals: read and examined first, then worded; nothing is stored before somebody says so. */
export function ImportTablePage() {
  const [brought, setBrought] = useState<Brought>();
  return (
    <Page lead={texts.lead}>
      <div className="mq-gap">
        <BringTable onBrought={setBrought} />
        {brought && <Examined key={brought.file} brought={brought} />}
      </div>
    </Page>
  );
}

function BringTable({ onBrought }: { onBrought: (brought: Brought | undefined) => void }) {
  const t = useText();
  const language = useLanguage();
  const id = useId();
  const { actor } = useSession();
  const branches = useBranchTitles();
  const [kind, setKind] = useState<TableKind>('element');
  const [branch, setBranch] = useState(actor.branch);
  const [file, setFile] = useState<File>();
  const { problem, busy, run } = useRegistryAct();
  const examine = (chosen: File) =>
    run(async () => {
      onBrought(undefined);
      const query = { kind, branch, file: chosen.name.slice(0, maxNameLength) };
      const answer = await api.post<TableAnswer>(`${registryPath}/tables`, chosen, { query });
      onBrought({ branch, file: chosen.name, answer });
    });
  return (
    <Panel title={texts.file}>
      <form
        className="mq-gap"
        onSubmit={(event) => {
          event.preventDefault();
          if (file) void examine(file);
        }}
      >
        {problem !== undefined && <ProblemView problem={problem} />}
        <Radio.Group
          aria-label={t(texts.kind)}
          value={kind}
          onChange={(event) => setKind(event.target.value as TableKind)}
          options={[
            { value: 'element', label: t(texts.elements) },
            { value: 'code-list', label: t(texts.codes) },
          ]}
        />
        <p className="mq-soft">{t(texts.headings)}</p>
        <p>
          <a href={`/api/v1/catalogue/documents/${kind === 'element' ? 'elements' : 'codes'}`} download>
            {t(texts.template)}
          </a>
        </p>
        <Labelled id={`${id}-branch`} label={registryTexts.branch}>
          <Select
            id={`${id}-branch`}
            value={branch}
            onChange={setBranch}
            options={Object.entries(branches).map(([value, title]) => ({ value, label: title[language] }))}
          />
        </Labelled>
        <Labelled id={`${id}-file`} label={texts.file}>
          <input
            id={`${id}-file`}
            type="file"
            accept=".csv,.xlsx"
            onChange={(event) => setFile(event.target.files?.[0])}
          />
        </Labelled>
        <div>
          <Button type="primary" htmlType="submit" loading={busy} disabled={!file}>
            {t(texts.examine)}
          </Button>
        </div>
      </form>
    </Panel>
  );
}

const maxNameLength = 200;

function Examined({ brought }: { brought: Brought }) {
  const t = useText();
  const { changes, findings, unchanged } = brought.answer;
  const errors = findings.filter(({ severity }) => severity === 'error');
  const nothing = errors.length === 0 && changes.length === 0;
  return (
    <>
      {errors.length > 0 && <Notice tone="bad" title={t(texts.refused, { n: errors.length })} />}
      {nothing && <Notice tone="info" title={t(texts.nothing, { n: unchanged })} />}
      {findings.length > 0 && <Findings findings={findings} />}
      {changes.length > 0 && <Changes brought={brought} />}
    </>
  );
}

const mostShown = 200; // findings and changes in the page; the rest come when these are dealt with

function Findings({ findings }: { findings: readonly TableFindingWire[] }) {
  const t = useText();
  const sorted = findings.toSorted((a, b) => a.severity.localeCompare(b.severity) || a.row - b.row);
  return (
    <Panel title={texts.findings}>
      <PlainTable
        caption={t(texts.findings)}
        rows={sorted.slice(0, mostShown).map((finding, place) => ({ ...finding, place }))}
        rowKey={({ place }) => String(place)}
        columns={[
          { title: texts.place, render: ({ row, column }) => <span className="mq-mono">{row === 0 ? '—' : `${column}${row}`}</span> }, // prettier-ignore
          {
            title: texts.severity,
            render: ({ severity }) => t(severity === 'error' ? texts.error : texts.warning),
          },
          { title: texts.what, render: (finding) => t(finding) },
          { title: texts.fix, render: ({ fix }) => t(fix) },
        ]}
      />
    </Panel>
  );
}

const mostOfProposal = 50; // changes: the server's own limit

/** What would be proposed, and the words that a proposal needs. */
function Changes({ brought: { branch, file, answer } }: { brought: Brought }) {
  const t = useText();
  const go = useGo();
  const { problem, busy, run } = useRegistryAct();
  const [title, setTitle] = useState(file.replace(/\.[^.]*$/, ''));
  const [reason, setReason] = useState('');
  const parts = inParts(answer.changes);
  const propose = async () => {
    const done = await run(async () => {
      const made: string[] = [];
      for (const [index, changes] of parts.entries()) {
        const numbered = parts.length === 1 ? title : `${title} (${index + 1}/${parts.length})`;
        const body = { title: numbered.trim(), reason: reason.trim(), branch, changes };
        const { proposal } = await api.post<ProposalAnswer>(`${registryPath}/proposals`, body);
        made.push(proposal.number);
      }
      return made;
    });
    if (!done) return;
    const [only, ...others] = done.value;
    go(others.length === 0 ? `/standards/proposals/${only}` : '/standards/proposals?mine=yes&state=draft');
  };
  return (
    <Panel title={texts.changes}>
      <div className="mq-gap">
        <p className="mq-lead">
          {t(texts.summary, { n: answer.changes.length, unchanged: answer.unchanged })}
          {parts.length > 1 && ` ${t(texts.inParts, { n: parts.length })}`}
        </p>
        <PlainTable
          caption={t(texts.changes)}
          rows={answer.changes.slice(0, mostShown)}
          rowKey={({ name }) => name}
          columns={[
            { title: texts.action, render: ({ action }) => t(actionWords[action]) },
            { title: texts.name, render: (change) => <NameOf change={change} /> },
            { title: texts.title, render: ({ content }) => titleOf(content, t) },
          ]}
        />
        {problem !== undefined && <ProblemView problem={problem} />}
        <ProposalWords {...{ title, setTitle, reason, setReason }} />
        <div>
          <Button
            type="primary"
            loading={busy}
            disabled={title.trim() === '' || reason.trim() === ''}
            onClick={() => void propose()}
          >
            {t(texts.propose, { n: parts.length })}
          </Button>
        </div>
      </div>
    </Panel>
  );
}

interface ProposalWordsProps {
  readonly title: string;
  readonly setTitle: (title: string) => void;
  readonly reason: string;
  readonly setReason: (reason: string) => void;
}

function ProposalWords({ title, setTitle, reason, setReason }: ProposalWordsProps) {
  const id = useId();
  return (
    <>
      <Labelled id={`${id}-title`} label={texts.proposalTitle}>
        <Input
          id={`${id}-title`}
          maxLength={180}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
      </Labelled>
      <Labelled id={`${id}-reason`} label={texts.reason}>
        <Input.TextArea
          id={`${id}-reason`}
          rows={2}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Labelled>
    </>
  );
}

function NameOf({ change: { kind, name, action } }: { change: ChangeWire }) {
  const shown = <span className="mq-mono">{name}</span>;
  if (action === 'add') return shown;
  return <PageLink to={`/standards/declarations/${kind}/${name}`}>{shown}</PageLink>;
}

function titleOf(content: ChangeWire['content'], t: ReturnType<typeof useText>): string {
  const { zh, en } = (content?.['title'] ?? {}) as { readonly zh?: string; readonly en?: string };
  return t({ zh: zh ?? '', en: en ?? '' });
}

function inParts(changes: readonly ChangeWire[]): readonly (readonly ChangeWire[])[] {
  const count = Math.ceil(changes.length / mostOfProposal);
  return Array.from({ length: count }, (_, n) => changes.slice(n * mostOfProposal, (n + 1) * mostOfProposal));
}
