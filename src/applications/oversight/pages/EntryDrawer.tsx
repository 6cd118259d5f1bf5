import { useQuery } from '@tanstack/react-query';
import { Drawer, Grid } from 'antd';
import {
  ProblemView,
  StatusTag,
  When,
  api,
  formatInstant,
  useBranchTitles,
  useText,
} from '#web/kit/index.ts';
import type { EntryDetailWire } from '../schema.ts';
import { EntryProof } from './EntryProof.tsx';
import { Facts } from './Facts.tsx';
import { outcomeTones } from './oversight-data.ts';
import { actTitles, noBranch, outcomeTitles, texts, titleOf } from './texts.ts';

const width = 720;

/** One entry beside the list: both parts, its canonical form, its proof. */
export function EntryDrawer({ entry, onClose }: { entry: string; onClose: () => void }) {
  const t = useText();
  const screens = Grid.useBreakpoint();
  const { data, error, refetch } = useQuery({
    queryKey: ['ledger-entry', entry],
    queryFn: ({ signal }) => api.get<EntryDetailWire>(`/api/v1/ledger/entries/${entry}`, { signal }),
  });
  const title = data
    ? data.seq === null
      ? t(texts.waiting)
      : t(texts.entryOf, { seq: data.seq })
    : t(texts.entry);
  return (
    <Drawer open title={title} onClose={onClose} size={screens.md ? width : '100%'} loading={!data && !error}>
      {error && <ProblemView problem={error} onRetry={() => void refetch()} />}
      {data && <EntryView detail={data} />}
    </Drawer>
  );
}

/** The entry itself; also beside a question. */
export function EntryView({ detail }: { detail: EntryDetailWire }) {
  const t = useText();
  const branchTitles = { ...useBranchTitles(), ...noBranch };
  const { open, closed, titles, tags, canonical, leaf, seq } = detail;
  const text = (value: string | null) => value ?? '—';
  const mono = (value: string | null) => <span className="mq-mono oversight-hash">{value ?? '—'}</span>;
  return (
    <div className="mq-gap">
      <section>
        <h2 className="oversight-heading">{t(texts.whoWhat)}</h2>
        <Facts
          items={[
            [t(texts.at), <When key="at" at={open.at} precision="second" />],
            [t(texts.actor), <Actor key="actor" detail={detail} />],
            [t(texts.unit), `${t(titles.organisation)} · ${t(titleOf(branchTitles, open.branch))}`],
            [t(texts.role), titles.roles.map((role) => t(role)).join('、') || '—'],
            [t(texts.act), t(titleOf(actTitles, open.act))],
            [t(texts.outcome), <OutcomeOf key="outcome" detail={detail} />],
            [t(texts.resource), titles.resource ? t(titles.resource) : '—'],
            [t(texts.fields), titles.fields.map((field) => t(field)).join('、') || '—'],
            [t(texts.count), text(open.count === null ? null : String(open.count))],
            [
              t(texts.purpose),
              `${titles.purpose ? t(titles.purpose) : '—'} ${closed.purposeReference ?? ''}`,
            ],
          ]}
        />
      </section>
      <section>
        <h2 className="oversight-heading">{t(texts.closedPart)}</h2>
        <Facts
          items={[
            [t(texts.receipt), mono(open.id)],
            [t(texts.record), mono(closed.record)],
            [t(texts.requestId), mono(closed.requestId)],
            [t(texts.address), text(closed.address)],
            [t(texts.session), mono(closed.session)],
            [t(texts.policy), text(closed.policy)],
            [t(texts.subjects), String(tags.length)],
            [t(texts.detail), mono(closed.detail)],
          ]}
        />
        {closed.sealedUntil && (
          <p>
            <StatusTag tone="info">{t(texts.sealed, { time: formatInstant(closed.sealedUntil) })}</StatusTag>
          </p>
        )}
      </section>
      {seq !== null && <EntryProof detail={detail} />}
      <details className="oversight-more">
        <summary>{t(texts.canonical)}</summary>
        <Canonical title={t(texts.canonicalLeaf)} text={canonical.leaf} />
        <Canonical title={t(texts.canonicalClosed)} text={canonical.closed} />
        <Canonical title={t(texts.leaf)} text={leaf} />
      </details>
    </div>
  );
}

function Actor({ detail }: { detail: EntryDetailWire }) {
  const t = useText();
  const { officer, open, closed } = detail;
  if (officer) return `${officer.name} ${officer.policeNumber ?? ''} · ${t(officer.organisation)}`;
  if (open.actorKind === 'system') return t(texts.system);
  if (open.actorKind === 'citizen') return t(texts.aCitizen);
  return <span className="mq-mono">{closed.actor}</span>;
}

function OutcomeOf({ detail }: { detail: EntryDetailWire }) {
  const t = useText();
  const { outcome } = detail.open;
  return (
    <>
      <StatusTag tone={outcomeTones[outcome] ?? 'neutral'}>{t(titleOf(outcomeTitles, outcome))}</StatusTag>
      {detail.titles.reason && ` ${t(detail.titles.reason)}`}
    </>
  );
}

function Canonical({ title, text }: { title: string; text: string }) {
  return (
    <figure className="oversight-figure">
      <figcaption>{title}</figcaption>
      <pre className="oversight-code" tabIndex={0} aria-label={title}>
        {text}
      </pre>
    </figure>
  );
}
