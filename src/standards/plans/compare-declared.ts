import { numberPattern } from '../declarations/index.ts';
import type { CodeList, DataElement, NumberRule, Pack } from '../declarations/index.ts';
import { compareCodes, compareResources, compareRule } from './compare.ts';
import { changedColumn, gravest } from './compare-tables.ts';
import type { Change, Comparison } from './compare-tables.ts';
import { formatType, planTable } from './table.ts';
import { planValidator, ruleOfElement } from './validator.ts';
import type { FieldRule } from './validator.ts';

/** The kinds of declarations that can be compared with what they were. */
export type DeclaredKind =
  'element' | 'qualifier' | 'code-list' | 'number-rule' | 'regulation' | 'resource' | 'object-class';

/**
 * Says what the change of one declaration does to values, tables and whoever relies on it; the one place for every kind.
 * What was not there before breaks nothing: then there are no changes. Texts (titles, definitions, sources) change nothing.
 */
export function compareDeclared(
  kind: DeclaredKind,
  name: string,
  before: Pack,
  after: Pack,
  at: Date,
): Comparison {
  const changes = changesOf(kind, name, before, after, at);
  return { class: gravest(changes), changes };
}

function changesOf(kind: DeclaredKind, name: string, before: Pack, after: Pack, at: Date): readonly Change[] {
  const key = declaredIn[kind];
  if (!before[key].has(name)) return [];
  if (!after[key].has(name))
    return [{ class: 'breaking', field: null, zh: `“${name}”被删除`, en: `“${name}” was removed` }];
  switch (kind) {
    case 'element':
      return compareElements(elementOf(before, name), before, elementOf(after, name), after);
    case 'code-list':
      return compareCodeLists(codeListOf(before, name), codeListOf(after, name));
    case 'number-rule':
      return compareNumberRules(numberRuleOf(before, name), numberRuleOf(after, name));
    case 'resource': {
      const plansIn = (pack: Pack) => {
        const resource = resourceOf(pack, name);
        return { table: planTable(resource, pack), validator: planValidator(resource, pack, at) };
      };
      return compareResources(plansIn(before), plansIn(after)).changes;
    }
    default:
      return [];
  }
}

/** Where a pack keeps the declarations of a kind. */
export const declaredIn = {
  element: 'elements',
  qualifier: 'qualifiers',
  'code-list': 'codeLists',
  'number-rule': 'numberRules',
  regulation: 'regulations',
  resource: 'resources',
  'object-class': 'objectClasses',
} as const satisfies Record<DeclaredKind, keyof Pack>;

const elementOf = (pack: Pack, name: string) => pack.elements.get(name) as DataElement;
const codeListOf = (pack: Pack, name: string) => pack.codeLists.get(name) as CodeList;
const numberRuleOf = (pack: Pack, name: string) => pack.numberRules.get(name) as NumberRule;
const resourceOf = (pack: Pack, name: string) => pack.resources.get(name) as Parameters<typeof planTable>[0];

/** An element is its concept, the values it takes, and how they are stored. */
function compareElements(was: DataElement, before: Pack, now: DataElement, after: Pack): readonly Change[] {
  return [
    ...compareConcepts(was, now),
    ...compareStorage(was, now),
    ...compareRule(elementRule(was, before), elementRule(now, after)),
  ];
}

/** Another object class, property, representation or unit is another element, whatever it is called (ISO/IEC 11179). */
function compareConcepts(was: DataElement, now: DataElement): readonly Change[] {
  const parts = [
    { zh: '对象类', en: 'object class', before: was.object.zh, after: now.object.zh },
    { zh: '特性', en: 'property', before: was.property.zh, after: now.property.zh },
    { zh: '表示', en: 'representation', before: was.representation, after: now.representation },
    { zh: '计量单位', en: 'unit', before: was.unit?.zh ?? '–', after: now.unit?.zh ?? '–' },
  ];
  return parts
    .filter(({ before, after }) => before !== after)
    .map(({ zh, en, before, after }) => ({
      class: 'breaking',
      field: now.name,
      meaning: true,
      zh: `${zh}改变：${before} → ${after}`,
      en: `the ${en} changed: ${before} → ${after}`,
    }));
}

function compareStorage(was: DataElement, now: DataElement): readonly Change[] {
  const column = { name: now.name, required: false, field: now.name };
  return changedColumn(
    { ...column, type: formatType(was.format) },
    { ...column, type: formatType(now.format) },
  );
}

function elementRule(element: DataElement, pack: Pack): FieldRule {
  const { name, title } = element;
  const alone = { field: name, title, required: false, many: false, refers: null, when: null };
  return { ...alone, ...ruleOfElement(element, pack) };
}

function compareCodeLists(was: CodeList, now: CodeList): readonly Change[] {
  return [...compareCodes(listRule(was), listRule(now)), ...renamedCodes(was, now)];
}

/** A code list as the demand it makes of a value. */
function listRule({ name, title, values }: CodeList): FieldRule {
  const codes = { list: name, values: values.map(({ code, from, to }) => ({ code, from, to })) };
  const nothing = {
    format: null,
    pattern: null,
    minimum: null,
    maximum: null,
    identifier: null,
    numberRule: null,
  };
  return { field: name, title, required: false, many: false, refers: null, when: null, ...nothing, codes };
}

/** A code whose name changed means something else in every record that holds it: such a code ends, and another takes its place. */
function renamedCodes(was: CodeList, now: CodeList): readonly Change[] {
  const names = new Map(now.values.map(({ code, from, zh }) => [`${code} ${from ?? ''}`, zh]));
  return was.values.flatMap(({ code, from, zh }): Change[] => {
    const name = names.get(`${code} ${from ?? ''}`);
    if (name === undefined || name === zh) return [];
    return [
      {
        class: 'breaking',
        field: now.name,
        meaning: true,
        zh: `代码 ${code} 的名称改变：${zh} → ${name}`,
        en: `the name of code ${code} changed: ${zh} → ${name}`,
      },
    ];
  });
}

function compareNumberRules(was: NumberRule, now: NumberRule): readonly Change[] {
  const changes: Change[] = [];
  const span = `${numberPattern(was)} → ${numberPattern(now)}`;
  if (JSON.stringify(was.segments) !== JSON.stringify(now.segments))
    changes.push({
      class: 'narrowing',
      field: now.name,
      zh: `编号的构成改变：${span}`,
      en: `the segments changed: ${span}`,
    });
  return changes;
}
