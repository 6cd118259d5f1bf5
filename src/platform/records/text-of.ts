/** A stored or declared value as text: what is compared, sealed, masked and exported. Nothing is the empty text. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
    return value.toString();
  if (Array.isArray(value)) return value.map(textOf).join('; ');
  return value === null || value === undefined ? '' : JSON.stringify(value);
}
