/**
 * An array as PostgreSQL writes it: for a text[] within unnest, and where the driver's own way, a regular expression
 * for each value, is felt.
 */
export function arrayLiteral(values: readonly (string | number)[]): string {
  return `{${values.map((value) => (typeof value === 'number' ? value : quoted(value))).join(',')}}`;
}

function quoted(value: string): string {
  return /[\\"]/.test(value) ? `"${value.replace(/[\\"]/g, '\\$&')}"` : `"${value}"`;
}
