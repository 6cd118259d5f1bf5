import { resources, type Batch, type Entry } from './model.ts';
import type { Mistake } from './schema.ts';

/** The neighbourhood that has the planted mistakes. */
export const mistakenNeighbourhood = 1;

/** The batch with its planted mistakes, as if they had been typed: the version that stands is wrong, those before are not. */
export function withMistakes(batch: Batch, mistakes: readonly Mistake[]): Batch {
  const lists = resources.map((resource) => {
    const planted = mistakes.filter((mistake) => mistake.resource === resource);
    const entries: readonly Entry<object>[] = batch[resource];
    return [resource, planted.reduce(plant, entries)];
  });
  return Object.fromEntries(lists) as Batch;
}

function plant(
  entries: readonly Entry<object>[],
  { place, field, value }: Mistake,
): readonly Entry<object>[] {
  return entries.map((entry, at) => {
    const last = entry.versions.at(-1);
    if (at !== place || last === undefined) return entry;
    if (!(field in last.values))
      throw new TypeError(`a planted mistake names a field that is not there: ${field}`);
    const wrong = { ...last, values: { ...last.values, [field]: value } };
    return { ...entry, versions: [...entry.versions.slice(0, -1), wrong] };
  });
}
