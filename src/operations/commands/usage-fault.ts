import type { CommanderError } from 'commander';
import type { Fault } from '#infrastructure/faults/index.ts';
import { fault } from './errors.ts';

/** Between the English and the Chinese of one text of the command line. */
export const between = ' · ';

/** What commander says of wrong usage, and the same in Chinese. Its texts are fixed with its version. */
const sayings: readonly (readonly [RegExp, string])[] = [
  [/^unknown option '(.*)'$/, '没有选项 $1'],
  [/^unknown command '(.*)'$/, '没有命令 $1'],
  [/^missing required argument '(.*)'$/, '缺少参数 $1'],
  [/^option '(.*)' argument missing$/, '选项 $1 后面缺少值'],
  [/^required option '(.*)' not specified$/, '须写明选项 $1'],
  [
    /^too many arguments(?: for '(.*)')?\. Expected (\d+) arguments? but got (\d+): (.*)$/,
    '参数过多：应为 $2 个，实际 $3 个（$4）',
  ],
  [/^option '(.*)' argument '(.*)' is invalid$/, '选项 $1 的值 $2 无效'],
  [/^command-argument value '(.*)' is invalid for argument '(.*)'$/, '参数 $2 的值 $1 无效'],
  [/^Allowed choices are (.*)$/, '可选 $1'],
  [/^Did you mean (?:one of )?(.*)$/, '是否想写 $1'],
];

/** Wrong usage as an expected error, in both languages. */
export function usageFault(error: CommanderError): Fault {
  const text = error.message.replace(/^error: /, '').trim();
  const parts = text
    .split(/(?<=is invalid|is invalid for argument '[^']*')\. |\n/)
    .map((part) => part.replace(/\.$/, '').replace(/^\((.*)\?\)$/, '$1'));
  const said = parts.map(translate);
  return fault('usage', {
    reason: said.map(([en]) => en).join('; '),
    reasonZh: said.map(([, zh]) => zh).join('；'),
  });
}

/** A text of ours has its Chinese beside it already; what is not known stays as it is. */
function translate(text: string): readonly [string, string] {
  const [en = '', zh] = text.split(between);
  if (zh !== undefined) return [en, zh];
  const saying = sayings.find(([pattern]) => pattern.test(text));
  return [text, saying ? text.replace(...saying) : text];
}
