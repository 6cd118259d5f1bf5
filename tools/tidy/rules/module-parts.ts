import type { Rule } from '../project.ts';

/** Each module of architecture.ts exists and has its door and its page of explanation. */
export const moduleParts: Rule = {
  name: 'module-parts',
  scope: 'the modules that architecture.ts lists, and the names it lets them import',
  *check(project) {
    const { modules } = project.architecture;
    for (const [name, { beside }] of Object.entries(modules)) {
      for (const other of beside) {
        if (modules[other] !== undefined) continue;
        const instead = `${name} may import '${other}', which is no module: correct the name.`;
        yield { file: 'architecture.ts', line: 1, rule: 'module-parts', instead };
      }
      for (const part of ['index.ts', 'README.md']) {
        const path = `src/${name}/${part}`;
        if (project.file(path) !== undefined) continue;
        const instead =
          part === 'index.ts'
            ? `Write ${path}, the only way into the module, or remove its line from architecture.ts.`
            : `Write ${path}: purpose, nouns, promises, tables, "to add one, do this", in about ten lines.`;
        yield { file: 'architecture.ts', line: 1, rule: 'module-parts', instead };
      }
    }
  },
};
