import type { Rule } from '../project.ts';

/** Speed is a ratio to something bare that runs beside it. */
export const benches: Rule = {
  name: 'benches',
  scope: 'bench/*.ts except run.ts: each exports `bench` and has a twin of the same name in bench/bare/',
  *check(project) {
    for (const file of project.code) {
      const name = /^bench\/([^/]+)\.ts$/.exec(file.path)?.[1];
      if (name === undefined || name === 'run' || name.endsWith('.test')) continue;
      if (project.file(`bench/bare/${name}.ts`) === undefined) {
        const instead = `Write bench/bare/${name}.ts, the same work without the product, to run beside it.`;
        yield { file: file.path, line: 1, rule: 'benches', instead };
      }
      if (!/export const bench\b/.test(file.text)) {
        yield {
          file: file.path,
          line: 1,
          rule: 'benches',
          instead: 'Export `bench`, as bench/README.md describes.',
        };
      }
    }
  },
};
