import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CommanderError } from 'commander';
import { buildProgram } from './program.ts';
import type { NodeVerbs } from './program.ts';
import { usageFault } from './usage-fault.ts';

/** What a wrong command line is answered, in both languages. */
async function said(args: readonly string[]): Promise<{ zh: string; en: string }> {
  const program = buildProgram({} as NodeVerbs);
  try {
    await program.parseAsync(['node', 'minqiao', ...args]);
  } catch (error) {
    assert.ok(error instanceof CommanderError, String(error));
    const fault = usageFault(error);
    return { zh: fault.text('zh'), en: fault.text('en') };
  }
  throw new Error(`${args.join(' ')} is not wrong`);
}

test('wrong usage is told in both languages, with what can be chosen, and nothing of English in the Chinese', async () => {
  const cases: [string[], string][] = [
    [['bogus'], '没有命令 bogus。'],
    [['verfy'], '没有命令 verfy；是否想写 verify。'],
    [['config', '--bogus'], '没有选项 --bogus。'],
    [['config', 'more'], '参数过多：应为 0 个，实际 1 个（more）。'],
    [['start', '--port', 'eighty'], '选项 --port <number> 的值 eighty 无效；应为整数。'],
    [['start', '--port'], '选项 --port <number> 后面缺少值。'],
    [['start', '--profile', 'test'], '选项 --profile <profile> 的值 test 无效；可选 demo, production。'],
    [['standards', 'export', 'none', '--out', 'x'], '参数 kind 的值 none 无效；可选 '],
    [['organisations', 'search'], '缺少参数 text。'],
    [['found'], '须写明选项 --out <folder>。'],
    [
      ['identifier', 'check', '--kind', 'vin', '--at', '2026-02-30'],
      '选项 --at <date> 的值 2026-02-30 无效；应为历法中存在的日期 YYYY-MM-DD。',
    ],
  ];
  for (const [args, words] of cases) {
    const { zh, en } = await said(args);
    assert.ok(zh.startsWith(words), zh);
    assert.doesNotMatch(en, /\p{Script=Han}/u, en);
    assert.doesNotMatch(zh, /\b(unknown|missing|invalid|expected|required|specified|Allowed)\b/, zh);
  }
});

test('planted: what commander would say in a later version stays readable, and untranslated is noticed', () => {
  const later = usageFault(new CommanderError(1, 'commander.new', 'error: something unknown to us'));
  assert.equal(later.text('zh'), 'something unknown to us。');
});
