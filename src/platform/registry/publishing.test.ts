import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { declareKites, kites, element } from '../../../test/support/declare.ts';
import type { TestChange } from '../../../test/support/declare.ts';
import { faultOf, folders, officer, otherOfficer, testRegistry } from '../../../test/support/registry.ts';
import type { TestRegistry } from '../../../test/support/registry.ts';
import type { Database } from '#infrastructure/sql/index.ts';
import { followReleases } from '#platform/catalogue/index.ts';
import { approveProposal } from './decide-proposal.ts';
import type { Change } from './change.ts';
import { getProposal } from './change-proposal.ts';
import { draftProposal } from './draft-proposal.ts';
import { compareVersions, getDeclaration } from './get-declaration.ts';
import type { Proposal } from './proposal.ts';
import { submitProposal } from './submit-proposal.ts';

let world: TestRegistry;
let superuser: Database;
before(async () => {
  world = await testRegistry();
  superuser = world.test.open('superuser', 1);
});
after(() => world.drop());

async function submitted(changes: readonly TestChange[]): Promise<Proposal> {
  const worded = {
    title: '测试',
    reason: '测试',
    branch: 'registration',
    changes: changes as readonly Change[],
  };
  return submitProposal(
    world.registry,
    world.as(officer),
    await draftProposal(world.registry, world.as(officer), worded),
  );
}

async function approved(changes: readonly TestChange[]): Promise<Proposal> {
  return approveProposal(world.registry, world.as(otherOfficer), await submitted(changes));
}

const change = (kind: string, name: string, content: object): TestChange => {
  return { kind, name, action: 'change', content: content as Record<string, unknown> };
};
const add = (name: string, zh: string, more: object = {}): TestChange => {
  return { kind: 'element', name, action: 'add', content: element(zh, name, { ...more }) };
};

/** Tables, releases and files: what a refused or failed publication must leave as it was. */
async function wholeState(): Promise<unknown> {
  const columns = await superuser.query(
    `select table_name, column_name, data_type, character_maximum_length, is_nullable
       from information_schema.columns where table_schema = 'records' order by 1, ordinal_position`,
  );
  const releases = await superuser.query(
    `select version, digest, proposal from catalogue.release order by 1`,
  );
  const files = await superuser.query(
    `select path, since, until, text from catalogue.local_file order by 1, 2`,
  );
  const published = await superuser.query(
    `select resource, declaration_digest from catalogue.published order by 1`,
  );
  return { columns, releases, files, published };
}

test('approved declarations become a release: table, file, versions and the catalogue that everybody reads', async () => {
  const { number } = await approved(declareKites);
  const published = await world.publish();
  assert.equal(published?.release, 2);
  assert.equal(world.releases.catalogue.release, 2);
  assert.ok(world.releases.catalogue.resources.has('kite'));
  const proposal = await getProposal(world.registry, number);
  assert.deepEqual([proposal.state, proposal.release], ['published', 2]);
  assert.equal(await world.publish(), undefined);
});

test('what is computed from the declarations is computed anew with each release, and only then', async () => {
  let made = 0;
  const count = world.releases.catalogue.derive(({ pack }) => {
    made += 1;
    return pack.elements.size;
  });
  const before = count();
  assert.equal(count(), before);
  assert.equal(made, 1);
  await approved([add('derived-1', '派生')]);
  await world.publish();
  assert.equal(count(), before + 1);
  assert.equal(made, 2);
});

test('planted bug: who keeps a part of the catalogue keeps what was', async () => {
  const { pack } = world.releases.catalogue;
  await approved([add('kept-1', '留存')]);
  await world.publish();
  assert.equal(pack.elements.has('kept-1'), false);
  assert.equal(world.releases.catalogue.pack.elements.has('kept-1'), true);
});

test('a change that breaks stored data is refused when it is submitted, each reason in both languages', async () => {
  const narrower = kites({ breed: { element: 'kite-breed', required: true } });
  const { code, details } = await faultOf(submitted([change('resource', 'kite', narrower)]));
  assert.equal(code, 'registry.unsound-proposal');
  assert.match(details[0]?.en ?? '', /became required/);
  assert.match(details[0]?.zh ?? '', /改为必填/);
  const { fields, ...rest } = kites() as { fields: Record<string, unknown> };
  const { breed: _breed, ...fewer } = fields;
  const dropped = await faultOf(submitted([change('resource', 'kite', { ...rest, fields: fewer })]));
  assert.match(dropped.details[0]?.en ?? '', /was removed/);
});

test('a code list in use may gain codes, and loses or renames none', async () => {
  const list = (values: object[]) => ({
    title: { zh: '风筝用途', en: 'Use of a kite' },
    source: '测试; a test',
    values,
  });
  const values = [
    { code: '1', zh: '休闲', en: 'Pleasure' },
    { code: '2', zh: '工作', en: 'Working' },
  ];
  const use = { element: 'kite-use' };
  await approved([
    { kind: 'code-list', name: 'kite-use', action: 'add', content: list(values) },
    add('kite-use', '风筝用途', { representation: 'code', format: 'c1', domain: { codes: 'kite-use' } }),
    change('resource', 'kite', kites({ use })),
  ]);
  assert.ok((await world.publish())?.release);
  const refused = async (next: object[]) => faultOf(submitted([change('code-list', 'kite-use', list(next))]));
  assert.match((await refused(values.slice(0, 1))).details[0]?.en ?? '', /codes of kite-use were removed: 2/);
  const renamed = [values[0], { ...values[1], zh: '比赛用' }] as object[];
  assert.match((await refused(renamed)).details[0]?.en ?? '', /the name of code 2 changed/);
  await approved([
    change('code-list', 'kite-use', list([...values, { code: '3', zh: '教学', en: 'Teaching' }])),
  ]);
  assert.ok((await world.publish())?.release);
});

test('an element that nothing uses may change its meaning in a new version, one in use may not', async () => {
  await approved([add('free-1', '自由')]);
  await world.publish();
  const { content } = await getDeclaration(world.registry, { kind: 'element', name: 'free-1' });
  const shorter = { ...content, format: 'c..10' };
  assert.equal(
    (await faultOf(submitted([change('element', 'free-1', shorter)]))).code,
    'registry.unsound-proposal',
  );
  await approved([change('element', 'free-1', { ...shorter, version: '2.0' })]);
  assert.ok((await world.publish())?.release);
  const used = await getDeclaration(world.registry, { kind: 'element', name: 'kite-breed' });
  const inUse = change('element', 'kite-breed', { ...used.content, format: 'c..10', version: '2.0' });
  assert.equal((await faultOf(submitted([inUse]))).code, 'registry.unsound-proposal');
});

test('versions stand side by side with who approved them and from which proposal, and their differences have places', async () => {
  const of = { kind: 'element', name: 'free-1' } as const;
  const { versions } = await getDeclaration(world.registry, of);
  assert.equal(versions.length, 2);
  const [now, was] = versions;
  assert.ok(now && was && now.release > was.release && was.until === now.release);
  assert.equal(now.by, otherOfficer.id);
  assert.match(now.proposal ?? '', /^SP-[0-9]{6}$/);
  const { differences } = await compareVersions(world.registry, of, { from: was.release, to: now.release });
  assert.deepEqual(differences, [
    { path: 'format', before: 'c..40', after: 'c..10' },
    { path: 'version', before: null, after: '2.0' },
  ]);
});

test('an abolished element stays, with its identifier, in the state 废止; one in use can’t be abolished', async () => {
  const abolish = (name: string): TestChange => ({ kind: 'element', name, action: 'abolish', content: null });
  const inUse = await faultOf(submitted([abolish('kite-breed')]));
  assert.match(inUse.details[0]?.en ?? '', /kite\.breed uses it/);
  await approved([abolish('free-1')]);
  await world.publish();
  assert.equal(world.releases.catalogue.pack.elements.get('free-1')?.status, 'abolished');
  const again = kites({ use: { element: 'kite-use' }, free: { element: 'free-1' } });
  const { details } = await faultOf(submitted([change('resource', 'kite', again)]));
  assert.match(details[0]?.en ?? '', /abolished/);
});

test('what was sound when approved and is no longer goes back to its author with every reason, and changes nothing', async () => {
  const { number } = await approved([add('late-1', '迟到')]);
  const broken = JSON.stringify([
    { ...add('late-1', '迟到'), content: { title: { zh: '缺', en: 'lacks' } } },
  ]);
  await superuser.query(`update registry.proposal set changes = $2 where number = $1`, [number, broken]);
  const before = await wholeState();
  const published = await world.publish();
  assert.equal(published?.release, null);
  assert.deepEqual(await wholeState(), before);
  const { state, findings, approver } = await getProposal(world.registry, number);
  assert.deepEqual([state, approver], ['returned', null]);
  assert.ok((findings?.length ?? 0) > 3 && findings?.every(({ zh, en }) => zh !== '' && en !== ''));
});

test('a publication that fails half way leaves nothing of itself, and is done when it is tried again', async () => {
  const content = { ...kites(), subject: undefined, search: [['tagNumber']], lists: [] };
  const fields = { tagNumber: { element: 'lantern-tag', key: true } };
  const { number } = await approved([
    add('lantern-tag', '灯笼牌号', { representation: 'number' }),
    { kind: 'resource', name: 'lantern', action: 'add', content: { ...content, fields } },
  ]);
  const before = await wholeState();
  await superuser.query(`create function registry.fail() returns trigger language plpgsql as
                         $$ begin raise exception 'planted'; end $$`);
  await superuser.query(
    `create trigger fail before insert on registry.proposal_step for each row execute function registry.fail()`,
  );
  await assert.rejects(world.publish(), /planted/);
  assert.deepEqual(await wholeState(), before);
  assert.equal((await getProposal(world.registry, number)).state, 'approved');
  await superuser.query(`drop trigger fail on registry.proposal_step`);
  assert.ok((await world.publish())?.release);
});

test('processes that publish at once agree: each proposal becomes one release, and releases count up', async () => {
  const numbers: number[] = [];
  for (const name of ['at-once-1', 'at-once-2', 'at-once-3'])
    numbers.push((await approved([add(name, name)])).number);
  const { release } = world.releases.catalogue;
  await Promise.all(Array.from({ length: 8 }, () => world.publish()));
  const proposals = await Promise.all(numbers.map((number) => getProposal(world.registry, number)));
  assert.deepEqual(
    proposals.map((one) => one.state),
    ['published', 'published', 'published'],
  );
  assert.deepEqual(
    proposals.map((one) => one.release),
    [release + 1, release + 2, release + 3],
  );
  const rows = await superuser.query<{ version: number }>(
    `select version from catalogue.release order by version`,
  );
  assert.deepEqual(
    rows.map(({ version }) => version),
    Array.from({ length: release + 3 }, (_, at) => at + 1),
  );
});

test('planted bug: a release that nobody announced is found all the same', async () => {
  const app = world.test.open('app');
  const deaf = { ...app, listen: async () => async () => undefined };
  const releases = await followReleases(deaf, folders);
  try {
    await approved([add('unheard-1', '未闻')]);
    await world.publish();
    for (let look = 0; look < 3_000 && !releases.catalogue.pack.elements.has('unheard-1'); look++)
      await wait(20);
    assert.equal(releases.catalogue.release, world.releases.catalogue.release);
    assert.equal(releases.catalogue.digest, world.releases.catalogue.digest);
  } finally {
    await releases.close();
  }
});

test('the role that serves can neither change a table nor make a release', async () => {
  const app = world.test.open('app');
  const refused = { code: '42501' };
  await assert.rejects(app.query(`create table records.sly (a int)`), refused);
  await assert.rejects(app.query(`alter table records.kite add column sly int`), refused);
  await assert.rejects(
    app.query(
      `insert into catalogue.release (version, digest, at, published_by) values (999, '', now(), gen_random_uuid())`,
    ),
    refused,
  );
  await assert.rejects(
    app.query(`insert into catalogue.local_file (path, since, text) values ('x', 1, '')`),
    refused,
  );
});
