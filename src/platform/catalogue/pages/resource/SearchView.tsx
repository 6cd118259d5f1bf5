import { Panel, useText } from '#web/kit/index.ts';
import { standardsTexts as texts } from '../texts.ts';
import type { ResourceViewProps } from './ResourcePage.tsx';
import '../standards.css';

/** The only ways to find a record, and the lists there are. */
export function SearchView({ resource }: ResourceViewProps) {
  const t = useText();
  const { search, list } = resource.plans;
  const titles = new Map(resource.declaration.fields.map(({ name, title }) => [name, title]));
  return (
    <Panel title={texts.searchWays}>
      <p className="mq-lead">{t(texts.searchLead)}</p>
      <ol className="std-sets">
        {search.keys.map(({ name, inputs }) => (
          <li key={name}>
            {inputs.map((input) => t(input.label)).join(' + ')}
            {inputs.length > 1 && <span className="mq-soft"> {t(texts.together)}</span>}{' '}
            <code className="mq-mono mq-soft">{name}</code>
          </li>
        ))}
      </ol>
      <p className="mq-lead std-lists">{t(list.by.length > 0 ? texts.listsLead : texts.noLists)}</p>
      <ul className="std-sets">
        {list.by.map((set) => (
          <li key={set.join('+')}>
            {set.map((field) => t(titles.get(field) ?? { zh: field, en: field })).join(' + ')}{' '}
            <code className="mq-mono mq-soft">{set.join('+')}</code>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
