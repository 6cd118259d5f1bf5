import { Page, useSession, useUrlState, Waiting } from '#web/kit/index.ts';
import { useDeclaration, type Action, type DeclarationAnswer, type Kind } from '../data.ts';
import { registryTexts as texts } from '../texts.ts';
import { draftOf, emptyChange, type ChangeDraft, type ProposalDraft } from './draft.ts';
import { Editor } from './Editor.tsx';

const titles = {
  resource: texts.declareResource,
  element: texts.declareElement,
  'code-list': texts.declareCodeList,
  'object-class': texts.declareObjectClass,
  signer: texts.enterSigner,
  'code-list-extension': texts.extend,
  'resource-extension': texts.extend,
} as const;

/** A new proposal: `?kind=resource` declares something, with `&name=…&action=change` it changes what is there. */
export function NewPage() {
  const [{ kind: asked = '', name = '', action = 'change', of = '' }] = useUrlState();
  const kind = (Object.hasOwn(titles, asked) ? asked : 'resource') as keyof typeof titles;
  const found = useDeclaration(kind, name, name !== '');
  const title = name === '' ? titles[kind] : texts.proposeChange;
  return (
    <Page title={title}>
      {name === '' ? (
        <New kind={kind} of={of} />
      ) : found.data ? (
        <Change answer={found.data} action={action === 'abolish' ? 'abolish' : 'change'} />
      ) : (
        <Waiting query={found} />
      )}
    </Page>
  );
}

function New({ kind, of }: { kind: Kind; of: string }) {
  const { actor } = useSession();
  const change = emptyChange(kind, actor.branch);
  const begun = of === '' ? change : { ...change, content: { ...change.content, extends: of } };
  return <Editor key={kind} form={`registry.new.${kind}${of}`} initial={startWith(actor.branch, begun)} />;
}

function Change({ answer, action }: { answer: DeclarationAnswer; action: Action }) {
  const { actor } = useSession();
  const { kind, name, content } = answer;
  const owner = content?.['owner'];
  const branch = typeof owner === 'string' ? owner : actor.branch;
  const change = draftOf({ kind, name, action, content });
  return (
    <Editor key={name} form={`registry.${action}.${kind}.${name}`} initial={startWith(branch, change)} />
  );
}

function startWith(branch: string, change: ChangeDraft): ProposalDraft {
  return { title: '', reason: '', branch, changes: [change] };
}
