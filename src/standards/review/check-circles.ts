import { placeOf } from './checking.ts';
import type { Reviewing } from './checking.ts';
import { findCircles } from './circles.ts';

/** A relation between two elements that must not come back to where it began: derived from, composed of, replaced by. */
export interface ElementRelation {
  readonly kind: string;
  readonly from: string;
  readonly to: string;
}

/** References and relations that run in a circle. */
export function checkCircles(reviewing: Reviewing, relations: readonly ElementRelation[]): void {
  const { resources, elements } = reviewing.pack;
  const required = new Map(
    [...resources.values()].map(({ name, fields }) => [
      name,
      fields.flatMap(({ refers, required: must, many, when }) =>
        refers !== null && must && !many && when === null ? [refers] : [],
      ),
    ]),
  );
  for (const circle of findCircles(required))
    report(reviewing, 'circular-reference', circle, resources.get(circle[0] ?? ''));
  for (const [, ofKind] of Map.groupBy(relations, ({ kind }) => kind)) {
    const edges = new Map(
      [...Map.groupBy(ofKind, ({ from }) => from)].map(([from, all]) => [from, all.map(({ to }) => to)]),
    );
    for (const circle of findCircles(edges))
      report(reviewing, 'circular-relation', circle, elements.get(circle[0] ?? ''));
  }
}

function report(
  reviewing: Reviewing,
  code: 'circular-reference' | 'circular-relation',
  circle: readonly string[],
  first: object | undefined,
): void {
  const params = { value: circle.join(' → ') };
  reviewing.findings.add(code, placeOf(reviewing, first ?? {}), circle.slice(0, -1), params);
}
