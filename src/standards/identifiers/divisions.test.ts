import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shippedDivisions } from '../../../test/support/divisions.ts';
import { checkAs, holdCases } from '../../../test/support/identifier-cases.ts';
import { divisionTable, parseDivisions } from './index.ts';

const today = 20261122;

test('the shipped table has the country as it is, and the codes it had', () => {
  const table = shippedDivisions('production');
  const codes = Array.from({ length: 900_000 }, (_, index) => String(index + 100_000));
  const current = codes.filter((code) => table.grade(code, today).grade === 'current');
  const provinces = current.filter((code) => code.endsWith('0000'));
  const cities = current.filter((code) => code.endsWith('00')).length - provinces.length;
  assert.equal(provinces.length, 34);
  assert.equal(cities, 342);
  assert.equal(current.length - cities - provinces.length, 2842);
  assert.ok(table.size > 6_700);
  for (const code of ['710000', '810000', '820000', '441900', '442000', '460400'])
    assert.ok(current.includes(code), code);
});

test('the fictional province is in no real list, nor is any name of its counties', () => {
  const real = shippedDivisions('production');
  const demo = shippedDivisions('demo');
  assert.equal(demo.size - real.size, 6);
  const codes = Array.from({ length: 10_000 }, (_, index) => String(690_000 + index));
  assert.ok(codes.every((code) => real.find(code).length === 0));
  assert.equal(demo.grade('690101', today).row?.name, '晨光区');
});

test('a code is graded at the reference time, also one that was used twice', () => {
  const table = shippedDivisions('production');
  const graded = (code: string, day: number) => {
    const { grade, row } = table.grade(code, day);
    return [grade, row?.name];
  };
  assert.deepEqual(graded('440106', 19860601), ['current', '芳村区']);
  assert.deepEqual(graded('440106', today), ['current', '天河区']);
  assert.deepEqual(graded('410307', 20100101), ['historical', '洛龙区']);
  assert.deepEqual(graded('410307', today), ['current', '偃师区']);
  assert.deepEqual(graded('110103', 20091231), ['current', '崇文区']);
  assert.deepEqual(graded('110103', 20100101), ['historical', '崇文区']);
  assert.deepEqual(graded('659012', 20200101), ['unknown', undefined]);
  assert.deepEqual(
    graded('110101', 19500101),
    ['current', '东城区'],
    'lists start in 1980: older times are read as then',
  );
});

test('a division by itself must be in the list', () => {
  holdCases(checkAs('division', 'production'), [
    ['110000', 'ok', { grade: 'current' }],
    ['110101', 'ok', { grade: 'current' }],
    ['110103', 'ok', { grade: 'historical' }],
    ['830000', 'error', { messageKey: 'no-such-division' }],
    ['999999', 'error', { messageKey: 'no-such-division' }],
    ['690101', 'error', { messageKey: 'fictional-division' }],
    ['11010', 'error', { messageKey: 'too-short' }],
    ['1101010', 'error', { messageKey: 'too-long' }],
    ['11010a', 'error', { position: 6 }],
    ['010101', 'error', { position: 1 }],
    ['110101 ', 'error', { messageKey: 'blank', position: 7 }],
  ]);
  holdCases(checkAs('division'), [
    ['690101', 'ok'],
    ['690105', 'error', { messageKey: 'no-such-division' }],
  ]);
  holdCases(checkAs('division_current', 'production'), [
    ['110101', 'ok'],
    ['110103', 'error', { messageKey: 'division-abolished', params: { year: '2009' } }],
  ]);
  holdCases(checkAs('division_current', 'production', '2005-01-01'), [['110103', 'ok']]);
});

test('a street is a county, or a city without counties, and a number of GB/T 10114', () => {
  holdCases(checkAs('street'), [
    ['690101001', 'ok'],
    ['690101100', 'ok'],
    ['690101200', 'ok'],
    ['690101599', 'ok'],
    ['690101000', 'error', { messageKey: 'street-number', position: 7 }],
    ['690101600', 'error', { messageKey: 'street-number', position: 7 }],
    ['690100001', 'error', { messageKey: 'street-above-county', position: 5 }],
    ['110000001', 'error', { messageKey: 'street-above-county' }],
    ['441900003', 'ok', { grade: 'current' }],
    ['620200001', 'ok'],
    ['110103001', 'ok', { grade: 'historical' }],
    ['999999001', 'error', { messageKey: 'no-such-division' }],
    ['69010100', 'error', { messageKey: 'too-short' }],
  ]);
  assert.equal(checkAs('street')('690101100').parts['kind'], 'town');
});

test('whether a city has counties is asked of the time when its code was in force', () => {
  const abolished = '132400001'; // a prefecture until 1993, with counties as long as it stood
  holdCases(checkAs('street', 'production'), [[abolished, 'error', { messageKey: 'street-above-county' }]]);
  const rows = [
    { code: '110100', name: '市', from: 1980, to: null },
    { code: '110101', name: '区', from: 2005, to: null },
  ];
  const counties = (at: number) => divisionTable(rows).hasCounties('110100', at);
  assert.deepEqual([counties(20041231), counties(20050101)], [false, true]);
});

test('a broken division file is named by its line', () => {
  assert.deepEqual(parseDivisions('code,name,from,to\n110103,崇文区,1980,2009\n'), [
    { code: '110103', name: '崇文区', from: 1980, to: 2009 },
  ]);
  assert.throws(() => parseDivisions('code,name,from,to\n110103,崇文区,1980\n'), /line 2/);
  assert.throws(() => parseDivisions('code,name,from\n110101,东城区,1980\n11010,x,1980\n'), /line 3/);
  assert.equal(divisionTable([]).grade('110101', today).grade, 'unknown');
});
