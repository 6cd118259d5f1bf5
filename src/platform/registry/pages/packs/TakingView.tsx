import { Fact, Panel, useText, Waiting } from '#web/kit/index.ts';
import type { TakingWire } from '../../schema.ts';
import { useTaking, type ProposalWire } from '../data.ts';
import { FindingList } from '../proposal/FindingList.tsx';
import { registryTexts } from '../texts.ts';
import { ConflictList } from './ConflictList.tsx';
import { ChangeCounts, DifferenceTable } from './DifferenceTable.tsx';
import { packTexts as texts } from './texts.ts';

/** What a proposal to take a bundle would do here: from whom, what changes and of which class, whom it reaches. */
export function TakingView({ proposal }: { proposal: ProposalWire }) {
  const query = useTaking(proposal.number);
  if (!query.data) return <Waiting query={query} />;
  const { findings, conflicts, left } = query.data;
  const t = query.data;
  return (
    <>
      <AboutBundle taking={t} />
      {findings.length > 0 && (
        <Panel title={registryTexts.findings}>
          <FindingList findings={findings} />
        </Panel>
      )}
      {conflicts.length > 0 && <ConflictList proposal={proposal} conflicts={conflicts} />}
      <Changes taking={t} />
      {left.length > 0 && <Left files={left} />}
    </>
  );
}

function AboutBundle({ taking: { bundle } }: { taking: TakingWire }) {
  const t = useText();
  const { pack, version, before, issuer, issued, requires, digest } = bundle;
  return (
    <Panel title={{ zh: `${texts.pack.zh} ${pack}`, en: `${texts.pack.en} ${pack}` }}>
      <dl className="mq-facts">
        <Fact title={texts.version}>{t(texts.taken, { before: before ?? '—', version })}</Fact>
        <Fact title={texts.issuer}>
          <code className="mq-mono">{issuer}</code>
        </Fact>
        <Fact title={texts.issued}>{issued}</Fact>
        <Fact title={texts.requires}>
          {requires.length === 0 ? '—' : requires.map((one) => `${one.name} ${one.version}`).join(', ')}
        </Fact>
        <Fact title={texts.digest} wide>
          <code className="registry-path">{digest}</code>
        </Fact>
      </dl>
    </Panel>
  );
}

function Changes({ taking: { counts, differences } }: { taking: TakingWire }) {
  const t = useText();
  return (
    <Panel title={texts.whatChanges}>
      <ChangeCounts counts={counts} />
      <DifferenceTable caption={t(texts.whatChanges)} differences={differences} />
    </Panel>
  );
}

function Left({ files }: { files: readonly string[] }) {
  const t = useText();
  return (
    <Panel title={texts.left}>
      <p className="mq-lead">{t(texts.leftLead)}</p>
      <p className="registry-path">{files.join(t({ zh: '、', en: ', ' }))}</p>
    </Panel>
  );
}
