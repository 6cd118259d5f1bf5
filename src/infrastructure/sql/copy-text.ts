const special = /[\\\t\n\r]/g;
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** A value as COPY's text format writes it; null is `\\N`. */
export function copyText(value: string | null): string {
  if (value === null) return '\\N';
  special.lastIndex = 0;
  return special.test(value) ? value.replace(special, (character) => escapes[character] as string) : value;
}
