import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { stringify } from 'csv-stringify/sync';
import writeXlsxFile from 'write-excel-file/node';
import { testRegistry } from '../../../test/support/organisations.ts';
import type { TestRegistry } from '../../../test/support/organisations.ts';
import {
  acceptImport,
  generateCsv,
  generateOrganisations,
  listRefusals,
  searchOrganisations,
} from './index.ts';
import { columns } from './imports/columns.ts';
import { renameOrganisation } from './rename-organisation.ts';

let t: TestRegistry;
let stop: () => Promise<void>;
before(async () => {
  t = await testRegistry();
  stop = t.runner();
});
after(async () => {
  await stop();
  await t.drop();
});

const head = columns.map(({ zh }) => zh);
const sound = (code: string, parent: string, more: Partial<Record<number, string>> = {}): string[] =>
  [code, parent, '试验局', 'Trial Bureau', '试局', '10', '3', 'command', '2021-01-01', ''].map((cell, place) => more[place] ?? cell); // prettier-ignore
const csv = (...rows: string[][]): string => stringify([head, ...rows]);

async function count(sql: string, values: unknown[] = []): Promise<number> {
  return (await t.superuser.query<{ count: number }>(`select count(*)::int as count from ${sql}`, values))[0]?.count ?? -1; // prettier-ignore
}

async function apply(file: string, skipRefused = false) {
  const who = t.maintainer();
  const { id } = await t.bring(who, file);
  await acceptImport(t.organisations, who, id, { skipRefused });
  return t.reached(who, id, ['applied', 'broken']);
}

describe('an import of organisation codes', () => {
  test('shows what it would do, does nothing before it is accepted, and then all of it with events and one ledger entry', async () => {
    const who = t.maintainer();
    const rows = [...generateOrganisations(500)];
    const checked = await t.bring(who, [...generateCsv(500)].join(''));
    assert.deepEqual([checked.state, checked.rowsRead, checked.established, checked.rowsRefused], ['checked', 500, 500, 0]); // prettier-ignore
    assert.equal(await count('organisations.organisation'), 0);
    await acceptImport(t.organisations, who, checked.id, { skipRefused: false });
    assert.equal((await t.reached(who, checked.id, ['applied', 'broken'])).state, 'applied');
    assert.equal(await count('organisations.organisation'), rows.length);
    assert.equal(await count('organisations.event where import = $1', [checked.id]), rows.length);
    assert.equal(await count(`ledger.entry where act = 'organisation-change' and resource = 'organisation-import' and record = $1 and count = 500`, [checked.id]), 1); // prettier-ignore
    assert.equal(await count('organisations.staged'), 0);
    const { items } = await searchOrganisations(t.organisations, { q: rows[40]?.nameZh ?? '', limit: 5 });
    assert.equal(items[0]?.code, rows[40]?.code);
  });

  test('brought again changes nothing; a changed name and parent are a rename and a move, and the past stays', async () => {
    const who = t.maintainer();
    const same = await t.bring(who, [...generateCsv(500)].join(''));
    assert.deepEqual([same.rowsUnchanged, same.established, same.renamed], [500, 0, 0]);
    const lines = [...generateOrganisations(500)].slice(12, 14);
    const changed = lines.map((one) => [one.code, '690000000000', `${one.nameZh}新`, one.nameEn, one.shortName, one.kind, one.level, one.branch, '', '']); // prettier-ignore
    const done = await apply(csv(...changed));
    assert.deepEqual([done.state, done.renamed, done.moved], ['applied', 2, 2]);
    assert.equal(
      await count(`organisations.past where code = $1 and until = '2026-06-01'`, [lines[0]?.code]),
      1,
    );
  });

  test('refuses each bad row with its number, column and reason, in both languages', async () => {
    const who = t.maintainer();
    const checked = await t.bring(
      who,
      csv(
        sound('690301000000', '690000000000'),
        sound('69030200000', '690000000000'),
        sound('690301000000', '690000000000'),
        sound('690303000000', '690399000000'),
        sound('690304000000', '690303000000'),
        sound('690305000000', '690306000000'),
        sound('690306000000', '690305000000'),
        sound('690307000000', '690000000000', { 2: '', 5: '99', 8: '2021-02-30' }),
      ),
    );
    assert.deepEqual([checked.established, checked.rowsRefused], [1, 7]);
    const { items } = await listRefusals(t.organisations, who, checked.id, { limit: 50 });
    assert.deepEqual(
      items.map(({ row, column, reason }) => `${row} ${column.en}: ${reason.en.slice(0, 34)}`),
      [
        '3 Code: Not a code: Too short: 12 characte',
        '4 Code: Row 2 of this file has this code a',
        '5 Parent: Neither the registry nor this file',
        '6 Parent: The row of the parent, or one abov',
        '7 Parent: The parents form a circle, or it h',
        '8 Parent: The parents form a circle, or it h',
        '9 Name in Chinese: A required value is empty',
        '9 Kind: The code list has no such code in ',
        '9 Valid from: A day of the calendar as YYYY-MM-D',
      ],
    );
    assert.ok(items.every(({ reason }) => /\p{Script=Han}/u.test(reason.zh)));
    await assert.rejects(acceptImport(t.organisations, who, checked.id, { skipRefused: false }), { code: 'organisations.rows-refused' }); // prettier-ignore
    await acceptImport(t.organisations, who, checked.id, { skipRefused: true });
    assert.equal((await t.reached(who, checked.id, ['applied', 'broken'])).established, 1);
    assert.equal(await count(`organisations.organisation where code like '6903%'`), 1);
  });

  test('never gives a code again that was abolished', async () => {
    assert.equal((await apply(csv(sound('690401000000', '690000000000', { 9: '2026-05-01' })))).abolished, 1);
    const who = t.maintainer();
    const checked = await t.bring(who, csv(sound('690401000000', '690000000000', { 2: '另一个局' })));
    const { items } = await listRefusals(t.organisations, who, checked.id, {});
    assert.match(items[0]?.reason.zh ?? '', /2026-05-01 撤销，不得再启用/);
    const update = `update organisations.organisation set abolished_on = null where code = '690401000000'`;
    await assert.rejects(t.app.query(update), { constraint: 'organisation_never_again' });
    await assert.rejects(t.app.query(`delete from organisations.organisation where code = '690401000000'`), { code: '42501' }); // prettier-ignore
  });

  test('an organisation does not end while others stand under it', async () => {
    const who = t.maintainer();
    const checked = await t.bring(
      who,
      csv(sound('690000000000', '', { 2: '演示省公安厅', 9: '2026-05-01', 8: '2016-01-04' })),
    );
    assert.equal(checked.rowsRefused, 1);
  });

  test('as Excel and in GB18030 it is the same; merged cells, unknown columns and other files are refused whole', async () => {
    const who = t.maintainer();
    const rows = [head, sound('690501000000', '690000000000')];
    const book = await writeXlsxFile(
      rows.map((row) => row.map((value) => ({ value, type: String }))),
    ).toBuffer();
    assert.equal((await t.bring(who, book)).established, 1);
    const merged = await writeXlsxFile([[{ value: 'a', type: String, columnSpan: 2 }, null], [{ value: 'b', type: String }]]).toBuffer(); // prettier-ignore
    for (const [file, problem] of [
      [merged, /./],
      [csv().replace('简称', '电话'), /“电话”不认识/],
      [csv().replace('简称', '警种代码'), /出现了两次/],
      [csv().replace('机构名称,', ''), /缺少必需的列/],
      [csv(), /没有数据行/],
    ] as const) {
      const refused = await t.bring(who, file);
      assert.equal(refused.state, 'refused');
      assert.match(refused.problem?.zh ?? '', problem);
      assert.equal(await count('organisations.refusal where import = $1', [refused.id]), 0);
    }
    await assert.rejects(t.bring(who, Buffer.from('%PDF-1.7')), { code: 'sheets.unknown-type' });
    assert.equal(
      await count(
        `organisations.import_part p join organisations.import i on i.id = p.import where i.state <> 'checked'`,
      ),
      0,
    );
  });

  test('a registry that changed since the check is looked at again before anything is applied', async () => {
    const who = t.maintainer();
    const checked = await t.bring(who, csv(sound('690601000000', '690000000000')));
    await renameOrganisation(t.organisations, who, { code: '690000000000', nameZh: '演示省厅', nameEn: 'Renamed', shortName: '改', effectiveOn: '2026-06-02', basis: '试' }); // prettier-ignore
    await acceptImport(t.organisations, who, checked.id, { skipRefused: false });
    const again = await t.reached(who, checked.id, ['checked', 'applied']);
    assert.equal(again.state, 'checked');
    assert.equal(await count(`organisations.organisation where code = '690601000000'`), 0);
  });

  test('an import whose process died is taken over by another', async () => {
    const who = t.maintainer();
    const checked = await t.bring(who, csv(sound('690701000000', '690000000000')));
    await t.superuser.query(`update organisations.import set state = 'applying', runner = gen_random_uuid(), heartbeat_at = now() - interval '1 hour' where id = $1`, [checked.id]); // prettier-ignore
    assert.equal((await t.reached(who, checked.id, ['applied', 'checked'])).state, 'applied');
  });

  test('planted: a failure in the middle leaves nothing behind, and the import is given up after a few attempts', async () => {
    await t.superuser.query(`create function organisations.planted() returns trigger language plpgsql as
      $$ begin if new.code = '690802000000' then raise exception 'planted'; end if; return new; end $$`);
    await t.superuser.query(
      `create trigger planted before insert on organisations.event for each row execute function organisations.planted()`,
    );
    const found = await count('organisations.organisation');
    const done = await apply(
      csv(sound('690801000000', '690000000000'), sound('690802000000', '690801000000')),
    );
    assert.equal(done.state, 'broken');
    assert.equal(await count('organisations.organisation'), found);
    await t.superuser.query(`drop trigger planted on organisations.event`);
  });

  test('planted: without the trigger an abolished code comes back, which the test above would notice', async () => {
    const back = `update organisations.organisation set abolished_on = null where code = '690401000000'`;
    await t.superuser.query('alter table organisations.organisation disable trigger keep_code');
    await t.app.query(back);
    await t.superuser.query('alter table organisations.organisation enable trigger keep_code');
    assert.equal(
      await count(`organisations.organisation where code = '690401000000' and abolished_on is null`),
      1,
    );
  });
});
