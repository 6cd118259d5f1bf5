import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { corePack, editedFiles, packFiles } from '../../../test/support/packs.ts';
import { findCode, isNumber, limits, makeNumber, numberPattern, parsePack } from './index.ts';
import type { NumberRule, Pack, Words } from './index.ts';
import { readCsv } from './csv.ts';
import { patternProblem } from './patterns.ts';

test('the core pack is without errors and warnings', () => {
  const { pack, errors, warnings } = parsePack(packFiles());
  assert.deepEqual([errors, warnings], [[], []]);
  assert.ok(pack !== null && pack.elements.size >= 750);
});

test('the eight resources have the fields that everyone builds on', () => {
  const fields = Object.fromEntries(
    [...corePack().resources.values()].map(({ name, fields }) => [
      name,
      fields.map((field) => field.name).join(' '),
    ]),
  );
  assert.deepEqual(fields, {
    person:
      'citizenNumber name formerName sex birthDate nativePlace maritalStatus education mobile household relationToHead registeredAt livesAt status registeredOn',
    household: 'number kind premises head policeOrganisation registeredOn status',
    premises: 'code division street doorNumber room kind usage floorArea longitude latitude status',
    organisation: 'uscc name kind industry status legalRepresentative premises registeredOn phone',
    vehicle: 'plateKind plateNumber vin brand model colour usage status owner registeredOn inspectionValidTo',
    'driving-licence': 'holder fileNumber classes firstIssuedOn validFrom validTo status points',
    'police-organisation': 'code name shortName kind level parent division status phone',
    officer: 'policeNumber person organisation post rank status appointedOn mobile',
  });
});

test('only rows read in a standard claim its number', () => {
  const { elements, qualifiers, codeLists } = corePack();
  const claims = [...elements.values(), ...qualifiers.values()].filter(({ identifier }) =>
    identifier.startsWith('D'),
  );
  assert.ok(claims.length >= 17);
  assert.ok(claims.every(({ verification, source }) => verification === 'verified' && source !== null));
  const claimed = [...codeLists.values()].filter(({ standard }) => standard !== null);
  assert.ok(claimed.length > 0 && claimed.every(({ verification }) => verification === 'verified'));
});

/** What scope.md leaves out on purpose: no element, qualifier or code may begin it. */
const notBuilt =
  /人脸|面部|步态|声纹|虹膜|人像|轨迹|抓拍|过车|重点人员|高危人员|信仰|政治面貌|\b(?:face image|facial|gait|voiceprint|iris|trajector|sighting|risk score|belief)/i;
function begins({ elements, qualifiers, codeLists }: Pack): string[] {
  const rows: { readonly name: string; readonly said: readonly Words[] }[] = [
    ...[...elements.values()].map(({ name, title, definition }) => ({ name, said: [title, definition] })),
    ...[...qualifiers.values()].map(({ name, title }) => ({ name, said: [title] })),
    ...[...codeLists.values()].map(({ name, title, values }) => ({ name, said: [title, ...values] })),
  ];
  return rows
    .filter(({ said }) => said.some(({ zh, en }) => notBuilt.test(`${zh}\n${en}`)))
    .map(({ name }) => name);
}

test('no element, qualifier or code is about what this node doesn’t build; a planted one is found', () => {
  assert.deepEqual(begins(corePack()), []);
  const planted = `code-list: planted\ntitle: { zh: 采集, en: Taken }\nsource: 自定\nvalues:
  - { code: '1', zh: 人脸, en: Portrait }\n`;
  const { pack } = parsePack(editedFiles({ 'core/code-lists/planted.yaml': planted }));
  assert.deepEqual(pack === null ? null : begins(pack), ['planted']);
});

test('an element read in GB/T 39046 says so; one known by its name alone claims no more', () => {
  const read = [...corePack().elements.values()].filter(({ source }) => source?.includes('GB/T 39046'));
  assert.ok(read.length >= 90);
  for (const { name, verification, source } of read) {
    const ownFormat = /自定/.test(source ?? '');
    assert.equal(verification, ownFormat ? 'draft' : 'verified', name);
  }
});

test('a pack is frozen through and through', () => {
  const resource = corePack().resources.get('person');
  assert.throws(() => Object.assign(resource?.fields[0] ?? {}, { sealed: true }), TypeError);
});

test('a code means what it meant on the day', () => {
  const list = `code-list: sex\ntitle: { zh: 甲, en: A }\nsource: 自定\nvalues:
  - { code: '1', zh: 旧, en: old, to: '2019-12-31' }
  - { code: '1', zh: 新, en: new, from: '2020-01-01' }
  - { code: '2', zh: 乙, en: B }\n`;
  const { pack, errors } = parsePack(editedFiles({ 'core/code-lists/sex.yaml': list }));
  assert.deepEqual(errors, []);
  const sex = pack?.codeLists.get('sex');
  assert.ok(sex);
  assert.deepEqual(
    ['2019-12-31', '2020-01-01'].map((on) => findCode(sex, '1', on)?.en),
    ['old', 'new'],
  );
});

test('40,000 values from a CSV file beside the list are read whole, with quotes, periods and parents', () => {
  const rows = Array.from(
    { length: 40_000 },
    (_, index) => `${String(index).padStart(6, '0')},"值,""${index}""",Value ${index},2020-01-01,,,zhi`,
  );
  const csv = `code,zh,en,from,to,parent,pinyin\r\n${rows.join('\r\n')}\r\n`;
  const list = 'code-list: many\ntitle: { zh: 多, en: Many }\nsource: 演示\nvalues: many.csv\n';
  const { pack, errors } = parsePack(
    editedFiles({ 'demo/code-lists/many.yaml': list, 'demo/code-lists/many.csv': csv }),
  );
  assert.deepEqual(errors, []);
  const many = pack?.codeLists.get('many');
  assert.equal(many?.values.length, 40_000);
  assert.equal(many && findCode(many, '039999', '2026-01-01')?.zh, '值,"39999"');
});

test('a mistake in a CSV is named at its own file and line', () => {
  const list = 'code-list: many\ntitle: { zh: 多, en: Many }\nsource: 演示\nvalues: many.csv\n';
  const found = (csv: string) => {
    const files = editedFiles({ 'demo/code-lists/many.yaml': list, 'demo/code-lists/many.csv': csv });
    return parsePack(files).errors.map(({ file, line, code }) => `${file}:${line} ${code}`);
  };
  const file = 'demo/code-lists/many.csv';
  assert.deepEqual(found('code,zh,en\n1,"甲\n乙",A\n1,丙,C\n'), [`${file}:2 bad-csv`]);
  assert.deepEqual(found('code,zh,en\n1,甲,A\n2,"乙",B\n1,丙,C\n'), [`${file}:4 duplicate-code`]);
  assert.deepEqual(found('code,zh,en,parent\n1,甲,A,\n2,乙,B,9\n'), [`${file}:3 unknown-parent`]);
  assert.deepEqual(found('code,zh\n1,甲\n'), [`${file}:1 bad-csv`]);
});

test('aliases can’t make a short file grow', () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b]\n`;
  const { errors } = parsePack(editedFiles({ 'core/code-lists/sex.yaml': bomb }));
  assert.ok(errors.some(({ code }) => code === 'anchor-refused'));
});

test('a file of another kind in our folders is a warning, files elsewhere are others’ business', () => {
  const { errors, warnings } = parsePack(
    editedFiles({
      'core/resources/person.yml': 'x',
      'core/budgets.yaml': 'x: [',
      'core/policies/a.cedar': '(',
    }),
  );
  assert.deepEqual([errors.length, warnings.map(({ code }) => code)], [0, ['unknown-file']]);
});

test('the order of the files changes nothing', () => {
  const text = (files: ReturnType<typeof packFiles>) =>
    JSON.stringify([...(parsePack(files).pack?.resources ?? [])]);
  assert.equal(text(packFiles()), text(packFiles().toReversed()));
});

// Hostile input ---------------------------------------------------------------------------------------------------------------------

const yamlish = fc
  .array(
    fc.constantFrom(
      'resource: ',
      'fields:',
      '\n  ',
      '\n',
      '- ',
      '[',
      ']',
      '{',
      '}',
      ': ',
      '&a ',
      '*a',
      '!!int ',
      '"',
      "'",
      '|',
      '>',
      '? ',
      '<<',
      '# ',
      '\t',
      'name',
      '__proto__',
      'toString',
      '\u0000',
      '\ud800',
      '中',
      '---\n',
      '%YAML 1.1\n',
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

test('whatever stands in a file, parsing returns and never throws', () => {
  const places = [
    'pack.yaml',
    'elements/a.yaml',
    'qualifiers.yaml',
    'code-lists/sex.yaml',
    'number-rules.yaml',
    'resources/person.yaml',
    'regulations.yaml',
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...places),
      fc.oneof(yamlish, fc.string({ unit: 'binary' })),
      (place, text) => {
        const { pack, errors } = parsePack([{ path: `x/${place}`, text }]);
        assert.equal(pack === null, errors.length > 0);
      },
    ),
    { numRuns: 2000 },
  );
});

test('one random edit in a good file is read or refused, never thrown', () => {
  const files = editedFiles({});
  fc.assert(
    fc.property(
      fc.nat(files.length - 1),
      fc.nat(),
      fc.oneof(yamlish, fc.constant('')),
      fc.nat(30),
      (which, where, insert, cut) => {
        const edited = files.map((file, index) => {
          const at = where % (file.text.length + 1);
          return index === which
            ? { ...file, text: file.text.slice(0, at) + insert + file.text.slice(at + cut) }
            : file;
        });
        const { pack, errors } = parsePack(edited);
        assert.equal(pack === null, errors.length > 0);
      },
    ),
    { numRuns: 25 },
  );
});

test('deep nesting of every kind is refused quickly', () => {
  const deep = [
    '['.repeat(60),
    `${'- '.repeat(23)}x`,
    Array.from({ length: 90 }, (_, at) => `${' '.repeat(at)}a:`).join('\n'),
    '{a: '.repeat(50_000),
    '? '.repeat(20_000),
  ];
  for (const text of deep) {
    const { errors } = parsePack(editedFiles({ 'core/code-lists/sex.yaml': text }));
    assert.ok(errors.length > 0);
  }
});

test('CSV reading never throws, and reads back what was written', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readCsv(text, 100)));
  const cell = fc.string().map((text) => text.replaceAll('\u0000', ''));
  const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 6 });
  const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
  fc.assert(
    fc.property(table, (rows) => {
      const read = readCsv(`${rows.map((row) => row.map(quote).join(',')).join('\n')}\n`, 100);
      assert.deepEqual(read.ok && read.rows.map(({ cells }) => cells), rows);
    }),
  );
});

test('a pattern that passes can’t hang; the usual traps are refused', () => {
  for (const trap of [
    '(a+)+',
    'a*',
    '(a|a){9}',
    '(?=a)',
    '.{1,}',
    '\\d',
    '^a',
    'a{0,99}a{0,99}a{0,99}',
    '('.repeat(3),
    '[a-',
    '(a|a)'.repeat(30),
  ])
    assert.notEqual(patternProblem(trap), null, trap);
  for (const good of [
    '[0-9]{12}',
    '[A-Z]{2}[0-9]{1,7}',
    '(?:AB|CD)[0-9]'.replace('?:', ''),
    '[0-9A-Za-z()-]{1,30}',
    '[^a-z]\\.x?',
  ])
    assert.equal(patternProblem(good), null, good);
});

// Number rules ------------------------------------------------------------------------------------------------------------------------

const rule = (name: string): NumberRule => {
  const found = corePack().numberRules.get(name);
  assert.ok(found);
  return found;
};

test('numbers are made as the rules say', () => {
  const made = [
    makeNumber(rule('household'), { division: '690101', sequence: 7 }),
    makeNumber(rule('premises'), { division: '690101001', sequence: 123 }),
    makeNumber(rule('verification-visit'), { date: '2026-11-23', sequence: 1 }),
  ];
  assert.deepEqual(
    made.map((one) => one.ok && one.number),
    ['HH690101000007', 'PR690101000000123', 'VD-20261123-0001'],
  );
});

test('an exhausted sequence or a missing part is an error, never a longer number', () => {
  assert.equal(makeNumber(rule('household'), { division: '690101', sequence: 1_000_000 }).ok, false);
  assert.equal(makeNumber(rule('household'), { sequence: 1 }).ok, false);
  assert.equal(makeNumber(rule('household'), { division: '69x101', sequence: 1 }).ok, false);
});

/** Whether every number that `make` gives passes `isNumber`, and no number with one character changed does. */
function numbersHold(make: typeof makeNumber): void {
  const file = rule('case-file');
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9999 }),
      fc.nat(24),
      fc.constantFrom(...'0123456789'.split('')),
      (sequence, at, other) => {
        const made = make(file, { org: '690101000000', date: '2026-11-23', sequence });
        assert.ok(made.ok && isNumber(file, made.number));
        const changed = made.number.slice(0, at) + other + made.number.slice(at + 1);
        assert.equal(isNumber(file, changed), changed === made.number);
        assert.match(made.number, new RegExp(`^(?:${numberPattern(file)})$`));
      },
    ),
  );
}

test('a check character finds every single wrong character', () => numbersHold(makeNumber));

test('planted bug: a check character that is always 0 is caught', () => {
  assert.throws(() =>
    numbersHold((of, parts) => {
      const made = makeNumber(of, parts);
      return made.ok ? { ok: true, number: `${made.number.slice(0, -1)}0` } : made;
    }),
  );
});

test('the check characters agree with printed examples of ISO 7064', () => {
  const eleven: NumberRule = {
    name: 'x',
    title: { zh: '', en: '' },
    resets: 'never',
    segments: [
      { kind: 'sequence', length: 12 },
      { kind: 'check', method: 'mod-11-2' },
    ],
  };
  assert.deepEqual(makeNumber(eleven, { sequence: 794 }), { ok: true, number: '0000000007940' });
  assert.ok(limits.codeValues >= 40_000);
});
