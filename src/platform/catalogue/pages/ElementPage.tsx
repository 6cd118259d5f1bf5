import {
  Page,
  PageLink,
  Panel,
  useLanguage,
  usePageParams,
  useText,
  Fact,
  PlainTable,
  Waiting,
} from '#web/kit/index.ts';
import type { ElementRow } from '../schema.ts';
import {
  dataTypeWords,
  identifierWords,
  representationWords,
  verificationWords,
} from '#standards/declarations/index.ts';
import { useElement, type ElementAnswer } from './data.ts';
import { StatusMark, VerificationMark } from './Marks.tsx';
import { HistoryLink, Uses } from './Parts.tsx';
import { standardsTexts as texts } from './texts.ts';

/** One data element with its full entry (ISO/IEC 11179, GA/T 542). */
export function ElementPage() {
  const t = useText();
  const { name = '' } = usePageParams();
  const answer = useElement(name);
  const element = answer.data?.element;
  return (
    <Page
      title={element ? `${t(texts.element)} ${t(element.title)}` : texts.element}
      {...(element ? { lead: element.definition } : {})}
      actions={element && <HistoryLink kind="element" name={name} />}
    >
      <div className="mq-gap">
        {answer.data ? <Entry answer={answer.data} /> : <Waiting query={answer} />}
      </div>
    </Page>
  );
}

function Entry({ answer }: { answer: ElementAnswer }) {
  const { element } = answer;
  return (
    <>
      <Identity element={element} />
      <Meaning answer={answer} />
      <Representation answer={answer} />
      <Management element={element} />
      <Panel title={texts.whereUsed}>
        <Uses uses={answer.usedBy} />
      </Panel>
    </>
  );
}

function Identity({ element }: { element: ElementRow }) {
  const language = useLanguage();
  return (
    <Panel title={texts.identity}>
      <dl className="mq-facts">
        <Fact title={texts.identifier}>
          <span className="mq-mono">{element.identifier}</span>
        </Fact>
        <Fact title={texts.chineseTitle}>
          <span lang="zh-CN">{element.title.zh}</span>
        </Fact>
        <Fact title={texts.englishTitle}>
          <span lang="en">{element.title.en}</span>
        </Fact>
        <Fact title={texts.code}>
          <code className="mq-mono">{element.name}</code>
        </Fact>
        <Fact title={texts.symbol}>{element.symbol}</Fact>
        <Fact title={texts.version}>{element.version}</Fact>
        <Fact title={texts.synonyms}>{element.synonyms.join(language === 'zh' ? '、' : ', ')}</Fact>
      </dl>
    </Panel>
  );
}

function Meaning({ answer: { element, objectClass, related, relatedBy } }: { answer: ElementAnswer }) {
  const t = useText();
  return (
    <Panel title={texts.meaning}>
      <dl className="mq-facts">
        <Fact title={texts.definition} wide>
          {t(element.definition)}
        </Fact>
        <Fact title={texts.object}>
          {objectClass ? (
            <PageLink to={`/standards/objects/${objectClass.name}`}>{t(element.object)}</PageLink>
          ) : (
            t(element.object)
          )}
        </Fact>
        <Fact title={texts.property}>{t(element.property)}</Fact>
        <Fact title={texts.representation}>{t(representationWords[element.representation])}</Fact>
        <Fact title={texts.reusable}>
          {t(element.reusable ? texts.yes : texts.no)}
          <p className="mq-field-note">{t(texts.reusableWhy)}</p>
        </Fact>
        <Related relations={element.relations} titles={related} />
        <RelatedBy of={relatedBy} />
        {element.special && <Fact title={texts.special}>{t(texts.specialWhy)}</Fact>}
      </dl>
    </Panel>
  );
}

const relationTexts = {
  derivedFrom: texts.derivedFrom,
  composedOf: texts.composedOf,
  replaces: texts.replaces,
  usedWith: texts.usedWith,
} as const;

/** How it stands to other elements; nothing when it stands alone. */
function Related({
  relations,
  titles,
}: {
  relations: ElementRow['relations'];
  titles: ElementAnswer['related'];
}) {
  const t = useText();
  const kinds = Object.keys(relationTexts) as (keyof typeof relationTexts)[];
  return kinds
    .filter((kind) => relations[kind].length > 0)
    .map((kind) => (
      <Fact key={kind} title={relationTexts[kind]}>
        {relations[kind].map((name) => (
          <PageLink key={name} to={`/standards/elements/${name}`}>
            {t(titles.find((one) => one.name === name)?.title ?? { zh: name, en: name })}{' '}
          </PageLink>
        ))}
      </Fact>
    ));
}

/** The other side of relations: what is derived from it, made of it, stands in its place, or goes with it. */
function RelatedBy({ of }: { of: ElementAnswer['relatedBy'] }) {
  const t = useText();
  if (of.length === 0) return null;
  return (
    <Fact title={texts.relatedBy}>
      {of.map(({ relation, name, title }) => (
        <p key={`${relation} ${name}`}>
          <PageLink to={`/standards/elements/${name}`}>
            {t(texts.relatedAs, { title: t(title), relation: t(relationTexts[relation]) })}
          </PageLink>
        </p>
      ))}
    </Fact>
  );
}

const notationNames = {
  ga542: 'GA/T 542',
  gb39046: 'GB/T 39046',
  catalogue: { zh: '目录编制指南', en: 'Catalogue guide' },
} as const;

function Representation({ answer }: { answer: ElementAnswer }) {
  const t = useText();
  const { element } = answer;
  const rows = Object.entries(notationNames) as [
    keyof typeof notationNames,
    (typeof notationNames)['ga542'],
  ][];
  return (
    <Panel title={texts.representationPart}>
      <div className="mq-gap">
        <dl className="mq-facts">
          <Fact title={texts.type}>{t(dataTypeWords[element.type])}</Fact>
          <Fact title={texts.unit}>{element.unit && t(element.unit)}</Fact>
          <Fact title={texts.domain} wide>
            <Domain answer={answer} />
          </Fact>
        </dl>
        <PlainTable
          caption={t(texts.format)}
          rows={rows}
          rowKey={([notation]) => notation}
          columns={[
            { title: texts.notation, render: ([, name]) => (typeof name === 'string' ? name : t(name)) },
            {
              title: texts.written,
              render: ([notation]) => <span className="mq-mono">{element.notations[notation].text}</span>,
            },
            {
              title: texts.note,
              render: ([notation]) => (element.notations[notation].exact ? null : t(texts.inexact)),
            },
          ]}
        />
      </div>
    </Panel>
  );
}

/** 值域: every limit that holds, together. */
function Domain({ answer: { element, codeList, numberRule } }: { answer: ElementAnswer }) {
  const t = useText();
  const { rule, pattern, minimum, maximum } = element.domain;
  const limited = minimum !== null || maximum !== null;
  if (!codeList && !numberRule && rule === null && pattern === null && !limited) return t(texts.anyValue);
  const range = { from: minimum ?? t(texts.unlimited), to: maximum ?? t(texts.unlimited) };
  return (
    <ul className="std-uses">
      {codeList && (
        <li>
          <PageLink to={`/standards/code-lists/${codeList.name}`}>
            {t(texts.codeListOf, { title: t(codeList.title), n: codeList.values })}
          </PageLink>
        </li>
      )}
      {rule !== null && <li>{t(texts.identifierRule, { name: t(identifierWords[rule]) })}</li>}
      {numberRule && (
        <li>
          <PageLink to={`/standards/number-rules?q=${numberRule.name}`}>
            {t(texts.numberRuleOf, { title: t(numberRule.title) })}
          </PageLink>
        </li>
      )}
      {pattern !== null && <li>{t(texts.patternOf, { pattern })}</li>}
      {limited && <li>{t(texts.rangeOf, range)}</li>}
    </ul>
  );
}

function Management({ element }: { element: ElementRow }) {
  const t = useText();
  return (
    <Panel title={texts.management}>
      <dl className="mq-facts">
        <Fact title={texts.status}>
          <StatusMark of={element.status} />
        </Fact>
        <Fact title={texts.verification}>
          <VerificationMark of={element.verification} />
          <p className="mq-field-note">{t(verificationWords[element.verification].why)}</p>
        </Fact>
        <Fact title={texts.source}>{element.source}</Fact>
        <Fact title={texts.mapsTo}>{element.mapsTo}</Fact>
        <Fact title={texts.grade}>
          {String(element.grade)}
          <p className="mq-field-note">{t(texts.gradeWhy)}</p>
        </Fact>
      </dl>
    </Panel>
  );
}
