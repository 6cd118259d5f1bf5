import type { PackHeader } from '../declarations/index.ts';
import { placeOf, whereIs } from './checking.ts';
import type { Reviewing } from './checking.ts';

/**
 * Own identifiers lie in the range of the pack that gives them out, and in nobody else's: so a pack taken from above and one
 * extended here never mean two things by one number. Standard numbers (DE, DQ) belong to no pack.
 */
export function checkRanges(reviewing: Reviewing): void {
  const ranges = reviewing.pack.headers.flatMap((header) => {
    const [first, last] = header.range ?? [];
    if (first === undefined || last === undefined) return [];
    return [{ header, folder: folderOf(reviewing, header), first, last }];
  });
  for (const [at, one] of ranges.entries()) {
    const other = ranges.slice(0, at).find(({ first, last }) => first <= one.last && one.first <= last);
    if (other === undefined) continue;
    const where = whereIs(reviewing, other.header, 'range');
    const params = { value: span(one), other: other.header.name, where };
    const names = [one.header.name, other.header.name];
    reviewing.findings.add('overlapping-range', placeOf(reviewing, one.header, 'range'), names, params);
  }
  for (const row of [...reviewing.pack.elements.values(), ...reviewing.pack.qualifiers.values()]) {
    if (!row.identifier.startsWith('X')) continue;
    const number = Number(row.identifier.slice(2));
    const folder = folderOf(reviewing, row);
    const own = ranges.find((range) => range.folder === folder);
    const holder = ranges.find(({ first, last }) => first <= number && number <= last);
    if (own === undefined ? holder === undefined : own === holder) continue;
    const said = own ?? holder;
    if (said === undefined) continue;
    const where = whereIs(reviewing, said.header, 'range');
    const params = { value: row.identifier, other: own === undefined ? said.header.name : span(own), where };
    const code = own === undefined ? 'foreign-range' : 'outside-range';
    reviewing.findings.add(code, placeOf(reviewing, row, 'identifier'), [row.name, said.header.name], params);
  }
}

/** The folder in which a declaration stands: that of its pack. */
function folderOf({ places }: Reviewing, of: PackHeader | object): string {
  return places.of(of).file.split('/')[0] ?? '';
}

function span({ first, last }: { readonly first: number; readonly last: number }): string {
  return `${first}–${last}`;
}
