import { identifier } from '../plans/index.ts';
import type { FieldColumns, FieldRule } from '../plans/index.ts';
import { fallbackOf } from './fallback.ts';
import type { Side, Values } from './model.ts';
import { ruleIn } from './needs.ts';
import type { Migration } from './moves.ts';
import { marker, placesOf } from './sql.ts';

/** Opens and closes sealed values, in hexadecimal; bound to the field and the record. */
export interface Sealing {
  seal(field: string, record: string, text: string): string;
  unseal(field: string, record: string, sealed: string): string;
  tag(field: string, text: string): string;
}

/** What is selected of a stored row `t`, one expression for each old field: as texts where a driver would round or shift. */
export function readsOf({ table }: Side): readonly string[] {
  return table.fields.map((place, index) => `${readOf(place)} as ${alias(index)}`);
}

const alias = (index: number) => identifier(`f${index}`);

function readOf({ column, kind, sealed, many }: FieldColumns): string {
  const name = `t.${identifier(column)}`;
  if (sealed || kind === 'binary') return `encode(${name}, 'hex')`;
  if (many || kind === 'text' || kind === 'boolean') return name;
  if (kind === 'datetime') return `to_char(${name} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  return `${name}::text`;
}

/** A stored row as plain values, by old field. */
export function plainOf(
  side: Side,
  row: Readonly<Record<string, unknown>> & { readonly id: string },
  sealing: Sealing,
): Values {
  return Object.fromEntries(
    side.table.fields.map(({ field, sealed }, index) => {
      const stored = row[`f${index}`] ?? null;
      const opened = sealed && typeof stored === 'string' ? sealing.unseal(field, row.id, stored) : stored;
      const rule = ruleIn(side, field);
      return [field, rule === undefined ? opened : typed(rule, opened)];
    }),
  );
}

/** Texts of the database as the field's own values: numbers and truth values are no texts. */
function typed(rule: FieldRule, stored: unknown): unknown {
  return stored === null ? null : fallbackOf(rule, stored);
}

/** Converted values as the row of `keepSql`. */
export function storedOf(
  migration: Migration,
  { id, version }: { readonly id: string; readonly version: number },
  values: Values,
  sealing: Sealing,
): Readonly<Record<string, unknown>> {
  const row: Record<string, unknown> = { id, version, [marker]: version };
  for (const { filling, of, column, tag } of placesOf(migration)) {
    const value = values[filling.field] ?? null;
    if (value === null) row[column] = null;
    else if (of.sealed) row[column] = `\\x${sealing.seal(of.field, id, textOf(value))}`;
    else row[column] = of.kind === 'binary' ? `\\x${textOf(value)}` : value;
    if (tag !== null) row[tag] = value === null ? null : `\\x${sealing.tag(of.field, textOf(value))}`;
  }
  return row;
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join('; ');
  return typeof value === 'string' ? value : String(value);
}
