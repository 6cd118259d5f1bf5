import type { FieldRule } from '../plans/index.ts';

/** A default in the form of the field's values: YAML and forms write every scalar as a text. */
export function fallbackOf({ many, format }: FieldRule, written: unknown): unknown {
  const one = (value: unknown): unknown => {
    if (typeof value !== 'string') return value;
    const isLong = format?.kind === 'number' && (format.digits ?? 0) > 15; // it travels as a text
    if (format?.kind === 'number' && !isLong && /^-?[0-9]+(\.[0-9]+)?$/.test(value)) return Number(value);
    if (format?.kind === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
    return value;
  };
  if (!many) return one(written);
  return (Array.isArray(written) ? written : [written]).map(one);
}
