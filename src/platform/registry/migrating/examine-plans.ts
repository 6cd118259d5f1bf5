import type { CataloguedResource, Snapshot } from '#platform/catalogue/index.ts';
import { findCited } from '#standards/declarations/index.ts';
import type { Pack, Resource } from '#standards/declarations/index.ts';
import { checkPlan, neededSteps, readPlan } from '#standards/migrating/index.ts';
import type { MigrationPlan, Needed, PlanFinding, Side } from '#standards/migrating/index.ts';
import { judgedAs } from '../compare-change.ts';
import type { Change } from '../change.ts';
import type { Finding } from '../finding.ts';
import type { Plans } from '../proposal.ts';

/** A class of information whose stored rows a proposal could make wrong, and the plan for them. */
export interface ExaminedPlan {
  readonly resource: string;
  readonly before: Side;
  readonly after: Side;
  readonly needed: Needed;
  /** null while there is none, or one that can't be read. */
  readonly plan: MigrationPlan | null;
}

export interface PlansQuestion {
  readonly before: Snapshot;
  readonly after: Snapshot;
  /** What is changed; also what a bundle brings. */
  readonly changes: readonly Pick<Change, 'kind' | 'name'>[];
  readonly plans: Plans;
  readonly at: Date;
}

/** Which stored rows the changes touch, and whether the plans say what becomes of each. Pure. */
export function examinePlans(question: PlansQuestion): {
  readonly migrations: readonly ExaminedPlan[];
  readonly findings: readonly Finding[];
} {
  const { plans, at, after: next } = question;
  const isCited = (citation: string) => findCited(next.pack.regulations, citation) !== null;
  const findings: Finding[] = [];
  const migrations = touchedResources(question).flatMap(([was, now]): ExaminedPlan[] => {
    const [before, after] = [sideOf(was, at), sideOf(now, at)];
    const needed = neededSteps(before, after);
    if (needed.needs.length === 0 && needed.blocked.length === 0) return [];
    const resource = now.declaration.name;
    const written = Object.hasOwn(plans, resource) ? plans[resource] : { fields: {} };
    const { plan, findings: unread } = readPlan(written);
    const found = plan === null ? unread : checkPlan(before, after, plan, { at, isCited });
    findings.push(...found.map((one) => onPlan(resource, one)));
    return [{ resource, before, after, needed, plan }];
  });
  return { migrations, findings };
}

/** A declaration as its rows meet it. */
function sideOf(catalogued: CataloguedResource, at: Date): Side {
  return { table: catalogued.table, rules: catalogued.plansOn(at).validator.fields };
}

/** Resources that are there before and after, and that a change is about: themselves, or what their fields are made of. */
function touchedResources({
  before,
  after,
  changes,
}: PlansQuestion): (readonly [CataloguedResource, CataloguedResource])[] {
  const judged = changes.map((change) => judgedAs(change, before.pack, after.pack));
  const names = new Set(judged.map(({ kind, name }) => `${kind}/${name}`));
  return [...before.resources].flatMap(([name, was]) => {
    const now = after.resources.get(name);
    const uses = [was, now].some((one) => one && isMadeOf(one.declaration, before.pack, after.pack, names));
    return now && uses ? [[was, now] as const] : [];
  });
}

function isMadeOf(
  { name, fields }: Resource,
  before: Pack,
  after: Pack,
  names: ReadonlySet<string>,
): boolean {
  if (names.has(`resource/${name}`)) return true;
  return fields.some(({ element }) => {
    const domain = (after.elements.get(element ?? '') ?? before.elements.get(element ?? ''))?.domain;
    return (
      names.has(`element/${element}`) ||
      names.has(`code-list/${domain?.codes}`) ||
      names.has(`number-rule/${domain?.numberRule}`)
    );
  });
}

/** In a proposal a plan stands at `plans.<resource>`. */
function onPlan(resource: string, { code, path, zh, en, fix }: PlanFinding): Finding {
  const way = ['plans', resource, ...(path === '' ? [] : [path])].join('.');
  return { severity: 'error', code, change: null, path: way, zh, en, fix };
}
