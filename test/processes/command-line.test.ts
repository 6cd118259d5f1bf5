/** `minqiao <noun> <verb>` from outside: help, exit codes, usage errors, and each verb on a real node. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync,
} from 'node:fs'; // prettier-ignore
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { projectRoot } from '#infrastructure/config/index.ts';
import { nodeFolder, processesOf } from '../support/node-process.ts';
import type { NodeFolder } from '../support/node-process.ts';

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const main = join(projectRoot, 'src', 'node', 'main.ts');
const { DATABASE_URL: _database, NODE_TEST_CONTEXT: _test, ...outer } = process.env;
const environment = { ...outer, NODE_COMPILE_CACHE: join(projectRoot, '.cache', 'compile') };
const maxBuffer = 64 * 1024 * 1024;

function minqiao(
  args: readonly string[],
  more: { input?: string | Buffer; env?: Record<string, string> } = {},
): Run {
  const result = spawnSync(process.execPath, [main, ...args], {
    cwd: projectRoot,
    env: { ...environment, ...more.env },
    input: more.input ?? '',
    maxBuffer,
  });
  const run = { code: result.status, out: result.stdout.toString(), err: result.stderr.toString() };
  assert.doesNotMatch(run.out + run.err, /\n {4}at /, `a stack for ${args.join(' ')}`);
  return run;
}

/** What help says of each argument, option and command, its lines joined. */
function helpEntries(help: string): string[] {
  const entries: string[] = [];
  let inside = false;
  for (const line of help.split('\n')) {
    if (/^\S/.test(line) || line === '') inside = /^(Arguments|Options|Commands)\b/.test(line);
    else if (inside && /^ {2}\S/.test(line)) entries.push(line.trim());
    else if (inside) entries.push(`${entries.pop() ?? ''} ${line.trim()}`);
  }
  return entries;
}

let scratch: string;
before(() => {
  scratch = mkdtempSync(join(tmpdir(), 'minqiao-cli-'));
});
after(() => rmSync(scratch, { recursive: true, force: true }));

describe('help and usage', () => {
  const verbs = [
    ['start'],
    ['config'],
    ['migrate'],
    ['demo'],
    ['demo', 'load'],
    ['demo', 'unload'],
    ['identifier', 'check'],
    ['standards', 'check'],
    ['standards', 'resources'],
    ['standards', 'export'],
    ['standards', 'import'],
    ['pack', 'build'],
    ['pack', 'key'],
    ['pack', 'sign'],
    ['pack', 'verify'],
    ['pack', 'diff'],
    ['pack', 'export'],
    ['pack', 'import'],
    ['pack', 'take'],
    ['organisations'],
    ['organisations', 'import'],
    ['organisations', 'search'],
    ['organisations', 'generate'],
    ['ledger'],
    ['ledger', 'checkpoint'],
    ['ledger', 'key'],
    ['ledger', 'export'],
    ['verify'],
  ];
  test('--help names every verb, and each verb has its own help with a sentence', () => {
    const all = minqiao(['--help']);
    assert.equal(all.code, 0);
    for (const [first] of verbs) assert.match(all.out, new RegExp(`^ {2}${first}\\b`, 'm'));
    for (const verb of verbs) {
      const { code, out } = minqiao([...verb, '--help']);
      assert.equal(code, 0);
      assert.match(out, new RegExp(`^Usage · 用法: minqiao ${verb.join(' ')}`), out);
      for (const entry of helpEntries(out))
        assert.match(entry, /\p{Script=Han}/u, `${verb.join(' ')}: ${entry}`);
      assert.match(out.split('\n').slice(2).join('\n'), /^\S.{15,}/, `${verb.join(' ')} says what it does`);
    }
  });

  test('planted: an option that says what it does in English alone is noticed', () => {
    const entries = helpEntries(
      'Options:\n  --port <number>  port of pages\n                   and API\n  --json  as JSON · 以 JSON 输出\n',
    );
    assert.deepEqual(
      entries.filter((entry) => !/\p{Script=Han}/u.test(entry)),
      ['--port <number>  port of pages and API'],
    );
  });

  test('wrong usage is explained in the language asked for first', () => {
    assert.match(
      minqiao(['--lang', 'zh', 'bogus']).err,
      /^minqiao: 没有命令 bogus。 · unknown command 'bogus'\./,
    );
    assert.match(minqiao(['bogus']).err, /^minqiao: unknown command 'bogus'\. · 没有命令 bogus。/);
  });

  test('--version is that of the package', () => {
    const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
      version: string;
    };
    assert.deepEqual(minqiao(['--version']), { code: 0, out: `${version}\n`, err: '' });
  });

  test('what is not a verb, an option, a choice or a number is a usage error: exit code 2', () => {
    const wrong = [
      ['bogus'],
      ['ledger', 'bogus'],
      ['config', '--bogus'],
      ['start', '--port', 'eighty'],
      ['start', '--profile', 'test'],
      ['identifier', 'check'],
      ['identifier', 'check', '--kind', 'nope'],
      ['identifier', 'check', '--kind', 'vin', '--at', '2026-02-30'],
      ['identifier', 'check', '--kind', 'vin', '--at', 'yesterday'],
      ['organisations', 'generate', '--rows', '3000000'],
      ['verify', '--key', 'some'],
      ['--lang', 'fr', 'config'],
    ];
    for (const args of wrong) {
      const { code, out, err } = minqiao(args);
      assert.equal(code, 2, `${args.join(' ')}: ${err}`);
      assert.equal(out, '');
      assert.ok(err.length > 10);
    }
  });
});

describe('config', () => {
  test('an unknown or wrong variable is refused with its name: exit code 2', () => {
    const unknown = minqiao(['config'], { env: { MINQIAO_X: '1' } });
    assert.equal(unknown.code, 2);
    assert.match(unknown.err, /MINQIAO_X.*· .*MINQIAO_X/);
    const wrong = minqiao(['--lang', 'zh', 'config'], { env: { MINQIAO_PORT: '99999' } });
    assert.equal(wrong.code, 2);
    assert.match(wrong.err, /^minqiao: 配置项 port（来自环境变量 MINQIAO_PORT）无效/);
  });

  test('--json is typed, and secrets are hidden', () => {
    const { code, out } = minqiao(['config', '--json'], { env: { DATABASE_URL: 'postgres://u:geheim@h/d' } });
    assert.equal(code, 0);
    const config = JSON.parse(out) as Record<string, unknown>;
    assert.equal(config['port'], 8080);
    assert.equal(config['publicUrl'], null);
    assert.equal(config['databaseUrl'], '(set)');
    assert.doesNotMatch(out, /geheim/);
  });

  test('an address that is none is refused without repeating it', () => {
    const { code, err } = minqiao(['config'], { env: { DATABASE_URL: 'geheim@host' } });
    assert.equal(code, 2);
    assert.doesNotMatch(err, /geheim/);
  });
});

describe('identifier check', () => {
  const check = ['identifier', 'check', '--kind', 'citizen_id'];

  test('one line in, one line out: value, status, canonical, grade, message, in this order', () => {
    const { code, out } = minqiao([...check, '--profile', 'demo', '--at', '2026-11-23'], {
      input: '690101199001010018\n 110101199003070134\r\n\n',
    });
    assert.equal(code, 0);
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.equal(lines.length, 3);
    for (const line of lines)
      assert.deepEqual(Object.keys(line), ['value', 'status', 'canonical', 'grade', 'message']);
    assert.equal(lines[0]?.['status'], 'ok');
    assert.equal(lines[1]?.['value'], ' 110101199003070134\r');
    assert.equal(lines[1]?.['status'], 'error');
    assert.equal(lines[2]?.['value'], '');
  });

  test('the fictional province is admitted by profile demo alone', () => {
    const status = (profile: string): string =>
      (
        JSON.parse(minqiao([...check, '--profile', profile], { input: '690101199001010018' }).out) as {
          status: string;
        }
      ).status;
    assert.deepEqual([status('demo'), status('production')], ['ok', 'error']);
  });

  test('the reference date decides: somebody born tomorrow is an error, the day after not', () => {
    const on = (at: string): string =>
      minqiao([...check, '--profile', 'demo', '--at', at], { input: '690101199001010018' }).out;
    assert.match(on('1989-12-31'), /"status":"error"/);
    assert.match(on('1990-01-01'), /"status":"ok"/);
  });

  test('any bytes at all give one line each, and exit code 0', () => {
    const bytes = Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 7919) % 251));
    const { code, out } = minqiao(check, { input: bytes });
    assert.equal(code, 0);
    const ends = bytes.filter((byte) => byte === 10).length + (bytes.at(-1) === 10 ? 0 : 1);
    assert.equal(out.trimEnd().split('\n').length, ends);
  });

  test('a reader that closes early ends it quietly', async () => {
    const child = spawn(process.execPath, [main, ...check], { cwd: projectRoot, env: environment });
    let err = '';
    child.stderr.on('data', (chunk: Buffer) => (err += chunk));
    child.stdout.once('data', () => child.stdout.destroy());
    child.stdin.on('error', () => undefined); // it ends while we still write
    child.stdin.end('690101199001010018\n'.repeat(400_000));
    const code = await new Promise((resolve) => child.once('exit', resolve));
    assert.deepEqual({ code, err }, { code: 0, err: '' });
  });
});

describe('standards check', () => {
  test('the packs of the product are sound', () => {
    const { code, out } = minqiao(['standards', 'check']);
    assert.equal(code, 0);
    assert.match(out, /sound/);
  });

  test('a broken pack is named with file and line: exit code 1', () => {
    const pack = join(scratch, 'core');
    cpSync(join(projectRoot, 'packs', 'core'), pack, { recursive: true });
    const file = join(pack, 'resources', 'vehicle.yaml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace(/element: vin\b/, 'element: vinn'));
    const line = text.split('\n').findIndex((one) => /element: vin\b/.test(one)) + 1;
    const { code, out } = minqiao(['standards', 'check', pack]);
    assert.equal(code, 1);
    assert.match(
      out,
      new RegExp(`^error core/resources/vehicle\\.yaml:${line}:\\d+ \\[unknown-element\\]`, 'm'),
    );
    const machine = minqiao(['standards', 'check', '--json', pack]);
    assert.equal(machine.code, 1);
    const review = JSON.parse(machine.out) as { errors: number; findings: { line: number; code: string }[] };
    assert.equal(review.errors, 1);
    assert.deepEqual([review.findings[0]?.code, review.findings[0]?.line], ['unknown-element', line]);
  });

  test('what cannot be read is wrong usage: exit code 2; Chinese when asked for', () => {
    assert.equal(minqiao(['standards', 'check', join(scratch, 'nowhere')]).code, 2);
    const { code, out } = minqiao(['--lang', 'zh', 'standards', 'check']);
    assert.equal(code, 0);
    assert.match(out, /数据元 \d+，代码集 \d+，资源 \d+：合格（错误 0，/);
  });
});

describe('standards export and import', () => {
  test('what is exported as Excel and CSV is imported; a mistake is named by row and column and writes nothing', () => {
    const at = (name: string) => join(scratch, 'interchange', name);
    mkdirSync(at('own'), { recursive: true });
    writeFileSync(join(at('own'), 'pack.yaml'), 'name: own\nversion: 1.0.0\ntitle: { zh: 本地, en: Own }\n');
    for (const [kind, file] of [
      ['elements', 'e.xlsx'],
      ['codes', 'c.csv'],
      ['catalogue', 'd.json'],
    ] as const)
      assert.equal(minqiao(['standards', 'export', kind, '--out', at(file)]).code, 0);
    assert.ok(readFileSync(at('d.json'), 'utf8').includes('"dcat:Catalog"'));
    const into = ['--into', at('own'), '--beside', join(projectRoot, 'packs', 'regulations')];
    const codes = minqiao(['standards', 'import', 'codes', at('c.csv'), ...into, '--apply']);
    assert.equal(codes.code, 0, codes.out + codes.err);
    assert.ok(readdirSync(join(at('own'), 'code-lists')).includes('sex.yaml'));
    cpSync(join(projectRoot, 'packs', 'core', 'number-rules.yaml'), join(at('own'), 'number-rules.yaml'));
    const elements = minqiao(['standards', 'import', 'elements', at('e.xlsx'), ...into, '--apply']);
    assert.equal(elements.code, 0, elements.out + elements.err);
    const broken = readFileSync(at('c.csv'), 'utf8')
      .replace(/sex/g, 'other')
      .replace('2020-01-01', '2020-02-30');
    writeFileSync(at('broken.csv'), broken.split('\n').slice(0, 3).join('\n'));
    const refused = minqiao(['standards', 'import', 'codes', at('broken.csv'), ...into, '--apply']);
    assert.equal(refused.code, 1);
    assert.match(refused.out, /^error broken\.csv [A-Z]2 \[bad-date\]/m);
  });
});

describe('pack', () => {
  const at = (name: string) => join(scratch, 'bundles', name);
  const issuer = ['--issuer', 'packs.example/ministry'];

  test('a bundle is built, signed, verified, shown and taken; what is altered or not newer is refused', () => {
    mkdirSync(at('packs'), { recursive: true });
    cpSync(join(projectRoot, 'packs', 'regulations'), at('source'), { recursive: true });
    const key = minqiao(['pack', 'key', at('key.pem'), ...issuer]).out.trim();
    assert.equal(statSync(at('key.pem')).mode & 0o777, 0o600);
    assert.equal(minqiao(['pack', 'build', at('source'), ...issuer, '--out', at('one.json')]).code, 0);
    assert.equal(minqiao(['pack', 'verify', at('one.json'), '--key', key]).code, 1, 'unsigned');
    assert.equal(minqiao(['pack', 'sign', at('one.json'), '--key', at('key.pem')]).out.trim(), key);
    const take = (file: string, more: readonly string[] = []) =>
      minqiao(['pack', 'import', at(file), '--into', at('packs'), '--key', key, ...more]);

    const shown = take('one.json');
    assert.deepEqual([shown.code, readdirSync(at('packs'))], [0, []], 'shown only');
    assert.equal(take('one.json', ['--apply']).code, 0);
    const taken = readFileSync(join(at('packs'), 'regulations', 'regulations.yaml'), 'utf8');
    assert.equal(taken, readFileSync(join(at('source'), 'regulations.yaml'), 'utf8'));
    assert.match(take('one.json', ['--apply']).out, /\[not-newer\]/);

    const header = join(at('source'), 'pack.yaml');
    writeFileSync(header, readFileSync(header, 'utf8').replace('1.0.0', '1.1.0'));
    const build = [
      'pack',
      'build',
      at('source'),
      ...issuer,
      '--previous',
      at('one.json'),
      '--out',
      at('two.json'),
    ];
    assert.equal(minqiao(build).code, 0);
    assert.equal(minqiao(['pack', 'sign', at('two.json'), '--key', at('key.pem')]).code, 0);
    const text = readFileSync(at('two.json'), 'utf8');
    writeFileSync(at('altered.json'), text.replace('"1.1.0"', '"1.2.0"'));
    assert.equal(take('altered.json', ['--apply']).code, 1);
    writeFileSync(join(at('packs'), 'regulations', 'regulations.yaml'), `${taken}#`);
    assert.match(take('two.json', ['--apply']).out, /regulations\/regulations\.yaml \[altered-taken\]/);
    writeFileSync(join(at('packs'), 'regulations', 'regulations.yaml'), taken);
    assert.match(readFileSync(join(at('packs'), 'regulations', 'pack.yaml'), 'utf8'), /1\.0\.0/, 'as it was');
    assert.equal(take('two.json', ['--apply']).code, 0);
    assert.match(readFileSync(join(at('packs'), 'regulations', 'pack.yaml'), 'utf8'), /1\.1\.0/);
  });
});

describe('verbs on a node', () => {
  let folder: NodeFolder;
  let place: string[];
  before(async () => {
    folder = await nodeFolder();
    place = ['--data-folder', folder.dataFolder, '--database-port', String(folder.databasePort)];
  });
  after(() => folder.remove());

  test('where there is no node yet, verify and ledger say so: exit code 3', () => {
    for (const verb of [['verify'], ['ledger', 'checkpoint'], ['ledger', 'key'], ['ledger', 'export']]) {
      const { code, err } = minqiao([...verb, ...place]);
      assert.equal(code, 3, err);
      assert.match(err, /no node in the folder/);
    }
  });

  test('migrate makes the database, again changes nothing, and leaves no server running', () => {
    const first = minqiao(['migrate', ...place]);
    assert.equal(first.code, 0, first.err);
    assert.match(first.out, /migrations: \d+/);
    const second = minqiao(['migrate', ...place]);
    assert.equal(second.code, 0, second.err);
    assert.doesNotMatch(second.out, /migrations/);
    assert.deepEqual(processesOf(folder.dataFolder), []);
  });

  test('organisations are generated, brought from a file with each refused row named, and found by pinyin initials', () => {
    const generated = minqiao(['organisations', 'generate', '--rows', '40']);
    assert.equal(generated.out.trimEnd().split('\n').length, 41, generated.err);
    const file = join(scratch, 'codes.csv');
    writeFileSync(file, `${generated.out}690199,690000000000,短码局,Short,短,10,3,command,,\n`);
    const refused = minqiao(['--lang', 'zh', 'organisations', 'import', file, ...place]);
    assert.equal(refused.code, 1, refused.err);
    assert.match(refused.out, /^ {2}42 机构代码 “690199”: 机构代码不正确/m);
    assert.match(refused.out, /^checked: rows 41, refused 1, unchanged 0, established 40/m);
    const done = minqiao(['organisations', 'import', file, '--skip-refused', '--json', ...place]);
    assert.equal(done.code, 0, done.err);
    assert.equal((JSON.parse(done.out) as { state: string }).state, 'applied');
    const found = minqiao(['organisations', 'search', 'lyfj', '--limit', '1', ...place]);
    assert.match(found.out, /^6902010{6} {2}Sample City 2 Public Security Bureau, Branch 1$/m);
    assert.equal(minqiao(['organisations', 'search', 'qqqq', ...place]).code, 1);
  });

  test('ledger and verify work while the node runs and while it does not, and find what was tampered with', async () => {
    const node = folder.start({ flags: ['--processes', '2'] });
    await node.ready();
    const larger = minqiao(['demo', 'load', '--people', '2000', ...place]);
    assert.equal(larger.code, 1);
    assert.match(larger.err, /1000 people.*is loaded already.*\[demo\.already-loaded\]/s);
    assert.match(minqiao(['demo', 'load', '--people', '1000', ...place]).out, /1,000 people are loaded/);
    const note = minqiao(['ledger', 'checkpoint', ...place]);
    assert.match(note.out, /^minqiao\.demo\/690100000000\n\d+\n/, note.err);
    assert.equal(minqiao(['verify', ...place]).code, 0);
    assert.equal(node.child.exitCode, null, 'the node runs on');
    node.child.kill('SIGTERM');
    await node.ended();

    const key = minqiao(['ledger', 'key', ...place]).out.trim();
    assert.match(key, /^minqiao\.demo\/690100000000\+[0-9a-f]{8}\+/);
    const exported = minqiao(['ledger', 'export', ...place]);
    assert.equal(exported.code, 0, exported.err);
    assert.deepEqual(processesOf(folder.dataFolder), []);
    exportsAreJudged(exported.out, key);
  });

  /** Without the node: by the key alone. */
  function exportsAreJudged(text: string, key: string): void {
    const file = join(scratch, 'ledger.jsonl');
    writeFileSync(file, text);
    const sound = minqiao(['verify', file, '--key', key, '--json']);
    assert.equal(sound.code, 0, sound.out);
    assert.equal((JSON.parse(sound.out) as { ok: boolean }).ok, true);
    const tampered = [
      text.replace('"outcome":"permitted"', '"outcome":"refused"'),
      text.split('\n').toSpliced(2, 1).join('\n'),
      text.split('\n').slice(0, -2).join('\n'),
      'not an export\n',
      '',
    ];
    for (const [index, other] of tampered.entries()) {
      assert.notEqual(other, text);
      writeFileSync(file, other);
      const found = minqiao(['verify', file, '--key', key, '--json']);
      assert.equal(found.code, 1, `tampering ${index} was not found: ${found.out} ${found.err}`);
      assert.ok((JSON.parse(found.out) as { findings: unknown[] }).findings.length > 0);
    }
    writeFileSync(file, text);
    assert.equal(minqiao(['verify', file, '--key', `${key.slice(0, -2)}AA`]).code, 1, 'another key');
  }

  test('a file that cannot be read is named: exit code 2', () => {
    const { code, err } = minqiao(['verify', join(scratch, 'missing'), '--key', 'x']);
    assert.equal(code, 2);
    assert.match(err, /missing cannot be read \(ENOENT\)/);
    assert.equal(minqiao(['verify', scratch, '--key', 'x']).code, 2);
  });
});
