import { PageLink, Panel, useText } from '#web/kit/index.ts';
import type { ChangeWire, ComparisonWire, FindingWire } from '../data.ts';
import { actionWords, kindWords, registryTexts as texts } from '../texts.ts';
import { ClassMark } from '../Words.tsx';
import { Differences, type Difference } from './Differences.tsx';
import { FindingList } from './FindingList.tsx';

interface ChangeViewProps {
  readonly change: ChangeWire;
  readonly comparison: ComparisonWire | undefined;
  readonly differences: readonly Difference[] | undefined;
  readonly findings: readonly FindingWire[];
}

/** One change: what it is, what it does to data and to whoever relies on it, and each place old beside new. */
export function ChangeView({ change, comparison, differences, findings }: ChangeViewProps) {
  const t = useText();
  const { kind, name, action } = change;
  const heading = `${t(actionWords[action])}${t({ zh: '', en: ': ' })}${t(kindWords[kind])} ${titleOf(change, t)}`;
  return (
    <Panel
      title={heading}
      extra={
        <PageLink to={`/standards/declarations/${kind}/${name}`}>
          <code className="mq-mono">{name}</code>
        </PageLink>
      }
    >
      <div className="mq-gap">
        {comparison && action !== 'add' && <Compatibility comparison={comparison} />}
        {findings.length > 0 && <FindingList findings={findings} />}
        {differences && <Differences of={name} differences={differences} />}
      </div>
    </Panel>
  );
}

function titleOf({ content, name }: ChangeWire, t: (text: { zh: string; en: string }) => string): string {
  const title = content?.['title'] as { zh?: string; en?: string } | undefined;
  return title ? t({ zh: title.zh ?? name, en: title.en ?? name }) : name;
}

function Compatibility({ comparison }: { comparison: ComparisonWire }) {
  const t = useText();
  return (
    <div>
      <p>
        {t(texts.compatibility)} <ClassMark of={comparison.class} />
      </p>
      {comparison.changes.length === 0 ? (
        <p className="mq-soft">{t(texts.nothingBreaks)}</p>
      ) : (
        <ul className="registry-findings">
          {comparison.changes.map((one) => (
            <li key={`${one.field} ${one.en}`}>
              <ClassMark of={one.class} /> {t(one)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
