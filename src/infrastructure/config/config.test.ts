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
  refused({ file: file('{"__proto__": {"port": 1}}') }, /character 2 is not allowed/);
  refused({ flags: { prot: 1 } }, /prot .*command line/);
  refused({ file: file('[1]') }, /not a JSON object/);
  refused({ file: file('{') }, /cannot be read/);
  refused({ file: file('{"port": 1111, "host": "a", "port": 2222}') }, /“port” stands in it twice/);
  refused({ file: file(`{"port": ${'['.repeat(20)}${']'.repeat(20)}}`) }, /nested too deep/);
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

test('what is wrong is said wholly in the reader’s language', () => {
  const wrong: [given: Parameters<typeof loadConfig>[0], text: string, zh: RegExp][] = [
    [{ env: { MINQIAO_PORT: 'x' } }, '{}', /（来自环境变量 MINQIAO_PORT）无效：应为 1 至 65535 的整数。/],
    [{ flags: { profile: 'test' } }, '{}', /（来自命令行）无效：只能是 demo、production。/],
    [{}, '{"host": ""}', /（来自配置文件）无效：不能为空。/],
    [{ env: { DATABASE_URL: 'x' } }, '{}', /应为以 postgresql:\/\/ 或 postgres:\/\/ 开头的地址。/],
    [{}, '[]', /内容不是一个 JSON 对象/],
  ];
  for (const [given, text, zh] of wrong)
    assert.throws(
      () => loadConfig({ env: {}, ...given, file: file(text) }),
      (error) =>
        error instanceof Fault && zh.test(error.text('zh')) && !/\p{Script=Han}/u.test(error.text('en')),
    );
});

test('two listeners on one port are refused, naming both settings; a database elsewhere takes no port here', () => {
  const load = (env: Record<string, string>) => loadConfig({ env, file: file('{}') });
  const shared = (env: Record<string, string>, key: string, other: string): void =>
    assert.throws(
      () => load(env),
      (error) => error instanceof Fault && error.params['key'] === key && error.params['other'] === other,
    );
  shared({ MINQIAO_PORT: '8443' }, 'certificatePort', 'port');
  shared({ MINQIAO_DATABASE_PORT: '8080' }, 'databasePort', 'port');
  load({ MINQIAO_DATABASE_PORT: '8080', DATABASE_URL: 'postgresql://h/d' });
  load({ MINQIAO_PORT: '8081' });
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
