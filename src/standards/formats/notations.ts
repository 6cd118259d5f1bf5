import { parseCatalogue, renderCatalogue } from './catalogue.ts';
import { parseGa542, renderGa542 } from './ga542.ts';
import { parseGb39046, renderGb39046 } from './gb39046.ts';
import type { Format, Notation, ParsedFormat, Rendering } from './model.ts';

export const notations: readonly Notation[] = ['ga542', 'gb39046', 'catalogue'];

/** Reads `text` in one notation. Errors are returned, with the position that is wrong (counted from 1). */
export function parseFormat(text: string, notation: Notation): ParsedFormat {
  return { ga542: parseGa542, gb39046: parseGb39046, catalogue: parseCatalogue }[notation](text);
}

/** Writes the canonical type in one notation; `exact: false` when the notation can't say all of it. */
export function renderFormat(format: Format, notation: Notation): Rendering {
  return { ga542: renderGa542, gb39046: renderGb39046, catalogue: renderCatalogue }[notation](format);
}
