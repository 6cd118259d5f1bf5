import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parsePack } from '../declarations/index.ts';
import type { PackFile } from '../declarations/index.ts';
import { reviewPacks } from '../review/index.ts';
import { corePack, packFiles } from '../../../test/support/packs.ts';
import {
  catalogueGraph,
  checkShapes,
  codeTable,
  dcatApShapes,
  elementTable,
  importCodes,
  importElements,
  importNiem,
  packGraph,
  packSchema,
  shapesDocument,
  tableProblems,
} from './index.ts';
import type { GraphDocument, TableRow } from './index.ts';

const at = new Date('2026-11-28T00:00:00Z');
const base = 'https://node.example';
const rowsOf = (table: readonly (readonly string[])[]): TableRow[] =>
  table.map((cells, index) => ({ number: index + 1, cells }));
const without = (kind: RegExp): PackFile[] => packFiles().filter(({ path }) => !kind.test(path));
const elementsPlace = { file: 'Elements.xlsx', pack: 'core', context: without(/core\/elements\//) };
const codesPlace = { file: 'codes.csv', pack: 'core', context: without(/core\/code-lists\//) };

test('elements written as a table are read back the same', () => {
  const { files, findings } = importElements(rowsOf(elementTable(corePack())), elementsPlace);
  assert.deepEqual(findings, []);
  const { pack } = parsePack([...elementsPlace.context, ...files]);
  const sorted = (elements: Iterable<{ name: string }>) =>
    [...elements].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  assert.deepEqual(sorted(pack?.elements.values() ?? []), sorted(corePack().elements.values()));
});

test('code lists written as a table are read back the same', () => {
  const { files, findings } = importCodes(rowsOf(codeTable(corePack())), codesPlace);
  assert.deepEqual(findings, []);
  const { pack } = parsePack([...codesPlace.context, ...files]);
  for (const [name, list] of corePack().codeLists) assert.deepEqual(pack?.codeLists.get(name), list);
});

// What a table can have wrong -------------------------------------------------------------------------------------------------------

const small = {
  name: 'boat-length', 标识符: 'CBCD', identifier: 'XE90001', 中文名称: '船长', title_en: 'Length of a boat',
  definition_zh: '船首至船尾的水平距离。', definition_en: 'Distance from bow to stern.', object_zh: '船舶', object_en: 'boat',
  property_zh: '长度', property_en: 'length', representation: 'quantity', format: 'n..6,2',
}; // prettier-ignore
const smallPlace = { file: 'boats.csv', pack: 'boats', context: [] };
type Cells = Readonly<Record<string, string>>;
const tableOf = (...rows: readonly Cells[]): TableRow[] =>
  rowsOf([Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))]);
const found = (rows: readonly TableRow[]) =>
  importElements(rows, smallPlace).findings.map(({ code, row, column }) => `${code} ${row} ${column}`);

test('a table of one element makes one file', () => {
  const { files, findings } = importElements(tableOf(small), smallPlace);
  assert.deepEqual([findings, files.map(({ path }) => path)], [[], ['boats/elements/boats.yaml']]);
  assert.match(files[0]?.text ?? '', /^elements:\n {2}boat-length:\n {4}identifier: XE90001\n/);
});

const mistakes: Readonly<Record<string, readonly [readonly TableRow[], string]>> = {
  'an empty table': [[], 'empty-table 0 '],
  'headings alone': [tableOf(small).slice(0, 1), 'empty-table 0 '],
  'an unknown column': [tableOf({ ...small, colour: 'red' }), 'unknown-column 1 N'],
  'a missing column': [tableOf((({ format: _format, ...rest }) => rest)(small)), 'missing-column 1 '],
  'a column twice': [tableOf({ ...small, title_zh: '船长' }), 'repeated-column 1 N'],
  'an empty cell, as merged cells leave it': [tableOf(small, { ...small, name: '' }), 'missing-cell 3 A'],
  'a cell beyond the headings': [
    rowsOf([Object.keys(small), [...Object.values(small), 'x']]),
    'extra-cell 2 N',
  ],
  'a row twice': [tableOf(small, small), 'repeated-row 3 A'],
  'a format that is none': [tableOf({ ...small, format: 'n..x' }), 'bad-format 2 M'],
  'a number that claims the standard': [tableOf({ ...small, identifier: 'DE00001' }), 'not-verified 2 C'],
  'a name that is none': [tableOf({ ...small, name: 'Boat Length' }), 'bad-text 2 A'],
  'a second mistake in a later row': [
    tableOf(small, { ...small, name: 'other', identifier: 'XE90002', representation: 'long' }),
    'not-one-of 3 L',
  ],
};

for (const [says, [rows, expected]] of Object.entries(mistakes)) {
  test(`refused with row and column: ${says}`, () => {
    assert.ok(found(rows).includes(expected), found(rows).join(', '));
    assert.deepEqual(importElements(rows, smallPlace).files, [], 'nothing is half applied');
  });
}

test('code lists: what is of the list may stand in its first row, and may not differ', () => {
  const codes = (rows: readonly (readonly string[])[]) =>
    importCodes(
      rowsOf([
        ['list', 'list_title_zh', 'list_title_en', 'list_source', 'code', 'zh', 'en', 'from'],
        ...rows,
      ]),
      { file: 'c.csv', pack: 'boats', context: [] },
    );
  const first = ['kind', '船种', 'Kinds', '自有', '01', '渔船', 'Fishing boat', '2020-01-01'];
  const second = ['kind', '船种', 'Kinds', '自有', '02', '客船', 'Passenger boat', '2020-01-01'];
  const { files, findings } = codes([first, second]);
  assert.deepEqual(findings, []);
  const list = parsePack([
    ...files,
    { path: 'boats/pack.yaml', text: 'name: b\nversion: 1.0.0\ntitle: { zh: 船, en: B }\n' },
  ]).pack?.codeLists.get('kind');
  assert.deepEqual(
    list?.values.map(({ code }) => code),
    ['01', '02'],
  );
  const codeOf = (rows: readonly (readonly string[])[]) =>
    codes(rows).findings.map(({ code, row, column }) => `${code} ${row} ${column}`);
  assert.deepEqual(codeOf([first, second.with(1, '另名')]), ['conflicting-cell 3 B']);
  assert.deepEqual(codeOf([first, second.with(4, '01')]), ['duplicate-code 3 E']);
  assert.deepEqual(codeOf([first, second.with(7, '2020-02-30')]), ['bad-date 3 H']);
});

test('an apostrophe that a spreadsheet put before a formula is none of the text', () => {
  const { files } = importElements(tableOf({ ...small, minimum: "'-5", maximum: '5' }), smallPlace);
  const { pack } = parsePack([
    ...files,
    { path: 'boats/pack.yaml', text: 'name: b\nversion: 1.0.0\ntitle: { zh: 船, en: B }\n' },
  ]);
  assert.equal(pack?.elements.get('boat-length')?.domain.minimum, -5);
});

test('no table makes an import throw, and what it lets through is a sound pack', () => {
  const cell = fc.oneof(
    fc.constantFrom(...Object.values(small)),
    fc.string(),
    fc.string({ unit: 'binary', maxLength: 8 }),
  );
  const headings = fc.shuffledSubarray(
    [...Object.keys(small), 'codes', 'grade', 'list', 'code', 'zh', 'en', '?'],
    { minLength: 1 },
  );
  const table = fc.tuple(headings, fc.array(fc.array(cell, { maxLength: 16 }), { maxLength: 4 }));
  fc.assert(
    fc.property(table, ([head, body]) => {
      const rows = rowsOf([head, ...body]);
      for (const read of [importElements, importCodes]) {
        const { files, findings } = read(rows, smallPlace);
        assert.ok(files.length === 0 || !findings.some(({ severity }) => severity === 'error'));
        for (const { zh, en, fix } of findings)
          assert.ok(zh !== '' && en !== '' && fix.zh !== '' && fix.en !== '');
      }
      importNiem(rows, smallPlace, { prefixes: [], firstNumber: 1 });
    }),
  );
});

test('planted bug: an import that looks at the cells alone lets an unknown code list pass', () => {
  const rows = tableOf({ ...small, format: 'c2', representation: 'code', codes: 'nobody-knows' });
  assert.deepEqual(found(rows), ['unknown-codes 2 N']);
});

test('the closed list of a table’s problems speaks both languages', () => {
  for (const { zh, en, fix } of Object.values(tableProblems))
    for (const one of [zh, en, fix.zh, fix.en]) assert.ok(one);
});

// NIEM ------------------------------------------------------------------------------------------------------------------------------

const niem = rowsOf([
  ['PropertyName', 'QualifiedProperty', 'IsAbstract', 'Definition', 'QualifiedType'],
  ['PersonBirthDate', 'nc:PersonBirthDate', '0', 'A date a person was born.', 'niem-xs:date'],
  ['PersonSexCode', 'nc:PersonSexCode', '0', 'A code for the sex.', 'ncic_codes:SEXCodeType'],
  ['PersonName', 'nc:PersonName', '0', 'A combination of names.', 'nc:PersonNameType'],
  ['PersonFullName', 'nc:PersonFullName', '0', 'A complete name of a person.', 'nc:PersonNameTextType'],
  ['Person', 'nc:Person', '0', 'A human being.', 'nc:PersonType'],
  ['PersonAbstract', 'nc:PersonAbstract', '1', 'A data concept.', ''],
  ['CaseNumberID', 'j:CaseNumberID', '0', 'x'.repeat(3000), 'niem-xs:string'],
]);

test('properties of NIEM become drafts of our own, objects are passed over, Chinese is marked as missing', () => {
  const place = { file: 'Property.csv', pack: 'niem', context: [] };
  const { files, findings } = importNiem(niem, place, { prefixes: [], firstNumber: 70_000 });
  assert.deepEqual(
    findings.map(({ code, row }) => `${code} ${row}`),
    ['not-a-value 4', 'not-a-value 6', 'not-a-value 7', 'cut-text 8'],
  );
  const header = {
    path: 'niem/pack.yaml',
    text: 'name: niem\nversion: 1.0.0\ntitle: { zh: 草案, en: Drafts }\n',
  };
  const { pack, errors } = parsePack([...files, header]);
  assert.deepEqual(errors, []);
  assert.deepEqual(
    [...(pack?.elements.values() ?? [])].map(({ name, identifier, type, representation, status, source }) =>
      [name, identifier, type, representation, status, source].join(' '),
    ),
    [
      'case-number-id XE70003 character number draft NIEM j:CaseNumberID',
      'person-birth-date XE70000 date date draft NIEM nc:PersonBirthDate',
      'person-sex-code XE70001 character code draft NIEM nc:PersonSexCode',
      'person-full-name XE70002 character name draft NIEM nc:PersonFullName',
    ],
  );
  const review = reviewPacks([...files, header]);
  assert.equal(review.findings.filter(({ code }) => code === 'missing-translation').length, 16);
  assert.deepEqual(
    files.map(({ path }) => path),
    ['niem/elements/niem-nc.yaml', 'niem/elements/niem-j.yaml'],
  );
  const some = importNiem(niem, place, { prefixes: ['j'], firstNumber: 1 });
  assert.match(some.files[0]?.text ?? '', /^elements:\n {2}case-number-id:/);
});

// Schemas and graphs ----------------------------------------------------------------------------------------------------------------

test('the JSON Schema has every element and resource, with the limits that the node itself holds to', () => {
  const schema = packSchema(corePack(), { base, at });
  const defs = schema['$defs'] as Record<string, Record<string, unknown>>;
  assert.equal(Object.keys(defs).length, corePack().elements.size + corePack().resources.size);
  assert.equal(defs['elements.person-name']?.['maxLength'], 50);
  assert.equal(defs['elements.person-name']?.['x-identifier'], 'XE00001');
  assert.deepEqual(defs['elements.sex']?.['enum'], ['0', '1', '2', '9']);
  const required = defs['resources.person']?.['required'];
  assert.ok(Array.isArray(required) && required.includes('citizenNumber'));
  assert.equal(schema['$schema'], 'https://json-schema.org/draft/2020-12/schema');
});

/** Every reference to a node of our own must lead to one. */
function dangling({ '@graph': graph }: GraphDocument, ours: string): string[] {
  const known = new Set(graph.map((one) => one['@id']));
  assert.equal(known.size, graph.length, 'no name stands for two nodes');
  const links = graph.flatMap((one) => Object.values(one).flat()).flatMap((value) => (typeof value === 'object' && value !== null && '@id' in value ? [value['@id']] : [])); // prettier-ignore
  return links.filter((link) => link.startsWith(ours) && !known.has(link));
}

test('the graph of a pack has all declarations, and no reference of it leads nowhere', () => {
  const document = packGraph(corePack(), base);
  assert.deepEqual(dangling(document, `${base}/elements`), []);
  assert.deepEqual(dangling(document, `${base}/code-lists`), []);
  assert.deepEqual(dangling(document, `${base}/object-classes`), []);
  assert.deepEqual(
    dangling(document, `${base}/resources`).filter((link) => !link.includes('/fields/')),
    [],
  );
  const premises = document['@graph'].find((one) => one['@id'] === `${base}/object-classes/premises`);
  assert.deepEqual(premises?.['skos:broader'], { '@id': `${base}/object-classes/place` });
  const floor = document['@graph'].find((one) => one['@id'] === `${base}/elements/floor-area`);
  assert.deepEqual(floor?.['rdfs:domain'], { '@id': `${base}/object-classes/premises` });
  const name = document['@graph'].find((one) => one['@id'] === `${base}/elements/person-name`);
  assert.deepEqual(name?.['skos:prefLabel'], [
    { '@value': '姓名', '@language': 'zh' },
    { '@value': 'Name', '@language': 'en' },
  ]);
  const field = document['@graph'].find((one) => one['@id'] === `${base}/resources/person#name`);
  assert.deepEqual([field?.['sh:minCount'], field?.['sh:maxLength']], [1, 50]);
});

const about = { base, publisher: { zh: '示例市公安局', en: 'Demo City Police', code: '690101000000' }, at };

test('the catalogue passes the shapes of DCAT-AP 3, with the 13 core metadata', () => {
  const document = catalogueGraph(corePack(), about);
  assert.deepEqual(checkShapes(document, dcatApShapes), []);
  assert.deepEqual(dangling(document, `${base}/datasets`), []);
  const person = document['@graph'].find((one) => one['@id'] === `${base}/datasets/person`);
  const stated =
    'dct:title dct:identifier mq:provider mq:providerCode dct:description mq:classification mq:items dct:accessRights mq:openness dct:accrualPeriodicity mq:published dct:relation dcat:distribution';
  for (const term of stated.split(' ')) assert.ok(person?.[term] !== undefined, term);
});

test('planted bug: a catalogue that lacks anything mandatory is found', () => {
  const { '@graph': graph, ...rest } = catalogueGraph(corePack(), about);
  for (const { targetClass, properties } of dcatApShapes) {
    for (const { path } of properties.filter(({ minCount }) => minCount !== undefined)) {
      const less = graph.map((one) =>
        one['@type'].includes(targetClass) ? { ...one, [path]: undefined } : one,
      );
      const violations = checkShapes({ ...rest, '@graph': less }, dcatApShapes);
      assert.ok(
        violations.some((one) => one.path === path),
        `${targetClass} ${path}`,
      );
    }
  }
  const wrong = graph.map((one) =>
    one['@id'].endsWith('/catalogue') ? { ...one, 'dct:publisher': [{ '@id': 'x' }, { '@id': 'y' }] } : one,
  );
  assert.equal(checkShapes({ ...rest, '@graph': wrong }, dcatApShapes).length, 2);
  const texts = graph.map((one) =>
    one['@type'].includes('dcat:Distribution') ? { ...one, 'dcat:accessURL': 'text' } : one,
  );
  assert.equal(checkShapes({ ...rest, '@graph': texts }, dcatApShapes).length, corePack().resources.size);
});

test('the shapes are a JSON-LD document that names the same classes', () => {
  const text = JSON.stringify(shapesDocument(base));
  for (const { targetClass } of dcatApShapes) assert.ok(text.includes(`{"@id":"${targetClass}"}`));
});
