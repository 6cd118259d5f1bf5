import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { listFaults } from '#infrastructure/faults/index.ts';
import { fault } from './errors.ts';
import { problemOf } from './problem.ts';

test('a problem says what happened in the language asked for, and in both for a page that switches', () => {
  const error = fault('not-json', { place: ' (at character 7)', placeZh: '（第 7 个字符处）' });
  const zh = problemOf(error, 'zh', 'trace');
  const en = problemOf(error, 'en', 'trace');
  deepEqual(zh.texts, en.texts);
  equal(zh.detail, zh.texts.zh.detail);
  equal(en.detail, en.texts.en.detail);
  equal(zh.action, zh.texts.zh.action);
  equal(en.action, en.texts.en.action);
  equal(zh.texts.zh.detail === zh.texts.en.detail, false);
});

test('each field error is told in both languages', () => {
  const validation = [{ instancePath: '/name', keyword: 'maxLength' }];
  const [found] = problemOf({ validation }, 'en', 'trace').errors ?? [];
  deepEqual(found, {
    pointer: '/name',
    code: 'maxLength',
    message: 'is too long',
    texts: { zh: '太长', en: 'is too long' },
  });
});

test('what is no Fault tells nothing of the inside, in neither language', () => {
  const told = JSON.stringify(problemOf(new Error('password of minqiao_owner'), 'en', 'trace'));
  equal(told.includes('minqiao_owner'), false);
  equal(told.includes('http.internal'), true);
});

test('every declared error of this module is worded in both languages', () => {
  for (const [code, { zh, en, action }] of listFaults()) {
    const worded = [zh, en, ...(action ? [action.zh, action.en] : [])].every((words) => words.length > 0);
    equal(worded, true, code);
  }
});
