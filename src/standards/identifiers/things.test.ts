import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkAs, holdCases } from '../../../test/support/identifier-cases.ts';
import { certificateCheck } from './check-characters.ts';

const plate = checkAs('plate');
const energyLetters = 'ABCDEFGHJK';

test('ordinary plates: 31 provinces, office letters without I and O, and the characters that may come last', () => {
  for (const province of '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼') {
    holdCases(plate, [[`${province}A12345`, 'ok', { canonical: `${province}A12345` }]]);
  }
  for (const last of '挂学警港澳使领') holdCases(plate, [[`粤Z1234${last}`, 'ok']]);
  holdCases(plate, [
    ['京AD1234', 'ok'],
    ['京AD12345', 'ok'],
    ['京DF1234', 'ok'],
    ['京A1234D', 'ok'],
    ['京AF123D', 'ok'],
    ['京AABCDE', 'ok'],
    ['京A1234', 'error', { messageKey: 'too-short', position: 7 }],
    ['京A1234I', 'error', { position: 7 }],
    ['京A1O345', 'error', { position: 4 }],
    ['京O12345', 'error', { position: 2 }],
    ['京I12345', 'error', { position: 2 }],
    ['京112345', 'error', { position: 2 }],
    ['台A12345', 'error', { messageKey: 'plate-province', position: 1 }],
    ['台A1I345', 'error', { messageKey: 'plate-province', position: 1 }],
    ['AA12345', 'error', { messageKey: 'plate-province', position: 1 }],
    ['1234567', 'error', { messageKey: 'plate-province', position: 1 }],
    ['京A·12345', 'error', { position: 3 }],
    ['京A1234挂挂', 'error'],
    ['京A挂2345', 'error'],
    ['使123456', 'ok'],
    ['123456使', 'ok'],
    ['使A12345', 'error', { position: 2 }],
    ['京a12345', 'warn', { canonical: '京A12345', position: 2 }],
    [' 京A12345', 'error', { messageKey: 'blank', position: 1 }],
    ['京A12345 ', 'error', { messageKey: 'blank', position: 8 }],
    ['京Ａ12345', 'error', { messageKey: 'full-width', position: 2 }],
    ['', 'error', { messageKey: 'empty' }],
  ]);
  assert.equal(plate('京A1234警').parts['form'], 'police');
});

test('new-energy plates have ten letters, not two', () => {
  for (const letter of energyLetters) {
    holdCases(plate, [
      [`沪A${letter}12345`, 'ok'],
      [`沪A${letter}E2345`, 'ok'],
      [`沪A12345${letter}`, 'ok'],
    ]);
  }
  holdCases(plate, [
    ['沪AL12345', 'error', { messageKey: 'plate-energy-letter', position: 3 }],
    ['沪A12345L', 'error', { messageKey: 'plate-energy-letter', position: 8 }],
    ['沪ADI2345', 'error', { position: 4 }],
    ['沪ADEF345', 'error', { position: 5 }],
    ['沪A123456', 'error', { position: 8 }],
    ['沪A1234DD', 'error', { position: 7 }],
  ]);
  assert.equal(plate('沪AE12345').parts['energy'], 'electric');
  assert.equal(plate('沪A12345F').parts['form'], 'new-energy-large');
});

test('the plate character of the fictional province stands only in the demonstration', () => {
  holdCases(plate, [
    ['演A12345', 'ok'],
    ['演AD12345', 'ok'],
  ]);
  holdCases(checkAs('plate', 'production'), [
    ['演A12345', 'error', { messageKey: 'fictional-plate', position: 1 }],
  ]);
});

test('position 9 of a VIN is a check in China and North America, and a hint elsewhere', () => {
  holdCases(checkAs('vin', 'production'), [
    ['1M8GDM9AXKP042788', 'ok'],
    ['11111111111111111', 'ok'],
    ['1M8GDM9A1KP042788', 'error', { position: 9, params: { position: 9, expected: 'X' } }],
    ['LM8GDM9A1KP042788', 'error', { position: 9 }],
    ['WM8GDM9A1KP042788', 'warn', { messageKey: 'vin-check-abroad', position: 9 }],
    ['1M8GDM9AXKP04278', 'error', { messageKey: 'too-short' }],
    ['1M8GDM9AXKPO42788', 'error', { messageKey: 'character', position: 12 }],
    ['1I8GDM9AXKP042788', 'error', { position: 2 }],
    ['1M8GDM9AXKQ042788', 'error', { position: 11 }],
    ['1m8gdm9axkp042788', 'warn', { messageKey: 'lower-case', canonical: '1M8GDM9AXKP042788' }],
    ['00069ABC7R1000001', 'warn', { messageKey: 'vin-demonstration' }],
    ['00069ABC8R1000001', 'error', { position: 9 }],
  ]);
  holdCases(checkAs('vin'), [['00069ABC7R1000001', 'ok']]);
});

test('mobile numbers: the loose rule decides, the segment table hints', () => {
  holdCases(checkAs('mobile', 'production'), [
    ['13800000000', 'ok', { grade: 'current' }],
    ['19200000000', 'ok'],
    ['15400000001', 'warn', { messageKey: 'segment-unallocated', grade: 'unknown' }],
    ['14000000000', 'warn'],
    ['16300000000', 'warn'],
    ['19400000000', 'warn'],
    ['12800000000', 'error', { position: 2 }],
    ['+8613800000000', 'error', { position: 1 }],
    ['138 0000 0000', 'error', { messageKey: 'blank', position: 4 }],
    ['1380000000', 'error', { messageKey: 'too-short' }],
    ['138000000000', 'error', { messageKey: 'too-long' }],
  ]);
  holdCases(checkAs('mobile'), [['15400000001', 'ok']]);
});

test('device codes: an unknown type, industry or centre is a doubt', () => {
  holdCases(checkAs('device_code', 'production'), [
    ['34020000001320000001', 'ok', { grade: 'current' }],
    ['34020000001990000001', 'warn', { messageKey: 'device-type-unknown', position: 11 }],
    ['34020000991320000001', 'warn', { messageKey: 'device-industry-unknown', position: 9 }],
    ['99020000001320000001', 'warn', { messageKey: 'division-unknown', position: 1 }],
    ['3402000000132000000', 'error', { messageKey: 'too-short' }],
    ['3402000000132000000X', 'error', { position: 20 }],
    ['69010100001320000001', 'error', { messageKey: 'fictional-division' }],
  ]);
  holdCases(checkAs('device_code'), [['69010100001320000001', 'ok', { grade: 'current' }]]);
});

test('e-certificate identifiers carry two unified codes and a MOD 37,36 check', () => {
  const [type, issuer, serial] = ['11690000PDY000095U001', '11690000PDY000095U', '20260101000001'];
  const made = (parts: string[]) => `1.2.156.3005.2.${parts.join('.')}.${certificateCheck(parts.join(''))}`;
  const good = '1.2.156.3005.2.11690000PDY000095U001.11690000PDY000095U.20260101000001.001.G';
  assert.equal(made([type, issuer, serial, '001']), good);
  holdCases(checkAs('ecert_id'), [
    [good, 'ok'],
    [good.toLowerCase(), 'warn', { canonical: good }],
    [
      good.replace(/G$/, 'H'),
      'error',
      { position: good.length, params: { position: good.length, expected: 'G' } },
    ],
    [made([type, issuer, serial, '01']), 'error', { messageKey: 'too-short', position: 74 }],
    [made([type, issuer, '', '001']), 'error', { messageKey: 'too-short', position: 57 }],
    [made([type, '11690000PDY000095T', serial, '001']), 'error', { position: 55 }],
    [made(['11690000PDY000095T001', issuer, serial, '001']), 'error', { position: 33 }],
    [made([type, issuer, serial]), 'error'],
    [`${good}.1`, 'error', { messageKey: 'certificate-parts' }],
    [`${good} `, 'error', { messageKey: 'blank' }],
    ['1.2.156.3005.3.1', 'error', { position: 14 }],
    ['1.2.156.3005.2.', 'error', { position: 16 }],
    ['', 'error', { messageKey: 'empty' }],
    [made([type, issuer, 'A'.repeat(64), '001']), 'ok'],
    [made([type, issuer, 'A'.repeat(65), '001']), 'error', { messageKey: 'too-long', position: 121 }],
  ]);
  holdCases(checkAs('ecert_id', 'production'), [
    [good, 'error', { messageKey: 'fictional-division', position: 18 }],
  ]);
});

test('travel documents follow the series that are known', () => {
  holdCases(checkAs('passport_cn', 'production'), [
    ['E12345678', 'ok', { grade: 'current' }],
    ['EA1234567', 'ok'],
    ['EI1234567', 'error', { position: 2 }],
    ['EO1234567', 'error', { position: 2 }],
    ['G12345678', 'ok', { grade: 'historical', messageKey: 'valid-old-series' }],
    ['141234567', 'ok', { messageKey: 'valid-old-series' }],
    ['151234567', 'ok'],
    ['161234567', 'error', { position: 2 }],
    ['DE1234567', 'ok'],
    ['SE1234567', 'ok'],
    ['PE1234567', 'ok'],
    ['P1234567', 'ok', { grade: 'historical' }],
    ['K12345678', 'ok'],
    ['KJ1234567', 'ok'],
    ['MA1234567', 'ok'],
    ['MB1234567', 'error', { position: 2 }],
    ['E1234567', 'error', { messageKey: 'too-short' }],
    ['E123456789', 'error', { messageKey: 'too-long', position: 10 }],
    ['Z12345678', 'error', { messageKey: 'document-series', position: 1 }],
    ['e12345678', 'warn', { canonical: 'E12345678' }],
    [' E12345678', 'error', { messageKey: 'blank', position: 1 }],
    ['', 'error', { messageKey: 'empty' }],
    ['EA0000000', 'warn', { messageKey: 'specimen', position: 3 }],
  ]);
  holdCases(checkAs('passport_cn'), [['EA0000000', 'ok']]);
  holdCases(checkAs('exit_permit_hkmo', 'production'), [
    ['C12345678', 'ok'],
    ['CA0000001', 'ok'],
    ['CI0000001', 'error', { position: 2 }],
    ['CO0000001', 'error', { position: 2 }],
    ['W12345678', 'error', { position: 1 }],
    ['C1234567', 'error', { messageKey: 'too-short' }],
    ['C１2345678', 'error', { messageKey: 'full-width', position: 2 }],
  ]);
  const home = checkAs('home_return_permit', 'production');
  holdCases(home, [
    ['H1234567800', 'ok', { grade: 'historical', messageKey: 'valid-old-series' }],
    ['M1234567802', 'ok'],
    ['H12345678', 'ok', { grade: 'current', messageKey: 'valid' }],
    ['H123456780', 'error', { messageKey: 'too-short', position: 11 }],
    ['H12345678000', 'error', { messageKey: 'too-long', position: 12 }],
    ['A12345678', 'error', { position: 1 }],
    ['12345678', 'error', { position: 1 }],
  ]);
  assert.equal(home('H1234567802').parts['person'], 'H12345678');
});
