import fc from 'fast-check';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findIdentifier } from './find-identifier.ts';

const at = new Date('2026-11-22T04:00:00Z');
const citizen = '69010119900307001X';

/** A number of the fictional province whose check character is right. */
function citizenNumber(sequence: number): string {
  const body = `6901011990${String((sequence % 12) + 1).padStart(2, '0')}07${String(sequence).padStart(3, '0')}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, place) => total + weight * Number(body[place]), 0);
  return body + '10X98765432'[sum % 11];
}

test('an identity number is found however it is written', () => {
  const number = citizenNumber(17);
  const spaced = `${number.slice(0, 6)} ${number.slice(6, 14)}-${number.slice(14)}`;
  const fullWidth = Array.from(number)
    .map((c) => String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0))
    .join('');
  const chinese = Array.from(number)
    .map((c) => '〇一二三四五六七八九'[Number(c)] ?? c)
    .join('');
  for (const written of [
    number,
    spaced,
    fullWidth,
    chinese,
    number.split('').join('\u200b'),
    `ID:${number}abc`,
  ])
    assert.notEqual(findIdentifier(`来取护照 ${written}，谢谢`, at), null, written);
});

test('mobile numbers and travel documents are found', () => {
  for (const text of [
    'tel: 154-1234-5678',
    '+86 15412345678',
    '打15412345678',
    '护照 E12345678',
    'H12345678',
    'C12345678',
  ])
    assert.notEqual(findIdentifier(text, at), null, text);
});

test('the position is that of the first character of the number', () => {
  assert.equal(findIdentifier(`本人 ${citizenNumber(3)}`, at), 4);
});

test('ordinary words, dates, amounts and our own references pass', () => {
  const texts = [
    '',
    '身份证遗失，来补办',
    '约好 2026-11-22 10:30',
    '同 VD-20261122-0001 与 RR-20261121-0042',
    '12 号窗口 3 人',
  ];
  for (const text of [...texts, '共 1,234,567.89 元', citizen.slice(0, 12)])
    assert.equal(findIdentifier(text, at), null, text);
});

test('any text is read without failing, and a number hidden in any text is found', () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 200, unit: 'binary' }),
      fc.integer({ min: 1, max: 999 }),
      (text, sequence) => {
        findIdentifier(text, at);
        assert.notEqual(findIdentifier(`${text}，${citizenNumber(sequence)}。${text}`, at), null);
      },
    ),
    { numRuns: 200 },
  );
});

test('planted bug: a finder that only looks at plain digits misses a spaced number', () => {
  const naive = (text: string) => /[0-9]{17}[0-9X]/.exec(text)?.index ?? null;
  const spaced = citizenNumber(5).replace(/^(.{6})(.{8})/, '$1 $2 ');
  assert.equal(naive(spaced), null);
  assert.notEqual(findIdentifier(spaced, at), null);
});
