import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Fault, defineFaults, listFaults } from './index.ts';

const { fault } = defineFaults('example', {
  wrong: {
    status: 400,
    zh: '字段 {field} 有误：{reason}。',
    en: 'Field {field} is wrong: {reason}.',
    action: { zh: '改正 {field}。', en: 'Correct {field}.' },
  },
  silent: { status: 500, zh: '出错。', en: 'It failed.' },
});

test('a fault speaks both languages, with its parameters, and says what to do', () => {
  const it = fault('wrong', { field: 'name', reason: 3 }, { pointer: '/name' });
  assert.equal(it.code, 'example.wrong');
  assert.equal(it.status, 400);
  assert.equal(it.text('en'), 'Field name is wrong: 3.');
  assert.equal(it.action('zh'), '改正 name。');
  assert.equal(it.pointer, '/name');
  assert.equal(fault('silent').action('en'), undefined);
  assert.ok(it instanceof Fault && it instanceof Error);
});

test('the cause is kept for the log and never in the text', () => {
  const it = fault('silent', {}, { cause: new Error('password=geheim') });
  assert.equal((it.cause as Error).message, 'password=geheim');
  assert.doesNotMatch(it.message + it.text('zh') + it.text('en'), /geheim/);
});

test('a parameter is text: what stands in it is not filled in again', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (field, reason) => {
      assert.equal(fault('wrong', { field, reason }).text('en'), `Field ${field} is wrong: ${reason}.`);
    }),
  );
});

test('a module declares its list once; the whole list is sorted and complete', () => {
  assert.throws(() => defineFaults('example', { wrong: { status: 400, zh: '', en: '' } }), /declared twice/);
  const codes = listFaults().map(([code]) => code);
  assert.deepEqual(codes, codes.toSorted());
  assert.ok(codes.includes('example.wrong'));
});
