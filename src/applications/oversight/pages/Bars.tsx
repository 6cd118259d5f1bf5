import { Panel, useText } from '#web/kit/index.ts';
import type { Text } from '#web/kit/index.ts';
import { texts } from './texts.ts';

export interface BarRow {
  readonly key: string;
  readonly title: string;
  readonly permitted: number;
  readonly refused: number;
  readonly failed: number;
}

const outcomes = ['permitted', 'refused', 'failed'] as const;

/**
 * A table with a bar in each row. The numbers are the table's; the bar repeats them for the eye (so it is hidden from
 * those who listen), told apart by shape and not by colour alone.
 */
export function Bars({ title, head, rows }: { title: Text; head: Text; rows: readonly BarRow[] }) {
  const t = useText();
  const most = Math.max(1, ...rows.map((row) => row.permitted + row.refused + row.failed));
  return (
    <Panel title={title} extra={<Legend />}>
      <div className="oversight-scroll" tabIndex={0} role="region" aria-label={t(title)}>
        <table className="oversight-bars">
          <thead>
            <tr>
              <th scope="col">{t(head)}</th>
              {outcomes.map((outcome) => (
                <th scope="col" key={outcome} className="oversight-numeric">
                  {t(texts[outcome])}
                </th>
              ))}
              <th scope="col">{t(texts.share)}</th>
            </tr>
          </thead>
          <tbody>
            {rows.length === 0 && (
              <tr>
                <td colSpan={outcomes.length + 2}>{t(texts.nothing)}</td>
              </tr>
            )}
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">{row.title}</th>
                {outcomes.map((outcome) => (
                  <td key={outcome} className="oversight-numeric">
                    {row[outcome]}
                  </td>
                ))}
                <td>
                  <Bar row={row} most={most} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

const width = 240;
const height = 14;

/** Told apart by shape too: permitted is full, refused hollow, failed of half height. */
function Bar({ row, most }: { row: BarRow; most: number }) {
  const lengths = outcomes.map((outcome) => (row[outcome] / most) * width);
  const startOf = (place: number) => lengths.slice(0, place).reduce((sum, length) => sum + length, 0);
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      className="oversight-bar"
      aria-hidden="true"
    >
      {outcomes.map((outcome, place) => {
        const length = lengths[place] ?? 0;
        return (
          length > 0 && (
            <Piece key={outcome} outcome={outcome} at={startOf(place)} length={Math.max(length, 2)} />
          )
        );
      })}
    </svg>
  );
}

interface PieceProps {
  readonly outcome: (typeof outcomes)[number];
  readonly at: number;
  readonly length: number;
}

function Piece({ outcome, at, length }: PieceProps) {
  const className = `oversight-${outcome}`;
  if (outcome === 'refused')
    return (
      <rect x={at + 1} y={1} width={Math.max(length - 2, 1)} height={height - 2} className={className} />
    );
  const tall = outcome === 'failed' ? height / 2 : height;
  return <rect x={at} y={height - tall} width={length} height={tall} className={className} />;
}

function Legend() {
  const t = useText();
  return (
    <ul className="oversight-legend" aria-hidden="true">
      {outcomes.map((outcome) => (
        <li key={outcome}>
          <svg viewBox={`0 0 ${height} ${height}`} width={height} height={height}>
            <Piece outcome={outcome} at={0} length={height} />
          </svg>
          {t(texts[outcome])}
        </li>
      ))}
    </ul>
  );
}
