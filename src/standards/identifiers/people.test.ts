import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkAs, holdCases } from '../../../test/support/identifier-cases.ts';
import { citizenCheck } from './check-characters.ts';

const citizen = checkAs('citizen_id');
const withCheck = (body: string): string => body + citizenCheck(body);

test('the printed examples of GB 11643 are good, the second on a historical code', () => {
  holdCases(citizen, [
    ['11010519491231002X', 'ok', { grade: 'current', canonical: '11010519491231002X' }],
    ['440524188001010014', 'ok', { grade: 'historical', messageKey: 'valid-historical' }],
  ]);
  assert.deepEqual(citizen('440524188001010014').parts, {
    division: '440524',
    divisionName: '潮阳县',
    divisionFrom: '1983',
    divisionTo: '1992',
    birthDate: '1880-01-01',
    sequence: '001',
    sex: 'male',
  });
});

test('a small x is read as the capital that the standard prints', () => {
  holdCases(citizen, [
    ['11010519491231002x', 'ok', { canonical: '11010519491231002X' }],
    ['1101051949123100x2', 'error', { position: 17 }],
  ]);
});

test('an address code is graded and never refused, except in the fictional province outside the demonstration', () => {
  const production = checkAs('citizen_id', 'production');
  for (const prefix of ['321119', '320219', '230119', '612403', '632824', '622961', '690105']) {
    holdCases(citizen, [
      [withCheck(`${prefix}19900307101`), 'warn', { grade: 'unknown', messageKey: 'division-unknown' }],
    ]);
  }
  for (const prefix of ['441900', '442000', '460400', '110101']) {
    holdCases(production, [[withCheck(`${prefix}19900307101`), 'ok', { grade: 'current' }]]);
  }
  holdCases(citizen, [
    ['690101199003071017', 'ok', { grade: 'current' }],
    ['69010219851112018X', 'ok'],
  ]);
  holdCases(production, [
    ['690101199003071017', 'error', { messageKey: 'fictional-division', position: 1 }],
    [withCheck('69999919900307101'), 'error'],
  ]);
});

test('the birth date is a real day, not after the reference date', () => {
  const position = (first: number) => ({ messageKey: 'birth-date', position: first }) as const;
  holdCases(citizen, [
    [withCheck('11010520000229001'), 'ok'],
    [withCheck('11010519000229001'), 'error', position(13)],
    [withCheck('11010520230229001'), 'error', position(13)],
    [withCheck('11010519900230001'), 'error', position(13)],
    [withCheck('11010519900431001'), 'error', position(13)],
    [withCheck('11010519901301001'), 'error', position(11)],
    [withCheck('11010519900001001'), 'error', position(11)],
    [withCheck('11010519900100001'), 'error', position(13)],
    [withCheck('11010500000101001'), 'error', position(7)],
    [withCheck('11010520261122001'), 'ok'],
    [withCheck('11010520261123001'), 'error', { messageKey: 'birth-future', position: 7 }],
    [withCheck('11010517991231001'), 'warn', { messageKey: 'birth-long-ago' }],
    [withCheck('11010518000101001'), 'ok'],
  ]);
});

test('an instant as the reference time is read in China', () => {
  const newborn = withCheck('11010520261123001');
  assert.equal(checkAs('citizen_id', 'demo', new Date('2026-11-22T15:59:59Z'))(newborn).status, 'error');
  assert.equal(checkAs('citizen_id', 'demo', new Date('2026-11-22T16:00:00Z'))(newborn).status, 'ok');
  for (const at of ['2026-02-30', '2026-1-1', 'today', new Date(Number.NaN)]) {
    assert.throws(() => checkAs('citizen_id', 'demo', at), TypeError);
  }
});

test('the first digit tells citizens from foreigners', () => {
  holdCases(citizen, [
    ['969999198501010012', 'error', { messageKey: 'citizen-starts-with-nine', position: 1 }],
    [withCheck('01010519900307101'), 'error', { messageKey: 'character', position: 1 }],
    ['810000199408230021', 'warn', { messageKey: 'citizen-is-residence-permit', grade: 'unknown' }],
  ]);
});

test('nothing is trimmed: blanks, full width and what cannot be seen are errors with their position', () => {
  holdCases(citizen, [
    ['', 'error', { messageKey: 'empty' }],
    [' 11010519491231002X', 'error', { messageKey: 'blank', position: 1 }],
    ['11010519491231002X ', 'error', { messageKey: 'blank', position: 19 }],
    ['110105 19491231002X', 'error', { messageKey: 'blank', position: 7 }],
    ['110105\u300019491231002X', 'error', { messageKey: 'blank', position: 7 }],
    ['110105\u00a0194912310021', 'error', { messageKey: 'blank', position: 7 }],
    ['11010519491231002X\r', 'error', { messageKey: 'control', position: 19 }],
    ['11010519491231002X\n', 'error', { messageKey: 'control', position: 19 }],
    ['1101051949\u00001231002X', 'error', { messageKey: 'control', position: 11 }],
    ['\ufeff11010519491231002X', 'error', { messageKey: 'invisible', position: 1 }],
    ['11010519491231\u200b002X', 'error', { messageKey: 'invisible', position: 15 }],
    ['１1010519491231002X', 'error', { messageKey: 'full-width', position: 1 }],
    ['11010519491231002Ｘ', 'error', { messageKey: 'full-width', position: 18 }],
    ['11010519491231002Х', 'error', { messageKey: 'character', position: 18 }],
    ['١1010519491231002X', 'error', { messageKey: 'character', position: 1 }],
    ['1101051949123100\ud800X', 'error', { messageKey: 'broken', position: 17 }],
    ['11010519491231002', 'error', { messageKey: 'too-short', position: 18 }],
    ['11010519491231002X0', 'error', { messageKey: 'too-long', position: 19 }],
    ['👮10105194912310021', 'error', { messageKey: 'character', position: 1 }],
    ['1'.repeat(1_000_000), 'error', { messageKey: 'too-long', position: 19 }],
  ]);
});

test('a 15-digit archive number becomes the 18-character one, except where it may mean a person of 100', () => {
  const archive = checkAs('citizen_id_legacy15');
  holdCases(archive, [
    ['690101620927101', 'ok', { canonical: '690101196209271010' }],
    ['690101620927995', 'ok'],
    ['690101620927996', 'error', { messageKey: 'archive-centenarian', position: 13 }],
    ['690101620927999', 'error', { messageKey: 'archive-centenarian' }],
    ['690101000229101', 'error', { messageKey: 'birth-date', position: 11 }],
    ['690101621327101', 'error', { messageKey: 'birth-date', position: 9 }],
    ['690101040229101', 'ok'],
    ['69010162092710X', 'error', { position: 15 }],
    ['690101196209271010', 'error', { messageKey: 'too-long', position: 16 }],
    ['990101620927101', 'error', { position: 1 }],
    ['321119620927101', 'warn', { grade: 'unknown' }],
  ]);
  holdCases(checkAs('citizen_id_legacy15', 'production'), [
    ['690101620927101', 'error', { messageKey: 'fictional-division' }],
  ]);
});

test('residence permits have one of three address codes; Taiwan is 830000, not 710000', () => {
  holdCases(checkAs('hmt_residence_permit', 'production'), [
    ['810000199408230021', 'ok', { grade: 'current' }],
    ['830000199201300022', 'ok'],
    [withCheck('82000019920130002'), 'ok'],
    [withCheck('71000019920130002'), 'error', { messageKey: 'residence-permit-address', position: 1 }],
    [withCheck('84000019920130002'), 'error', { position: 2 }],
    [withCheck('81010119920130002'), 'error', { position: 4 }],
    [
      '810000199408230022',
      'error',
      { messageKey: 'check-character', position: 18, params: { position: 18, expected: '1' } },
    ],
    ['810000199402300021', 'error', { messageKey: 'birth-date' }],
    ['8100001994082300', 'error', { messageKey: 'too-short' }],
    // Of two wrong characters the first is named, also where the second is none of a citizen number.
    ['710000199408230X21', 'error', { messageKey: 'residence-permit-address', position: 1 }],
    ['81000A199408230X21', 'error', { messageKey: 'residence-permit-address', position: 6 }],
    ['810000199408230X21', 'error', { messageKey: 'character', position: 16 }],
    ['81 000199408230021', 'error', { messageKey: 'blank', position: 3 }],
  ]);
});

test('both editions of the foreign card are good, side by side', () => {
  const card = checkAs('foreign_pr_id', 'production');
  holdCases(card, [
    ['932682198501010017', 'ok', { grade: 'current' }],
    ['932682198501010018', 'error', { position: 18 }],
    [withCheck('93200019850101001'), 'warn', { messageKey: 'country-unknown', position: 4 }],
    [withCheck('98868219850101001'), 'warn', { messageKey: 'division-unknown', position: 2 }],
    ['969999198501010012', 'error', { messageKey: 'fictional-division', position: 2 }],
    ['110105194912310021', 'error', { position: 1 }],
    ['USA110000000001', 'ok', { grade: 'current' }],
    ['usa110000000001', 'warn', { messageKey: 'lower-case', canonical: 'USA110000000001' }],
    ['XXA110000000001', 'warn', { messageKey: 'country-unknown' }],
    ['US1110000000001', 'error', { position: 3 }],
    ['USA11000000001', 'error', { messageKey: 'too-short' }],
    ['', 'error', { messageKey: 'empty' }],
  ]);
  holdCases(checkAs('foreign_pr_id'), [
    ['969999198501010012', 'ok'],
    ['XXA110000000001', 'ok'],
  ]);
  holdCases(checkAs('foreign_pr_id', 'production', '2023-11-30'), [
    ['932682198501010017', 'error', { messageKey: 'edition-not-yet' }],
  ]);
  assert.equal(card('932682198501010017').parts['countryLetters'], 'SAU');
  assert.equal(card('932682198501010017').parts['provinceName'], '江苏省');
});
