import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editedFiles } from '../../../test/support/packs.ts';
import { findingTemplates, limits, parsePack } from './index.ts';
import type { Finding, FindingCode, PackFile } from './index.ts';

type Edit = string | null | ((text: string) => string);
interface Mistake {
  readonly code: FindingCode;
  readonly says: string;
  readonly edits: Readonly<Record<string, Edit>>;
  /** A piece of the line that the finding must name; the first edited file is meant. */
  readonly at?: string;
  readonly en?: RegExp;
  /** Only doubtful, on this day: the pack is there, with a warning. */
  readonly on?: string;
}

const person = 'core/resources/person.yaml';
const licence = 'core/resources/driving-licence.yaml';
const organisation = 'core/resources/organisation.yaml';
const sex = 'core/code-lists/sex.yaml';
const elements = 'core/elements/person.yaml';
const rules = 'core/number-rules.yaml';
const purposes = 'core/purposes.yaml';
const classes = 'core/object-classes/places.yaml';
const laws = 'regulations/regulations.yaml';
const extension = 'core/extensions/resources/own.yaml';
const extended = (field: string) => `resource-extension: own\nextends: person\nfields:\n  ${field}\n`;
const swap = (from: string, to: string) => (text: string) => {
  assert.ok(text.includes(from), `“${from}” must be in the file that is edited`);
  return text.replace(from, to);
};
const append = (line: string) => (text: string) => `${text}${line}\n`;
const into = (field: string, more: string) => swap(field, `${more}\n  ${field}`);
const element = (more: string) =>
  `elements:\n  odd:\n    identifier: XE90001\n    title: { zh: 奇, en: Odd }\n    definition: { zh: 奇, en: odd }\n` +
  `    object: { zh: 物, en: thing }\n    property: { zh: 性, en: property }\n    representation: code\n${more}`;

/** Every finding there is, each with a mistake that an officer could make. */
const mistakes: readonly Mistake[] = [
  { code: 'yaml-syntax', says: 'a bracket is never closed', edits: { [sex]: append('x: [1') } },
  { code: 'too-large', says: 'a huge file', edits: { [sex]: '#'.repeat(limits.yamlLength + 1) } },
  {
    code: 'too-many',
    says: 'too many search keys',
    edits: { [person]: (text) => text.replace(/search: .*/, `search: [${'[name], '.repeat(20)}[name]]`) },
  },
  { code: 'too-deep', says: 'nested without end', edits: { [sex]: append(`x: ${'['.repeat(5000)}`) } },
  {
    code: 'anchor-refused',
    says: 'an anchor',
    edits: { [sex]: swap('title: {', 'title: &a {') },
    at: 'title',
  },
  { code: 'tag-refused', says: 'a tag', edits: { [sex]: swap("'1'", "!!js/function '1'") }, at: '!!js' },
  {
    code: 'duplicate-key',
    says: 'a key twice',
    edits: { [sex]: append('source: again') },
    at: 'source: again',
  },
  {
    code: 'unknown-key',
    says: 'a misspelt key',
    edits: { [person]: swap('mask: name, group: identity }', 'maks: name }') },
    at: 'maks',
    en: /maks/,
  },
  {
    code: 'missing-key',
    says: 'no owner',
    edits: { [person]: (text) => text.replace(/owner: .*\n/, '') },
    en: /owner/,
  },
  {
    code: 'wrong-shape',
    says: 'a text where a list belongs',
    edits: { [person]: (text) => text.replace(/search: .*/, 'search: name') },
    at: 'search',
  },
  {
    code: 'bad-text',
    says: 'a field called constructor',
    edits: { [person]: into('name: {', 'constructor: { element: sex }') },
    at: 'constructor',
  },
  {
    code: 'not-one-of',
    says: 'an unknown mask',
    edits: { [person]: swap('mask: phone', 'mask: telephone') },
    at: 'telephone',
  },
  {
    code: 'bad-format',
    says: 'a format that is none',
    edits: { 'core/elements/x.yaml': element('    format: c..0\n') },
    at: 'c..0',
    en: /position 4/,
  },
  {
    code: 'bad-date',
    says: '30 February',
    edits: { [sex]: swap("from: '2020-01-01'", "from: '2020-02-30'") },
    at: '02-30',
  },
  {
    code: 'bad-period',
    says: 'ends before it starts',
    edits: { [sex]: swap('en: Male', "en: Male, from: '2020-05-01', to: '2020-04-01'") },
    at: "'1'",
  },
  {
    code: 'bad-pattern',
    says: 'a pattern that can hang',
    edits: { 'core/elements/x.yaml': element("    format: c..9\n    domain: { pattern: '(a+)+' }\n") },
    at: 'pattern',
  },
  {
    code: 'bad-csv',
    says: 'a CSV with a cell too few',
    edits: {
      [sex]: (text) => text.replace(/values:[^]*/, 'values: sex.csv\n'),
      'core/code-lists/sex.csv': 'code,zh,en\n1,男\n',
    },
  },
  {
    code: 'missing-file',
    says: 'a CSV that isn’t there',
    edits: { [sex]: (text) => text.replace(/values:[^]*/, 'values: sex.csv\n') },
    at: 'sex.csv',
  },
  {
    code: 'missing-pack',
    says: 'no pack.yaml',
    edits: { 'core/pack.yaml': null, 'regulations/pack.yaml': null },
  },
  {
    code: 'duplicate-name',
    says: 'a resource declared again by another branch',
    edits: { 'core/resources/zz.yaml': '', [person]: (text) => text },
    en: /owner registration/,
  },
  {
    code: 'duplicate-code',
    says: 'a code with two meanings',
    edits: { [sex]: append("  - { code: '1', zh: 甲, en: A }") },
    at: '甲',
  },
  {
    code: 'unknown-element',
    says: 'a misspelt element',
    edits: { [person]: swap('element: person-name', 'element: person-nam') },
    at: 'person-nam,',
    en: /person-nam/,
  },
  { code: 'unknown-codes', says: 'a list that isn’t there', edits: { [sex]: null } },
  {
    code: 'unknown-qualifier',
    says: 'a qualifier that isn’t there',
    edits: { [person]: swap('qualifier: present-address', 'qualifier: present-adress') },
    at: 'present-adress',
  },
  {
    code: 'unknown-number-rule',
    says: 'a rule that isn’t there',
    edits: { [rules]: swap('  household:', '  households:') },
  },
  {
    code: 'unknown-resource',
    says: 'refers to nothing',
    edits: { [licence]: swap('refers: person', 'refers: persons') },
    at: 'persons',
  },
  {
    code: 'unknown-basis',
    says: 'a decree nobody registered',
    edits: { [person]: swap('decree-809', 'decree-908') },
    at: 'decree-908',
  },
  {
    code: 'unknown-article',
    says: 'an article that nobody registered',
    edits: { [purposes]: swap("household-registration#13'", "household-registration#99'") },
    at: '#99',
    en: /99 of “household-registration”/,
  },
  {
    code: 'unknown-article',
    says: 'supersedes an article that isn’t there',
    edits: { [laws]: swap("- number: '21'", "- supersedes: ['decree-809#7']\n        number: '21'") },
    at: 'decree-809#7',
  },
  {
    code: 'unknown-edition',
    says: 'an article of an edition that isn’t there',
    edits: { [laws]: swap("- number: '21'", "- edition: '2013'\n        number: '21'") },
    at: '2013',
  },
  {
    code: 'duplicate-article',
    says: 'an article that reads in two ways at one time',
    edits: { [laws]: swap("- number: '21'", "- number: '22'") },
    at: '22',
  },
  {
    code: 'bad-text',
    says: 'a citation that is none',
    edits: { [person]: swap('decree-809', 'Decree 809') },
    at: 'Decree 809',
    en: /citation/,
  },
  {
    code: 'bad-period',
    says: 'a decree that ends before it begins',
    edits: { [laws]: swap("inForce: '2025-08-01'", "inForce: '2025-08-01'\n    until: '2025-07-01'") },
    at: '2025-07-01',
  },
  {
    code: 'basis-not-in-force',
    says: 'a decree that was abolished',
    edits: { [laws]: swap("inForce: '2025-08-01'", "inForce: '2025-08-01'\n    until: '2026-01-31'") },
    on: '2026-02-01',
    en: /decree-809.*no longer after 2026-01-31/,
  },
  {
    code: 'basis-not-in-force',
    says: 'an article that is not yet in force',
    edits: {
      [laws]: swap("- number: '47'", "- from: '2027-01-01'\n        number: '47'"),
    },
    on: '2026-12-31',
    en: /personal-information-law#47.*in force from 2027-01-01/,
  },
  {
    code: 'unknown-purpose',
    says: 'shared for a purpose that nobody owns',
    edits: { [person]: swap('purposes: [verification, registration]', 'purposes: [verificaton]') },
    at: 'verificaton',
  },
  {
    code: 'unknown-field',
    says: 'a search key that is no field',
    edits: { [person]: swap('[name, birthDate]', '[name, birthday]') },
    at: 'birthday',
  },
  {
    code: 'unknown-code',
    says: 'a condition on a code that isn’t there',
    edits: {
      [person]: swap(
        'formerName: { element: former-name',
        "formerName: { when: { field: sex, equals: ['7'] }, element: former-name",
      ),
    },
    at: 'formerName',
  },
  {
    code: 'unknown-group',
    says: 'a group that isn’t there',
    edits: { [person]: swap('group: contact', 'group: contacts') },
    at: 'contacts',
  },
  {
    code: 'element-or-refers',
    says: 'both element and refers',
    edits: { [licence]: swap('holder: { refers: person', 'holder: { element: person-name, refers: person') },
    at: 'holder: {',
  },
  {
    code: 'circular-relation',
    says: 'an element derived from what is derived from it',
    edits: {
      'core/elements/x.yaml':
        element('    format: c1\n    relations: { derivedFrom: [even] }\n') +
        element('    format: c1\n    relations: { derivedFrom: [odd] }\n')
          .replace('elements:\n  odd:', '  even:')
          .replace('XE90001', 'XE90002'),
    },
    at: 'relations',
    en: /odd → even → odd|even → odd → even/,
  },
  {
    code: 'unknown-object-class',
    says: 'an object class that is part of one that nobody declared',
    edits: { [classes]: swap('    partOf: place\n', '    partOf: plaice\n') },
    at: 'plaice',
    en: /plaice.*/,
  },
  {
    code: 'circular-relation',
    says: 'an object class that is part of its own part',
    edits: { [classes]: swap('  place:\n', '  place:\n    partOf: community\n') },
    at: 'partOf: ',
    en: /place → community → division → place|division → place → community → division|community → /,
  },
  {
    code: 'duplicate-name',
    says: 'two object classes of one title, so that an element would be of either',
    edits: { [classes]: swap('zh: 社区, en: Community', 'zh: 行政区划, en: Community') },
    at: '行政区划',
  },
  {
    code: 'taken-name',
    says: 'a resource whose table is another’s history',
    edits: {
      'core/resources/person-history.yaml': `resource: person-history
title: { zh: 人员沿革, en: Changes of persons }
owner: registration
category: 1/01/registration/changes
classification: { level: general, grade: 2 }
sharing: { type: unconditional }
cycle: daily
fields:
  number: { element: history-number, key: true }
search: [[number]]
`,
      'core/elements/x.yaml': element('    format: c9\n').replace('  odd:', '  history-number:'),
    },
    at: 'resource:',
    en: /person/,
  },
  { code: 'no-key', says: 'nothing identifies a record', edits: { [licence]: swap('key: true, ', '') } },
  {
    code: 'no-search',
    says: 'no way to find a record',
    edits: { [licence]: (text) => text.replace(/search: .*/, '') },
  },
  {
    code: 'bad-subject',
    says: 'a subject that is no citizen',
    edits: { [licence]: swap('holder.citizenNumber', 'holder.name') },
    at: 'holder.name',
  },
  {
    code: 'second-owner',
    says: 'a second copy of the name',
    edits: { [organisation]: into('industry: {', 'headName: { element: person-name }') },
    at: 'headName',
    en: /person\.name, owned by registration/,
  },
  {
    code: 'foreign-owner',
    says: 'a field of another branch',
    edits: { [person]: swap('element: education', 'owner: traffic, element: education') },
    at: 'traffic',
    en: /registration/,
  },
  {
    code: 'forbidden-search',
    says: 'a list by ethnicity',
    edits: {
      [person]: (text) =>
        into('sex: {', 'nation: { element: odd }')(text).replace('[name, birthDate]', '[name, nation]'),
      'core/elements/x.yaml': element('    format: c2\n').replace(
        'zh: 奇, en: Odd',
        'zh: 民族, en: Nationality',
      ),
    },
    at: 'search:',
  },
  {
    code: 'bad-search',
    says: 'a search by many values',
    edits: { [licence]: swap('[fileNumber]', '[fileNumber, classes]') },
    at: 'search:',
  },
  { code: 'not-identifying', says: 'all men', edits: { [person]: swap('[mobile]', '[sex]') }, at: 'search:' },
  {
    code: 'sealed-conflict',
    says: 'a sealed key',
    edits: { [person]: swap('key: true', 'key: true, sealed: true') },
    at: 'citizenNumber: {',
  },
  {
    code: 'bad-many',
    says: 'many references',
    edits: { [licence]: swap('holder: { refers: person', 'holder: { many: true, refers: person') },
    at: 'holder: {',
  },
  {
    code: 'optional-key',
    says: 'a key that may be absent',
    edits: { [person]: swap('key: true', 'key: true, required: false') },
    at: 'citizenNumber: {',
  },
  {
    code: 'not-verified',
    says: 'an invented DE number',
    edits: { [elements]: swap('identifier: XE00001', 'identifier: DE00002') },
    at: 'DE00002',
  },
  {
    code: 'domain-mismatch',
    says: 'codes longer than the format',
    edits: {
      [elements]: swap(
        'format: c1\n    domain: { codes: sex }',
        'format: c1\n    domain: { codes: marital-status }',
      ),
    },
    at: 'marital-status',
  },
  {
    code: 'refusal-without-basis',
    says: 'not shared, and no law says so',
    edits: {
      [person]: (text) => text.replace('type: conditional', 'type: none').replace('[decree-809]', '[]'),
    },
    at: 'sharing:',
  },
  {
    code: 'grade-too-low',
    says: 'graded below its strictest field',
    edits: { [person]: swap('grade: 3', 'grade: 1') },
    at: 'grade: 1',
  },
  {
    code: 'unknown-parent',
    says: 'a parent code that isn’t there',
    edits: { [sex]: swap('en: Male', "en: Male, parent: '5'") },
    at: 'Male',
  },
  {
    code: 'bad-rule',
    says: 'a number without a sequence',
    edits: { [rules]: swap('      - sequence: 9\n', '') },
    at: 'premises:',
  },
  {
    code: 'bad-rule',
    says: 'a check character over a hyphen',
    edits: { [rules]: swap('      - literal: LD\n', '      - literal: LD-\n') },
    at: 'lost-document:',
  },
  {
    code: 'bad-when',
    says: 'a condition on itself',
    edits: {
      [person]: swap(
        'formerName: { element: former-name',
        "formerName: { when: { field: formerName, equals: ['x'] }, element: former-name",
      ),
    },
    at: 'formerName',
  },
  {
    code: 'bad-quality',
    says: 'a quality rule that compares dates with words',
    edits: {
      'core/quality.yaml': swap(
        '{ not-after: [validFrom, validTo] }',
        '{ not-after: [validFrom, fileNumber] }',
      ),
    },
    at: 'fileNumber',
  },
  {
    code: 'extension-conflict',
    says: 'a field that the resource has itself',
    edits: { [extension]: extended('name: { element: person-name }') },
    at: 'name:',
    en: /“name” is declared by “person” itself \(core\/resources\/person.yaml:\d+\)/,
  },
  {
    code: 'extension-conflict',
    says: 'a code that the list has itself',
    edits: {
      'core/extensions/code-lists/own.yaml': `code-list-extension: own\nextends: sex\nvalues:\n  - { code: '1', zh: 男, en: Male }\n`,
    },
    at: "code: '1'",
  },
  {
    code: 'extension-demands',
    says: 'a required field in what somebody else declared',
    edits: { [extension]: extended('nick: { element: person-name, required: true }') },
    at: 'nick:',
  },
];

function filesOf({ code, edits }: Mistake): readonly PackFile[] {
  const files = editedFiles(edits);
  if (code !== 'duplicate-name' || edits['core/resources/zz.yaml'] === undefined) return files;
  const copy = files.find(({ path }) => path === person)?.text ?? '';
  return files.map((file) =>
    file.path.endsWith('zz.yaml')
      ? { ...file, text: copy.replace('owner: registration', 'owner: traffic') }
      : file,
  );
}

for (const mistake of mistakes) {
  test(`${mistake.code}: ${mistake.says} is found at its place; an error applies nothing`, () => {
    const files = filesOf(mistake);
    const { pack, errors, warnings } = parsePack(files, undefined, mistake.on);
    assert.equal(pack === null, mistake.on === undefined);
    const finding = [...errors, ...warnings].find(({ code }) => code === mistake.code);
    assert.ok(
      finding,
      `expected ${mistake.code}, found ${errors.map(({ code, en }) => `${code}: ${en}`).join('; ')}`,
    );
    assertComplete(finding);
    if (mistake.en) assert.match(finding.en, mistake.en);
    if (mistake.at === undefined) return;
    const file = files.find(({ path }) => path === finding.file);
    assert.match(
      file?.text.split('\n')[finding.line - 1] ?? '',
      new RegExp(mistake.at.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')),
    );
  });
}

function assertComplete(finding: Finding): void {
  for (const text of [finding.zh, finding.en, finding.fix.zh, finding.fix.en]) {
    assert.notEqual(text, '');
    assert.doesNotMatch(text, /\{\w+\}/, 'every parameter is filled in');
  }
}

test('every finding of the closed list is reached by one of the mistakes above', () => {
  const reached = new Set(mistakes.map(({ code }) => code));
  // The only warning: a file of no known kind, tested in parse-pack.test.ts.
  const missing = Object.keys(findingTemplates).filter(
    (code) => code !== 'unknown-file' && !reached.has(code as FindingCode),
  );
  assert.deepEqual(missing, []);
});
