import type { Rule } from '../project.ts';

/** index.ts is a door: exports, and nothing behind them. */
export const indexExports: Rule = {
  name: 'index-exports',
  scope: 'src/**/index.ts',
  *check(project) {
    for (const file of project.product) {
      if (file.name !== 'index.ts') continue;
      const { tokens, partner } = file.scan;
      for (let at = 0; at < tokens.length;) {
        const token = tokens[at];
        let next = at + 1;
        if (tokens[next]?.text === 'type') next += 1;
        const names = tokens[next]?.text;
        if (token?.text !== 'export' || (names !== '{' && names !== '*')) {
          const instead =
            'Keep index.ts to `export { … } from` lines: move this into a file of the module and export it.';
          yield { file: file.path, line: token?.line ?? 1, rule: 'index-exports', instead };
          break;
        }
        at = names === '{' ? (partner[next] ?? next) + 1 : next + 1;
        while (at < tokens.length && tokens[at]?.text !== 'export') {
          const text = tokens[at]?.text;
          const partOfExport =
            text === 'from' || text === 'as' || text === ';' || tokens[at]?.kind === 'string';
          if (!partOfExport && tokens[at - 1]?.text !== 'as') break;
          at += 1;
        }
      }
    }
  },
};
