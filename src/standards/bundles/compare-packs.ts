import { citesDocument } from '../declarations/index.ts';
import type { Pack, Resource, Words } from '../declarations/index.ts';
import { compareDeclared, declaredIn } from '../plans/index.ts';
import type { Change, DeclaredKind } from '../plans/index.ts';

/**
 * What happens to one declaration: new; only its words change; more values pass than before; fewer do; it means something else;
 * it is taken out or abolished.
 */
export const declarationChanges = [
  'added',
  'reworded',
  'widened',
  'narrowed',
  'broken',
  'abolished',
] as const;
export type DeclarationChange = (typeof declarationChanges)[number];

/** One declaration that differs, why, and what it touches. Unchanged ones are only counted. */
export interface PackDifference {
  readonly kind: DeclaredKind;
  readonly name: string;
  readonly title: Words;
  readonly change: DeclarationChange;
  readonly reasons: readonly Words[];
  /** Fields that state it, as `resource.field`; of a resource, the resources that refer to it. */
  readonly usedBy: readonly string[];
  /** Resources whose table, form and API it reaches. */
  readonly resources: readonly string[];
}

export interface PackComparison {
  readonly differences: readonly PackDifference[];
  readonly counts: Readonly<Record<DeclarationChange | 'unchanged', number>>;
}

interface Declared {
  readonly title: Words;
  readonly status?: string;
}

/** Compares all declarations of two packs, or of two sets of packs read together. Pure; the class of each is `compareDeclared`'s. */
export function comparePacks(before: Pack, after: Pack, at: Date): PackComparison {
  const counts = { added: 0, reworded: 0, widened: 0, narrowed: 0, broken: 0, abolished: 0, unchanged: 0 };
  const differences: PackDifference[] = [];
  for (const kind of Object.keys(declaredIn) as DeclaredKind[]) {
    const [was, now]: ReadonlyMap<string, Declared>[] = [
      before[declaredIn[kind]],
      after[declaredIn[kind]],
    ] as const;
    const names = [...new Set([...(was?.keys() ?? []), ...(now?.keys() ?? [])])].toSorted();
    for (const name of names) {
      const found = compareOne(kind, name, was?.get(name), now?.get(name), { before, after, at });
      counts[found?.change ?? 'unchanged'] += 1;
      if (found !== null) differences.push(found);
    }
  }
  return { differences, counts };
}

interface Compared {
  readonly before: Pack;
  readonly after: Pack;
  readonly at: Date;
}

function compareOne(
  kind: DeclaredKind,
  name: string,
  was: Declared | undefined,
  now: Declared | undefined,
  { before, after, at }: Compared,
): PackDifference | null {
  const { title } = now ?? was ?? { title: { zh: name, en: name } };
  const pack = now === undefined ? before : after;
  const about = { kind, name, title, ...touched(kind, name, pack) };
  if (was === undefined) return { ...about, change: 'added', reasons: [] };
  const { changes } = compareDeclared(kind, name, before, after, at);
  const change = changeOf(was, now, changes);
  const reasons = changes.map(({ zh, en }) => ({ zh, en }));
  return change === null ? null : { ...about, change, reasons };
}

function changeOf(
  was: Declared,
  now: Declared | undefined,
  changes: readonly Change[],
): DeclarationChange | null {
  if (now === undefined || (now.status === 'abolished' && was.status !== 'abolished')) return 'abolished';
  const classes = new Set(changes.map((change) => change.class));
  if (classes.has('breaking')) return 'broken';
  if (classes.has('narrowing')) return 'narrowed';
  if (classes.has('widening')) return 'widened';
  return JSON.stringify(was) === JSON.stringify(now) ? null : 'reworded';
}

function touched(kind: DeclaredKind, name: string, pack: Pack): Pick<PackDifference, 'usedBy' | 'resources'> {
  const uses = usesOf(kind, name, pack);
  const usedBy = uses.map(([resource, field]) =>
    field === null ? resource.name : `${resource.name}.${field}`,
  );
  const resources = [...new Set(uses.map(([resource]) => resource.name))];
  return { usedBy, resources: kind === 'resource' ? [name] : resources };
}

type Use = readonly [Resource, string | null];

function usesOf(kind: DeclaredKind, name: string, pack: Pack): Use[] {
  const all = [...pack.resources.values()];
  if (kind === 'regulation')
    return all.filter(({ sharing }) => citesDocument(sharing.basis, name)).map((one): Use => [one, null]);
  const isUsed = (field: Resource['fields'][number]) => {
    if (kind === 'resource') return field.refers === name;
    if (kind === 'qualifier') return field.qualifier === name;
    if (kind === 'element') return field.element === name;
    const domain = pack.elements.get(field.element ?? '')?.domain;
    return (kind === 'code-list' ? domain?.codes : domain?.numberRule) === name;
  };
  return all.flatMap((resource) =>
    resource.fields.filter(isUsed).map((field): Use => [resource, field.name]),
  );
}
