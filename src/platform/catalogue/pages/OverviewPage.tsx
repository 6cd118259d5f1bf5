import {
  Page,
  PageLink,
  Panel,
  StatusTag,
  useText,
  type Text,
  Fact,
  PlainTable,
  Waiting,
} from '#web/kit/index.ts';
import type { Verification } from '#standards/declarations/index.ts';
import type { KindCount, Overview } from '../schema.ts';
import { verificationWords } from '#standards/declarations/index.ts';
import { useOverview } from './data.ts';
import { Documents } from './Documents.tsx';
import { MarksLegend, VerificationMark } from './Marks.tsx';
import { objectTexts } from './object-texts.ts';
import { standardsTexts as texts } from './texts.ts';
import './standards.css';

interface Tile {
  readonly kind: keyof Overview['kinds'];
  readonly title: Text;
  readonly to: string;
}

const tiles: readonly Tile[] = [
  { kind: 'resources', title: texts.resources, to: '/standards/resources' },
  { kind: 'elements', title: texts.elements, to: '/standards/elements' },
  { kind: 'objectClasses', title: objectTexts.objectClassList, to: '/standards/objects' },
  { kind: 'codeLists', title: texts.codeLists, to: '/standards/code-lists' },
  { kind: 'codeValues', title: texts.codeValues, to: '/standards/code-lists?sort=-values' },
  { kind: 'qualifiers', title: texts.qualifiers, to: '/standards/qualifiers' },
  { kind: 'numberRules', title: texts.numberRules, to: '/standards/number-rules' },
  { kind: 'regulations', title: texts.regulations, to: '/standards/regulations' },
];

const marks = Object.keys(verificationWords) as Verification[];

/** What the packs hold as a whole, and how far it was checked. */
export function OverviewPage() {
  const overview = useOverview();
  return (
    <Page lead={texts.overviewLead}>
      <div className="mq-gap">
        {overview.data ? <Whole overview={overview.data} /> : <Waiting query={overview} />}
      </div>
    </Page>
  );
}

function Whole({ overview }: { overview: Overview }) {
  return (
    <>
      <ul className="std-tiles">
        {tiles.map((tile) => (
          <CountTile key={tile.kind} tile={tile} count={overview.kinds[tile.kind]} />
        ))}
      </ul>
      <Panel title={texts.marks}>
        <MarksLegend />
      </Panel>
      <Packs overview={overview} />
      <Documents />
    </>
  );
}

function CountTile({ tile, count }: { tile: Tile; count: KindCount }) {
  const t = useText();
  const { verification } = count;
  return (
    <li className="mq-card">
      <h2>
        <PageLink to={tile.to}>{t(tile.title)}</PageLink>
      </h2>
      <strong>{count.total.toLocaleString('en')}</strong>
      {verification && (
        <ul className="std-inline std-tile-marks">
          {marks
            .filter((mark) => verification[mark] > 0)
            .map((mark) => (
              <li key={mark}>
                <VerificationMark of={mark} /> {verification[mark].toLocaleString('en')}
              </li>
            ))}
        </ul>
      )}
    </li>
  );
}

function Packs({ overview }: { overview: Overview }) {
  const t = useText();
  return (
    <Panel title={texts.packs}>
      <PlainTable
        caption={t(texts.packs)}
        rows={overview.packs}
        rowKey={({ name }) => name}
        columns={[
          { title: texts.name, render: ({ title }) => t(title) },
          { title: texts.code, render: ({ name }) => <code className="mq-mono">{name}</code> },
          { title: texts.version, render: ({ version }) => version },
          {
            title: texts.note,
            render: ({ fictional }) =>
              fictional ? <StatusTag tone="warn">{t(texts.fictional)}</StatusTag> : null,
          },
        ]}
      />
      <dl className="mq-facts">
        <Fact title={texts.digest} wide>
          <code className="mq-mono">{overview.digest}</code>
          <p className="mq-soft">{t(texts.digestWhy)}</p>
        </Fact>
      </dl>
    </Panel>
  );
}
