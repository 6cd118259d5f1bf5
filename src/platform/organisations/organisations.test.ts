import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import type { Context } from '#security/context/index.ts';
import { importOrganisations } from '#security/identity/index.ts';
import { officer } from '../../../test/support/desk.ts';
import { someDay, testRegistry } from '../../../test/support/organisations.ts';
import type { TestRegistry } from '../../../test/support/organisations.ts';
import { abolishOrganisation, splitOrganisation } from './abolish-organisation.ts';
import { establishOrganisation } from './establish-organisation.ts';
import { findUnit, generateOrganisations, seedOrganisations } from './index.ts';
import { getOrganisation } from './get-organisation.ts';
import { mergeOrganisation } from './merge-organisation.ts';
import { moveOrganisation } from './move-organisation.ts';
import { renameOrganisation } from './rename-organisation.ts';
import { listChildren, searchOrganisations } from './search-organisations.ts';
import { narrow, openInitials, questionOf, wordsOf } from './words.ts';

let t: TestRegistry;
let who: Context;
before(async () => {
  t = await testRegistry();
  who = t.maintainer();
  await t.app.transaction((tx) => seedOrganisations(tx, who, [...generateOrganisations(400)], '试验'));
});
after(() => t.drop());

const basis = '试字〔2026〕1号';
const on = (effectiveOn: string) => ({ effectiveOn, basis });
const city = '690200000000';
const named = { nameZh: '晨光试验分局', nameEn: 'Morning Trial Branch', shortName: '试验分局' };
const fresh = (code: string, parent: string | null = city) => ({ code, parent, ...named, kind: '20', level: '4', branch: 'command' }); // prettier-ignore
const establish = (code: string, parent: string | null = city) =>
  establishOrganisation(t.organisations, who, { ...fresh(code, parent), ...on('2026-01-01') });
const found = async (q: string, more: object = {}) =>
  (await searchOrganisations(t.organisations, { q, limit: 50, ...more })).items.map(({ code }) => code);
const entries = async (code: string) =>
  t.superuser.query<{ outcome: string; reason: string | null }>(
    `select outcome, reason from ledger.entry where act = 'organisation-change' and record = $1`,
    [code],
  );

describe('a change of the registry', () => {
  test('establishes, renames, moves and abolishes; each is an event with its basis and a ledger entry; the past is kept', async () => {
    await establish('690190000000');
    const target = { code: '690190000000' };
    await renameOrganisation(t.organisations, who, {
      ...target,
      ...named,
      nameZh: '夕照试验分局',
      ...on('2026-02-01'),
    });
    await moveOrganisation(t.organisations, who, { ...target, parent: '690000000000', ...on('2026-03-01') });
    await abolishOrganisation(t.organisations, who, { ...target, ...on('2026-04-01') });
    const detail = await getOrganisation(t.organisations, '690190000000');
    assert.deepEqual(
      detail.events.map(({ kind }) => kind),
      ['abolished', 'moved', 'renamed', 'established'],
    );
    assert.deepEqual(detail.past.map(({ since, until, name }) => `${since} ${until} ${name.zh}`), ['2026-02-01 2026-03-01 夕照试验分局', '2026-01-01 2026-02-01 晨光试验分局']); // prettier-ignore
    assert.ok(detail.events.every((event) => event.basis === basis));
    assert.equal((await entries('690190000000')).filter(({ outcome }) => outcome === 'permitted').length, 4);
    assert.deepEqual(await found('夕照试验'), ['690190000000']);
    assert.deepEqual(await found('晨光试验', { on: '2026-01-15' }), ['690190000000']);
    assert.deepEqual(await found('晨光试验', { on: '2026-02-15' }), []);
  });

  test('a code is never given again, even after its organisation is gone; the database itself refuses', async () => {
    await establish('690191000000');
    await abolishOrganisation(t.organisations, who, { code: '690191000000', ...on('2026-02-01') });
    await assert.rejects(establish('690191000000'), { code: 'organisations.code-used' });
    await assert.rejects(renameOrganisation(t.organisations, who, { code: '690191000000', ...named, ...on('2026-03-01') }), { code: 'organisations.already-abolished' }); // prettier-ignore
    const insert = `insert into organisations.organisation (code, name_zh, name_en, short_name, kind, level, branch, since, established_on)
      values ('690191000000', 'x', 'x', 'x', '10', '3', 'command', '2026-05-01', '2026-05-01')`;
    await assert.rejects(t.app.query(insert), { constraint: 'organisation_pkey' });
    const again = `update organisations.organisation set abolished_on = null where code = '690191000000'`;
    await assert.rejects(t.app.query(again), { constraint: 'organisation_never_again' });
    assert.equal((await entries('690191000000')).at(-1)?.reason, 'organisations.already-abolished');
  });

  test('nobody stands under themselves, an ended one, or too deep', async () => {
    await establish('690192000000');
    await establish('690193000000', '690192000000');
    const move = (code: string, parent: string) =>
      moveOrganisation(t.organisations, who, { code, parent, ...on('2026-03-01') });
    await assert.rejects(move('690192000000', '690193000000'), { code: 'organisations.cycle' });
    await assert.rejects(move('690192000000', '690192000000'), { code: 'organisations.cycle' });
    await assert.rejects(move('690192000000', '690191000000'), { code: 'organisations.parent-not-in-use' });
    let parent = '690193000000';
    const deeper = async (): Promise<void> => {
      for (let n = 1; n < 20; n++) {
        const code = `6901930000${String(n).padStart(2, '0')}`;
        await establish(code, parent);
        parent = code;
      }
    };
    await assert.rejects(deeper(), { code: 'organisations.too-deep' });
    await assert.rejects(abolishOrganisation(t.organisations, who, { code: '690192000000', ...on('2026-03-01') }), { code: 'organisations.has-children' }); // prettier-ignore
  });

  test('of two moves at once that together would make a circle one is refused', async () => {
    await establish('690194000000');
    await establish('690195000000');
    const moves = [['690194000000', '690195000000'], ['690195000000', '690194000000']] as const; // prettier-ignore
    const results = await Promise.allSettled(moves.map(([code, parent]) => moveOrganisation(t.organisations, who, { code, parent, ...on('2026-03-01') }))); // prettier-ignore
    assert.deepEqual(results.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
  });

  test('a merger ends one code and brings what stood under it to the other; a split names those that go on', async () => {
    await establish('690196000000');
    await establish('690196010000', '690196000000');
    await establish('690197000000');
    await mergeOrganisation(t.organisations, who, {
      code: '690196000000',
      into: '690197000000',
      ...on('2026-03-01'),
    });
    const child = await getOrganisation(t.organisations, '690196010000');
    assert.deepEqual([child.parent, child.events[0]?.kind], ['690197000000', 'moved']);
    assert.equal((await getOrganisation(t.organisations, '690196000000')).abolishedOn, '2026-03-01');
    await establish('690198000000');
    await splitOrganisation(t.organisations, who, { code: '690198000000', into: ['690197000000', '690196010000'], ...on('2026-03-01') }); // prettier-ignore
    assert.deepEqual((await getOrganisation(t.organisations, '690198000000')).events[0]?.related, ['690197000000', '690196010000']); // prettier-ignore
  });

  test('is for standards officers; the day is neither before the last change nor after today; values are checked', async () => {
    const other = officer(someDay, ['registrar', 'system-administrator']);
    await assert.rejects(establishOrganisation(t.organisations, other, { ...fresh('690199000000'), ...on('2026-01-01') }), { code: 'organisations.not-permitted' }); // prettier-ignore
    assert.equal((await entries('690199000000'))[0]?.outcome, 'refused');
    const rename = (effectiveOn: string) => renameOrganisation(t.organisations, who, { code: '690197000000', ...named, nameZh: '新名', ...on(effectiveOn) }); // prettier-ignore
    for (const day of ['2025-12-31', '2026-06-16']) await assert.rejects(rename(day), { code: 'organisations.date-out-of-order' }); // prettier-ignore
    for (const wrong of [{ code: '69019' }, { nameZh: '' }, { kind: '00' }, { branch: 'none' }, { nameEn: 'a\u0007' }])
      await assert.rejects(establishOrganisation(t.organisations, who, { ...fresh('690199000000'), ...wrong, ...on('2026-01-01') }), { code: 'organisations.invalid-value' }); // prettier-ignore
  });

  test('planted: a change whose ledger entry cannot be written does not happen', async () => {
    await t.superuser.query('revoke insert on ledger.entry from minqiao_app');
    await assert.rejects(establish('690189000000'));
    await t.superuser.query('grant insert on ledger.entry to minqiao_app');
    assert.deepEqual(await found('690189000000'), []);
  });
});

describe('the tree and the search', () => {
  test('the tree of a day is the states of that day', async () => {
    await establish('690188000000');
    await moveOrganisation(t.organisations, who, {
      code: '690188000000',
      parent: '690000000000',
      ...on('2026-05-01'),
    });
    const under = async (parent: string, day: string) =>
      (await listChildren(t.organisations, { parent, on: day })).items
        .map(({ code }) => code)
        .includes('690188000000');
    assert.deepEqual(
      await Promise.all([under(city, '2026-04-30'), under(city, '2026-05-01'), under('690000000000', '2026-05-01'), under(city, '2025-01-01')]), // prettier-ignore
      [true, false, true, false],
    );
    const roots = await listChildren(t.organisations, { on: '2026-06-15' });
    assert.deepEqual(
      roots.items.map(({ code, hasChildren }) => [code, hasChildren]),
      [['690000000000', true]],
    );
  });

  test('finds by code, part of a name, pinyin initials and English words, narrowed, page by page', async () => {
    const all = [...generateOrganisations(400)];
    const station = all.find(({ kind }) => kind === '30');
    assert.ok(station);
    const firsts = [station.code, station.code.slice(0, 9), station.nameZh, station.nameZh.slice(-8), 'yyyyyyspcs'.slice(-6), station.nameEn.slice(0, 12)]; // prettier-ignore
    for (const q of firsts) assert.ok((await found(q)).length > 0, q);
    assert.ok((await found(station.nameZh)).includes(station.code));
    assert.ok((await found('pcs', { division: '690200' })).length > 0);
    assert.deepEqual(await found('pcs', { division: '690300' }), []);
    assert.ok((await found('police station 1', { kind: '30' })).includes(station.code));
    assert.deepEqual(await found('%'), []);
    const pages: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await searchOrganisations(t.organisations, {
        q: '派出所',
        limit: 7,
        ...(cursor ? { cursor } : {}),
      });
      pages.push(...page.items.map(({ code }) => code));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    const expected = all.filter(({ nameZh }) => nameZh.includes('派出所')).map(({ code }) => code);
    assert.deepEqual(pages, expected.toSorted());
  });

  test('any text is a question that the database understands', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom(`'`, `\\`, `a'b\\c`, '晨', '&|!():*', '\u0000'),
    );
    await fc.assert(
      fc.asyncProperty(text, async (q) => {
        if (q.includes('\0')) return; // refused at the edge, in every address
        await searchOrganisations(t.organisations, { q, limit: 5 });
      }),
      { numRuns: 150 },
    );
  });

  test('a name is found by every part of it', async () => {
    const initials = await openInitials();
    const names = fc.stringMatching(/^[晨光望川澄湖岚溪公安分局一二三']{2,24}$/);
    await fc.assert(
      fc.asyncProperty(names, fc.nat(8), fc.integer({ min: 1, max: 20 }), async (nameZh, from, length) => {
        const part = nameZh.slice(from % nameZh.length).slice(0, length);
        const question = questionOf(part);
        if (question?.by !== 'name') return;
        const words = wordsOf({ nameZh, nameEn: 'x', shortName: '' }, initials(nameZh));
        const [row] = await t.app.query<{ found: boolean }>('select $1::tsvector @@ $2::tsquery as found', [words, narrow(question.ways, new Map())]); // prettier-ignore
        assert.ok(row?.found, `${part} in ${nameZh}`);
      }),
      { numRuns: 100 },
    );
  });
});

test('the index is asked for the rarest words; what most names have only when there is nothing else', () => {
  const asked = (text: string, shares: Record<string, number>): string => {
    const question = questionOf(text);
    assert.ok(question && question.by !== 'code');
    return narrow(question.ways, new Map(Object.entries(shares)));
  };
  const shares = { z三派: 0.1, z派出: 0.97, z出所: 0.97, z所警: 0.11, z警务: 0.12 };
  assert.equal(asked('三派出所警务', shares), `('z三派' & 'z所警' & 'z警务')`);
  assert.equal(asked('三派出所', shares), `('z三派')`);
  assert.equal(asked('派出所', shares), `('z派出')`);
  assert.equal(asked('sample city 32 p', { esample: 1, ecity: 1, e32: 0.03 }), `('e32')`);
  assert.equal(asked('lyfj', {}), `('ily' & 'iyf' & 'ifj') | ('elyfj':*)`);
});

test('generated organisations have sound codes, each once, parents first, at any number', () => {
  const seen = new Set<string>();
  for (const { code, parent } of generateOrganisations(40_000)) {
    assert.match(code, /^69[0-9]{10}$/);
    assert.ok(!seen.has(code) && (parent === null || seen.has(parent)), code);
    seen.add(code);
  }
  assert.equal(seen.size, 40_000);
});

test('a unit that accounts belong to follows its name in the registry, and no other unit is copied', async () => {
  const units = async () =>
    t.superuser.query<{ code: string; name: string }>(
      `select code, name_zh as name from identity.organisation`,
    );
  await t.app.transaction((tx) =>
    importOrganisations(tx, [{ code: '690187000000', ...named, parent: city }], { demo: false }),
  );
  await establish('690187000000');
  await establish('690186000000');
  await renameOrganisation(t.organisations, who, {
    code: '690187000000',
    ...named,
    nameZh: '新名分局',
    ...on('2026-02-01'),
  });
  assert.deepEqual(await units(), [{ code: '690187000000', name: '新名分局' }]);
});

test('accounts ask the registry for a unit: in use it is one, ended it is none, unknown is left to them', async () => {
  const ask = (code: string) => t.app.transaction((tx) => findUnit(tx, code));
  const unit = await ask(city);
  assert.ok(unit !== undefined && unit !== 'ended' && unit.nameZh.length > 0);
  assert.equal(await ask('690191000000'), 'ended');
  assert.equal(await ask('110000000000'), undefined);
});
