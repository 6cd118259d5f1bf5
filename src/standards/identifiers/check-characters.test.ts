import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  certificateCheck,
  citizenCheck,
  creditAlphabet,
  creditCheck,
  organisationCheck,
  vinCheck,
} from './check-characters.ts';

/** Published and printed specimens with their check characters (domain.md, each recomputed there). */
const specimens = {
  citizen: [
    '11010519491231002X',
    '440524188001010014',
    '810000199408230021',
    '830000199201300022',
    '932682198501010017',
  ],
  credit: ['11100000000013338W', '91690101PDY00001X9', '12690101PDY0013110', 'N2690101PDY000028Q'],
  organisation: ['D2143569X', 'PDY00001X'],
  vin: ['1M8GDM9AXKP042788', '11111111111111111', '00069ABC7R1000001'],
  certificate: ['11690000PDY000095U00111690000PDY000095U20260101000001001G'],
};

type Check = (body: string) => string;
const lastHolds = (values: readonly string[], check: Check): boolean =>
  values.every((value) => check(value.slice(0, -1)) === value.at(-1));
const ninthHolds = (values: readonly string[], check: Check): boolean =>
  values.every((value) => check(value) === value[8]);

const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(...Array.from('0123456789')), minLength: length, maxLength: length });
const over = (alphabet: string, length: number) =>
  fc.string({ unit: fc.constantFrom(...Array.from(alphabet)), minLength: length, maxLength: length });

/** That a check sees every exchange of one character of the body for another. */
function seesEveryChange(check: Check, bodies: fc.Arbitrary<string>, alphabet: string, blind = -1): void {
  const run = fc.property(bodies, fc.nat(), fc.constantFrom(...Array.from(alphabet)), (body, at, char) => {
    const index = at % body.length;
    fc.pre(index !== blind && body[index] !== char);
    assert.notEqual(check(body.slice(0, index) + char + body.slice(index + 1)), check(body));
  });
  fc.assert(run, { numRuns: 2000 });
}

test('every specimen has the check character that the algorithm gives', () => {
  assert.ok(lastHolds(specimens.citizen, citizenCheck));
  assert.ok(lastHolds(specimens.credit, creditCheck));
  assert.ok(lastHolds(specimens.organisation, organisationCheck));
  assert.ok(ninthHolds(specimens.vin, vinCheck));
  assert.ok(lastHolds(specimens.certificate, certificateCheck));
});

const vinAlphabet = 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789';
const alphanumeric = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

test('a changed character changes the check, wherever the algorithm promises so', () => {
  seesEveryChange(citizenCheck, digits(17), '0123456789');
  seesEveryChange(creditCheck, over(creditAlphabet, 17), creditAlphabet);
  seesEveryChange(certificateCheck, over(alphanumeric, 50), alphanumeric);
  // GB 11714 and ISO 3779 count modulo 11 over more than 11 values: only changes among digits are always seen.
  seesEveryChange(organisationCheck, digits(8), '0123456789');
  seesEveryChange(vinCheck, digits(17), '0123456789', 8);
  assert.equal(
    vinCheck(`A${'0'.repeat(16)}`),
    vinCheck(`J${'0'.repeat(16)}`),
    'A and J share a value in ISO 3779',
  );
  assert.match(over(vinAlphabet, 17) && vinCheck('Z'.repeat(17)), /^[0-9X]$/);
});

test('swapped neighbours are seen in citizen numbers and certificates', () => {
  const swapped = (check: Check, bodies: fc.Arbitrary<string>) =>
    fc.property(bodies, fc.nat(), (body, at) => {
      const index = at % (body.length - 1);
      fc.pre(body[index] !== body[index + 1]);
      const other =
        body.slice(0, index) + body.charAt(index + 1) + body.charAt(index) + body.slice(index + 2);
      assert.notEqual(check(other), check(body));
    });
  fc.assert(swapped(citizenCheck, digits(17)), { numRuns: 2000 });
  fc.assert(swapped(creditCheck, over(creditAlphabet, 17)), { numRuns: 2000 });
});

// Planted bugs: mistakes that validators in use make. Each must be seen by what the tests above rest on.

test('twin: one wrong weight in MOD 11-2 is seen by the specimens', () => {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 2, 4];
  const bug: Check = (body) =>
    '10X98765432'.charAt(weights.reduce((sum, weight, index) => sum + Number(body[index]) * weight, 0) % 11);
  assert.ok(!lastHolds(specimens.citizen, bug));
});

test('twin: GB 32100 without the second modulus is seen by a code that ends in 0', () => {
  const bug: Check = (body) => {
    const sum = Array.from(body).reduce(
      (total, char, index) => total + creditAlphabet.indexOf(char) * Number(3n ** BigInt(index) % 31n),
      0,
    );
    return creditAlphabet[31 - (sum % 31)] ?? '';
  };
  assert.ok(
    lastHolds(
      specimens.credit.filter((code) => !code.endsWith('0')),
      bug,
    ),
    'the bug hides in codes not ending in 0',
  );
  assert.ok(!lastHolds(specimens.credit, bug));
});

test('twin: the letter values of GB 32100 inside GB 11714 are seen by the specimens', () => {
  const bug: Check = (body) => {
    const sum = [3, 7, 9, 10, 5, 8, 4, 2].reduce(
      (total, weight, index) => total + creditAlphabet.indexOf(body.charAt(index)) * weight,
      0,
    );
    const check = 11 - (sum % 11);
    return check === 11 ? '0' : check === 10 ? 'X' : String(check);
  };
  assert.ok(!lastHolds(specimens.organisation, bug));
});

test('twin: VIN letters counted without the gap at S are seen by the specimens', () => {
  const plain: Record<string, number> = Object.fromEntries(
    Array.from('ABCDEFGHJKLMNPRSTUVWXYZ').map((char, index) => [char, (index % 9) + 1]),
  );
  const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
  const bug: Check = (vin) => {
    const sum =
      weights.reduce(
        (total, weight, index) => total + (plain[vin.charAt(index)] ?? Number(vin[index])) * weight,
        0,
      ) % 11;
    return sum === 10 ? 'X' : String(sum);
  };
  assert.ok(!ninthHolds(specimens.vin, bug));
});

test('twin: MOD 37,36 that keeps a zero as zero is seen', () => {
  const bug: Check = (body) => {
    const product = Array.from(body).reduce(
      (before, char) => (((before + alphanumeric.indexOf(char)) % 36) * 2) % 37,
      36,
    );
    return alphanumeric.charAt((37 - product) % 36);
  };
  assert.notEqual(bug('0'), certificateCheck('0'));
  assert.throws(() =>
    fc.assert(
      fc.property(over(alphanumeric, 20), (body) => bug(body) === certificateCheck(body)),
      { numRuns: 2000 },
    ),
  );
});
