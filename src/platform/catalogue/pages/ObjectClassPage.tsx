import { Fact, Page, PageLink, Panel, PlainTable, useLanguage, usePageParams, useText, Waiting } from '#web/kit/index.ts'; // prettier-ignore
import type { ObjectClassAnswer } from '../schema.ts';
import { useObjectClass } from './data.ts';
import { ObjectElements } from './ObjectElements.tsx';
import { HistoryLink } from './Parts.tsx';
import { objectTexts } from './object-texts.ts';
import { standardsTexts as texts } from './texts.ts';

/** One object class: what it is, where it belongs, which elements describe it and which resources use them. */
export function ObjectClassPage() {
  const t = useText();
  const { name = '' } = usePageParams();
  const answer = useObjectClass(name);
  const found = answer.data?.objectClass;
  return (
    <Page
      title={found ? `${t(objectTexts.objectClass)} ${t(found.title)}` : objectTexts.objectClass}
      {...(found ? { lead: found.definition } : {})}
      actions={found && <HistoryLink kind="object-class" name={name} />}
    >
      <div className="mq-gap">
        {answer.data ? <Entry answer={answer.data} /> : <Waiting query={answer} />}
      </div>
    </Page>
  );
}

function Entry({ answer }: { answer: ObjectClassAnswer }) {
  const t = useText();
  const { objectClass, below, resources } = answer;
  return (
    <>
      <Identity answer={answer} />
      <Panel title={objectTexts.elementsOf}>
        <ObjectElements of={objectClass.title} />
      </Panel>
      <Panel title={objectTexts.below}>
        {below.length === 0 ? (
          <p className="mq-soft">{t(objectTexts.noneBelow)}</p>
        ) : (
          <PlainTable
            caption={t(objectTexts.below)}
            rows={below}
            rowKey={({ name }) => name}
            columns={[
              {
                title: texts.name,
                render: ({ name, title }) => (
                  <PageLink to={`/standards/objects/${name}`}>{t(title)}</PageLink>
                ),
              },
              { title: texts.definition, render: ({ definition }) => t(definition) },
              { title: objectTexts.elementCount, render: ({ within }) => within.toLocaleString('en') },
            ]}
          />
        )}
      </Panel>
      <Panel title={objectTexts.usedByResources}>
        {resources.length === 0 ? (
          <p className="mq-soft">{t(texts.notUsed)}</p>
        ) : (
          <PlainTable
            caption={t(objectTexts.usedByResources)}
            rows={resources}
            rowKey={({ name }) => name}
            columns={[
              {
                title: texts.name,
                render: ({ name, title }) => (
                  <PageLink to={`/standards/resources/${name}?view=fields`}>{t(title)}</PageLink>
                ),
              },
              { title: texts.fields, render: ({ fields }) => fields.toLocaleString('en') },
            ]}
          />
        )}
      </Panel>
    </>
  );
}

function Identity({ answer: { objectClass, above } }: { answer: ObjectClassAnswer }) {
  const t = useText();
  const language = useLanguage();
  return (
    <Panel title={texts.identity}>
      <dl className="mq-facts">
        <Fact title={texts.chineseTitle}>
          <span lang="zh-CN">{objectClass.title.zh}</span>
        </Fact>
        <Fact title={texts.englishTitle}>
          <span lang="en">{objectClass.title.en}</span>
        </Fact>
        <Fact title={texts.code}>
          <code className="mq-mono">{objectClass.name}</code>
        </Fact>
        <Fact title={texts.synonyms}>{objectClass.synonyms.join(language === 'zh' ? '、' : ', ')}</Fact>
        <Fact title={objectTexts.partOf}>
          {above.length > 0 && (
            <ul className="std-inline">
              {above.map(({ name, title }) => (
                <li key={name}>
                  <PageLink to={`/standards/objects/${name}`}>{t(title)}</PageLink>
                </li>
              ))}
            </ul>
          )}
        </Fact>
        <Fact title={objectTexts.elementCount}>
          {objectClass.elements.toLocaleString('en')}
          {objectClass.within > objectClass.elements && (
            <p className="mq-field-note">{t(objectTexts.withinCount, { count: objectClass.within })}</p>
          )}
        </Fact>
      </dl>
    </Panel>
  );
}
