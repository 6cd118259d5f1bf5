import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { nextVersion, testIssuer } from '../../../../test/support/bundles.ts';
import { element } from '../../../../test/support/declare.ts';
import type { TestChange } from '../../../../test/support/declare.ts';
import {
  faultOf,
  folders,
  officer,
  otherOfficer,
  patrol,
  head,
  testRegistry,
} from '../../../../test/support/registry.ts';
import type { Person, TestRegistry } from '../../../../test/support/registry.ts';
import type { Database } from '#infrastructure/sql/index.ts';
import { followReleases, readPacks } from '#platform/catalogue/index.ts';
import { parsePack } from '#standards/declarations/index.ts';
import type { PackFile } from '#standards/declarations/index.ts';
import { approveProposal } from '../decide-proposal.ts';
import type { Change } from '../change.ts';
import { getProposal } from '../change-proposal.ts';
import { draftProposal } from '../draft-proposal.ts';
import { getDeclaration } from '../get-declaration.ts';
import type { Proposal } from '../proposal.ts';
import { submitProposal, withdrawProposal } from '../submit-proposal.ts';
import { decideConflicts } from './decide-conflicts.ts';
import type { Decisions } from './conflicts.ts';
import { getTaking } from './get-taking.ts';
import { exportPack, getPack, listSigners } from './list-packs.ts';
import { offerBundle } from './offer-bundle.ts';

let world: TestRegistry;
let superuser: Database;
before(async () => {
  world = await testRegistry();
  superuser = world.test.open('superuser', 1);
});
after(() => world.drop());

const ministry = testIssuer('packs.example/ministry');
const stranger = testIssuer('packs.example/stranger', 'ed25519');
const core = readPacks(folders.slice(0, 1));
const sex = 'code-lists/sex.yaml';
const withCode = (code: string, zh: string) => (text: string) =>
  `${text.trimEnd()}\n  - { code: '${code}', zh: ${zh}, en: Other ${code} }\n`;

async function publish(changes: readonly TestChange[], branch = 'registration'): Promise<Proposal> {
  const worded = { title: '测试', reason: '测试', branch, changes: changes as readonly Change[] };
  const draft = await draftProposal(world.registry, world.as(officer), worded);
  return approve(draft);
}

/** Submitted by its author, approved by another, published. */
async function approve(draft: Proposal): Promise<Proposal> {
  const submitted = await submitProposal(world.registry, world.as(officer), draft);
  await approveProposal(world.registry, world.as(otherOfficer), submitted);
  const published = await world.publish();
  assert.ok(published?.release, JSON.stringify((await getProposal(world.registry, draft.number)).findings));
  return getProposal(world.registry, draft.number);
}

const offer = (text: string, by: Person = officer) =>
  offerBundle(world.registry, world.as(by), { text, reason: '上级发布了新版本' });
const taking = ({ number }: Proposal) => getTaking(world.registry, world.as(officer), number);
const trust = (name: string, key: string, packs: readonly string[]): TestChange => {
  const content = { title: { zh: '部标准包', en: 'Ministry' }, key, packs };
  return { kind: 'signer', name, action: 'add', content };
};

async function kept(): Promise<unknown> {
  return superuser.query(
    `select (select count(*)::int from registry.bundle) as bundles, (select count(*)::int from registry.proposal) as proposals,
            (select max(version) from catalogue.release) as release`,
  );
}

let digest = '';

test('a bundle of a publisher whom two persons have not entered is refused, and leaves only its entry', async () => {
  const { text } = ministry.bundle(nextVersion(core, '1.1.0'));
  const was = await kept();
  const { code, details } = await faultOf(offer(text));
  assert.equal(code, 'registry.bundle-refused');
  assert.deepEqual(
    details.map((one) => one.code),
    ['unknown-issuer'],
  );
  assert.ok(details[0]?.zh && details[0].en && details[0].pointer === 'header.issuer');
  assert.deepEqual(await kept(), was);
  const [entry] = await world.test
    .open('reader')
    .query<{ count: number }>(
      `select count(*)::int as count from ledger.entry where act = 'declaration' and outcome = 'refused'`,
    );
  assert.ok((entry?.count ?? 0) >= 1);
});

test('who may publish which packs is entered by two persons, with a key whose hash holds', async () => {
  const forged = ministry.key.replace(/\+[0-9a-f]{8}\+/, '+00000000+');
  const worded = { title: '测试', reason: '测试', branch: 'registration' };
  const changes = [trust('ministry', forged, ['core'])] as readonly Change[];
  const draft = await draftProposal(world.registry, world.as(officer), { ...worded, changes });
  const { details } = await faultOf(submitProposal(world.registry, world.as(officer), draft));
  assert.equal(details[0]?.code, 'not-a-key');
  await publish([trust('ministry', ministry.key, ['core', 'province'])]);
  const signers = listSigners(world.registry.catalogue.snapshot);
  assert.deepEqual(signers.map(({ issuer, suite, packs }) => [issuer, suite, packs]), [
    [ministry.name, 'p-256', ['core', 'province']],
  ]); // prettier-ignore
  const foreign = ministry.bundle(nextVersion(readPacks(folders.slice(1)), '9.0.0'));
  assert.equal((await faultOf(offer(foreign.text))).details[0]?.code, 'unknown-issuer', 'not for this pack');
});

test('only the standards’ stewards bring bundles', async () => {
  const { text } = ministry.bundle(nextVersion(core, '1.1.0'));
  for (const one of [patrol, head])
    assert.equal((await faultOf(offer(text, one))).code, 'registry.not-permitted');
});

test('altered, replayed, foreign and hostile bundles are refused with the place, and nothing is kept', async () => {
  const was = await kept();
  const { text } = ministry.bundle(nextVersion(core, '1.1.0'));
  const codes = async (one: string) => (await faultOf(offer(one))).details.map(({ code }) => code);
  const bundle = JSON.parse(text) as { files: Record<string, string> };
  assert.ok((await codes(text.replace('男', '女'))).includes('altered-file'));
  assert.deepEqual(await codes(ministry.bundle(core).text), ['not-newer']);
  assert.deepEqual(await codes(ministry.bundle(nextVersion(core, '0.9.0')).text), ['not-newer']);
  const other = stranger.bundle(nextVersion(core, '1.1.0'));
  assert.deepEqual(await codes(other.text), ['unknown-issuer']);
  assert.deepEqual(await codes(text.slice(0, -10)), ['not-json']);
  assert.deepEqual(await codes(`[${'['.repeat(100_000)}`), ['not-json']);
  const leaving = JSON.stringify({ ...bundle, files: { ...bundle.files, '../../etc/passwd.yaml': 'x' } });
  assert.ok((await codes(leaving)).includes('bad-path'));
  await fc.assert(
    fc.asyncProperty(fc.string({ minLength: 1 }), async (hostile) => {
      assert.equal((await faultOf(offer(hostile))).code, 'registry.bundle-refused');
    }),
    { numRuns: 30 },
  );
  assert.deepEqual(await kept(), was);
});

test('a newer version is taken after a second person has seen what it changes, in every process at once', async () => {
  const policy = core.find(({ path }) => path.endsWith('.cedar'));
  const edits = {
    [sex]: withCode('5', '其他'),
    'elements/added.yaml': JSON.stringify({
      elements: { 'tail-length': { identifier: 'XE49999', ...element('尾长', 'Tail length') } },
    }),
    [policy?.path.slice('core/'.length) ?? '']: 'permit (principal, action, resource);',
    'signers/own.yaml': ownSigner(),
  };
  const made = ministry.bundle(nextVersion(core, '1.1.0', edits));
  digest = made.digest;
  const draft = await offer(made.text);
  assert.equal((await faultOf(offer(made.text))).code, 'registry.bundle-under-way');
  const seen = await taking(draft);
  assert.deepEqual([seen.bundle.before, seen.bundle.version], ['1.0.0', '1.1.0']);
  assert.deepEqual([seen.counts.added, seen.counts.narrowed, seen.counts.broken], [1, 0, 0]);
  const list = seen.differences.find(({ name }) => name === 'sex');
  assert.equal(list?.change, 'widened');
  assert.ok(list?.resources.includes('person') && list.forms.includes('person'));
  assert.deepEqual(list?.agreements, ['GA-000001']);
  assert.deepEqual(seen.findings, []);
  for (const path of [policy?.path.slice('core/'.length) ?? '', 'roles.yaml', 'signers/own.yaml'])
    assert.ok(seen.left.includes(path), path);

  const submitted = await submitProposal(world.registry, world.as(officer), draft);
  const own = await faultOf(approveProposal(world.registry, world.as(officer), submitted));
  assert.equal(own.code, 'registry.own-proposal');
  await approveProposal(world.registry, world.as(otherOfficer), submitted);
  const second = await followReleases(world.test.open('app'), folders);
  const was = second.catalogue.release;
  const published = await world.publish();
  await second.refresh();
  await second.close();
  assert.equal(published?.release, was + 1);
  for (const { catalogue } of [world.releases, second]) {
    assert.equal(catalogue.release, published?.release);
    assert.ok(catalogue.pack.elements.has('tail-length'));
    assert.equal(catalogue.pack.headers.find(({ name }) => name === 'core')?.version, '1.1.0');
    assert.ok(catalogue.policies.every(({ text }) => text !== 'permit (principal, action, resource);'));
  }
});

test('the history says what was taken, from whom and what it changed; the pack leaves as it came', async () => {
  const { pack, history } = await getPack(world.registry, 'core');
  assert.deepEqual([pack.origin, pack.issuer, pack.version], ['taken', ministry.name, '1.1.0']);
  assert.deepEqual([history.length, history[0]?.before, history[0]?.digest], [1, '1.0.0', digest]);
  assert.ok(history[0]?.differences.some(({ name, change }) => name === 'tail-length' && change === 'added'));
  const { text, file } = await exportPack(world.registry, world.as(officer), 'core');
  assert.equal(file, 'core-1.1.0.json');
  assert.equal((await faultOf(offer(text))).details[0]?.code, 'not-newer');
  const own = await exportPack(world.registry, world.as(officer), 'local');
  assert.match(own.text, /"note":null/);
  const changed = world.test.open('app').query(`update registry.taken set version = '9.9.9'`);
  await assert.rejects(changed, { code: '42501' });
});

test('what was taken can’t be altered here, which names the pack; it is extended beside', async () => {
  const altered: TestChange = { kind: 'code-list', name: 'sex', action: 'abolish', content: null };
  const { details } = await faultOf(publish([altered]));
  assert.equal(details[0]?.code, 'declared-by-pack');
  assert.match(details[0]?.en ?? '', /from the pack core 1\.1\.0/);
  const from = world.releases.catalogue.pack.codeLists.get('sex')?.values[0]?.from; // as the list's own
  await publish([
    {
      kind: 'code-list-extension',
      name: 'sex',
      action: 'add',
      content: { extends: 'sex', values: [{ code: '7', zh: '本地值', en: 'Local value', from }] },
    },
    { kind: 'element', name: 'own-badge', action: 'add', content: element('本地徽章', 'Own badge') },
    {
      kind: 'resource-extension',
      name: 'person',
      action: 'add',
      content: { extends: 'person', fields: { badge: { element: 'own-badge' } } },
    },
  ]);
  const { pack, resources } = world.releases.catalogue;
  assert.ok(pack.codeLists.get('sex')?.values.some(({ code }) => code === '7'));
  assert.ok(resources.get('person')?.table.columns.some(({ name }) => name === 'badge'));
  const columns = await superuser.query(
    `select 1 from information_schema.columns where table_schema = 'records' and table_name = 'person' and column_name = 'badge'`,
  );
  assert.equal(columns.length, 1);
  const { uses } = await getDeclaration(world.registry, { kind: 'resource-extension', name: 'person' });
  assert.deepEqual(uses, [{ resource: 'person', field: 'badge' }]);
});

test('an extension that takes something away again breaks what may be stored, and is refused', async () => {
  const without: TestChange = { kind: 'code-list-extension', name: 'sex', action: 'abolish', content: null };
  const { details } = await faultOf(publish([without]));
  assert.match(details[0]?.en ?? '', /codes of sex were removed: 7/);
});

test('local extensions survive a newer version; what it declares as well must be decided first', async () => {
  const edits = {
    [sex]: (text: string) => withCode('8', '不适用')(withCode('5', '其他')(text)),
    'elements/added.yaml': JSON.stringify({
      elements: {
        'tail-length': { identifier: 'XE49999', ...element('尾长', 'Tail length') },
        'own-badge': { identifier: 'XE49998', ...element('统一徽章', 'Badge of all') },
      },
    }),
  };
  const made = ministry.bundle(nextVersion(core, '1.2.0', edits), digest);
  const draft = await offer(made.text);
  const seen = await taking(draft);
  assert.deepEqual(
    seen.conflicts.map(({ key, local, taken, decision }) => [key, local.zh, taken.zh, decision]),
    [['element/own-badge', '本地徽章', '统一徽章', null]],
  );
  const early = await faultOf(submitProposal(world.registry, world.as(officer), draft));
  assert.equal(early.details[0]?.code, 'conflict-undecided');
  const decide = (decisions: Decisions) =>
    decideConflicts(world.registry, world.as(officer), { ...draft, decisions });
  assert.equal((await faultOf(decide({ 'element/nobody': { how: 'map' } }))).code, 'registry.no-such-conflict');
  const decided = await decide({ 'element/own-badge': { how: 'keep', as: 'city-badge' } });
  await approve(decided);
  digest = made.digest;
  const { pack } = world.releases.catalogue;
  assert.equal(pack.elements.get('own-badge')?.title.zh, '统一徽章');
  assert.match(pack.elements.get('city-badge')?.identifier ?? '', /^XE5/);
  const badge = pack.resources.get('person')?.fields.find(({ name }) => name === 'badge');
  assert.equal(badge?.element, 'city-badge');
  assert.ok(pack.codeLists.get('sex')?.values.some(({ code }) => code === '7'), 'the extension is there still');
});

test('a code that a newer version declares with the local meaning is mapped; nothing local is left of it', async () => {
  const edits = {
    [sex]: (text: string) =>
      withCode('7', '本地值')(withCode('8', '不适用')(withCode('5', '其他')(text))),
    'elements/added.yaml': JSON.stringify({
      elements: {
        'tail-length': { identifier: 'XE49999', ...element('尾长', 'Tail length') },
        'own-badge': { identifier: 'XE49998', ...element('统一徽章', 'Badge of all') },
      },
    }),
  };
  const made = ministry.bundle(nextVersion(core, '1.3.0', edits), digest);
  const draft = await offer(made.text);
  const decided = await decideConflicts(world.registry, world.as(officer), {
    ...draft,
    decisions: { 'code-list-extension/sex#7': { how: 'map' } },
  });
  await approve(decided);
  digest = made.digest;
  const { pack } = world.releases.catalogue;
  assert.equal(pack.codeListExtensions.has('sex'), false);
  assert.equal(pack.codeLists.get('sex')?.values.filter(({ code }) => code === '7').length, 1);
});

test('a version that would make stored data wrong is refused with its reasons', async () => {
  const narrower = ministry.bundle(
    nextVersion(core, '1.4.0', {
      'resources/person.yaml': (text) => text.replace(/^ {2}name: .*$/m, ''),
    }),
    digest,
  );
  const draft = await offer(narrower.text);
  const { details } = await faultOf(submitProposal(world.registry, world.as(officer), draft));
  assert.ok(details.length > 0 && details.every(({ zh, en }) => zh !== '' && en !== ''));
  await withdrawProposal(world.registry, world.as(officer), draft);
});

/** A vehicle of this colour, with whatever else the table demands. */
async function vehicleOf(colour: string): Promise<void> {
  const columns = await superuser.query<{ name: string; type: string }>(
    `select column_name as name, udt_name as type from information_schema.columns
      where table_schema = 'records' and table_name = 'vehicle' and is_nullable = 'NO'`,
  );
  const values: Readonly<Record<string, unknown>> = { uuid: randomUUID(), int4: 1, date: '2020-01-01', timestamptz: '2020-01-01T00:00:00Z', bytea: '\\x00' }; // prettier-ignore
  const row = Object.fromEntries(columns.map(({ name, type }) => [name, values[type] ?? '1']));
  await superuser.query(
    `insert into records.vehicle select * from json_populate_record(null::records.vehicle, $1)`,
    [JSON.stringify({ ...row, colour })],
  );
}

test('a version that takes away a code in use asks for a migration plan, and with it is taken: the records have the new code', async () => {
  await vehicleOf('J');
  const edits = {
    'code-lists/vehicle-colour.yaml': (text: string) => text.replace(/^.*code: ['"]?J['"]?.*$\n/m, ''),
  };
  const made = ministry.bundle(nextVersion(readPacksTaken(), '1.4.1', edits), digest);
  const draft = await offer(made.text);
  const { details } = await faultOf(submitProposal(world.registry, world.as(officer), draft));
  assert.deepEqual(details.map(({ code, pointer }) => [code, pointer]), [['plan-missing', '/plans/vehicle/fields']]); // prettier-ignore
  const plans = { vehicle: { fields: { colour: { step: 'map-codes', codes: { J: 'A' } } } } };
  await approve(await decideConflicts(world.registry, world.as(officer), { ...draft, decisions: undefined, plans }));
  digest = made.digest;
  assert.deepEqual(await superuser.query(`select distinct colour from records.vehicle`), [{ colour: 'A' }]);
});

test('a publisher who lost the trust after the approval is refused by the publisher, with the reason', async () => {
  const same = readPacksTaken();
  const draft = await offer(ministry.bundle(nextVersion(same, '1.5.0'), digest).text);
  const submitted = await submitProposal(world.registry, world.as(officer), draft);
  const changes = [{ kind: 'signer', name: 'ministry', action: 'abolish', content: null }] as const;
  const worded = { title: '测试', reason: '测试', branch: 'registration', changes };
  const ending = await submitProposal(
    world.registry,
    world.as(officer),
    await draftProposal(world.registry, world.as(officer), worded),
  );
  await approveProposal(world.registry, world.as(otherOfficer), ending);
  await approveProposal(world.registry, world.as(otherOfficer), submitted); // sound still: the other is not published yet
  assert.ok((await world.publish())?.release);
  assert.equal((await world.publish())?.release, null);
  const { state, findings } = await getProposal(world.registry, draft.number);
  assert.equal(state, 'returned');
  assert.deepEqual(
    findings?.map(({ code, path }) => [code, path]),
    [['unknown-issuer', 'header.issuer']],
  );
});

/** The files of the core pack as they stand on the node. */
function readPacksTaken(): PackFile[] {
  const { files } = world.releases.catalogue;
  return files.filter(({ path }) => path.startsWith('core/'));
}

test('planted bug: a node that read the keys that a bundle brings would trust whoever wrote it', async () => {
  const brought = { path: 'core/signers/own.yaml', text: ownSigner() };
  const { pack } = parsePack([...world.releases.catalogue.files, brought]);
  assert.ok(pack?.signers.has('own'), 'the file is one that would be read');
  assert.equal(world.releases.catalogue.pack.signers.has('own'), false, 'and was not taken with 1.1.0');
});

function ownSigner(): string {
  return JSON.stringify({
    signer: 'own',
    title: { zh: '自带', en: 'Own' },
    key: stranger.key,
    packs: ['core'],
  });
}
