import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { maxDigits, maxLength, notations, parseFormat, renderFormat } from './index.ts';
import type { Format, Notation, NumberFlavour, Rendering } from './index.ts';

const printed: Record<Notation, readonly string[]> = {
  ga542: 'c18 c..50 c3..8 c..ul c2..ul n10 n..10 n..17,2 n5,2 d4 d6 d8 d14 t2 t4 t6 bl bn'
    .split(' ')
    .concat('bn JPEG'),
  gb39046:
    'an..50 an18 an2..8 n1 n..9 a..30 ..ul ..200 an..ul n..16,2 n5,2 YYYY YYYYMM YYYYMMDD YYYYMMDDhhmmss hh hhmm hhmmss'.split(
      ' ',
    ),
  catalogue: 'C C(18) N N(17,2) N(9) Y Y(16,2) D T L M M(500) G B I I(9) F'.split(' '),
};

test('every printed notation is read and written back unchanged', () => {
  for (const notation of notations) {
    for (const text of printed[notation]) {
      const parsed = parseFormat(text, notation);
      assert.ok(parsed.ok, `${notation} ${text}`);
      assert.deepEqual(renderFormat(parsed.format, notation), { text, exact: true });
    }
  }
});

test('the two forms of date and time in GB/T 39046 mean the same', () => {
  assert.deepEqual(parseFormat('YYYYMMDDThhmmss', 'gb39046'), parseFormat('YYYYMMDDhhmmss', 'gb39046'));
});

test('one canonical type is written in all three notations', () => {
  const parsed = parseFormat('c18', 'ga542');
  assert.ok(parsed.ok);
  assert.deepEqual(
    notations.map((notation) => renderFormat(parsed.format, notation).text),
    ['c18', '..18', 'C(18)'],
  );
});

test('an error names the position that is wrong, in both languages', () => {
  const wrong: readonly (readonly [Notation, string, number])[] = [
    ['ga542', '', 1],
    ['ga542', 'x18', 1],
    ['ga542', 'c', 2],
    ['ga542', 'c018', 2],
    ['ga542', 'c8..3', 5],
    ['ga542', 'c18 ', 4],
    ['ga542', 'n..17,', 7],
    ['ga542', 'n5,5', 4],
    ['ga542', 'd5', 1],
    ['ga542', 'bnJPEG', 3],
    ['ga542', 'c１８', 2],
    ['gb39046', 'an..', 5],
    ['gb39046', 'YYYYMMDDhh', 9],
    ['gb39046', 'b1', 1],
    ['catalogue', 'X', 1],
    ['catalogue', 'c', 1],
    ['catalogue', 'C(18', 5],
    ['catalogue', 'N(2,3)', 5],
    ['ga542', `c..${maxLength + 1}`, 4],
    ['ga542', `n..${maxDigits + 1}`, 4],
  ];
  for (const [notation, text, position] of wrong) {
    const parsed = parseFormat(text, notation);
    assert.ok(!parsed.ok, `${notation} ${text} must be refused`);
    assert.equal(parsed.error.position, position, `${notation} “${text}”`);
    assert.match(parsed.error.zh, new RegExp(`第 ${position} 位`));
    assert.match(parsed.error.en, new RegExp(`position ${position}`));
  }
});

const text = fc
  .record({
    charset: fc.constantFrom('any' as const, 'alphanumeric' as const, 'letters' as const, 'digits' as const),
    min: fc.integer({ min: 0, max: 500 }),
    span: fc.option(fc.integer({ min: 0, max: 500 })),
    memo: fc.boolean(),
  })
  .map(({ charset, min, span, memo }): Format => {
    const max = span === null ? null : Math.max(1, min + span);
    return { kind: 'text', charset, min, max, memo };
  });
const flavours: readonly NumberFlavour[] = ['decimal', 'integer', 'currency', 'double', 'float'];
const number = fc
  .record({
    flavour: fc.constantFrom(...flavours),
    fixed: fc.boolean(),
    digits: fc.option(fc.integer({ min: 1, max: maxDigits })),
    scale: fc.nat(maxDigits),
  })
  .map(({ flavour, fixed, digits, scale }): Format => {
    const decimals = digits === null || flavour === 'integer' ? 0 : scale % digits;
    return { kind: 'number', flavour, fixed: fixed && digits !== null, digits, scale: decimals };
  });
const rest: fc.Arbitrary<Format> = fc.constantFrom<Format>(
  { kind: 'date', precision: 'year' },
  { kind: 'date', precision: 'month' },
  { kind: 'date', precision: 'day' },
  { kind: 'datetime' },
  { kind: 'time', precision: 'hour' },
  { kind: 'time', precision: 'minute' },
  { kind: 'time', precision: 'second' },
  { kind: 'boolean' },
  { kind: 'binary', media: null },
  { kind: 'binary', media: 'JPEG' },
);
const anyFormat = fc.oneof(text, number, rest);

/** Whether a renderer keeps its two promises for one canonical type; the tests below hold ours and a broken twin to it. */
function roundTrips(
  format: Format,
  notation: Notation,
  render: (format: Format, notation: Notation) => Rendering,
): boolean {
  const written = render(format, notation);
  const read = parseFormat(written.text, notation);
  if (!read.ok) return false;
  const stable = render(read.format, notation).text === written.text;
  const same = JSON.stringify(sorted(read.format)) === JSON.stringify(sorted(format));
  return stable && (!written.exact || same);
}

function sorted(format: Format): unknown {
  return Object.fromEntries(Object.entries(format).sort(([a], [b]) => (a < b ? -1 : 1)));
}

test('what is written is read back: always to the same text, and when exact to the same type', () => {
  fc.assert(
    fc.property(anyFormat, fc.constantFrom(...notations), (format, notation) =>
      roundTrips(format, notation, renderFormat),
    ),
    { numRuns: 3000 },
  );
});

test('planted bug: a renderer that loses the lower length is caught by the round trip', () => {
  const careless = (format: Format, notation: Notation): Rendering =>
    renderFormat(
      format.kind === 'text' && format.min !== format.max ? { ...format, min: 0 } : format,
      notation,
    );
  assert.throws(() =>
    fc.assert(
      fc.property(anyFormat, (format) => roundTrips(format, 'ga542', careless)),
      { numRuns: 3000 },
    ),
  );
});

test('any text is read or refused with a position inside it, never thrown', () => {
  const near = fc.array(
    fc.constantFrom(
      'c',
      'n',
      'an',
      'a',
      'd',
      't',
      'b',
      '..',
      'ul',
      ',',
      '(',
      ')',
      '0',
      '1',
      '8',
      'Y',
      'h',
      ' ',
      '中',
    ),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        near.map((parts) => parts.join('')),
      ),
      fc.constantFrom(...notations),
      (source, notation) => {
        const parsed = parseFormat(source, notation);
        if (!parsed.ok) assert.ok(parsed.error.position >= 1 && parsed.error.position <= source.length + 1);
      },
    ),
    { numRuns: 3000 },
  );
});
