import type { FormField, Text } from '#web/kit/index.ts';
import {
  codeListGroup,
  fieldMain,
  fieldMore,
  plainGroups,
  resourceGroups,
  sharingGroup,
} from '../editor/field-plans.ts';
import { editorTexts } from '../texts.ts';

/** What the editor calls the places of a declaration, so that a reviewer reads the words that its author read. */
const groups = [...resourceGroups, sharingGroup([], []), codeListGroup, ...Object.values(plainGroups).flat()];
const places = labels(groups.flatMap(({ fields }) => fields));
const inFields = new Map<string, Text>([
  ...labels([...fieldMain, ...fieldMore([], [], [])]),
  ['element', editorTexts.ofElement],
  ['refers', editorTexts.ofReference],
  ['key', editorTexts.key],
  ['required', editorTexts.required],
  ['many', editorTexts.many],
  ['sealed', editorTexts.sealed],
]);
const whole = new Map<string, Text>([
  ['identifier', { zh: '标识', en: 'Identifier' }],
  ['object.zh', { zh: '对象类（中文）', en: 'Object class in Chinese' }],
  ['object.en', { zh: '对象类（英文）', en: 'Object class in English' }],
  ['search', editorTexts.searchKeys],
  ['lists', editorTexts.lists],
  ['values', editorTexts.values],
]);

function labels(fields: readonly FormField[]): Map<string, Text> {
  return new Map(fields.map(({ name, label }) => [name, label]));
}

/** `title.zh` in words; `fields.mobile.mask` as the field and what of it; undefined for what has no words. */
export function placeWords(path: string): { readonly within: string; readonly words: Text } | undefined {
  const [, field = '', part = ''] = /^fields\.([^.]+)\.(.+)$/.exec(path) ?? [];
  const words = field === '' ? (places.get(path) ?? whole.get(path)) : inFields.get(part);
  return words && { within: field, words };
}
