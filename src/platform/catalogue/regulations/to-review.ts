import {
  articleInForce,
  citationTitle,
  citedInForce,
  findCited,
  isValidOn,
} from '#standards/declarations/index.ts';
import type { Found, Pack, Regulation, Words } from '#standards/declarations/index.ts';
import type { Resting, ReviewRow } from '../schema.ts';

/** Something that takes the place of something cited, and from which day. */
interface Replacement {
  readonly title: Words;
  readonly from: string | null;
}
type Replacements = ReadonlyMap<string, readonly Replacement[]>;
type Reason = Pick<ReviewRow, 'reason' | 'since' | 'until' | 'by'>;

/**
 * Everything that must be looked at again because what it rests on ended, has not begun, changed after it was last read, or was
 * superseded: each with the days from which and until which that is so, so that any day can be asked about, past or to come.
 */
export function toReview(pack: Pick<Pack, 'regulations'>, rests: readonly Resting[]): readonly ReviewRow[] {
  const replacements = replacementsIn(pack.regulations);
  return rests
    .filter(({ kind }) => kind !== 'regulation')
    .flatMap((resting) => {
      const found = findCited(pack.regulations, resting.cited);
      if (found === null) return [];
      const { regulation, article } = found.citation;
      return reasonsOf(found, replacements).map((reason) => ({ ...resting, regulation, article, ...reason }));
    });
}

/** Why what rests on this citation must be looked at again on a day; empty when nothing of it changed. */
export function reviewReasons(
  { regulations }: Pick<Pack, 'regulations'>,
  cited: string,
  on: string,
): readonly ReviewRow['reason'][] {
  const found = findCited(regulations, cited);
  if (found === null) return [];
  return reasonsOf(found, replacementsIn(regulations))
    .filter((reason) => isDueOn(reason, on))
    .map(({ reason }) => reason);
}

/** Whether a row is to be reviewed on a day. */
export function isDueOn({ since, until }: Pick<ReviewRow, 'since' | 'until'>, on: string): boolean {
  return isValidOn({ from: since, to: until }, on);
}

function reasonsOf(found: Found, replacements: Replacements): readonly Reason[] {
  const { from, to } = citedInForce(found);
  const rows: Reason[] = [];
  if (from !== null) rows.push({ reason: 'not-yet', since: null, until: dayBeside(from, -1), by: null });
  if (to !== null) rows.push({ reason: 'ended', since: dayBeside(to, 1), until: null, by: null });
  const [changed] = changesOf(found);
  if (changed !== undefined) rows.push({ reason: 'changed', since: changed, until: null, by: null });
  const { regulation, article, readOn } = found.citation;
  const own = article === null ? [regulation] : [regulation, `${regulation}#${article}`];
  for (const { title, from: since } of own.flatMap((cited) => replacements.get(cited) ?? [])) {
    if (readOn === null || since === null || readOn < since)
      rows.push({ reason: 'superseded', since, until: null, by: title });
  }
  return rows;
}

/** The days on which what was cited began to read differently, after it was last read; the first edition changes nothing. */
function changesOf(found: Found): readonly string[] {
  const { regulation, articles, citation } = found;
  const starts = (days: readonly (string | null)[]) => {
    const known = [...new Set(days)].filter((day) => day !== null).sort();
    return days.includes(null) ? known : known.slice(1);
  };
  const days = [
    ...starts(regulation.editions.map(({ from }) => from)),
    ...(articles.length > 1 ? starts(articles.map((one) => articleInForce(regulation, one).from)) : []),
  ].sort();
  return days.filter((day) => citation.readOn === null || citation.readOn < day);
}

/** What takes the place of what, by the citation of what is replaced. */
function replacementsIn(regulations: ReadonlyMap<string, Regulation>): Replacements {
  const all = [...regulations.values()].flatMap((regulation) => [
    ...regulation.supersedes.map((cited) => ({
      cited,
      title: citationTitle(regulations, regulation.name),
      from: regulation.inForce,
    })),
    ...regulation.articles.flatMap((article) =>
      article.supersedes.map((cited) => ({
        cited,
        title: citationTitle(regulations, `${regulation.name}#${article.number}`),
        from: articleInForce(regulation, article).from,
      })),
    ),
  ]);
  return Map.groupBy(all, ({ cited }) => cited);
}

function dayBeside(day: string, by: 1 | -1): string {
  const dayMs = 24 * 60 * 60 * 1000;
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * dayMs).toISOString().slice(0, 10);
}
