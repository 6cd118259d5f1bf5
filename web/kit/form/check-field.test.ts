import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import type { FormField, FormPlan } from '../plans.ts';
import {
  askedValues,
  checkField,
  checkForm,
  isAsked,
  placeErrors,
  type IdentifierCheck,
} from './check-field.ts';

const label = { zh: '姓名', en: 'Name' };
const none: IdentifierCheck = () => undefined;
const field = (more: Partial<FormField> = {}): FormField => ({
  name: 'name',
  label,
  control: 'text',
  ...more,
});
const plan = (...fields: readonly FormField[]): FormPlan => ({ groups: [{ title: label, fields }] });

test('a required field that is blank is named in both languages', () => {
  for (const blank of [undefined, null, '', []]) {
    deepEqual(checkField(field({ required: true }), blank, none), {
      severity: 'error',
      message: { zh: '请填写姓名', en: 'Name is required' },
    });
  }
  equal(checkField(field({ required: true }), '', none)?.message.en, 'Name is required');
  equal(checkField(field(), '', none), undefined);
  equal(checkField(field({ required: true, control: 'boolean' }), false, none), undefined);
});

test('length is counted in characters, so a rare ideograph counts once', () => {
  equal(checkField(field({ maxLength: 2 }), '𠮷𠮷', none), undefined);
  equal(checkField(field({ maxLength: 2 }), '𠮷𠮷𠮷', none)?.message.en, 'At most 2 characters; there are 3');
});

test('numbers and dates are held to their form and limits', () => {
  const area = field({ control: 'number', minimum: 0, maximum: 100 });
  equal(checkField(area, 'x', none)?.message.en, 'Enter a number');
  equal(checkField(area, -1, none)?.message.en, 'Not less than 0');
  equal(checkField(area, 101, none)?.message.en, 'Not more than 100');
  equal(checkField(area, 100, none), undefined);
  equal(checkField(field({ control: 'date' }), '2026/1/1', none)?.severity, 'error');
});

test('an identifier speaks with its own rule’s words, and a warning does not stop the form', () => {
  const doubt: IdentifierCheck = (kind) => ({ severity: 'warn', message: { zh: kind, en: kind } });
  const number = field({ identifier: 'citizen_id' });
  deepEqual(checkField(number, '1', doubt), doubt('citizen_id', '1'));
  deepEqual(checkForm(plan(number), { name: '1' }, doubt), {});
});

test('a field whose condition does not hold is neither asked, checked nor sent', () => {
  const room = field({ name: 'room', required: true, when: { field: 'kind', equals: ['flat'] } });
  const form = plan(field({ name: 'kind' }), room);
  equal(isAsked(room, { kind: 'flat' }), true);
  equal(isAsked(room, { kind: ['house', 'flat'] }), true);
  equal(isAsked(room, { kind: 'house' }), false);
  deepEqual(checkForm(form, { kind: 'house' }, none), {});
  deepEqual(askedValues(form, { kind: 'house', room: '3' }), { kind: 'house' });
});

test('each of the server’s errors lands on its field, or stands apart: none is lost', () => {
  const form = plan(field(), field({ name: 'a/b' }), field({ name: 'classes' }));
  const errors = ['/values/name', '/a~1b', '/values/classes/0', '/values', ''].map((pointer) => ({
    pointer,
    message: pointer,
  }));
  const { onFields, apart } = placeErrors(form, errors);
  deepEqual(Object.keys(onFields).sort(), ['a/b', 'classes', 'name']);
  deepEqual(
    apart.map((error) => error.pointer),
    ['/values', ''],
  );
});

test('planted: losing the errors that name no field is noticed', () => {
  const careless = (errors: readonly { pointer: string; message: string }[]) =>
    placeErrors(plan(field()), errors).onFields;
  const errors = [{ pointer: '/values', message: 'together wrong' }];
  equal(
    Object.keys(careless(errors)).length + placeErrors(plan(field()), errors).apart.length,
    errors.length,
  );
  equal(Object.keys(careless(errors)).length === errors.length, false);
});
