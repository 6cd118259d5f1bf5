import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { stringify } from 'csv-stringify/sync';
import { Fault } from '#infrastructure/faults/index.ts';
import { writeLines } from '#infrastructure/table-files/index.ts';
import { codeTable, elementTable } from '#standards/interchange/index.ts';
import { faultOf, head, officer, patrol, reviewer, testRegistry } from '../../../../test/support/registry.ts';
import type { Person, TestRegistry } from '../../../../test/support/registry.ts';
import { approveProposal } from '../decide-proposal.ts';
import { draftProposal } from '../draft-proposal.ts';
import { submitProposal } from '../submit-proposal.ts';
import { readTable } from './read-table.ts';
import type { TableKind } from './read-table.ts';

let world: TestRegistry;
before(async () => {
  world = await testRegistry();
});
after(() => world.drop());

function read(
  content: Buffer | string,
  {
    kind = 'element',
    by = officer,
    branch = 'registration',
  }: { kind?: TableKind; by?: Person; branch?: string } = {},
) {
  const brought = { kind, branch, file: '表.csv', content: Buffer.from(content) };
  return readTable(world.registry, world.as(by), brought);
}

const headings = ['代号', '中文名称', '英文名称', '说明', '英文说明', '对象类词', '英文对象类词', '特性词', '英文特性词', '表示词', '表示格式']; // prettier-ignore

function kite(name: string, zh: string, format = 'c..20'): string[] {
  return [name, zh, name, `风筝的${zh}`, `${name} of a kite`, '物品', 'Thing', zh, name, '名称', format];
}

const places = (findings: Awaited<ReturnType<typeof read>>['findings']) =>
  findings
    .filter(({ severity }) => severity === 'error')
    .map(({ code, row, column }) => `${code} ${column}${row}`);

test('a table becomes changes without identifiers, which a proposal is made of and published', async () => {
  const { changes, findings, unchanged } = await read(
    stringify([headings, kite('kite-tail', '尾长'), kite('kite-maker', '制作者')]),
  );
  assert.deepEqual(places(findings), []);
  assert.equal(unchanged, 0);
  assert.deepEqual(
    changes.map(({ kind, name, action, content }) => [kind, name, action, content?.['identifier']]),
    [
      ['element', 'kite-tail', 'add', undefined],
      ['element', 'kite-maker', 'add', undefined],
    ],
  );
  const { registry } = world;
  const draft = { title: '风筝数据元', reason: '测试', branch: 'registration', changes };
  const submitted = await submitProposal(
    registry,
    world.as(officer),
    await draftProposal(registry, world.as(officer), draft),
  );
  await approveProposal(registry, world.as(reviewer), submitted);
  await world.publish();
  await world.releases.refresh();
  assert.match(registry.catalogue.pack.elements.get('kite-tail')?.identifier ?? '', /^XE5\d{4}$/);
});

test('an exported table brought back changes nothing; altered, only what was altered, and a pack never', async () => {
  const { pack } = world.registry.catalogue;
  for (const [kind, table] of [
    ['element', elementTable(pack)],
    ['code-list', codeTable({ ...pack, codeLists: new Map([...pack.codeLists].slice(0, 40)) })],
  ] as const) {
    for (const format of ['csv', 'xlsx'] as const) {
      const { content } = await writeLines(table, format);
      const { changes, findings, unchanged } = await read(content, { kind });
      assert.deepEqual([changes, places(findings)], [[], []], `${kind} ${format}`);
      assert.equal(unchanged, kind === 'element' ? pack.elements.size : 40);
    }
  }
  const rows = elementTable(pack).filter(([name]) => ['name', 'kite-tail', 'sex'].includes(name ?? ''));
  const title = rows[0]?.indexOf('title_zh') ?? -1;
  const altered = (which: string) =>
    stringify(rows.map((row) => (row[0] === which ? row.with(title, '改了名') : row)));
  const own = await read(altered('kite-tail'));
  assert.deepEqual(
    own.changes.map(({ name, action }) => [name, action]),
    [['kite-tail', 'change']],
  );
  const foreign = await read(altered('sex'));
  assert.deepEqual(foreign.changes, []);
  assert.deepEqual(places(foreign.findings), [
    `declared-by-pack A${rows.findIndex(([name]) => name === 'sex') + 1}`,
  ]);
});

test('what a table has no column for stays as it is declared', async () => {
  const { pack } = world.registry.catalogue;
  const { registry } = world;
  const before = pack.elements.get('kite-maker');
  const related = { title: '关系', reason: '测试', branch: 'registration' };
  const content = {
    identifier: before?.identifier, title: before?.title, definition: before?.definition, object: before?.object,
    property: before?.property, representation: 'name', format: 'c..20',
    relations: { derivedFrom: ['kite-tail'] },
  }; // prettier-ignore
  const draft = await draftProposal(registry, world.as(officer), {
    ...related,
    changes: [{ kind: 'element', name: 'kite-maker', action: 'change', content }],
  });
  await approveProposal(
    registry,
    world.as(reviewer),
    await submitProposal(registry, world.as(officer), draft),
  );
  await world.publish();
  await world.releases.refresh();
  const rows = elementTable(registry.catalogue.pack).filter(([name]) =>
    ['name', 'kite-maker'].includes(name ?? ''),
  );
  const title = rows[0]?.indexOf('title_zh') ?? -1;
  const { changes } = await read(stringify([rows[0], rows[1]?.with(title, '风筝匠')]));
  assert.deepEqual(changes[0]?.content?.['relations'], content.relations);
});

test('each mistake is said at its row and column, and then nothing is proposed', async () => {
  const wrong = await read(
    stringify([headings, kite('kite-a', '甲'), kite('kite-b', '乙', 'no format'), kite('Kite C', '丙')]),
  );
  assert.deepEqual(wrong.changes, []);
  assert.deepEqual(places(wrong.findings).length, 2);
  assert.ok(places(wrong.findings).some((place) => place.endsWith(' K3')));
  assert.deepEqual(
    places((await read(stringify([headings, kite('kite-a', '甲'), kite('kite-a', '乙')]))).findings),
    ['repeated-row A3'],
  );
  assert.deepEqual(places((await read(stringify([['代号'], ['kite-a']]))).findings).slice(0, 1), [
    'missing-column 1',
  ]);
});

test('who may not propose may not bring a table; hostile files are faults of the closed list', async () => {
  const good = stringify([headings, kite('kite-z', '终')]);
  assert.equal((await faultOf(read(good, { by: patrol }))).code, 'registry.not-permitted');
  assert.equal((await faultOf(read(good, { by: head, branch: 'traffic' }))).code, 'registry.not-permitted');
  const many = Array.from({ length: 501 }, (_, n) => kite(`kite-n${n}`, `第${n}`));
  assert.equal((await faultOf(read(stringify([headings, ...many])))).code, 'registry.table-too-long');
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
        fc
          .array(fc.array(fc.string(), { maxLength: 4 }), { maxLength: 4 })
          .map((rows) => Buffer.from(stringify(rows))),
        fc
          .array(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 11, maxLength: 11 }), {
            maxLength: 3,
          })
          .map((rows) => Buffer.from(stringify([headings, ...rows]))),
      ),
      async (content) => {
        try {
          const { changes, findings } = await read(content);
          if (findings.some(({ severity }) => severity === 'error')) assert.deepEqual(changes, []);
        } catch (error) {
          assert.ok(error instanceof Fault, String(error));
        }
      },
    ),
    { numRuns: 60 },
  );
});
