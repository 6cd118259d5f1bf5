import type { CodeList, DataElement, Pack } from '../declarations/index.ts';
import { notations, renderFormat } from '../formats/index.ts';
import type { Format } from '../formats/index.ts';
import { codeColumns, elementColumns, separator } from './columns.ts';

/** All elements as a table: headings, then one element a row. What is empty or the default stays empty. */
export function elementTable(pack: Pack): string[][] {
  const rows = [...pack.elements.values()].map((element) => {
    const cells = elementCells(element);
    return elementColumns.map(({ name }) => cells[name] ?? '');
  });
  return [elementColumns.map(({ name }) => name), ...rows];
}

function elementCells(element: DataElement): Record<string, string | null | undefined> {
  const { title, definition, object, property, domain, unit } = element;
  return {
    name: element.name,
    identifier: element.identifier,
    symbol: element.symbol,
    version: element.version,
    title_zh: title.zh,
    title_en: title.en,
    definition_zh: definition.zh,
    definition_en: definition.en,
    synonyms: element.synonyms.join(separator),
    object_zh: object.zh,
    object_en: object.en,
    property_zh: property.zh,
    property_en: property.en,
    representation: element.representation,
    format: formatText(element.format),
    codes: domain.codes,
    rule: domain.rule,
    number_rule: domain.numberRule,
    pattern: domain.pattern,
    minimum: text(domain.minimum),
    maximum: text(domain.maximum),
    unit_zh: unit?.zh,
    unit_en: unit?.en,
    derived_from: element.relations.derivedFrom.join(separator),
    composed_of: element.relations.composedOf.join(separator),
    replaces: element.relations.replaces.join(separator),
    used_with: element.relations.usedWith.join(separator),
    status: element.status,
    verification: element.verification,
    source: element.source,
    maps_to: element.mapsTo,
    grade: String(element.grade),
    reusable: element.reusable ? 'true' : null,
    special: element.special,
  };
}

function text(value: number | null): string | null {
  return value === null ? null : String(value);
}

/** A format in the first notation that says all of it; GA/T 542 stands without its name, as in packs. */
export function formatText(format: Format): string {
  for (const notation of notations) {
    const { text: written, exact } = renderFormat(format, notation);
    if (exact) return notation === 'ga542' ? written : `${notation}: ${written}`;
  }
  return renderFormat(format, 'ga542').text;
}

/** All code lists as a table, one value a row. */
export function codeTable(pack: Pack): string[][] {
  const rows = [...pack.codeLists.values()].flatMap(codeRows);
  return [codeColumns.map(({ name }) => name), ...rows];
}

function codeRows(list: CodeList): string[][] {
  const head: Record<string, string | null> = {
    list: list.name,
    list_title_zh: list.title.zh,
    list_title_en: list.title.en,
    list_version: list.version,
    list_verification: list.verification,
    list_source: list.source,
    list_standard: list.standard,
    list_special: list.special,
  };
  return list.values.map((value) => {
    const cells: Record<string, string | null> = { ...head, ...value };
    return codeColumns.map(({ name }) => cells[name] ?? '');
  });
}
