import { deepEqual } from 'node:assert/strict';
import { test } from 'node:test';
import { labelOf, matchesCode, type CodeItem } from './codes.ts';

const head: CodeItem = { code: '02', label: { zh: '户主', en: 'Head of household' }, initials: 'hz' };

test('a code is found by part of its label, the start of the code, or its pinyin initials', () => {
  const typed = ['', '户', 'HEAD', 'household', '02', '0', 'hz', ' HZ ', '2', '子', 'zz'];
  deepEqual(
    typed.filter((text) => matchesCode(head, text)),
    ['', '户', 'HEAD', 'household', '02', '0', 'hz', ' HZ '],
  );
});

test('a code without a label shows itself, so that a value is never hidden', () => {
  const items = new Map([[head.code, head]]);
  deepEqual([labelOf(items, '02', 'en'), labelOf(items, '99', 'zh')], ['Head of household', '99']);
});
