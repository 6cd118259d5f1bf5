import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkAs, holdCases } from '../../../test/support/identifier-cases.ts';
import { checker, shippedTables } from './index.ts';
import { creditCheck, organisationCheck } from './check-characters.ts';
import { divisionTable } from './divisions.ts';

const credit = checkAs('uscc');
/** A code with both checks right, whatever stands before. */
const withChecks = (head: string, body: string): string => {
  const whole = head + body + organisationCheck(body);
  return whole + creditCheck(whole);
};

test('the demonstration codes and a public code are good', () => {
  holdCases(credit, [
    ['91690101PDY00001X9', 'ok', { grade: 'current' }],
    ['12690101PDY0013110', 'ok'],
    ['N2690101PDY000028Q', 'ok'],
    ['11690000PDY000095U', 'ok'],
  ]);
  holdCases(checkAs('uscc', 'production'), [
    ['11100000000013338W', 'ok', { grade: 'current' }],
    ['91690101PDY00001X9', 'error', { messageKey: 'fictional-division', position: 3 }],
    [withChecks('91110101', 'PDY00001'), 'warn', { messageKey: 'internal-organisation', position: 9 }],
  ]);
  assert.equal(credit('91690101PDY00001X9').parts['className'], '企业');
});

test('a citizen number and a row of ones are no unified codes, though they look like one', () => {
  holdCases(credit, [
    ['11010519491231002X', 'error'],
    ['111111111111111111', 'error', { position: 17 }],
    ['000000000000000000', 'error', { position: 1 }],
  ]);
});

test('each check is named by its position', () => {
  holdCases(credit, [
    ['91690101PDY00001X8', 'error', { position: 18, params: { position: 18, expected: '9' } }],
    ['91690102PDY00001X9', 'error', { position: 18 }],
    ['91690101PDY00002X9', 'error', { position: 17 }],
    ['91690101PDY0000119', 'error', { position: 17, params: { position: 17, expected: 'X' } }],
  ]);
});

test('the letters I O S V Z are refused where they stand, and the region is digits', () => {
  for (const letter of ['I', 'O', 'S', 'V', 'Z']) {
    holdCases(credit, [[`91690101PD${letter}00001X9`, 'error', { messageKey: 'character', position: 11 }]]);
  }
  holdCases(credit, [
    ['9169010APDY00001X9', 'error', { position: 8 }],
    ['91690101PDY00001X', 'error', { messageKey: 'too-short', position: 18 }],
    ['91690101PDY00001X99', 'error', { messageKey: 'too-long', position: 19 }],
    ['91690101PDY 0001X9', 'error', { messageKey: 'blank', position: 12 }],
    [
      '91690101pdy00001x9',
      'warn',
      { messageKey: 'lower-case', position: 9, canonical: '91690101PDY00001X9' },
    ],
  ]);
});

test('departments, classes and regions that no table has are doubts, and the registry can add them', () => {
  const newDepartment = withChecks('B1110101', '00001333');
  holdCases(checkAs('uscc'), [
    [newDepartment, 'warn', { messageKey: 'department-unknown', position: 1 }],
    [withChecks('98110101', '00001333'), 'warn', { messageKey: 'class-unknown', position: 2 }],
    [
      withChecks('91661201', '00001333'),
      'warn',
      { messageKey: 'division-unknown', position: 3, grade: 'unknown' },
    ],
    [withChecks('91990000', '00001333'), 'ok', { grade: 'current' }],
    [withChecks('91110103', '00001333'), 'ok', { grade: 'historical' }],
  ]);
  const row = { code: 'B', zh: '新部门', en: 'New', classes: { 1: '新' }, from: '2026-01-01' };
  const tables = { ...shippedTables, departments: new Map([...shippedTables.departments, ['B', row]]) };
  const divisions = divisionTable([{ code: '110101', name: '东城区', from: 1980, to: null }]);
  const on = (at: string) => checker('uscc', { at, profile: 'production', divisions, tables })(newDepartment);
  assert.equal(on('2026-01-01').status, 'ok');
  assert.equal(on('2025-12-31').messageKey, 'not-in-force');
});

test('organisation codes are good with and without their hyphen', () => {
  holdCases(checkAs('org_code'), [
    ['D2143569-X', 'ok', { canonical: 'D2143569X' }],
    ['D2143569X', 'ok', { canonical: 'D2143569X' }],
    ['PDY00001X', 'ok'],
    ['D2143569-1', 'error', { position: 10, params: { position: 10, expected: 'X' } }],
    ['D21435691', 'error', { position: 9 }],
    ['D2143569-', 'error', { messageKey: 'too-short', position: 10 }],
    ['D2143569—X', 'error', { position: 9 }],
    ['D2143569--X', 'error', { position: 10 }],
    ['d2143569-x', 'warn', { messageKey: 'lower-case', canonical: 'D2143569X' }],
    ['D2143569-X ', 'error', { messageKey: 'blank', position: 11 }],
  ]);
  holdCases(checkAs('org_code', 'production'), [
    ['PDY00001X', 'warn', { messageKey: 'internal-organisation' }],
    [`PDY00000${organisationCheck('PDY00000')}`, 'ok'],
  ]);
});

test('police organisations are twelve digits on a graded division', () => {
  holdCases(checkAs('police_org_code'), [
    ['690101000000', 'ok', { grade: 'current' }],
    ['350404740000', 'ok', { grade: 'current' }],
    ['010000000000', 'warn', { grade: 'unknown' }],
    ['69010100000', 'error', { messageKey: 'too-short', position: 12 }],
    ['69010100000A', 'error', { position: 12 }],
  ]);
  holdCases(checkAs('police_org_code', 'production'), [
    ['690101000000', 'error', { messageKey: 'fictional-division' }],
  ]);
});
