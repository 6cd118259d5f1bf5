import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { Fault } from '#infrastructure/faults/index.ts';
import { describeConfig, loadConfig } from './index.ts';
import { settings } from './settings.ts';

let folder: string;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'minqiao-config-'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

function file(text: string): string {
  const path = join(folder, 'minqiao.config.json');
  writeFileSync(path, text);
  return path;
}

test('flags win over the environment, which wins over the file, which wins over the fallback', () => {
  const path = file('{"port": 1111, "host": "a", "people": 5000}');
  const config = loadConfig({
    file: path,
    env: { MINQIAO_PORT: '2222', MINQIAO_HOST: 'b' },
    flags: { port: 3333 },
  });
  assert.deepEqual(
    [config.port, config.host, config.people, config.certificatePort],
    [3333, 'b', 5000, 8443],
  );
  assert.ok(Object.isFrozen(config));
});

test('unknown names are refused wherever they stand, by name', () => {
  const refused = (sources: Parameters<typeof loadConfig>[0], pattern: RegExp): void => {
    assert.throws(
      () => loadConfig({ env: {}, ...sources }),
      (error) => error instanceof Fault && pattern.test(error.text('en')),
    );
  };
  refused({ env: { MINQIAO_X: '1' } }, /MINQIAO_X .*environment/);
  refused({ file: file('{"prot": 1}') }, /prot .*file/);
  refused({ file: file('{"__proto__": {"port": 1}}') }, /__proto__/);
  refused({ flags: { prot: 1 } }, /prot .*flags/);
  refused({ file: file('[1]') }, /not a JSON object/);
  refused({ file: file('{') }, /cannot be read/);
  refused({ file: join(folder, 'missing.json') }, /missing\.json cannot be read/);
});

test('any text at all for any setting is either taken within its limits or refused by name, without the value', () => {
  const one = fc.constantFrom(...settings);
  fc.assert(
    fc.property(one, fc.oneof(fc.string(), fc.stringMatching(/^[0-9]{0,18}$/)), (setting, text) => {
      const value = `geheim${text}`.slice(setting.kind === 'integer' ? 6 : 0);
      try {
        const config = loadConfig({ env: { [setting.env]: value }, file: file('{}') });
        const taken = config[setting.key];
        if (setting.kind === 'integer') {
          assert.ok(Number.isSafeInteger(taken));
          assert.ok((taken as number) >= setting.min && (taken as number) <= setting.max);
        }
      } catch (error) {
        assert.ok(error instanceof Fault, String(error));
        assert.equal(error.code, 'config.invalid');
        assert.equal(error.params['key'], setting.key);
        assert.doesNotMatch(error.message, /geheim/);
      }
    }),
  );
});

test('addresses are parsed at once, and secrets are never shown', () => {
  const load = (url: string) => loadConfig({ env: { DATABASE_URL: url } });
  for (const wrong of ['geheim', 'mysql://u:geheim@h/d', 'http://geheim@h', 'postgres://'])
    assert.throws(
      () => load(wrong),
      (error) => error instanceof Fault && !/geheim/.test(error.message),
    );
  const rows = describeConfig(load('postgresql://u:geheim@h:5432/d'));
  assert.doesNotMatch(JSON.stringify(rows), /geheim/);
  assert.equal(rows.find(({ key }) => key === 'databaseUrl')?.shown, '(set)');
  assert.equal(rows.find(({ key }) => key === 'port')?.shown, 8080);
  assert.equal(rows.find(({ key }) => key === 'publicUrl')?.shown, null);
});

test('each setting says in both languages what it is for', () => {
  for (const { key, zh, en } of settings) assert.ok(zh.length > 3 && en.length > 5, key);
});
