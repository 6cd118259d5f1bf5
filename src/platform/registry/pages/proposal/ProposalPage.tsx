import { Fact, Notice, Page, Panel, usePageParams, useText, Waiting, When } from '#web/kit/index.ts';
import { useProposal, useProposalDifferences, useProposalPreview } from '../data.ts';
import type { FindingWire, PreviewWire, ProposalAnswer, ProposalWire } from '../data.ts';
import { Discussion } from '../Discussion.tsx';
import { TakingView } from '../packs/TakingView.tsx';
import { registryTexts as texts } from '../texts.ts';
import { PlanPanels } from '../plan/PlanPanels.tsx';
import { StateMark } from '../Words.tsx';
import { ChangeView } from './ChangeView.tsx';
import { FindingList } from './FindingList.tsx';
import { PlanPreviews } from './PlanPreviews.tsx';
import { ProposalActs } from './ProposalActs.tsx';
import { StepList } from './StepList.tsx';
import '../registry.css';

/** One proposal: what it changes, what was found, what would come of it, what was done, and what the reader may do. */
export function ProposalPage() {
  const { number = '' } = usePageParams();
  const answer = useProposal(number);
  const proposal = answer.data?.proposal;
  return (
    <Page
      {...(proposal ? { title: `${proposal.number} ${proposal.title}`, lead: proposal.reason } : {})}
      actions={proposal && <ProposalActs proposal={proposal} />}
    >
      {answer.data ? <Whole answer={answer.data} /> : <Waiting query={answer} />}
    </Page>
  );
}

/** As long as it can still be worded or decided, it is examined beside the declarations as they are now. */
function isOpen({ state }: ProposalWire): boolean {
  return ['draft', 'review', 'returned', 'approved'].includes(state);
}

function Whole({ answer: { proposal, approvals, steps } }: { answer: ProposalAnswer }) {
  const open = isOpen(proposal);
  const takes = proposal.bundle !== null;
  const { data: preview } = useProposalPreview(proposal.number, open && !takes);
  const examined = open ? preview : undefined;
  return (
    <div className="registry-columns">
      <div className="mq-gap">
        <About proposal={proposal} approvals={approvals} />
        <Outcome proposal={proposal} preview={examined} />
        {open && takes && <TakingView proposal={proposal} />}
        <Changes proposal={proposal} preview={examined} />
        <PlanPanels proposal={proposal} />
        {examined && <PlanPreviews preview={examined} />}
      </div>
      <div className="mq-gap">
        <StepList steps={steps} />
        <Discussion kind="proposal" name={proposal.number} />
      </div>
    </div>
  );
}

function About({ proposal, approvals }: Pick<ProposalAnswer, 'proposal' | 'approvals'>) {
  const t = useText();
  return (
    <Panel>
      <dl className="mq-facts">
        <Fact title={texts.state}>
          <StateMark of={proposal.state} />
        </Fact>
        <Fact title={texts.branch}>{t(proposal.branchTitle)}</Fact>
        <Fact title={texts.author}>
          {proposal.author.name} <When at={proposal.createdAt} />
        </Fact>
        <Fact title={texts.approver}>
          <Approvals proposal={proposal} approvals={approvals} />
        </Fact>
      </dl>
    </Panel>
  );
}

/** Who approved it, and how many are still needed. */
function Approvals({ proposal, approvals }: Pick<ProposalAnswer, 'proposal' | 'approvals'>) {
  const t = useText();
  const { needed, given } = approvals;
  const left = needed - given.length;
  // Proposals that were decided before approvals were kept one by one name their one approver.
  const { approver, approvedAt } = proposal;
  const shown = given.length === 0 && approver ? [{ ...approver, at: approvedAt }] : given;
  return (
    <>
      {shown.map(({ id, name, at }) => (
        <p key={id}>
          {name} <When at={at} />
        </p>
      ))}
      {isOpen(proposal) && left > 0 && (
        <p className="mq-field-note">
          {t(texts.approvalsLeft, {
            given: given.length,
            needed,
            left,
            by: approvals.by.map((role) => t(role)).join(t({ zh: '、', en: ', ' })),
          })}
        </p>
      )}
    </>
  );
}

/** What became of it, or what stands in its way as a whole. */
function Outcome({ proposal, preview }: { proposal: ProposalWire; preview: PreviewWire | undefined }) {
  const t = useText();
  const apart = preview?.findings.filter(({ change }) => change === null) ?? [];
  if (proposal.state === 'published')
    return <Notice tone="good" title={t(texts.published, { n: proposal.release ?? 0 })} />;
  if (proposal.state === 'approved') return <Notice tone="info" title={t(texts.publishing)} />;
  return (
    <>
      {proposal.findings && (
        <Panel title={texts.publishRefused}>
          <FindingList findings={proposal.findings} />
        </Panel>
      )}
      {apart.length > 0 && (
        <Panel title={texts.findings}>
          <FindingList findings={apart} />
        </Panel>
      )}
    </>
  );
}

function Changes({ proposal, preview }: { proposal: ProposalWire; preview: PreviewWire | undefined }) {
  const { data } = useProposalDifferences(proposal.number);
  const at = (findings: readonly FindingWire[], place: number) =>
    findings.filter(({ change }) => change === place);
  return proposal.changes.map((change, place) => (
    <ChangeView
      key={`${change.kind} ${change.name}`}
      change={change}
      comparison={preview?.comparisons[place]}
      differences={data?.items[place]?.differences}
      findings={preview ? at(preview.findings, place) : []}
    />
  ));
}
