import type { Tx } from '#infrastructure/sql/index.ts';
import type { DoorParts } from '../door-parts.ts';
import { fault } from '../errors.ts';
import type { RecordTable } from '../record-table.ts';
import { textOf } from '../text-of.ts';
import { selectTargets } from './sql.ts';

/** What the records that a group refers to turn out to be: by resource, then id, whose data they are. */
export type Targets = ReadonlyMap<string, ReadonlyMap<string, Buffer | null>>;

/** Looks up everything that a group of writings refers to; one statement for each resource. */
export async function findTargets(
  tx: Tx,
  parts: DoorParts,
  writings: readonly { readonly table: RecordTable; readonly values: Readonly<Record<string, unknown>> }[],
): Promise<Targets> {
  const wanted = new Map<string, Set<string>>();
  for (const { table, values } of writings) {
    for (const { field, refers } of table.columns) {
      const value = values[field];
      if (refers === null || typeof value !== 'string') continue;
      const ids = wanted.get(refers);
      if (ids) ids.add(value);
      else wanted.set(refers, new Set([value]));
    }
  }
  const found = new Map<string, ReadonlyMap<string, Buffer | null>>();
  for (const [resource, ids] of wanted) {
    const table = parts.tables.get(resource);
    if (table) found.set(resource, await selectTargets(tx, table, [...ids]));
  }
  return found;
}

/**
 * @throws Fault records.reference-missing naming the field
 */
export function requireTargets(
  table: RecordTable,
  values: Readonly<Record<string, unknown>>,
  targets: Targets,
): void {
  for (const { field, refers } of table.columns) {
    const value = values[field];
    if (refers === null || typeof value !== 'string') continue;
    if (!targets.get(refers)?.has(value))
      throw fault('reference-missing', {}, { pointer: `/values/${field}` });
  }
}

/** Whose data a record is: its own subject field, or the subject of what it refers to. Undefined: not stated here. */
export function subjectTagOf(
  parts: DoorParts,
  table: RecordTable,
  values: Readonly<Record<string, unknown>>,
  targets: Targets,
): Buffer | null | undefined {
  const { subject } = table;
  if (subject === null) return null;
  const value = values[subject.field];
  if (value === undefined) return undefined;
  if (value === null) return null;
  if (subject.through === 'value') return parts.subjectTag(textOf(value));
  const refers = table.byField.get(subject.field)?.refers ?? '';
  return targets.get(refers)?.get(textOf(value)) ?? null;
}
