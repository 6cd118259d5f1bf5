import type { Project, Rule, SourceFile } from '../project.ts';

/** What a module's door offers says what it does: shapes, units, errors, source. */
export const docstrings: Rule = {
  name: 'docstrings',
  scope: 'functions and classes that index.ts exports by name from a file of the module',
  *check(project) {
    for (const door of project.product) {
      if (door.name !== 'index.ts') continue;
      for (const { name, path } of exported(project, door)) {
        const file = project.file(path);
        const line = file === undefined ? undefined : undocumented(file, name);
        if (line === undefined) continue;
        const instead = `Give ${name} a docstring: what it does, shapes and units, errors.`;
        yield { file: path, line, rule: 'docstrings', instead };
      }
    }
  },
};

function* exported(project: Project, door: SourceFile): Iterable<{ name: string; path: string }> {
  const { tokens, partner } = door.scan;
  for (const [index, token] of tokens.entries()) {
    if (token.text !== 'export' || tokens[index + 1]?.text !== '{') continue;
    const close = partner[index + 1] ?? -1;
    const from = tokens[close + 2];
    const path = from?.kind === 'string' ? project.resolve(door, from.text) : undefined;
    if (path === undefined) continue;
    for (let at = index + 2; at < close; at += 1) {
      const starts = tokens[at - 1]?.text === '{' || tokens[at - 1]?.text === ',';
      if (starts && tokens[at]?.kind === 'word' && tokens[at]?.text !== 'type')
        yield { name: tokens[at]?.text ?? '', path };
    }
  }
}

const opens = new Set(['function', 'class']);
const leads = new Set(['export', 'async', 'abstract']);

/** The line of the declaration of `name`, if it is a function or class and no docstring stands above it. */
function undocumented(file: SourceFile, name: string): number | undefined {
  const { tokens, comments } = file.scan;
  for (const [index, token] of tokens.entries()) {
    const generator = tokens[index - 1]?.text === '*' && tokens[index - 2]?.text === 'function';
    if (token.text !== name || !(generator || opens.has(tokens[index - 1]?.text ?? ''))) continue;
    let start = index - (generator ? 2 : 1);
    while (leads.has(tokens[start - 1]?.text ?? '')) start -= 1;
    const begin = tokens[start]?.start ?? 0;
    const end = start === 0 ? 0 : (tokens[start - 1]?.start ?? 0);
    const documented = comments.some(
      (each) => each.text.startsWith('/**') && each.start >= end && each.start < begin,
    );
    // Overloads: the first declaration carries the words.
    return documented ? undefined : token.line;
  }
  return undefined;
}
