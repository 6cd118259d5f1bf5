import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as identifiers from './index.ts';

test('the examples of the safe scheme come out as they are printed', () => {
  const { makeCitizenNumber, makeCreditCode, makeOrganisationCode, makeVin } = identifiers;
  assert.equal(
    makeCitizenNumber({ division: '690101', birthDate: '1990-03-07', sequence: 101 }),
    '690101199003071017',
  );
  assert.equal(
    makeCitizenNumber({ division: '690102', birthDate: '1985-11-12', sequence: 18 }),
    '69010219851112018X',
  );
  assert.equal(
    identifiers.makeArchiveCitizenNumber({ division: '690101', birthDate: '1962-09-27', sequence: 101 }),
    '690101620927101',
  );
  assert.equal(
    identifiers.makeForeignResidentNumber({ birthDate: '1985-01-01', sequence: 1 }),
    '969999198501010012',
  );
  assert.equal(makeOrganisationCode(1), 'PDY00001X');
  assert.equal(makeCreditCode({ kind: '91', division: '690101', serial: 1 }), '91690101PDY00001X9');
  assert.equal(
    makeCreditCode({ kind: '12', division: '690101', serial: 131 }).slice(0, 16),
    '12690101PDY00131',
  );
  assert.equal(identifiers.makePoliceOrganisationCode('690101', 0), '690101000000');
  assert.equal(identifiers.makePlate('A', 12_345), '演A12345');
  assert.equal(identifiers.makeEnergyPlate({ office: 'A', letter: 'D', index: 12_345 }), '演AD12345');
  assert.equal(makeVin({ descriptor: '69ABC', year: 2024, serial: 1 }), '00069ABC7R1000001');
  assert.equal(identifiers.makeMobile(1), '15400000001');
  assert.equal(
    identifiers.makeDeviceCode({ division: '690101', type: '132', sequence: 1 }),
    '69010100001320000001',
  );
  const authority = makeCreditCode({ kind: '11', division: '690000', serial: 9 });
  assert.equal(
    identifiers.makeCertificateId({ authority, type: 1, issuer: authority, serial: '20260101000001' }),
    '1.2.156.3005.2.11690000PDY000095U001.11690000PDY000095U.20260101000001.001.G',
  );
});

test('nothing is made outside the fictional province, and numbers that do not fit are refused', () => {
  assert.throws(
    () => identifiers.makeCitizenNumber({ division: '110105', birthDate: '1990-03-07', sequence: 1 }),
    RangeError,
  );
  assert.throws(
    () => identifiers.makeCitizenNumber({ division: '690101', birthDate: '90-03-07', sequence: 1 }),
    RangeError,
  );
  assert.throws(
    () => identifiers.makeCitizenNumber({ division: '690101', birthDate: '1990-03-07', sequence: 1000 }),
    RangeError,
  );
  assert.throws(() => identifiers.makeOrganisationCode(0), RangeError);
  assert.throws(() => identifiers.makePlate('I', 1), RangeError);
  assert.throws(() => identifiers.makePlate('A', identifiers.ordinaryPlatesPerOffice), RangeError);
  assert.throws(() => identifiers.makeDeviceCode({ division: '340200', sequence: 1 }), RangeError);
  assert.throws(() => identifiers.makeMobile(100_000_000), RangeError);
});

test('every ordinary plate of an office is another one', () => {
  const plates = new Set<string>();
  for (let index = 0; index < identifiers.ordinaryPlatesPerOffice; index += 7)
    plates.add(identifiers.makePlate('B', index));
  assert.equal(plates.size, Math.ceil(identifiers.ordinaryPlatesPerOffice / 7));
});
