import { stringify } from 'yaml';
import { limits } from '../declarations/index.ts';
import type { PackFile, Representation } from '../declarations/index.ts';
import type { Imported, ImportPlace } from './import-tables.ts';
import { tableFinding } from './findings.ts';
import type { TableFinding } from './findings.ts';
import type { TableRow } from './read-table.ts';

export interface NiemChoice {
  /** Which properties are taken, by the prefix of their namespace; empty takes all. */
  readonly prefixes: readonly string[];
  /** The first of our own numbers that is free: `XE` and five digits are counted on from here. */
  readonly firstNumber: number;
}

const columns = { property: ['QualifiedProperty'], definition: ['Definition'], type: ['QualifiedType', 'Type'], abstract: ['IsAbstract'] }; // prettier-ignore

/**
 * Drafts own elements from the list of properties of a NIEM model (`csv/Property.csv` of niemopen/niem-model). Names and
 * definitions come in English alone: Chinese is marked as still to be written, which the review of packs finds. Pure; never throws.
 */
export function importNiem(rows: readonly TableRow[], place: ImportPlace, choice: NiemChoice): Imported {
  const [head, ...body] = rows;
  const { file } = place;
  if (head === undefined || body.length === 0)
    return { files: [], findings: [tableFinding('empty-table', { file, row: 0 })] };
  const at = (names: readonly string[]) => head.cells.findIndex((cell) => names.includes(cell.trim()));
  const places = { property: at(columns.property), definition: at(columns.definition), type: at(columns.type), abstract: at(columns.abstract) }; // prettier-ignore
  const missing = (['property', 'definition', 'type'] as const).filter((one) => places[one] < 0);
  if (missing.length > 0) {
    const at = { file, row: head.number };
    return { files: [], findings: missing.map((one) => tableFinding('missing-column', at, { value: columns[one][0] ?? one })) }; // prettier-ignore
  }
  const findings: TableFinding[] = [];
  const elements: Record<string, Draft> = {};
  let number = choice.firstNumber;
  for (const { number: row, cells } of body) {
    const property = cells[places.property]?.trim() ?? '';
    const [prefix = '', local = ''] = property.split(':');
    if (choice.prefixes.length > 0 && !choice.prefixes.includes(prefix)) continue;
    const type = cells[places.type]?.trim() ?? '';
    const kind = cells[places.abstract] === '1' ? null : kindOf(local, type);
    const words = wordsIn(local);
    if (kind === null || words.length === 0 || number > 99_999) {
      findings.push(
        tableFinding('not-a-value', { file, row }, { value: property, other: type || 'abstract' }),
      );
      continue;
    }
    const name = freeName(words, prefix, elements);
    if (name === null) continue;
    const definition = cells[places.definition]?.replaceAll(/\s+/g, ' ').trim() || property;
    if (definition.length > longest)
      findings.push(tableFinding('cut-text', { file, row }, { value: property, other: longest }));
    elements[name] = draft(words, definition.slice(0, longest), kind, {
      identifier: `XE${String(number).padStart(5, '0')}`,
      source: `NIEM ${property}`,
    });
    number += 1;
  }
  return { files: filesOf(elements, place), findings };
}

const perFile = 2_000; // drafts, of about 700 letters each: a file of a pack has a limit

/** One file a namespace, and more where one would be too large. */
function filesOf(elements: Readonly<Record<string, Draft>>, { pack }: ImportPlace): PackFile[] {
  const spaces = Map.groupBy(Object.entries(elements), ([, { source }]) =>
    slugOf(source.slice(5).split(':')[0] ?? ''),
  );
  return [...spaces].flatMap(([space, all]) =>
    Array.from({ length: Math.ceil(all.length / perFile) }, (_, part) => {
      const some = Object.fromEntries(all.slice(part * perFile, (part + 1) * perFile));
      const path = `${pack}/elements/niem-${space}${part === 0 ? '' : `-${part + 1}`}.yaml`;
      return { path, text: stringify({ elements: some }, { lineWidth: 0 }) };
    }),
  );
}

const longest = limits.textLength - 20; // room for the mark of what is to be translated

interface Kind {
  readonly representation: Representation;
  readonly format: string;
}

/** Simple types of `niem-xs`, which are those of XML Schema. */
const simple: Readonly<Record<string, Kind>> = {
  boolean: { representation: 'indicator', format: 'bl' },
  date: { representation: 'date', format: 'd8' },
  dateTime: { representation: 'date-time', format: 'd14' },
  string: { representation: 'description', format: 'c..200' },
  normalizedString: { representation: 'description', format: 'c..200' },
  token: { representation: 'description', format: 'c..200' },
  anyURI: { representation: 'description', format: 'c..500' },
  decimal: { representation: 'quantity', format: 'n..20,6' },
  integer: { representation: 'quantity', format: 'n..18' },
  nonNegativeInteger: { representation: 'quantity', format: 'n..18' },
  positiveInteger: { representation: 'quantity', format: 'n..18' },
};

/** The representation terms with which names of properties that hold a value end (NIEM Naming and Design Rules). */
const terms: readonly (readonly [RegExp, Kind])[] = [
  [/Code$/, { representation: 'code', format: 'c..20' }],
  [/Name$/, { representation: 'name', format: 'c..100' }],
  [/(?:ID|URI)$/, { representation: 'number', format: 'c..50' }],
  [/Amount$/, { representation: 'amount', format: 'n..18,2' }],
  [/Percent$/, { representation: 'percentage', format: 'n..7,4' }],
  [/Rate$/, { representation: 'ratio', format: 'n..18,6' }],
  [/Quantity$/, { representation: 'quantity', format: 'n..18' }],
  [/(?:Measure|Numeric|Value)$/, { representation: 'quantity', format: 'n..20,6' }],
  [/Indicator$/, { representation: 'indicator', format: 'bl' }],
  [/DateTime$/, { representation: 'date-time', format: 'd14' }],
  [/Date$/, { representation: 'date', format: 'd8' }],
  [/Text$/, { representation: 'description', format: 'c..200' }],
];

/** What kind of value a property states; null for an object. A `…Name` may be an object: its type tells. */
function kindOf(local: string, type: string): Kind | null {
  const [prefix, name = ''] = type.split(':');
  const own = prefix === 'niem-xs' && Object.hasOwn(simple, name) ? (simple[name] ?? null) : null;
  const term = terms.find(([pattern]) => pattern.test(local))?.[1] ?? null;
  if (own !== null) return own.representation === 'description' && term !== null ? term : own;
  if (type === '' || (term?.representation === 'name' && !name.endsWith('TextType'))) return null;
  return term;
}

/** `PersonBirthDate` is Person, Birth, Date. */
function wordsIn(local: string): string[] {
  return local.match(/[A-Z]+(?![a-z])|[A-Z][a-z]*|[a-z]+|[0-9]+/g) ?? [];
}

/** A name in our grammar; the namespace stands before it when the short one is taken. Null when both are. */
function freeName(words: readonly string[], prefix: string, taken: object): string | null {
  const short = words.map((word) => word.toLowerCase()).join('-');
  const long = `${slugOf(prefix)}-${short}`;
  const right = (name: string) => /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name);
  return [short, long].find((name) => right(name) && !Object.hasOwn(taken, name)) ?? null;
}

function slugOf(prefix: string): string {
  const slug = prefix.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, ''); // prettier-ignore
  return slug || 'none';
}

type Draft = ReturnType<typeof draft>;

function draft(
  words: readonly string[],
  definition: string,
  kind: Kind,
  own: { identifier: string; source: string },
) {
  const [object = '', ...rest] = words;
  const property = rest.join(' ').toLowerCase() || object.toLowerCase();
  const english = (en: string) => ({ zh: `待译 ${en}`, en });
  return {
    identifier: own.identifier,
    title: english(words.join(' ')),
    definition: english(definition),
    object: english(object.toLowerCase()),
    property: english(property),
    ...kind,
    source: own.source,
  };
}
