import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testNode } from '../../../../test/support/node.ts';
import type { TestNode } from '../../../../test/support/node.ts';

let node: TestNode;
before(async () => {
  node = await testNode();
});
after(() => node?.stop());

const table = [
  '代号,中文名称,英文名称,说明,英文说明,对象类词,英文对象类词,特性词,英文特性词,表示词,表示格式',
  'kite-line,风筝线长,Kite line,风筝线的长度。,How long the line is.,物品,Thing,线长,line length,量,四位数',
].join('\n');

test('a table is taken as bytes, from who may propose, up to its size; the answer names the cell', async () => {
  const { cookie } = await node.signIn('standardsOfficer');
  const send = async (body: BodyInit | null, headers: Record<string, string> = {}) => {
    const query = new URLSearchParams({ kind: 'element', branch: 'system', file: '风筝.csv' });
    const response = await fetch(`${node.url}/api/v1/registry/tables?${query}`, {
      method: 'POST',
      headers: { cookie, 'x-minqiao': '1', 'content-type': 'application/octet-stream', ...headers },
      body,
    });
    return { status: response.status, body: JSON.parse(await response.text()) };
  };
  const { status, body } = await send(table);
  assert.equal(status, 200, JSON.stringify(body));
  assert.deepEqual(body.changes, []);
  assert.deepEqual([body.findings[0].column, body.findings[0].row], ['K', 2]);
  assert.equal((await send(table, { cookie: '' })).status, 401);
  assert.equal((await send(table, { 'x-minqiao': '' })).status, 403);
  assert.equal((await send(table, { cookie: (await node.signIn('patrolOfficer')).cookie })).status, 403);
  assert.equal((await send(new Uint8Array(17 * 1024 * 1024))).status, 413);
  for (const type of ['application/json', 'text/csv'])
    assert.equal((await send(Buffer.from('{}'), { 'content-type': type })).status, 415, type);
  assert.equal((await send(null)).status, 415);
  assert.equal((await send(Buffer.from([0xff, 0xfe, 0, 0]))).status, 415);
});
