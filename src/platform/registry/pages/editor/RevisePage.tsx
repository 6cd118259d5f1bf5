import { Page, usePageParams, Waiting } from '#web/kit/index.ts';
import { useProposal } from '../data.ts';
import { registryTexts as texts } from '../texts.ts';
import { proposalDraft } from './draft.ts';
import { Editor } from './Editor.tsx';

/** A proposal worded anew by its author. */
export function RevisePage() {
  const { number = '' } = usePageParams();
  const answer = useProposal(number);
  const proposal = answer.data?.proposal;
  return (
    <Page title={texts.editProposal}>
      {proposal ? (
        <Editor
          key={proposal.version}
          form={`registry.${proposal.number}.${proposal.version}`}
          initial={proposalDraft(proposal)}
          revises={proposal}
        />
      ) : (
        <Waiting query={answer} />
      )}
    </Page>
  );
}
