import { useMemo, useState, type ComponentType } from 'react';
import { Panel, RestoredDraft, useDraft, useText } from '#web/kit/index.ts';
import type { Kind, Named } from '../data.ts';
import { PlanPreviews } from '../proposal/PlanPreviews.tsx';
import { actionWords, editorTexts as texts, kindWords, registryTexts } from '../texts.ts';
import { ChangeTabs } from './ChangeTabs.tsx';
import { CodeListEditor } from './CodeListEditor.tsx';
import { ContentFields } from './ContentFields.tsx';
import { emptyChange, nameOf, valueAt, type ChangeDraft, type ProposalDraft } from './draft.ts';
import type { ChangeEditorProps } from './editor-types.ts';
import { EditorFoot } from './EditorFoot.tsx';
import { ExtensionEditor } from './ExtensionEditor.tsx';
import { proposalFields } from './field-plans.ts';
import { PlainEditor } from './PlainEditor.tsx';
import { FindingPanel } from './FindingPanel.tsx';
import { ResourceEditor } from './ResourceEditor.tsx';
import { usePreview, type Examined } from './use-preview.ts';
import '../registry.css';

interface EditorProps {
  /** Names the draft that survives a reload. */
  readonly form: string;
  readonly initial: ProposalDraft;
  /** The proposal that is revised; absent for a new one. */
  readonly revises?: { readonly number: string; readonly version: number };
}

const editors: Partial<Record<Kind, ComponentType<ChangeEditorProps>>> = {
  resource: ResourceEditor,
  element: PlainEditor,
  'code-list': CodeListEditor,
  'object-class': PlainEditor,
  signer: PlainEditor,
  'code-list-extension': ExtensionEditor,
  'resource-extension': ExtensionEditor,
};

/** A proposal in words: what is typed is examined at once, shown as it will be, and kept until it is handed in. */
export function Editor({ form, initial, revises }: EditorProps) {
  const draft = useDraft(form, initial);
  const { value: proposal } = draft;
  const [chosen, setChosen] = useState<string | undefined>();
  const [strict, setStrict] = useState(false);
  const examined = usePreview(proposal);
  const change = (patch: Partial<ProposalDraft>) => draft.change((old) => ({ ...old, ...patch }));
  const setChange = (next: ChangeDraft) =>
    draft.change((old) => ({
      ...old,
      changes: old.changes.map((one) => (one.key === next.key ? next : one)),
    }));
  const add = (added: ChangeDraft) => draft.change((old) => ({ ...old, changes: [...old.changes, added] }));
  const active = proposal.changes.find(({ key }) => key === chosen) ?? proposal.changes[0];
  return (
    <div className="mq-gap">
      {draft.restoredAtMs !== undefined && (
        <RestoredDraft atMs={draft.restoredAtMs} onDiscard={draft.startOver} />
      )}
      <div className="registry-columns">
        <div className="mq-gap">
          <About proposal={proposal} strict={strict} onChange={change} />
          <ChangeTabs
            proposal={proposal}
            active={active}
            found={examined.data?.found ?? []}
            onChoose={setChosen}
            onAdd={(kind) => {
              const added = emptyChange(kind, proposal.branch);
              add(added);
              setChosen(added.key);
            }}
            onRemove={(key) => change({ changes: proposal.changes.filter((one) => one.key !== key) })}
          />
          {active && (
            <ActiveChange
              key={active.key}
              active={active}
              proposal={proposal}
              examined={examined.data}
              strict={strict}
              onChange={setChange}
              onAdd={add}
            />
          )}
          <PlanPreviews preview={examined.data?.preview} />
        </div>
        <FindingPanel examined={examined} />
      </div>
      <EditorFoot
        proposal={proposal}
        {...(revises ? { revises } : {})}
        examined={examined.data}
        onStrict={() => {
          setStrict(true);
          setChosen(firstWrong(examined.data, active));
        }}
        onDone={draft.done}
      />
    </div>
  );
}

/** The change to look at next: the present one while something is wrong in it. */
function firstWrong(examined: Examined | undefined, active: ChangeDraft | undefined): string | undefined {
  const errors = examined?.found.filter(({ severity, key }) => severity === 'error' && key !== null) ?? [];
  if (errors.length === 0 || errors.some(({ key }) => key === active?.key)) return active?.key;
  return errors[0]?.key ?? undefined;
}

interface AboutProps {
  readonly proposal: ProposalDraft;
  readonly strict: boolean;
  readonly onChange: (patch: Partial<ProposalDraft>) => void;
}

/** Why, and for whom. */
function About({ proposal: { title, reason, branch }, strict, onChange }: AboutProps) {
  return (
    <Panel title={texts.about}>
      <div className="mq-form">
        <ContentFields
          id="registry-proposal"
          fields={proposalFields}
          content={{ title, reason, branch }}
          onChange={onChange}
          found={[]}
          strict={strict}
        />
      </div>
    </Panel>
  );
}

interface ActiveChangeProps {
  readonly active: ChangeDraft;
  readonly proposal: ProposalDraft;
  readonly examined: ReturnType<typeof usePreview>['data'];
  readonly strict: boolean;
  readonly onChange: (change: ChangeDraft) => void;
  readonly onAdd: (change: ChangeDraft) => void;
}

function ActiveChange({ active, proposal, examined, strict, onChange, onAdd }: ActiveChangeProps) {
  const t = useText();
  const EditorOfKind = editors[active.kind];
  // The same while nothing is typed: a control that was made of it would lose what is being searched.
  const own = useMemo(
    () => ({
      elements: ownOf(proposal, 'element'),
      'code-lists': ownOf(proposal, 'code-list'),
      'object-classes': ownOf(proposal, 'object-class'),
    }),
    [proposal],
  );
  const heading = `${t(actionWords[active.action])}${t({ zh: '', en: ': ' })}${t(kindWords[active.kind])}`;
  if (active.action === 'abolish')
    return <Panel title={heading}>{t(registryTexts.abolishExplained, { name: active.name })}</Panel>;
  if (!EditorOfKind) return <Panel title={heading}>{t(texts.otherKind)}</Panel>;
  const identifier = examined?.changes.get(active.key)?.content?.['identifier'];
  return (
    <Panel title={heading}>
      <EditorOfKind
        draft={active}
        onChange={onChange}
        found={(examined?.found ?? []).filter(
          ({ key, code }) => key === active.key && code !== 'missing-key',
        )}
        strict={strict}
        own={own}
        onNewElement={({ name, title }) => {
          const added = emptyChange('element', proposal.branch);
          onAdd({ ...added, name, content: { ...added.content, title } });
        }}
        identifier={typeof identifier === 'string' ? identifier : undefined}
      />
    </Panel>
  );
}

/** What this proposal adds of a kind. */
function ownOf({ changes }: ProposalDraft, kind: Kind): readonly Named[] {
  return changes
    .filter((change) => change.kind === kind && change.action === 'add' && nameOf(change) !== '')
    .map((change) => {
      const name = nameOf(change);
      const { zh = name, en = name } = (valueAt(change.content, 'title') ?? {}) as {
        zh?: string;
        en?: string;
      };
      return { name, title: { zh, en } };
    });
}
