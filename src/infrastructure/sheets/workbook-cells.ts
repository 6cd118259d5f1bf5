/** What a cell's text depends on beside itself. */
export interface CellNotes {
  readonly strings: readonly string[];
  readonly dateStyles: ReadonlySet<number>;
  /** Whether days count from 1904, as old Macintosh files do. */
  readonly date1904: boolean;
}

export interface RawCell {
  readonly type: string;
  readonly style: number;
  readonly value: string;
}

const dayMs = 86_400_000;
const epochs = { 1900: Date.UTC(1899, 11, 30), 1904: Date.UTC(1904, 0, 1) } as const;
const latestSerial = 2_958_465; // 9999-12-31

/** A cell as text: what a person would have typed. */
export function cellText({ type, style, value }: RawCell, notes: CellNotes): string {
  if (type === 's') return notes.strings[Number(value)] ?? '';
  if (type !== 'n') return value;
  const number = Number(value);
  if (value === '' || !Number.isFinite(number)) return value;
  if (notes.dateStyles.has(style) && number >= 0 && number <= latestSerial)
    return dateOf(number, notes.date1904);
  return Number.isSafeInteger(number) ? number.toFixed(0) : value;
}

function dateOf(serial: number, date1904: boolean): string {
  const at = epochs[date1904 ? 1904 : 1900] + Math.floor(serial) * dayMs;
  return new Date(at).toISOString().slice(0, 10);
}

/** `B` of `B12` is 1; undefined for what is no place. */
export function columnOf(reference: string | undefined): number | undefined {
  const letters = /^([A-Z]{1,3})[0-9]/.exec(reference ?? '')?.[1];
  if (letters === undefined) return undefined;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** Built-in numbers of date formats (ECMA-376 part 1, 18.8.30, with those of Chinese Excel), or a code with year or day. */
export function isDateFormat(format: number, code: string | undefined): boolean {
  if (code !== undefined) return /[yd]/i.test(code.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, ''));
  return (format >= 14 && format <= 17) || format === 22 || (format >= 27 && format <= 36) || (format >= 50 && format <= 58); // prettier-ignore
}
