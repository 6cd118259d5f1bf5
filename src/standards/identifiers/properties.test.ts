import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkAs } from '../../../test/support/identifier-cases.ts';
import {
  kinds,
  makeArchiveCitizenNumber,
  makeCertificateId,
  makeCitizenNumber,
  makeCreditCode,
  makeDeviceCode,
  makeEnergyPlate,
  makeForeignResidentNumber,
  makeMobile,
  makeOrganisationCode,
  makePlate,
  makePoliceOrganisationCode,
  makeVin,
  message,
  messages,
  normalise,
  ordinaryPlatesPerOffice,
  type Kind,
} from './index.ts';

const division = fc.constantFrom('690101', '690102', '690103', '690104');
const upTo = (max: number) => fc.integer({ min: 0, max });
const from1 = (max: number) => fc.integer({ min: 1, max });
const date = (from: string, to: string) =>
  fc
    .date({ min: new Date(from), max: new Date(to), noInvalidDate: true })
    .map((day) => day.toISOString().slice(0, 10));
const birthDate = date('1880-01-01', '2026-11-22');
const office = fc.constantFrom(...Array.from('ABCDEFGHJKLMNPQRSTUVWXYZ'));
const creditCode = fc
  .record({ kind: fc.constantFrom('91', '12', '51', 'N2'), division, serial: from1(99_999) })
  .map(makeCreditCode);

/** Valid demonstration values of a kind. */
const valid: Partial<Record<Kind, fc.Arbitrary<string>>> = {
  citizen_id: fc.record({ division, birthDate, sequence: upTo(999) }).map(makeCitizenNumber),
  citizen_id_legacy15: fc
    .record({ division, birthDate: date('1900-01-01', '1999-12-31'), sequence: upTo(995) })
    .map(makeArchiveCitizenNumber),
  foreign_pr_id: fc.record({ birthDate, sequence: upTo(999) }).map(makeForeignResidentNumber),
  uscc: creditCode,
  org_code: from1(99_999).map(makeOrganisationCode),
  police_org_code: fc.tuple(division, upTo(999_999)).map((given) => makePoliceOrganisationCode(...given)),
  plate: fc.oneof(
    fc.tuple(office, upTo(ordinaryPlatesPerOffice - 1)).map((given) => makePlate(...given)),
    fc
      .record({
        office,
        letter: fc.constantFrom(...Array.from('ABCDEFGHJK')),
        index: upTo(99_999),
        large: fc.boolean(),
      })
      .map(makeEnergyPlate),
  ),
  vin: fc
    .record({
      descriptor: fc.constantFrom('69ABC', '00000', 'XYZ12'),
      year: fc.integer({ min: 1980, max: 2040 }),
      serial: upTo(999_999),
    })
    .map(makeVin),
  mobile: upTo(99_999_999).map(makeMobile),
  device_code: fc
    .record({
      division,
      type: fc.constantFrom('131', '132', '200'),
      network: upTo(9),
      sequence: upTo(999_999),
    })
    .map(makeDeviceCode),
  ecert_id: fc
    .record({
      authority: creditCode,
      type: from1(999),
      issuer: creditCode,
      serial: fc.stringMatching(/^[0-9A-Z]{1,64}$/),
      version: from1(999),
    })
    .map(makeCertificateId),
};

for (const [kind, values] of Object.entries(valid) as [Kind, fc.Arbitrary<string>][]) {
  test(`${kind}: what the demonstration makes is good there, and not good in production`, () => {
    const [demo, production] = [checkAs(kind), checkAs(kind, 'production')];
    const property = fc.property(values, (value) => {
      const result = demo(value);
      assert.equal(result.status, 'ok', `${value}: ${message(result, 'en')}`);
      assert.notEqual(production(value).status, 'ok', value);
      if (kind !== 'citizen_id_legacy15')
        assert.deepEqual(demo(result.canonical ?? ''), result, 'canonical stays as it is');
      assert.equal(
        normalise(kind, `  ${value.toLowerCase()} `),
        kind === 'mobile' ? value : value.toUpperCase(),
      );
    });
    fc.assert(property, { numRuns: 500 });
  });
}

for (const kind of ['citizen_id', 'foreign_pr_id', 'uscc', 'ecert_id'] as const) {
  test(`${kind}: any one changed character is seen`, () => {
    const check = checkAs(kind);
    const property = fc.property(
      valid[kind] ?? fc.constant(''),
      fc.nat(),
      fc.constantFrom(...Array.from('0123456789ABCXYZ')),
      (value, at, char) => {
        const index = at % value.length;
        fc.pre(value[index] !== char);
        assert.equal(check(value.slice(0, index) + char + value.slice(index + 1)).status, 'error');
      },
    );
    fc.assert(property, { numRuns: 2000 });
  });
}

const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom(...Array.from('0123456789AXIOxé京演挂使. -\u0000\ud800\ufeff１')),
    maxLength: 60,
  }),
);

for (const kind of kinds) {
  test(`${kind}: hostile text never throws, and a named position lies in the value or just after it`, () => {
    const check = checkAs(kind);
    const property = fc.property(anything, (value) => {
      const result = check(value);
      const length = Array.from(value).length;
      assert.ok(result.position === undefined || (result.position >= 1 && result.position <= length + 1));
      assert.ok(Object.hasOwn(messages, result.messageKey));
      for (const language of ['zh', 'en'] as const)
        assert.doesNotMatch(message(result, language), /[{}]|undefined/);
      normalise(kind, value);
    });
    fc.assert(property, { numRuns: 2000 });
  });

  test(`${kind}: blanks and invisible characters put into or around a good value are named where they stand`, () => {
    const good = valid[kind];
    if (!good) return;
    const check = checkAs(kind);
    const stranger = fc.constantFrom(
      ' ',
      '\t',
      '\r',
      '\u0000',
      '\u3000',
      '\u00a0',
      '\u200b',
      '\ufeff',
      '\uff11',
    );
    const property = fc.property(good, fc.nat(), stranger, (value, at, char) => {
      const index = at % (value.length + 1);
      const result = check(value.slice(0, index) + char + value.slice(index));
      assert.equal(result.status, 'error');
      assert.equal(result.position, index + 1, JSON.stringify([value, index, char]));
    });
    fc.assert(property, { numRuns: 500 });
  });
}
