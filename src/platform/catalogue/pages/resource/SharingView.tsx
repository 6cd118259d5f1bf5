import { BranchName, Citations, Fact, Panel, PlainTable, useText } from '#web/kit/index.ts';
import type { ResourceDescription } from '../../schema.ts';
import { SharingMark, VerificationMark } from '../Marks.tsx';
import { standardsTexts as texts } from '../texts.ts';
import type { ResourceViewProps } from './ResourcePage.tsx';

/** Who answers for it, with whom it is shared, for what, and on what legal basis. */
export function SharingView({ resource, description }: ResourceViewProps) {
  const t = useText();
  const { sharing, owner, source, subject } = resource.declaration;
  const { purposes, basis } = description;
  return (
    <div className="mq-gap">
      <Panel title={texts.sharing}>
        <dl className="mq-facts">
          <Fact title={texts.sharing}>
            <SharingMark of={sharing.type} />
          </Fact>
          <Fact title={texts.owner}>
            <BranchName branch={owner} />
          </Fact>
          <Fact title={texts.source}>
            {source === 'self' ? t({ zh: '本节点', en: 'This node' }) : source}
          </Fact>
          <Fact title={texts.subject}>
            {subject === null ? t(texts.noSubject) : <code className="mq-mono">{subject}</code>}
          </Fact>
          <Fact title={texts.purposes}>
            {purposes.length === 0
              ? t(texts.noPurposes)
              : purposes.map(({ title }) => t(title)).join(t({ zh: '、', en: ', ' }))}
          </Fact>
          <Fact title={texts.conditions} wide>
            {sharing.conditions && t(sharing.conditions)}
          </Fact>
        </dl>
      </Panel>
      <Panel title={texts.basis}>
        {basis.length === 0 ? <p className="mq-soft">{t(texts.noBasis)}</p> : <Basis basis={basis} />}
      </Panel>
    </div>
  );
}

function Basis({ basis }: { basis: ResourceDescription['basis'] }) {
  const t = useText();
  return (
    <PlainTable<ResourceDescription['basis'][number]>
      caption={t(texts.basis)}
      rows={basis}
      rowKey={({ citation }) => citation}
      columns={[
        { title: texts.name, render: (cited) => <Citations of={[cited]} /> },
        { title: texts.number, render: ({ regulation }) => regulation.number ?? '—' },
        { title: texts.inForce, render: ({ regulation }) => regulation.inForce ?? '—' },
        {
          title: texts.verification,
          render: ({ regulation }) => <VerificationMark of={regulation.verification} />,
        },
        { title: texts.note, render: ({ regulation }) => regulation.note && t(regulation.note) },
      ]}
    />
  );
}
