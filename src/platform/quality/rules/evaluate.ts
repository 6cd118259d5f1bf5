import type { QualityOperand, QualityTest } from '#standards/declarations/index.ts';
import type { Related } from '#platform/records/index.ts';

type Values = Readonly<Record<string, unknown>>;

/** A record against which a rule is held, with those that it refers to. */
export interface Examined {
  readonly resource: string;
  readonly values: Values;
  readonly related: Related;
}

/** What rules need to know beyond the record; pure. */
export interface RuleWorld {
  /** YYYY-MM-DD in China. */
  readonly today: string;
  /** The resource that a field refers to; null when it refers to none. */
  readonly refers: (resource: string, field: string) => string | null;
  /** A part of an identifier; null when the value is no such identifier. */
  readonly part: (value: string, part: string) => string | null;
}

/** What is found at the end of an operand's way: a value, nothing, or no way there because a step before has nothing. */
type Found = { readonly value: string | number | boolean | null } | undefined;

/** Whether a test holds; null when a value that it needs is missing, so that it can't be told. */
export function holds(world: RuleWorld, examined: Examined, test: QualityTest): boolean | null {
  switch (test.kind) {
    case 'all':
      return join(world, examined, test.of, false);
    case 'any':
      return join(world, examined, test.of, true);
    case 'not': {
      const below = holds(world, examined, test.of);
      return below === null ? null : !below;
    }
    case 'exists':
      return exists(world, examined, test.of);
    case 'in': {
      const value = valueOf(world, examined, test.of);
      return value === null ? null : test.values.includes(String(value));
    }
    default:
      return compare(test.kind, valueOf(world, examined, test.left), valueOf(world, examined, test.right));
  }
}

/** Three-valued and/or: what decides, decides; else what can't be told spoils it. */
function join(
  world: RuleWorld,
  examined: Examined,
  tests: readonly QualityTest[],
  deciding: boolean,
): boolean | null {
  const all = tests.map((test) => holds(world, examined, test));
  if (all.includes(deciding)) return deciding;
  return all.includes(null) ? null : !deciding;
}

function compare(
  how: 'equal' | 'before' | 'not-after',
  left: string | number | boolean | null,
  right: string | number | boolean | null,
): boolean | null {
  if (left === null || right === null || typeof left !== typeof right) return null;
  if (how === 'equal') return left === right;
  return how === 'before' ? left < right : left <= right;
}

function exists(world: RuleWorld, examined: Examined, operand: QualityOperand): boolean | null {
  if (operand.kind === 'today') return true;
  const { resource, values } = lastHolder(world, examined, operand.path) ?? {};
  const field = operand.path.at(-1);
  if (resource === undefined || values === undefined || field === undefined) return null;
  const value = plain(values[field]);
  if (value === null) return false;
  const target = world.refers(resource, field);
  return target === null || (examined.related.get(target)?.has(String(value)) ?? false);
}

function valueOf(
  world: RuleWorld,
  examined: Examined,
  operand: QualityOperand,
): string | number | boolean | null {
  if (operand.kind === 'today') return world.today;
  const found = find(world, examined, operand);
  const value = found?.value ?? null;
  return operand.years !== 0 && typeof value === 'string' ? addYears(value, operand.years) : value;
}

function find(
  world: RuleWorld,
  examined: Examined,
  { path, part }: Extract<QualityOperand, { kind: 'field' }>,
): Found {
  const holder = lastHolder(world, examined, path);
  const field = path.at(-1);
  if (!holder || field === undefined) return undefined;
  const value = plain(holder.values[field]);
  if (part === null || value === null) return { value };
  return { value: world.part(String(value), part) };
}

/** The record that has the last field of a way; undefined when the way ends before it. */
function lastHolder(
  world: RuleWorld,
  { resource, values, related }: Examined,
  path: readonly string[],
): { readonly resource: string; readonly values: Values } | undefined {
  let holder = { resource, values };
  for (const step of path.slice(0, -1)) {
    const target = world.refers(holder.resource, step);
    const next = target === null ? undefined : related.get(target)?.get(String(holder.values[step]));
    if (target === null || next === undefined) return undefined;
    holder = { resource: target, values: next };
  }
  return holder;
}

function plain(value: unknown): string | number | boolean | null {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return value instanceof Date ? value.toISOString() : null;
}

/** The same day so many years on; what was born on 29 February comes of age on 1 March. */
export function addYears(day: string, years: number): string | null {
  const [, year = '', rest = ''] = /^([0-9]{4})(-[0-9]{2}-[0-9]{2})$/.exec(day) ?? [];
  if (year === '') return null;
  const moved = String(Number(year) + years).padStart(4, '0') + rest;
  const date = new Date(`${moved}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? null : date.toISOString().slice(0, 10);
}
