import assert from 'node:assert/strict';
import { generateKeyPairSync, hash, sign, verify, createPublicKey } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatNote, keyIdInput } from '../ledger/index.ts';
import { parsePack } from '../declarations/index.ts';
import type { PackFile } from '../declarations/index.ts';
import { nodeCrypto } from '#infrastructure/signatures/index.ts';
import { testIssuer } from '../../../test/support/bundles.ts';
import { packFiles } from '../../../test/support/packs.ts';
import { parseSuiteKey, signatureSuites } from '../signatures/index.ts';
import {
  bundleLimits,
  bundleProblems,
  comparePacks,
  compareVersions,
  digestOf,
  encodeBundle,
  findAltered,
  makeBundle,
  noteText,
  planTaking,
  readBundle,
  verifyBundle,
} from './index.ts';
import type { Bundle, BundleChoice, BundleCrypto, BundleProblemCode, Taken } from './index.ts';
import type { SuiteKey } from '../signatures/index.ts';

const crypto: BundleCrypto = {
  sha256: (bytes) => hash('sha256', bytes, 'buffer'),
  verify: (_suite, publicKey, bytes, signature) => {
    const key = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') };
    return verify(null, bytes, createPublicKey({ key, format: 'jwk' }), signature);
  },
};

interface Issuer extends SuiteKey {
  sign(bundle: Bundle): Bundle;
}

function issuerOf(name: string): Issuer {
  const { privateKey, publicKey: pair } = generateKeyPairSync('ed25519');
  const publicKey = Buffer.from(pair.export({ format: 'jwk' }).x ?? '', 'base64url');
  const keyId = hash('sha256', keyIdInput(name, publicKey), 'buffer').readUInt32BE(0);
  return {
    name,
    keyId,
    suite: 'ed25519',
    publicKey,
    sign: (bundle) => {
      const text = noteText(bundle, digestOf(bundle, crypto));
      const signature = sign(null, Buffer.from(text), privateKey);
      return { ...bundle, note: formatNote({ text, signatures: [{ name, keyId, signature }] }) };
    },
  };
}

const ministry = issuerOf('packs.example/ministry');
const stranger = issuerOf('packs.example/stranger');
const at = new Date('2026-11-28T00:00:00Z');
const core = packFiles(['core', 'regulations']);
const choice = { issuer: ministry.name, previous: null, issued: '2026-11-28', requires: [] };

function bundleOf(files: readonly PackFile[], more: Partial<BundleChoice> = {}): Bundle {
  const made = makeBundle(files, { ...choice, ...more }, crypto);
  assert.ok(made.ok, JSON.stringify(made));
  return made.bundle;
}

const regulations = core.filter(({ path }) => path.startsWith('regulations/'));
const first = ministry.sign(bundleOf(regulations));
const taken: Taken = {
  name: 'regulations',
  version: '1.0.0',
  issuer: ministry.name,
  digest: digestOf(first, crypto),
};

function next(version: string, edit: (text: string) => string = (text) => text): PackFile[] {
  return regulations.map(({ path, text }) => ({
    path,
    text: path.endsWith('pack.yaml') ? text.replace('1.0.0', version) : edit(text),
  }));
}

function codes(
  bundle: Bundle,
  here: readonly Taken[] = [],
  keys: readonly SuiteKey[] = [ministry],
): string[] {
  return verifyBundle(bundle, { keys, taken: here }, crypto).map(({ code, place }) => `${code} ${place}`);
}

for (const suite of signatureSuites)
  test(`a bundle signed by ${suite} verifies, and under no other key`, () => {
    const [issuer, other] = [testIssuer(ministry.name, suite), testIssuer(ministry.name, suite)];
    const read = readBundle(issuer.bundle(regulations).text);
    assert.ok(read.ok);
    const problems = (line: string) => {
      const key = parseSuiteKey(line) ?? assert.fail(line);
      return verifyBundle(read.bundle, { keys: [key], taken: [] }, nodeCrypto).map(({ code }) => code);
    };
    assert.deepEqual(problems(issuer.key), []);
    assert.deepEqual(problems(other.key), ['wrong-signature']);
  });

test('a signed bundle is read back as it was written and nothing speaks against it', () => {
  const read = readBundle(encodeBundle(first));
  assert.deepEqual(read, { ok: true, bundle: JSON.parse(JSON.stringify(first)) });
  assert.deepEqual(codes(first), []);
  const second = ministry.sign(bundleOf(next('1.0.1'), { previous: taken.digest }));
  assert.deepEqual(codes(second, [taken]), []);
});

test('the order of the files makes no other bundle', () => {
  assert.equal(encodeBundle(bundleOf(regulations)), encodeBundle(bundleOf(regulations.toReversed())));
});

/** Each refusal of the closed list, with a bundle that meets it. */
const path = 'regulations.yaml';
const file = (of: Bundle, edits: Readonly<Record<string, string>>): Bundle => ({
  ...of,
  files: { ...of.files, ...edits },
});
const readCodes = (text: string): string[] => {
  const read = readBundle(text);
  return read.ok ? [] : read.problems.map(({ code, place }) => `${code} ${place}`);
};
const unsigned = bundleOf(regulations);
const refusals: Readonly<Record<BundleProblemCode, () => readonly string[]>> = {
  'too-large': () => readCodes(' '.repeat(bundleLimits.length + 1)),
  'too-many-files': () => {
    const many = Object.fromEntries(
      Array.from({ length: bundleLimits.files + 1 }, (_, one) => [`f${one}.yaml`, '']),
    );
    return readCodes(encodeBundle({ ...unsigned, files: many }));
  },
  'not-json': () => readCodes(encodeBundle(first).slice(0, -1)),
  'unknown-format': () => readCodes(encodeBundle(first).replace('minqiao-pack/1', 'minqiao-pack/2')),
  'bad-shape': () => readCodes(JSON.stringify({ ...JSON.parse(encodeBundle(first)), more: 1 })),
  'not-canonical': () => readCodes(`${encodeBundle(first)}\n`),
  'bad-path': () => readCodes(encodeBundle(file(unsigned, { '../etc/passwd.yaml': 'x' }))),
  'duplicate-path': () => readCodes(encodeBundle(file(unsigned, { 'Regulations.yaml': 'x' }))),
  'altered-file': () => codes(file(first, { [path]: `${first.files[path]} ` })),
  'header-mismatch': () =>
    codes(ministry.sign({ ...unsigned, header: { ...unsigned.header, version: '9.0.0' } })),
  unsigned: () => codes(unsigned),
  'bad-note': () => codes({ ...first, note: 'x' }),
  'wrong-digest': () => codes({ ...first, header: { ...first.header, issued: '2026-11-29' } }),
  'unknown-issuer': () => codes(first, [], [stranger]),
  'wrong-signature': () =>
    codes({ ...first, note: (stranger.sign(first).note ?? '').replace(/^— \S+/m, `— ${ministry.name}`) }),
  'not-newer': () => codes(first, [taken]),
  'other-issuer': () =>
    codes(ministry.sign(bundleOf(next('1.0.1'), { previous: taken.digest })), [{ ...taken, issuer: 'x' }]),
  'wrong-previous': () => codes(ministry.sign(bundleOf(next('1.0.1'), { previous: null })), [taken]),
  'missing-requirement': () =>
    codes(
      ministry.sign({
        ...unsigned,
        header: { ...unsigned.header, requires: [{ name: 'core', version: '1.0.0' }] },
      }),
    ),
  'altered-taken': () =>
    findAltered(
      first,
      next('1.0.0', (text) => `${text}#`),
    ).map(({ code, place }) => `${code} ${place}`),
};

for (const [code, made] of Object.entries(refusals)) {
  test(`refused: ${code}`, () => {
    const found = made();
    assert.ok(
      found.some((one) => one.startsWith(`${code} `) && one.length > code.length + 1),
      found.join(', '),
    );
  });
}

test('every refusal speaks both languages and is met above', () => {
  assert.deepEqual(Object.keys(refusals).toSorted(), Object.keys(bundleProblems).toSorted());
});

test('an altered file is named, and so is a file in another’s place', () => {
  assert.deepEqual(codes(file(first, { [path]: `${first.files[path]} ` })), [
    `altered-file ${path}`,
    'wrong-digest note',
  ]);
  const [one] = findAltered(
    first,
    next('1.0.0', (text) => `${text}#`),
  );
  assert.equal(one?.place, `regulations/${path}`);
  assert.match(one?.en ?? '', /taken from “regulations 1\.0\.0: regulations\.yaml”/);
  assert.deepEqual(findAltered(first, regulations), []);
  assert.equal(
    findAltered(first, [...regulations, { path: 'regulations/elements/own.yaml', text: '' }]).length,
    1,
  );
});

test('a pack without pack.yaml makes no bundle', () => {
  assert.equal(
    makeBundle(
      regulations.filter((one) => !one.path.endsWith('pack.yaml')),
      choice,
      crypto,
    ).ok,
    false,
  );
});

test('versions are compared as numbers', () => {
  assert.ok(compareVersions('1.10.0', '1.9.9') > 0);
  assert.equal(compareVersions('1.0.0', '1.0.0'), 0);
  assert.ok(compareVersions('0.9.0', '1.0.0') < 0);
});

// Strangers' bytes ------------------------------------------------------------------------------------------------------------------

test('whatever byte of a bundle is altered, it is refused with a place', () => {
  const text = Buffer.from(encodeBundle(first));
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.integer({ min: 1, max: 255 }), (where, by) => {
      const altered = Buffer.from(text);
      altered[where] = (altered[where] ?? 0) ^ by;
      const read = readBundle(altered.toString('utf8'));
      const problems = read.ok
        ? verifyBundle(read.bundle, { keys: [ministry], taken: [] }, crypto)
        : read.problems;
      assert.ok(problems.length > 0);
      for (const { place, zh, en } of problems) assert.ok(place !== '' && zh !== '' && en !== '');
    }),
    { numRuns: 500 },
  );
});

test('planted bug: a verifier that looks at the signature alone takes an altered file', () => {
  const altered = file(first, { [path]: 'regulations: {}\n' });
  const careless = (bundle: Bundle) => {
    const note = bundle.note ?? '';
    const [body, line] = note.split('\n\n');
    const bytes = Buffer.from(line?.trim().split(' ')[2] ?? '', 'base64');
    return crypto.verify('ed25519', ministry.publicKey, Buffer.from(`${body}\n`), bytes.subarray(4));
  };
  assert.equal(careless(altered), true);
  assert.notDeepEqual(codes(altered), []);
});

test('no JSON makes the reader throw', () => {
  const hostile = fc.oneof(
    fc.constantFrom(
      '{"format":{"toString":1,"valueOf":1}}',
      `{"format":${'['.repeat(9000)}${']'.repeat(9000)}}`,
    ),
    fc.json(),
    fc.string({ unit: 'binary' }),
    fc
      .record({ header: fc.jsonValue(), files: fc.jsonValue(), note: fc.jsonValue() })
      .map((value) => JSON.stringify({ ...value, format: 'minqiao-pack/1' })),
    fc
      .tuple(
        fc.constantFrom('name', 'version', 'issuer', 'previous', 'issued', 'requires', 'digests'),
        fc.jsonValue(),
      )
      .map(([key, value]) =>
        JSON.stringify({ ...first, format: 'minqiao-pack/1', header: { ...first.header, [key]: value } }),
      ),
    fc
      .tuple(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }))
      .map(([key, value]) => JSON.stringify({ ...first, format: 'minqiao-pack/1', files: { [key]: value } })),
  );
  fc.assert(
    fc.property(hostile, (text) => {
      const read = readBundle(text);
      if (read.ok) verifyBundle(read.bundle, { keys: [ministry], taken: [taken] }, crypto);
      else assert.ok(read.problems.length > 0);
    }),
    { numRuns: 1000 },
  );
});

test('no path leads out of the folder or to another file than it says', () => {
  const bad = [
    '/etc/x.yaml',
    '..',
    'a/../b.yaml',
    'a\\b.yaml',
    '.hidden.yaml',
    'a/.git/x.yaml',
    'con.yaml',
    'a/nul.csv',
  ];
  bad.push(
    'a//b.yaml',
    'a/b/c/d/e.yaml',
    'x.sh',
    'x',
    'é.yaml',
    'a\u0000.yaml',
    '__proto__',
    `${'a'.repeat(200)}.yaml`,
  );
  for (const name of bad) {
    const files = Object.fromEntries([[name, 'x']]);
    assert.equal(readBundle(encodeBundle({ ...unsigned, files })).ok, false, name);
  }
});

// What changes ----------------------------------------------------------------------------------------------------------------------

const corePack = () => core.filter((one) => one.path.startsWith('core/'));
const edited = (edits: Readonly<Record<string, (text: string) => string>>) =>
  core.map((one) => {
    const text = edits[one.path]?.(one.text) ?? one.text;
    if (edits[one.path] !== undefined) assert.notEqual(text, one.text, one.path);
    return { path: one.path, text };
  });
const packOf = (files: readonly PackFile[]) => parsePack(files).pack ?? assert.fail('the pack is sound');

test('each declaration is classed by what its change does, with what it touches', () => {
  const after = edited({
    'core/elements/person.yaml': (text) => text.replace(/(person-name:[^]*?format: )c\.\.50/, '$1c..60'),
    'core/elements/vehicle.yaml': (text) => text.replace('zh: 机动车号牌的种类', 'zh: 机动车所挂号牌的种类'),
    'core/code-lists/sex.yaml': (text) => text.replace(/.*未说明.*\n/, ''),
    'core/qualifiers.yaml': (text) =>
      `${text}  added:\n    identifier: XQ99999\n    title: { zh: 新增, en: Added }\n`,
    'core/elements/service-and-common.yaml': (text) =>
      text.replace(/(\n {2}remark:\n)/, '$1    status: abolished\n'),
  });
  const { differences, counts } = comparePacks(packOf(core), packOf(after), at);
  const said = new Map(differences.map((one) => [`${one.kind} ${one.name}`, one]));
  assert.equal(said.get('element person-name')?.change, 'widened');
  assert.deepEqual(said.get('element person-name')?.usedBy, ['person.name']);
  assert.equal(said.get('element plate-kind')?.change, 'reworded');
  assert.equal(said.get('code-list sex')?.change, 'narrowed');
  assert.deepEqual(said.get('code-list sex')?.usedBy, ['person.sex']);
  assert.equal(said.get('qualifier added')?.change, 'added');
  assert.equal(said.get('element remark')?.change, 'abolished');
  assert.equal(said.get('resource person')?.change, 'narrowed');
  assert.ok(counts.unchanged > 150);
  for (const one of differences)
    if (one.change === 'widened' || one.change === 'narrowed') assert.ok(one.reasons.length > 0, one.name);
});

test('a pack compared with itself has no difference', () => {
  const { differences, counts } = comparePacks(packOf(core), packOf(core), at);
  assert.deepEqual(differences, []);
  assert.deepEqual(
    { ...counts, unchanged: 0 },
    { added: 0, reworded: 0, widened: 0, narrowed: 0, broken: 0, abolished: 0, unchanged: 0 },
  );
});

test('planning says what is touched, and leaves everything as it is when anything speaks against it', () => {
  const one = ministry.sign(bundleOf(corePack()));
  const here: Taken = {
    name: 'core',
    version: '1.0.0',
    issuer: ministry.name,
    digest: digestOf(one, crypto),
  };
  const newer = edited({
    'core/pack.yaml': (text) => text.replace('1.0.0', '1.1.0'),
    'core/elements/person.yaml': (text) => text.replace(/(person-name:[^]*?format: )c\.\.50/, '$1c..60'),
  }).filter(({ path: name }) => name.startsWith('core/'));
  const bundle = ministry.sign(bundleOf(newer, { previous: here.digest }));
  const place = {
    files: core,
    at,
    keys: [ministry],
    taken: [here],
    rowsOf: (resource: string) => (resource === 'person' ? 200 : null),
    agreementsOf: (resource: string) => (resource === 'person' ? ['health-2026'] : []),
  };
  const plan = planTaking(bundle, place, crypto);
  assert.deepEqual(plan.problems, []);
  assert.equal(plan.ok, true);
  const name = plan.differences.find((difference) => difference.name === 'person-name');
  assert.deepEqual([name?.change, name?.rows, name?.agreements], ['widened', 200, ['health-2026']]);
  assert.ok(
    plan.files.some(({ path: of, text }) => of === 'core/elements/person.yaml' && text.includes('c..60')),
  );

  const refused = planTaking(bundle, { ...place, keys: [stranger] }, crypto);
  assert.equal(refused.ok, false);
  assert.equal(refused.files, place.files);
});

test('a local pack that declares what was taken is refused, and both files are named', () => {
  const local = [
    { path: 'local/pack.yaml', text: 'name: local\nversion: 1.0.0\ntitle: { zh: 本地, en: Local }\n' },
    {
      path: 'local/code-lists/sex.yaml',
      text: core.find((one) => one.path.endsWith('/sex.yaml'))?.text ?? '',
    },
  ];
  const bundle = ministry.sign(bundleOf(corePack()));
  const place = { files: local, at, keys: [ministry], taken: [], rowsOf: () => null, agreementsOf: () => [] };
  const { ok, review } = planTaking(bundle, { ...place, files: [...local, ...regulations] }, crypto);
  assert.equal(ok, false);
  const [finding] = review.findings;
  assert.equal(finding?.file, 'local/code-lists/sex.yaml');
  assert.match(finding?.en ?? '', /core\/code-lists\/sex\.yaml/);
});
