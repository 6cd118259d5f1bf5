import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import fc from 'fast-check';
import { countHere, metrics, renderMetrics } from './index.ts';

/** What a process of its own logs: its standard output, line by line. */
function logged(program: string): Record<string, unknown>[] {
  const module = new URL('./index.ts', import.meta.url).href;
  const code = `const { createLogger } = await import(${JSON.stringify(module)});
    const log = createLogger({ logLevel: 'info' }); ${program}`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' });
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('hostile text cannot forge, split or hide a line', () => {
  const hostile = fc.sample(fc.string({ unit: 'binary' }), 50);
  const planted = [
    '\n{"level":60,"msg":"forged"}',
    '\r\n',
    '\u2028\u2029',
    '\u0000\u001b[2K',
    '","level":60,"x":"',
    ...hostile,
  ];
  const lines = logged(
    `for (const text of ${JSON.stringify(planted)}) { log.info({ text, [text]: 1 }, text); }`,
  );
  assert.equal(lines.length, planted.length);
  lines.forEach((line, index) => {
    assert.equal(line['msg'], planted[index]);
    assert.equal(line['text'], planted[index]);
    assert.equal(line['level'], 30);
  });
});

test('secrets and records’ values are cut wherever they stand', () => {
  const text = JSON.stringify(
    logged(`
    log.info({ req: { headers: { cookie: 'geheim', authorization: 'geheim' } } }, 'request');
    log.info({ body: { pin: 'geheim', password: 'geheim', by: { citizenNumber: 'geheim' }, values: { name: 'geheim' } } }, 'x');
    log.info({ pin: 'geheim', password: 'geheim', by: 'geheim', values: 'geheim' }, 'top');`),
  );
  assert.doesNotMatch(text, /geheim/);
  assert.match(text, /\[cut\]/);
});

test('an error of the database is logged without the values that it quotes; others with their causes', () => {
  const [line] = logged(`
    const database = Object.assign(new Error('Key (citizen_number)=(geheim) already exists'), {
      code: '23505', severity: 'ERROR', detail: 'geheim', where: 'geheim', constraint: 'person_key' });
    log.error({ err: new Error('outside', { cause: database }) }, 'failed');`);
  assert.doesNotMatch(JSON.stringify(line), /geheim/);
  const { err } = line as {
    err: { message: string; stack: string; cause: { message: string; code: string } };
  };
  assert.equal(err.message, 'outside');
  assert.match(err.stack, /^ {4}at /);
  assert.deepEqual([err.cause.message, err.cause.code], ['PostgreSQL 23505 person_key', '23505']);
});

test('what several processes count is one: counters are added, of what each sees the largest stands', async () => {
  metrics.alarms.inc({ kind: 'added' });
  metrics.checkpointAge.set(7);
  const counts = await countHere();
  const together = (await renderMetrics([counts, counts, counts])).body;
  assert.match(together, /^minqiao_alarms_total\{kind="added"\} 3$/m);
  assert.match(together, /^minqiao_ledger_checkpoint_age_seconds 7$/m);
  // Planted: whoever asks one process alone is told a third.
  assert.match((await renderMetrics([counts])).body, /^minqiao_alarms_total\{kind="added"\} 1$/m);
});

test('metrics are Prometheus text, with closed labels', async () => {
  metrics.alarms.inc({ kind: 'example' });
  const { contentType, body } = await renderMetrics();
  assert.match(contentType, /text\/plain/);
  assert.match(body, /^minqiao_alarms_total\{kind="example"\} 1$/m);
  assert.match(body, /^# HELP minqiao_ledger_checkpoint_age_seconds /m);
  assert.throws(() => metrics.alarms.inc({ other: 'label' } as never));
});
