import type { Finding, Rule, SourceFile } from '../project.ts';
import type { Token } from '../scan.ts';

const modifiers = new Set('public private protected readonly override'.split(' '));

/** Node strips types and compiles nothing, so syntax that needs compiling fails only when it runs. */
export const syntax: Rule = {
  name: 'syntax',
  scope: 'enum, namespace, parameter properties, decorators and accessor in .ts and .tsx',
  *check(project) {
    for (const file of project.code) {
      if (file.path.endsWith('.mjs')) continue;
      const { tokens } = file.scan;
      for (const [index, token] of tokens.entries()) {
        const instead = offence(
          tokens,
          index,
          file.scan.partner[index + 1] ?? -1,
          file.path.endsWith('.tsx'),
        );
        if (instead !== undefined) yield { file: file.path, line: token.line, rule: 'syntax', instead };
      }
    }
  },
};

function offence(tokens: readonly Token[], index: number, close: number, jsx: boolean): string | undefined {
  const token = tokens[index] as Token;
  const next = tokens[index + 1];
  const after = tokens[index + 2];
  const before = tokens[index - 1]?.text;
  if (token.text === 'enum' && token.kind === 'word' && next?.kind === 'word' && after?.text === '{') {
    return 'Use a union of literals, or a const object, instead of an enum.';
  }
  if (token.text === 'namespace' && token.kind === 'word' && next?.kind === 'word' && after?.text === '{') {
    return 'Use a module instead of a namespace.';
  }
  if (
    token.text === 'accessor' &&
    token.kind === 'word' &&
    next?.kind === 'word' &&
    '=:;'.includes(after?.text ?? '?')
  ) {
    return 'Write a getter and a setter instead of `accessor`.';
  }
  if (token.text === '@' && !jsx && next?.kind === 'word' && tokens[index - 1]?.kind !== 'word') {
    return 'Call a function instead of a decorator.';
  }
  if (token.text !== 'constructor' || next?.text !== '(' || before === '.') return undefined;
  for (let at = index + 2; at < close; at += 1) {
    const starts = tokens[at - 1]?.text === '(' || tokens[at - 1]?.text === ',';
    if (starts && modifiers.has(tokens[at]?.text ?? '') && tokens[at + 1]?.kind === 'word') {
      return 'Declare the field and assign it in the constructor instead of a parameter property.';
    }
  }
  return undefined;
}

/** Names are the same everywhere, so a file exports by name. */
export const defaultExports: Rule = {
  name: 'default-exports',
  scope: 'every code file except *.config.ts, whose tools ask for a default export',
  *check(project) {
    for (const file of project.code) {
      if (/\.config\.(ts|mjs)$/.test(file.path)) continue;
      yield* defaultsIn(file);
    }
  },
};

function* defaultsIn(file: SourceFile): Iterable<Finding> {
  const { tokens } = file.scan;
  for (const [index, token] of tokens.entries()) {
    if (token.text !== 'export' || token.kind !== 'word' || tokens[index + 1]?.text !== 'default') continue;
    const instead = 'Export by name; a lazy page is `import(…).then((m) => ({ default: m.Name }))`.';
    yield { file: file.path, line: token.line, rule: 'default-exports', instead };
  }
}
