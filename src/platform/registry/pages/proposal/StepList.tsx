import { Panel, useText, When } from '#web/kit/index.ts';
import type { ProposalAnswer } from '../data.ts';
import { registryTexts as texts, stepWords } from '../texts.ts';

const system = 'system';

/** Everything that was done with a proposal, by whom, in order. */
export function StepList({ steps }: { steps: ProposalAnswer['steps'] }) {
  const t = useText();
  return (
    <Panel title={texts.steps}>
      <ol className="registry-steps">
        {steps.map((step) => (
          <li key={step.number}>
            <p>
              <strong>{t(stepWords[step.act] ?? { zh: step.act, en: step.act })}</strong>{' '}
              {step.by.name === system ? t({ zh: '系统', en: 'the system' }) : step.by.name}
            </p>
            <p className="mq-soft">
              <When at={step.at} />
            </p>
            {step.text && <blockquote>{step.text}</blockquote>}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
