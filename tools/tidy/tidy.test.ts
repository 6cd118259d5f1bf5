/** Plants one violation of each rule in a small clean project; each must be caught, and the clean project must pass. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findings } from '../tidy.ts';
import { documents } from './documents.ts';
import { Project, SourceFile, type FaultLine } from './project.ts';
import { rules } from './rules/index.ts';

const architecture = {
  levels: ['standards', 'infrastructure', 'security', 'platform', 'applications', 'operations', 'node'],
  modules: {
    'standards/tennis': { level: 'standards', beside: [] },
    'infrastructure/clock': { level: 'infrastructure', beside: [] },
    'security/keys': { level: 'security', beside: [] },
    'security/umpire': { level: 'security', beside: ['security/keys'] },
    'applications/club': { level: 'applications', beside: [] },
    'applications/bar': { level: 'applications', beside: [] },
    verifier: { level: 'verifier', beside: ['standards/tennis'] },
  },
};

const faults: FaultLine[] = [{ code: 'keys.lost', status: 404, zh: '钥匙丢了', en: 'The key is lost' }];

const clean: Record<string, string> = {
  'package.json': '{ "dependencies": { "pg": "8.0.0" },\n "devDependencies": { "react": "19.0.0" } }',
  'GLOSSARY.md': ['tennis', 'clock', 'key', 'umpire', 'club', 'bar', 'verifier', 'racket']
    .map((noun) => `| ${noun} | 词 |`)
    .join('\n'),
  'docs/dependencies.md': '| `pg` | store |\n| `react` | pages |\n',
  'README.md': 'See [keys](src/security/keys/README.md).',
  'packs/core/resources/racket.yaml': 'resource: racket',
  'src/security/keys/errors.ts': "export const { fault } = defineFaults('keys', { lost: {} });",
  'src/security/keys/sql.ts':
    'export const find = (tx) => tx.query(`select id from keys.key where id = $1`);',
  'src/security/keys/migrations/0001-keys.sql':
    '-- select * is only named here\ncreate table keys.key (id int);',
  'src/security/keys/find-key.ts':
    "/** Finds. */\nexport function findKey(): string { return fault('lost'); }",
  'src/security/keys/index.ts':
    "/** Keys. */\nexport { findKey } from './find-key.ts';\nexport type * from './types.ts';\n",
  'src/security/keys/types.ts': 'export interface Key { id: string }',
  'src/security/umpire/migrations/0001-umpire.sql': 'create schema umpire;',
  'src/applications/club/pages/Members.tsx':
    "import React from 'react';\nexport function Members() { return <p>Don't</p>; }",
  'web/Main.tsx': "import { Members } from '#applications/club/pages/Members.tsx';",
  'bench/door.ts': 'export const bench = {};',
  'bench/bare/door.ts': 'export const bare = {};',
};
for (const name of Object.keys(architecture.modules)) {
  clean[`src/${name}/README.md`] ??= `# ${name}\n\nPlays tennis. And more.\n`;
  clean[`src/${name}/index.ts`] ??= "export { play } from './play.ts';\n";
  clean[`src/${name}/play.ts`] ??=
    '/** Plays. */\nexport function play(at: Date): Date { return new Date(at); }\n';
}

function projectOf(changes: Record<string, string | undefined>, faultLines = faults, floor = 10): Project {
  const texts = { ...clean, ...changes };
  const build = (): Project => {
    const files = Object.entries(texts).flatMap(([path, text]) =>
      text === undefined ? [] : [new SourceFile(path, Buffer.byteLength(text), () => text)],
    );
    return new Project(files, architecture, faultLines, floor);
  };
  for (const { path, text } of documents(build())) if (!(path in changes)) texts[path] = text;
  return build();
}

function caught(
  changes: Record<string, string | undefined>,
  faultLines?: FaultLine[],
  floor?: number,
): string[] {
  return findings(projectOf(changes, faultLines, floor)).map(
    ({ file, line, rule }) => `${file}:${line} ${rule}`,
  );
}

const lines = (count: number, line = '  x();'): string => `${line}\n`.repeat(count);

/** rule → what is planted → where it must be caught. */
const plants: [rule: string, what: string, changes: Record<string, string | undefined>, at: string][] = [
  [
    'imports',
    'an import upward',
    { 'src/security/keys/x.ts': "\nimport { a } from '#applications/club/index.ts';" },
    'src/security/keys/x.ts:2',
  ],
  [
    'imports',
    'an unlisted neighbour',
    { 'src/security/keys/x.ts': "import { a } from '../umpire/index.ts';" },
    'src/security/keys/x.ts:1',
  ],
  [
    'imports',
    'applications that know each other',
    { 'src/applications/club/x.ts': "export * from '#applications/bar/index.ts';" },
    'src/applications/club/x.ts:1',
  ],
  [
    'imports',
    'a dynamic import upward',
    { 'src/security/keys/x.ts': "const a = await import('#applications/club/index.ts');" },
    'src/security/keys/x.ts:1',
  ],
  [
    'imports',
    'a type import upward',
    { 'src/security/keys/x.ts': "type A = import('#applications/club/index.ts').A;" },
    'src/security/keys/x.ts:1',
  ],
  [
    'imports',
    'a worker of an upper level',
    { 'src/security/keys/x.ts': "new Worker(new URL('../../applications/club/index.ts', import.meta.url));" },
    'src/security/keys/x.ts:1',
  ],
  [
    'imports',
    'a writer that uses the verifier',
    { 'src/security/keys/x.ts': "import { a } from '#verifier/index.ts';" },
    'src/security/keys/x.ts:1',
  ],
  [
    'imports',
    'a verifier that uses the writer',
    { 'src/verifier/x.ts': "import { a } from '#security/keys/index.ts';" },
    'src/verifier/x.ts:1',
  ],
  [
    'imports',
    'product code that uses test support',
    { 'src/security/keys/x.ts': "import { a } from '../../../test/support/a.ts';" },
    'src/security/keys/x.ts:1',
  ],
  [
    'imports',
    'a file outside every module',
    { 'src/security/stray.ts': 'export const a = 1;' },
    'src/security/stray.ts:1',
  ],
  [
    'one-door',
    'an import past index.ts',
    { 'src/security/umpire/x.ts': "import { a } from '../keys/find-key.ts';" },
    'src/security/umpire/x.ts:1',
  ],
  [
    'one-door',
    'a tool that goes past index.ts',
    { 'tools/x.ts': "import { a } from '#security/keys/find-key.ts';" },
    'tools/x.ts:1',
  ],
  [
    'index-exports',
    'code in index.ts',
    { 'src/security/keys/index.ts': "export { findKey } from './find-key.ts';\nexport const a = 1;" },
    'src/security/keys/index.ts:2',
  ],
  [
    'index-exports',
    'an import in index.ts',
    { 'src/security/keys/index.ts': "import './find-key.ts';" },
    'src/security/keys/index.ts:1',
  ],
  [
    'index-exports',
    'a statement after the exports',
    { 'src/security/keys/index.ts': "export { findKey } from './find-key.ts';\nfindKey();" },
    'src/security/keys/index.ts:2',
  ],
  [
    'pages',
    'a page that imports the server',
    { 'src/applications/club/pages/X.tsx': "import { a } from '../play.ts';" },
    'src/applications/club/pages/X.tsx:1',
  ],
  [
    'pages',
    "a page that imports another feature's schema",
    { 'src/applications/club/pages/X.tsx': "import { a } from '../../bar/schema.ts';" },
    'src/applications/club/pages/X.tsx:1',
  ],
  [
    'pages',
    "a page that imports Node's modules",
    { 'web/X.tsx': "import fs from 'node:fs';" },
    'web/X.tsx:1',
  ],
  [
    'pure-standards',
    "Node's modules in standards",
    { 'src/standards/tennis/x.ts': "import { createHash } from 'node:crypto';" },
    'src/standards/tennis/x.ts:1',
  ],
  [
    'pure-standards',
    'the time in standards',
    { 'src/standards/tennis/x.ts': 'const t = new Date();' },
    'src/standards/tennis/x.ts:1',
  ],
  [
    'pure-standards',
    'a throw of dice in standards',
    { 'src/standards/tennis/x.ts': 'const t = Math.random();' },
    'src/standards/tennis/x.ts:1',
  ],
  [
    'pure-standards',
    'Buffer in standards',
    { 'src/standards/tennis/x.ts': "const t = Buffer.from('a');" },
    'src/standards/tennis/x.ts:1',
  ],
  [
    'sql-place',
    'a select elsewhere',
    { 'src/security/keys/x.ts': '\nconst q = `\n  SELECT id FROM keys.key`;' },
    'src/security/keys/x.ts:2',
  ],
  [
    'sql-place',
    'an insert elsewhere',
    { 'src/security/keys/x.ts': "q('insert into keys.key (id) values ($1)')" },
    'src/security/keys/x.ts:1',
  ],
  [
    'sql-place',
    'an update inside a nested template',
    { 'src/security/keys/x.ts': 'q(`${a(`update keys.key set id = 1`)}`)' },
    'src/security/keys/x.ts:1',
  ],
  [
    'sql-place',
    'a common table expression elsewhere',
    { 'src/security/keys/x.ts': "q('with a as (select 1) select x from a')" },
    'src/security/keys/x.ts:1',
  ],
  [
    'sql-columns',
    'select * in sql.ts',
    { 'src/security/keys/sql.ts': 'q(`\nselect * from keys.key`);' },
    'src/security/keys/sql.ts:2',
  ],
  [
    'sql-columns',
    'returning * in a migration',
    { 'src/security/keys/migrations/0001-keys.sql': '\ninsert into keys.key (id) values (1) returning *;' },
    'src/security/keys/migrations/0001-keys.sql:2',
  ],
  [
    'own-schema',
    "another module's table",
    { 'src/security/umpire/sql.ts': 'q(`select id from keys.key`);' },
    'src/security/umpire/sql.ts:1',
  ],
  [
    'environment',
    'process.env',
    { 'src/security/keys/x.ts': 'const a = process.env.HOME;' },
    'src/security/keys/x.ts:1',
  ],
  ['clock', 'Date.now()', { 'src/security/keys/x.ts': 'const a = Date.now();' }, 'src/security/keys/x.ts:1'],
  [
    'clock',
    'Date.now handed on',
    { 'src/security/keys/x.ts': 'const a = { now: Date.now };' },
    'src/security/keys/x.ts:1',
  ],
  ['clock', 'new Date()', { 'src/security/keys/x.ts': 'const a = new Date( );' }, 'src/security/keys/x.ts:1'],
  [
    'length',
    'a long function',
    { 'tools/x.ts': `\nfunction long(): Promise<{ a: 1 }> {\n${lines(70)}}` },
    'tools/x.ts:2',
  ],
  [
    'length',
    'a long method',
    { 'tools/x.ts': `class A {\n  async long<T>(a: T): Promise<T> {\n${lines(70)}}\n}` },
    'tools/x.ts:2',
  ],
  [
    'length',
    'a long arrow',
    { 'tools/x.ts': `const long = (a: string) => {\n${lines(70)}};` },
    'tools/x.ts:1',
  ],
  [
    'length',
    'a long case in a test',
    { 'tools/x.test.ts': `describe('a', () => {\n  it('b', () => {\n${lines(70)}});\n});` },
    'tools/x.test.ts:2',
  ],
  ['length', 'a long file', { 'tools/x.ts': lines(401, 'x();') }, 'tools/x.ts:401'],
  ['length', 'a large data file', { 'packs/x.csv': 'x'.repeat(4 * 1024 * 1024) }, 'packs/x.csv:1'],
  [
    'module-parts',
    'a module without README',
    { 'src/security/keys/README.md': undefined, 'README.md': '' },
    'architecture.ts:1',
  ],
  ['module-parts', 'a module without a door', { 'src/verifier/index.ts': undefined }, 'architecture.ts:1'],
  [
    'docstrings',
    'an exported function without words',
    { 'src/security/keys/find-key.ts': "\nexport async function findKey() { return fault('lost'); }" },
    'src/security/keys/find-key.ts:2',
  ],
  [
    'errors',
    'faults defined elsewhere',
    { 'src/security/keys/x.ts': "const a = defineFaults('keys', {});" },
    'src/security/keys/x.ts:1',
  ],
  [
    'errors',
    'a code that nothing raises',
    { 'src/security/keys/find-key.ts': '/** Finds. */\nexport function findKey() {}' },
    'src/security/keys/errors.ts:1',
  ],
  ['names', 'camel case', { 'tools/findKey.ts': '' }, 'tools/findKey.ts:1'],
  [
    'names',
    'a component in a lower-case file',
    { 'web/club-house.tsx': 'export function ClubHouse() {}' },
    'web/club-house.tsx:1',
  ],
  ['syntax', 'an enum', { 'tools/x.ts': 'export enum A { B }' }, 'tools/x.ts:1'],
  [
    'syntax',
    'a parameter property',
    { 'tools/x.ts': 'class A {\n constructor(private readonly a: string) {}\n}' },
    'tools/x.ts:2',
  ],
  ['syntax', 'a decorator', { 'tools/x.ts': '@sealed class A {}' }, 'tools/x.ts:1'],
  ['syntax', 'accessor', { 'tools/x.ts': 'class A { accessor a = 1; }' }, 'tools/x.ts:1'],
  ['default-exports', 'a default export', { 'tools/x.ts': 'export default 1;' }, 'tools/x.ts:1'],
  ['comments', 'a task without a number', { 'tools/x.ts': 'x();\n// TODO: later' }, 'tools/x.ts:2'],
  [
    'comments',
    'a suppression without a reason',
    { 'tools/x.ts': '// oxlint-disable-next-line no-eval' },
    'tools/x.ts:1',
  ],
  [
    'test-habits',
    'a test that runs alone',
    { 'tools/x.test.ts': "it.only('a', () => {});" },
    'tools/x.test.ts:1',
  ],
  ['test-habits', 'a sleeping test', { 'tools/x.test.ts': "it.skip('a', () => {});" }, 'tools/x.test.ts:1'],
  ['test-habits', 'a test that skips itself silently', { 'test/x.ts': 't.skip();' }, 'test/x.ts:1'],
  [
    'test-habits',
    'skip: true',
    { 'tools/x.test.ts': "it('a', { skip: true }, () => {});" },
    'tools/x.test.ts:1',
  ],
  [
    'migrations',
    'a gap in the numbers',
    { 'src/security/keys/migrations/0003-more.sql': '' },
    'src/security/keys/migrations/0003-more.sql:1',
  ],
  [
    'migrations',
    'a migration without a name',
    { 'src/security/keys/migrations/0002.sql': '' },
    'src/security/keys/migrations/0002.sql:1',
  ],
  [
    'migrations',
    'its own transaction',
    { 'src/security/keys/migrations/0001-keys.sql': 'BEGIN;\n' },
    'src/security/keys/migrations/0001-keys.sql:1',
  ],
  [
    'dependencies',
    'an open version',
    { 'package.json': '{ "dependencies": { "pg": "^8.0.0" },\n"devDependencies": { "react": "19.0.0" } }' },
    'package.json:1',
  ],
  [
    'dependencies',
    'an unexplained package',
    { 'docs/dependencies.md': '| `react` | pages |' },
    'docs/dependencies.md:1',
  ],
  [
    'dependencies',
    'an explained ghost',
    { 'docs/dependencies.md': '| `pg` | a |\n| `react` | b |\n| `lodash` | c |' },
    'docs/dependencies.md:3',
  ],
  ['dependencies', 'an undeclared package', { 'tools/x.ts': "import 'lodash/fp';" }, 'tools/x.ts:1'],
  [
    'dependencies',
    'a node that needs a developer package',
    { 'src/security/keys/x.ts': "import 'react';" },
    'src/security/keys/x.ts:1',
  ],
  ['benches', 'a bench without its bare twin', { 'bench/bare/door.ts': undefined }, 'bench/door.ts:1'],
  [
    'glossary',
    'a resource without a noun',
    { 'packs/core/resources/shuttle-cock.yaml': '' },
    'packs/core/resources/shuttle-cock.yaml:1',
  ],
  ['links', 'a link to nothing', { 'README.md': '\n[design](docs/design.md)' }, 'README.md:2'],
  [
    'links',
    'a control shown by no test',
    { 'docs/controls.md': '| 1 | `src/security/keys/none.test.ts` |' },
    'docs/controls.md:1',
  ],
  ['generated', 'a stale module table', { 'ARCHITECTURE.md': '# Architecture\n' }, 'ARCHITECTURE.md:2'],
  ['generated', 'an undocumented error code', { 'docs/errors.md': '# Errors\n' }, 'docs/errors.md:3'],
];

/** What looks like a violation and is none. */
const innocents: [what: string, changes: Record<string, string>][] = [
  ['an import downward', { 'src/applications/club/x.ts': "import { a } from '#security/keys/index.ts';" }],
  ['a listed neighbour', { 'src/security/umpire/x.ts': "import { a } from '#security/keys/index.ts';" }],
  [
    'an import named in a comment',
    { 'src/security/keys/x.ts': "// import { a } from '#applications/club/index.ts';" },
  ],
  [
    'an import named in a template',
    { 'src/security/keys/x.ts': "const a = `import b from '#applications/club/index.ts'`;" },
  ],
  [
    'a sentence that begins like SQL',
    { 'src/security/keys/x.ts': "t('Select a person from the list'); t('update the record'); t('commit');" },
  ],
  [
    'a date with an argument',
    { 'src/security/keys/x.ts': 'const a = new Date(at); const b = performance.now();' },
  ],
  ['an entry without a component', { 'web/main.tsx': 'start();' }],
  [
    'an asterisk over columns that the statement names',
    {
      'src/security/keys/sql.ts':
        'q(`insert into keys.key (id) select n.*, $2 from unnest($1::int[]) n`); q(`select v.* from (select id from keys.key) v`);',
    },
  ],
  ['SQL in a second file', { 'src/security/keys/sql-read.ts': 'q(`select id from keys.key`);' }],
  [
    'a test with a world around it',
    { 'src/security/keys/x.test.ts': "import { a } from '#applications/club/index.ts';" },
  ],
  [
    'a verifier that reads the ledger from outside',
    { 'src/verifier/sql.ts': 'q(`select id from keys.key`);' },
  ],
  ['an email address', { 'src/security/keys/x.ts': "const a = 'x@example.test';" }],
  ['a regular expression with quotes', { 'tools/x.ts': 'const a = /[\'"`]/.test(b) || c / d / e;' }],
  ['a long group of cases', { 'tools/x.test.ts': `describe('a', () => {\n${lines(90)}});` }],
  ['a long table of data in a pack', { 'packs/core/x.csv': lines(5000) }],
  [
    'a call before a block',
    { 'tools/x.ts': `if (a(b)) {\n${lines(80)}}\nconst x = a ? f(b) : {\n${lines(80)}};` },
  ],
  ['a reason', { 'tools/x.test.ts': "it('a', { skip: 'needs Chromium' }, (t) => t.skip('no display'));" }],
  ['a numbered task', { 'tools/x.ts': '// TODO(#7): federation' }],
  [
    'a reasoned suppression',
    { 'tools/x.ts': '// oxlint-disable-next-line no-await-in-loop -- one at a time on purpose' },
  ],
  [
    "a page with its own feature's schema",
    { 'src/applications/club/pages/X.tsx': "import { a } from '../schema.ts';" },
  ],
  [
    'an asterisk that multiplies or counts',
    { 'src/security/keys/sql.ts': 'q(`select count(*), a * b from keys.key`);' },
  ],
];

describe('tidy', () => {
  it('finds nothing in a clean project', () => assert.deepEqual(caught({}), []));
  for (const [rule, what, changes, at] of plants) {
    it(`catches ${what}`, () => {
      const found = caught(changes);
      assert.ok(found.includes(`${at} ${rule}`), `expected ${at} ${rule}, got ${JSON.stringify(found)}`);
    });
  }
  for (const [what, changes] of innocents) {
    it(`lets ${what} pass`, () => assert.deepEqual(caught(changes), []));
  }
  it('catches an error without a Chinese message', () => {
    assert.ok(
      caught({}, [{ code: 'keys.lost', status: 404, zh: '', en: 'lost' }]).includes(
        'src/security/keys/errors.ts:1 errors',
      ),
    );
  });
  it('fails when it saw fewer files than it should', () => {
    assert.ok(caught({}, faults, 500).includes('tools/tidy.ts:1 floor'));
  });
  it('fails when it saw no files at all', () => {
    assert.ok(findings(new Project([], architecture, [], 10)).some(({ rule }) => rule === 'floor'));
  });
  it('has a planted violation for every rule', () => {
    const planted = new Set([...plants.map(([rule]) => rule), 'floor']);
    assert.deepEqual(
      rules.map(({ name }) => name).filter((name) => !planted.has(name)),
      [],
    );
  });
  it('says what to do in every finding', () => {
    for (const [, , changes] of plants) {
      for (const { instead } of findings(projectOf(changes)))
        assert.match(instead, /^\S.{15,}[.)`]$/s, instead);
    }
  });
});
