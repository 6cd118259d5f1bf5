import type { Tx } from '#infrastructure/sql/index.ts';
import { declaredRules } from '#standards/declarations/index.ts';
import type { DeclaredRule, Pack, QualitySeverity } from '#standards/declarations/index.ts';
import { keepQuality } from '#platform/catalogue/index.ts';
import type { ResourceQuality } from '#platform/catalogue/index.ts';
import type { Quality } from '../quality.ts';
import { ruleTitle } from '../rules/rule-book.ts';
import { findRun } from './sql.ts';
import type { RunRow } from './sql.ts';

/** Rules that a resource's page lists; the rest fails more rarely than these. */
const mostShown = 50;

/** Hands what a run came to over to the resource's page in the catalogue. Returns the score. */
export async function keepScore(tx: Tx, { catalogue }: Quality, id: string, at: Date): Promise<number> {
  const run = await findRun(tx, id);
  if (!run) throw new Error('a run that ended is not there');
  const quality = qualityOf(catalogue.pack, run);
  await keepQuality(tx, run.resource, quality, at);
  return quality.score;
}

/** What the counts of a run say. Pure. */
export function qualityOf(
  pack: Pack,
  {
    resource,
    recordsDone,
    faulty,
    lost,
    tallies,
  }: Pick<RunRow, 'resource' | 'recordsDone' | 'faulty' | 'lost' | 'tallies'>,
): ResourceQuality {
  const rules = Object.entries(tallies)
    .filter(([, count]) => count > 0)
    .map(([key, count]) => {
      const [rule = '', field = ''] = key.split('|');
      const { zh, en } = ruleTitle(pack, resource, rule, field);
      return { rule, field, title: { zh, en }, severity: severityOf(pack, rule), count };
    })
    .sort((a, b) => b.count - a.count);
  return {
    score: scoreOf(recordsDone, lost),
    records: recordsDone,
    faulty,
    rules: rules.slice(0, mostShown),
  };
}

/** Of 100, two decimals, cut and not rounded: 100 means that no record has an error. */
export function scoreOf(records: number, lost: number): number {
  if (records === 0) return 100;
  return Math.max(0, Math.floor((1 - lost / records) * 10_000) / 100);
}

function severityOf({ qualityRules, qualitySettings }: Pack, rule: string): QualitySeverity {
  const isDeclared = (declaredRules as readonly string[]).includes(rule);
  const found = isDeclared ? qualitySettings?.declared[rule as DeclaredRule] : qualityRules.get(rule);
  return found?.severity ?? 'error';
}
