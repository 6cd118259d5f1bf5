import { BranchName, Fact, PageLink, Panel, PlainTable, useText, type Text } from '#web/kit/index.ts';
import type { LineageLink, Named } from '../../schema.ts';
import { standardsTexts as texts } from '../texts.ts';
import '../standards.css';
import type { ResourceViewProps } from './ResourcePage.tsx';

/** Where its information comes from and where it goes: a picture, and the same as a table. */
export function LineageView({ resource, description }: ResourceViewProps) {
  const t = useText();
  const { lineage } = description;
  const { declaration } = resource;
  const { source } = declaration;
  return (
    <div className="mq-gap">
      <Panel title={texts.lineage}>
        <p className="std-lead">{t(texts.lineageLead)}</p>
        <Picture centre={declaration} lineage={lineage} />
        <dl className="mq-facts std-lists">
          <Fact title={texts.source}>{source === 'self' ? t(texts.thisNode) : source}</Fact>
          <Fact title={texts.subscribers}>
            <span className="mq-soft">{t(texts.noSubscribers)}</span>
          </Fact>
        </dl>
      </Panel>
      <Panel title={texts.lineageTable}>
        {lineage.length === 0 ? (
          <p className="mq-soft">{t(texts.noLineage)}</p>
        ) : (
          <PlainTable<LineageLink>
            caption={t(texts.lineageTable)}
            rows={lineage}
            rowKey={({ way, name }) => `${way} ${name}`}
            columns={[
              { title: texts.way, render: ({ way }) => t(way === 'from' ? texts.takesFrom : texts.givesTo) },
              { title: texts.resource, render: (link) => <LineageName link={link} /> },
              {
                title: texts.throughFields,
                render: ({ fields }) => fields.map((field) => t(field)).join(t(texts.comma)),
              },
              { title: texts.owner, render: ({ owner }) => <BranchName branch={owner} /> },
            ]}
          />
        )}
      </Panel>
    </div>
  );
}

function LineageName({ link }: { link: Named }) {
  const t = useText();
  return <PageLink to={`/standards/resources/${link.name}?view=lineage`}>{t(link.title)}</PageLink>;
}

const row = 40; // px between two boxes
const box = { width: 210, height: 30 };
const gap = 90; // px between two columns, for the lines
const width = 3 * box.width + 2 * gap;

interface PictureProps {
  readonly centre: Named;
  readonly lineage: readonly LineageLink[];
}

/** Three columns, each with room for any number: what it takes from, itself, what it gives to. Boxes are links. */
function Picture({ centre, lineage }: PictureProps) {
  const t = useText();
  const columns = [
    lineage.filter(({ way }) => way === 'from'),
    [centre],
    lineage.filter(({ way }) => way === 'to'),
  ] as const;
  const height = Math.max(...columns.map(({ length }) => length), 1) * row;
  const top = (column: number, place: number): number =>
    height / 2 + (place - ((columns[column]?.length ?? 1) - 1) / 2) * row;
  const left = (column: number): number => column * (box.width + gap);
  const heads: readonly Text[] = [texts.takesFrom, texts.thisResource, texts.givesTo];
  return (
    <div className="std-scroll" role="region" aria-label={t(texts.lineage)} tabIndex={0}>
      <div className="std-lineage-heads" style={{ width }} aria-hidden="true">
        {heads.map((head, column) => (
          <span key={head.zh} style={{ left: left(column), width: box.width }}>
            {t(head)}
          </span>
        ))}
      </div>
      <div className="std-lineage" style={{ width, height }}>
        <svg width={width} height={height} aria-hidden="true">
          {columns[0].map(({ name }, place) => (
            <Line key={name} x={box.width} from={top(0, place)} to={height / 2} />
          ))}
          {columns[2].map(({ name }, place) => (
            <Line key={name} x={left(1) + box.width} from={height / 2} to={top(2, place)} />
          ))}
        </svg>
        {columns.map((nodes, column) =>
          nodes.map((node, place) => (
            <div
              key={`${column} ${node.name}`}
              className={column === 1 ? 'std-lineage-box std-lineage-own' : 'std-lineage-box'}
              style={{ left: left(column), top: top(column, place) - box.height / 2, ...box }}
            >
              {column === 1 ? <strong>{t(node.title)}</strong> : <LineageName link={node} />}
            </div>
          )),
        )}
      </div>
    </div>
  );
}

/** From one box to the next column's, with an arrow's head where the information arrives. */
function Line({ x, from, to }: { x: number; from: number; to: number }) {
  const end = x + gap;
  const middle = x + gap / 2;
  return (
    <>
      <path d={`M${x} ${from}C${middle} ${from} ${middle} ${to} ${end - 6} ${to}`} />
      <path className="std-lineage-head" d={`M${end} ${to}l-8 -4v8z`} />
    </>
  );
}
