import assert from 'node:assert/strict';
import { test } from 'node:test';
import { corePack, editedFiles } from '../../../test/support/packs.ts';
import { isNumber, makeNumber, parsePack } from './index.ts';
import type { DataElement, Pack } from './index.ts';

/** Elements that say the same twice: one title, symbol, definition or concept (object class and property) for two of them. */
function repeated({ elements }: Pack): string[] {
  const seen = new Map<string, string>();
  return [...elements.values()].flatMap((element) =>
    sayings(element).flatMap((saying) => {
      const first = seen.get(saying);
      seen.set(saying, element.name);
      return first === undefined ? [] : [`${first} = ${element.name}: ${saying}`];
    }),
  );
}

function sayings({ symbol, title, definition, object, property, representation }: DataElement): string[] {
  const concept = `${object.zh}/${property.zh}/${representation}`;
  return [`symbol ${symbol}`, title.zh, title.en.toLowerCase(), definition.zh, definition.en, concept];
}

test('no two elements of the core pack say the same; a planted repetition is found', () => {
  assert.deepEqual(repeated(corePack()), []);
  const twice = (text: string) =>
    text.replace('title: { zh: 曾用名, en: Former name }', 'title: { zh: 姓名, en: Former name }');
  const { pack } = parsePack(editedFiles({ 'core/elements/person.yaml': twice }));
  assert.deepEqual(pack === null ? null : repeated(pack), ['person-name = former-name: 姓名']);
});

/** Lists that stand before an element names them: the roles of a node, the catalogue and its matters. */
const waiting = ['agency-branch', 'authority-nature', 'sharing-method', 'special-procedure'];

test('each code list gives an element its values', () => {
  const { elements, codeLists } = corePack();
  const named = new Set([...elements.values()].map(({ domain }) => domain.codes));
  assert.deepEqual(
    [...codeLists.keys()].filter((name) => !named.has(name) && !waiting.includes(name)),
    [],
  );
});

/** What would hurt a person most when it gets about is graded 3 or above (GB/T 43697: by its effect). */
function tooLow({ elements }: Pack): string[] {
  const delicate = ({ object, title, domain }: DataElement) =>
    object.zh === '健康信息' ||
    /护照号码|血型|手机号码|通信地址/.test(title.zh) ||
    domain.rule === 'citizen_id';
  return [...elements.values()]
    .filter((element) => delicate(element) && element.grade < 3)
    .map(({ name }) => name);
}

test('health, identity and contact of a person are graded 3 or above; a planted lower grade is found', () => {
  assert.deepEqual(tooLow(corePack()), []);
  const lower = (text: string) => text.replace(/(blood-type:[\s\S]*?grade: )3/, '$12');
  const { pack } = parsePack(editedFiles({ 'core/elements/person.yaml': lower }));
  assert.deepEqual(pack === null ? null : tooLow(pack), ['blood-type']);
});

test('each number rule of the core pack makes a number that it accepts', () => {
  const parts = { division: '690101', org: '690101000000', date: '2026-01-31', sequence: 1 };
  for (const rule of corePack().numberRules.values()) {
    const made = makeNumber(rule, parts);
    assert.ok(made.ok && isNumber(rule, made.number), rule.name);
  }
});
