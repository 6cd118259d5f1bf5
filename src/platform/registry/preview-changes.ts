import type { Context } from '#security/context/index.ts';
import type { CataloguedResource, Snapshot } from '#platform/catalogue/index.ts';
import { createSql, migrationSql } from '#standards/plans/index.ts';
import type { ResourcePlan } from '#standards/plans/index.ts';
import { foreseeIdentifiers } from './allot-identifiers.ts';
import type { Change } from './change.ts';
import { examineChanges } from './examine-changes.ts';
import type { Examined, Question } from './examine-changes.ts';
import type { Finding } from './finding.ts';
import type { Registry } from './registry.ts';
import { selectAllotted } from './sql.ts';

/** What would be there if the changes were published now. */
export interface Preview extends Pick<Examined, 'findings' | 'comparisons'> {
  /** The changes with the identifiers that they would get. */
  readonly changes: readonly Change[];
  /** What each resource among the changes would be; empty while there are errors of the parser. */
  readonly plans: readonly PreviewedPlan[];
}

export interface PreviewedPlan extends Pick<ResourcePlan, 'form' | 'list' | 'search' | 'card'> {
  readonly resource: string;
  /** The statements that publishing would run; none when the change is refused. */
  readonly sql: readonly string[];
  readonly api: Pick<ResourcePlan['api'], 'paths' | 'schemas'>;
}

/** Examines changes as they are typed, and shows what would come of them; nothing is stored and no identifier is given out. */
export async function previewChanges(
  { app, catalogue, memory }: Registry,
  context: Context,
  { branch, changes, plans }: Pick<Question, 'branch' | 'changes' | 'plans'>,
  proposal: number | null = null,
): Promise<Preview> {
  const given = proposal === null ? new Map<string, string>() : await selectAllotted(app, proposal);
  const foreseen = await foreseeIdentifiers(app, changes);
  const before = catalogue.snapshot;
  const allotted = new Map([...foreseen.allotted, ...given]);
  const question = { before, changes: foreseen.changes, plans, branch, allotted, at: context.at, memory };
  const { findings, comparisons, after } = examineChanges(question);
  return {
    findings: after === null ? [...findings, ...foundInWhole(question, findings)] : findings,
    comparisons,
    changes: foreseen.changes,
    plans: plansOf(before, after, foreseen.changes, context.at),
  };
}

/**
 * While some changes are not whole yet, the others are examined without them: that a fact has an owner already is said as it is
 * chosen, not when everything is written. What they can't know of is passed over.
 */
function foundInWhole(question: Question, findings: readonly Finding[]): Finding[] {
  const broken = new Set(findings.filter(({ severity }) => severity === 'error').map(({ change }) => change));
  const places = question.changes.map((_change, place) => place).filter((place) => !broken.has(place));
  if (places.length === 0 || places.length === question.changes.length) return [];
  const changes = question.changes.filter((_change, place) => places.includes(place));
  return examineChanges({ ...question, changes }).findings.flatMap((found) => {
    if (found.code.startsWith('unknown-') || found.change === null) return [];
    return [{ ...found, change: places[found.change] ?? null }];
  });
}

function plansOf(
  before: Snapshot,
  after: Snapshot | null,
  changes: readonly Change[],
  at: Date,
): PreviewedPlan[] {
  return changes.flatMap(({ kind, name }) => {
    const resource = kind === 'resource' ? after?.resources.get(name) : undefined;
    return resource === undefined ? [] : [planned(before.resources.get(name), resource, at)];
  });
}

function planned(was: CataloguedResource | undefined, resource: CataloguedResource, at: Date): PreviewedPlan {
  const { form, list, search, card, api } = resource.plansOn(at);
  const sql = was ? migrationSql(was.table, resource.table).statements : createSql(resource.table);
  const { paths, schemas } = api;
  return { resource: resource.declaration.name, sql, form, list, search, card, api: { paths, schemas } };
}
