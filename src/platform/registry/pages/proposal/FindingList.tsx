import { Notice, useText } from '#web/kit/index.ts';
import type { FindingWire } from '../data.ts';
import { registryTexts as texts } from '../texts.ts';

/** What is wrong or doubtful, gravest first, each with what to do. */
export function FindingList({ findings }: { findings: readonly FindingWire[] }) {
  const t = useText();
  const errors = findings.filter(({ severity }) => severity === 'error');
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  if (findings.length === 0) return <p className="mq-soft">{t(texts.noFindings)}</p>;
  return (
    <div className="mq-gap">
      {errors.length > 0 && (
        <Notice tone="bad" title={t(texts.errorsFound, { n: errors.length })}>
          <Lines findings={errors} />
        </Notice>
      )}
      {warnings.length > 0 && (
        <Notice tone="warn" title={t(texts.warningsFound, { n: warnings.length })}>
          <Lines findings={warnings} />
        </Notice>
      )}
    </div>
  );
}

function Lines({ findings }: { findings: readonly FindingWire[] }) {
  const t = useText();
  return (
    <ul className="registry-findings">
      {findings.map((finding) => (
        <li key={`${finding.change} ${finding.path} ${finding.code} ${finding.en}`}>
          {t(finding)}
          {finding.path !== '' && <code className="registry-path">{finding.path}</code>}
          {finding.fix && <div className="mq-soft">{t(finding.fix)}</div>}
        </li>
      ))}
    </ul>
  );
}
