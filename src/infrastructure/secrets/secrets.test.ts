import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openSecrets } from './index.ts';

let folder: string;
before(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'minqiao-secrets-')), 'data', 'secrets');
});
after(() => rmSync(join(folder, '..', '..'), { recursive: true, force: true }));

test('a secret is made once and is the same ever after, readable by its owner alone', () => {
  const first = openSecrets(folder).bytes('key', 32);
  assert.deepEqual(openSecrets(folder).bytes('key', 32), first);
  assert.equal(first.length, 32);
  assert.equal(statSync(folder).mode & 0o777, 0o700);
  assert.equal(statSync(join(folder, 'key')).mode & 0o777, 0o600);
});

test('a folder that was opened to others is closed again', () => {
  chmodSync(folder, 0o755);
  openSecrets(folder);
  assert.equal(statSync(folder).mode & 0o777, 0o700);
});

test('find never makes one; text asks for it once', () => {
  const secrets = openSecrets(folder);
  assert.equal(secrets.find('none'), undefined);
  let asked = 0;
  const make = (): string => `value ${++asked}`;
  assert.equal(secrets.text('one', make), 'value 1');
  assert.equal(secrets.text('one', make), 'value 1');
  assert.equal(asked, 1);
});

test('a damaged file is an error, never a new key', () => {
  for (const content of ['', 'short', `${'A'.repeat(43)}A`.repeat(2)]) {
    writeFileSync(join(folder, 'damaged'), content);
    assert.throws(
      () => openSecrets(folder).bytes('damaged', 32),
      { code: 'secrets.damaged' },
      JSON.stringify(content),
    );
  }
});

test('several processes that make the same secrets at once agree on every one, and leave nothing else', async () => {
  const module = new URL('./index.ts', import.meta.url).href;
  const program = `
    const { openSecrets } = await import(${JSON.stringify(module)});
    const secrets = openSecrets(${JSON.stringify(join(folder, 'race'))});
    console.log(Array.from({ length: 100 }, (_, n) => secrets.bytes('key-' + n, 32).toString('hex')).join());`;
  const said = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', program]);
      let text = '';
      for await (const chunk of child.stdout) text += String(chunk);
      return text;
    }),
  );
  assert.ok((said[0]?.length ?? 0) > 6000);
  assert.equal(new Set(said).size, 1);
  assert.equal(readdirSync(join(folder, 'race')).length, 100);
});
