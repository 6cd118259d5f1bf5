import type { Finding, Project, Rule, SourceFile } from '../project.ts';

/** What the server may know of the pages: where the build left them. */
const doorOfWeb = 'web/build-info.ts';

/** Levels that may use the verifier. The writer of the ledger may not: the two share nothing but standards. */
const mayVerify = new Set(['applications', 'operations', 'node']);

/** Imports in `src/` go downward, or to a same-level module that architecture.ts names. */
export const imports: Rule = {
  name: 'imports',
  scope:
    'every import in src/; a test may use any module through its door, for it needs a world around what it tests. Packages and pages have rules of their own',
  *check(project) {
    for (const file of project.code) {
      if (!file.path.startsWith('src/')) continue;
      const module = project.moduleOf(file.path);
      if (module === undefined) {
        yield found(file, 1, 'Move the file into a module, or give its folder a line in architecture.ts.');
        continue;
      }
      for (const { specifier, line } of file.imports) {
        const target = project.resolve(file, specifier);
        if (target === undefined) continue;
        const instead = refuse(project, file, module, target);
        if (instead !== undefined) yield found(file, line, instead);
      }
    }
  },
};

function refuse(project: Project, file: SourceFile, module: string, target: string): string | undefined {
  if (!target.startsWith('src/')) return refuseOutside(file, target);
  const other = project.moduleOf(target);
  if (other === undefined) return `No module holds ${target}: import a module that architecture.ts lists.`;
  if (other === module || file.isTest) return undefined;
  const { levels, modules } = project.architecture;
  const mine = modules[module];
  const theirs = modules[other];
  if (mine === undefined || theirs === undefined) return undefined;
  if (mine.beside.includes(other)) return undefined;
  if (theirs.level === 'verifier') {
    return mayVerify.has(mine.level)
      ? undefined
      : `${module} may not use the verifier: the writer and the checker of the ledger share only standards/.`;
  }
  if (mine.level === theirs.level || mine.level === 'verifier') {
    return `Add '${other}' to what ${module} may import in architecture.ts (a visible change), or ask for it through a port that ${other} registers.`;
  }
  if (levels.indexOf(theirs.level) < levels.indexOf(mine.level)) return undefined;
  return `${mine.level} may not import ${theirs.level}: let ${other} register itself with ${module}, or move what both need downward.`;
}

function refuseOutside(file: SourceFile, target: string): string | undefined {
  if (target.startsWith('test/') && file.isTest) return undefined;
  if (target.startsWith('web/') && (file.isPage || target === doorOfWeb)) return undefined;
  if (target === 'package.json' || target === 'architecture.ts') return undefined;
  return `The product stands without ${target}: move what it needs into a module of src/.`;
}

function found(file: SourceFile, line: number, instead: string): Finding {
  return { file: file.path, line, rule: 'imports', instead };
}
