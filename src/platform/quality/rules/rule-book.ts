import { dayInChina, declaredRules } from '#standards/declarations/index.ts';
import type {
  DeclaredRule,
  Pack,
  QualityGravity,
  QualityOperand,
  QualityRule,
  QualitySettings,
  QualityTest,
  Resource,
  Words,
} from '#standards/declarations/index.ts';
import type { ValidationCode } from '#standards/plans/index.ts';
import { sealedValue } from '#platform/records/index.ts';
import type { InspectedRecord, Related } from '#platform/records/index.ts';
import type { Snapshot, ValueCheck } from '#platform/catalogue/index.ts';
import { holds } from './evaluate.ts';
import type { RuleWorld } from './evaluate.ts';
import type { PartReader } from './part-reader.ts';
import { declaredTitle } from './words.ts';

/** A rule that a record breaks, and in which field the error is sought first. */
export interface Failure extends QualityGravity {
  readonly rule: string;
  readonly field: string;
}

/** The rules of one resource: those that follow from its declaration, and those declared for it. */
export interface RuleBook {
  readonly resource: Resource;
  /** Ways through references that the rules follow. */
  readonly paths: readonly (readonly string[])[];
  /** Everything that is wrong with a record. Pure. */
  judge(record: InspectedRecord, related: Related, at: Date): readonly Failure[];
}

export interface RuleParts {
  readonly catalogue: Pick<Snapshot, 'pack'>;
  readonly check: ValueCheck;
  readonly partOf: PartReader;
}

/** What a validator's complaint comes under; anything else is a matter of form. */
const declaredBy: Partial<Record<ValidationCode, DeclaredRule>> = {
  required: 'required',
  'unknown-code': 'code',
  'code-not-in-force': 'code-period',
  identifier: 'check',
  'wrong-check': 'check',
};

export function openRuleBook(parts: RuleParts, settings: QualitySettings, resource: Resource): RuleBook {
  const { pack } = parts.catalogue;
  const rules = rulesOf(pack, resource.name);
  const dated = resource.fields.filter(({ element }) => settings.notInFuture.includes(element ?? ''));
  const sealed = resource.fields.filter((field) => field.sealed).map(({ name }) => name);
  return {
    resource,
    paths: rules.flatMap(({ when, require }) => [...(when ? pathsIn(when) : []), ...pathsIn(require)]),
    judge(record, related, at) {
      const world = worldOf(parts, at);
      const { values } = record;
      const examined = { resource: resource.name, values, related };
      const declared = [
        ...formFailures(parts.check, resource.name, values, sealed, at),
        ...dated
          .filter(({ name }) => isAfter(values[name], world.today))
          .map(({ name }) => failure('future', name)),
        ...resource.fields
          .filter(({ name, refers }) => refers !== null && isMissing(values[name], related.get(refers)))
          .map(({ name }) => failure('missing-record', name)),
      ].map(({ rule, field }) => ({ rule, field, ...settings.declared[rule] }));
      const further = rules
        .filter(({ when, require }) => {
          const applies = when === null || holds(world, examined, when) === true;
          return applies && holds(world, examined, require) === false;
        })
        .map(({ name, field, severity, weight }) => ({ rule: name, field, severity, weight }));
      return distinct([...declared, ...further]);
    },
  };
}

function failure(rule: DeclaredRule, field: string): { readonly rule: DeclaredRule; readonly field: string } {
  return { rule, field };
}

/** What the declaration's own validator says; of sealed values only whether they are there. */
function formFailures(
  check: ValueCheck,
  resource: string,
  stored: Readonly<Record<string, unknown>>,
  sealed: readonly string[],
  at: Date,
): { readonly rule: DeclaredRule; readonly field: string }[] {
  const open = Object.entries(stored).filter(([, value]) => value !== sealedValue && !Buffer.isBuffer(value));
  const values = Object.fromEntries(
    open.map(([name, value]) => [name, value instanceof Date ? value.toISOString() : value]),
  );
  return check(resource, values, 'create', at).errors.flatMap(({ pointer, code }) => {
    const field = pointer.split('/')[1] ?? '';
    const hidden = stored[field] !== null && (sealed.includes(field) || Buffer.isBuffer(stored[field]));
    return hidden ? [] : [failure(declaredBy[code] ?? 'form', field)];
  });
}

function isAfter(value: unknown, today: string): boolean {
  return typeof value === 'string' && value.slice(0, 10) > today;
}

function isMissing(value: unknown, known: ReadonlyMap<string, unknown> | undefined): boolean {
  return typeof value === 'string' && known?.has(value) !== true;
}

/** One failure a rule and field: a list with two wrong codes is one thing to look at. */
function distinct(failures: readonly Failure[]): readonly Failure[] {
  return [...new Map(failures.map((one) => [`${one.rule}|${one.field}`, one])).values()];
}

function worldOf({ catalogue: { pack }, partOf }: RuleParts, at: Date): RuleWorld {
  return {
    today: dayInChina(at),
    refers: (resource, field) =>
      pack.resources.get(resource)?.fields.find(({ name }) => name === field)?.refers ?? null,
    part: (value, part) => partOf(value, part, at),
  };
}

export function rulesOf(pack: Pack, resource: string): readonly QualityRule[] {
  return [...pack.qualityRules.values()].filter((rule) => rule.resource === resource);
}

/** What is wrong where a rule fails, in words. A rule that is no longer declared has only its name. */
export function ruleTitle(pack: Pack, resource: string, rule: string, field: string): Words {
  const title = fieldTitle(pack, resource, field);
  if ((declaredRules as readonly string[]).includes(rule)) return declaredTitle(rule as DeclaredRule, title);
  return pack.qualityRules.get(rule)?.title ?? { zh: rule, en: rule };
}

export function fieldTitle(pack: Pack, resource: string, field: string): Words {
  const found = pack.resources.get(resource)?.fields.find(({ name }) => name === field);
  return found?.title ?? { zh: field, en: field };
}

function pathsIn(test: QualityTest): (readonly string[])[] {
  const of = (operand: QualityOperand): (readonly string[])[] =>
    operand.kind === 'field' && operand.path.length > 1 ? [operand.path] : [];
  switch (test.kind) {
    case 'all':
    case 'any':
      return test.of.flatMap(pathsIn);
    case 'not':
      return pathsIn(test.of);
    case 'in':
    case 'exists':
      return of(test.of);
    default:
      return [...of(test.left), ...of(test.right)];
  }
}
