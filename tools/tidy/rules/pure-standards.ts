import type { Rule, SourceFile } from '../project.ts';
import { callsOf } from './shapes.ts';

/** Standards are pure: the same answer for the same input, on a server and in a browser. */
export const pureStandards: Rule = {
  name: 'pure-standards',
  scope: 'src/standards/ except tests; what a package does inside is not seen',
  *check(project) {
    for (const file of project.product) {
      if (!file.path.startsWith('src/standards/')) continue;
      for (const { line, what, instead } of impurities(file)) {
        yield {
          file: file.path,
          line,
          rule: 'pure-standards',
          instead: `No ${what} in standards: ${instead}`,
        };
      }
    }
  },
};

const globals: Record<string, string> = {
  process: 'take what you need as an argument.',
  Buffer: 'use Uint8Array, which browsers have too.',
  fetch: 'let the caller bring the data.',
  __dirname: 'let the caller bring the data.',
};

function* impurities(file: SourceFile): Iterable<{ line: number; what: string; instead: string }> {
  for (const { specifier, line } of file.imports) {
    if (specifier.startsWith('node:'))
      yield { line, what: specifier, instead: 'take bytes or functions as arguments.' };
  }
  for (const call of callsOf(file.scan)) {
    if (call.readsClock)
      yield { line: call.line, what: call.name, instead: 'take the reference time as an argument.' };
    if (call.name === 'Math.random' || call.name === 'crypto.getRandomValues') {
      yield { line: call.line, what: call.name, instead: 'take a seeded generator as an argument.' };
    }
  }
  const { tokens } = file.scan;
  for (const [index, token] of tokens.entries()) {
    const instead =
      token.kind === 'word' && Object.hasOwn(globals, token.text) ? globals[token.text] : undefined;
    const before = tokens[index - 1]?.text;
    const after = tokens[index + 1]?.text;
    if (instead === undefined || before === '.' || before === '?.' || after === ':') continue;
    if (token.text !== 'fetch' || after === '(') yield { line: token.line, what: token.text, instead };
  }
}
