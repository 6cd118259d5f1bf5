import { Panel, useText, Fact } from '#web/kit/index.ts';
import { levelWords } from '#standards/declarations/index.ts';
import { standardsTexts as texts } from '../texts.ts';
import type { ResourceViewProps } from './ResourcePage.tsx';

/** The 13 core metadata of the national guide, with class and grade. */
export function CardView({ resource }: ResourceViewProps) {
  const t = useText();
  const { card } = resource.plans;
  const fields = card.items.filter(({ grade }) => grade === card.grade).map(({ title }) => t(title));
  const strictest =
    fields.length > 0
      ? t(texts.gradeBy, { fields: fields.join(t(texts.comma)) })
      : t(texts.gradeOwn, { grade: resource.declaration.classification.grade });
  return (
    <Panel title={texts.card}>
      <p className="mq-lead">{t(texts.cardLead)}</p>
      <dl className="mq-facts">
        {card.lines.map((line) => (
          <Fact key={line.name} title={line.title} wide={line.name === 'items' || line.name === 'summary'}>
            {t(line.content)}
          </Fact>
        ))}
        <Fact title={texts.level}>{t(levelWords[card.level])}</Fact>
        <Fact title={texts.grade}>
          {String(card.grade)}
          <p className="mq-field-note">{strictest}</p>
          <p className="mq-field-note">{t(texts.gradeWhy)}</p>
        </Fact>
      </dl>
    </Panel>
  );
}
