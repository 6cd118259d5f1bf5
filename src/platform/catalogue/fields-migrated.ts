import type { Snapshot } from './snapshot.ts';

/**
 * Which of these fields of a resource hold other values than on a day, or are no longer declared: what was made for them (a grant,
 * a saved service) has to be looked at again.
 */
export function fieldsMigratedSince(
  { migrated, pack }: Pick<Snapshot, 'migrated' | 'pack'>,
  resource: string,
  fields: readonly string[],
  since: Date,
): string[] {
  const declared = pack.resources.get(resource)?.fields.map(({ name }) => name);
  const later = (migrated.get(resource) ?? []).filter(({ at }) => at > since);
  const changed = new Set(later.flatMap((one) => one.fields));
  return [...new Set(fields)].filter((field) => changed.has(field) || declared?.includes(field) === false);
}
