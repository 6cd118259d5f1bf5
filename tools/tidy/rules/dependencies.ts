import { builtinModules } from 'node:module';
import type { Finding, Project, Rule, SourceFile } from '../project.ts';

type Kind = 'dependencies' | 'devDependencies' | 'optionalDependencies';
const kinds: readonly Kind[] = ['dependencies', 'devDependencies', 'optionalDependencies'];
const builtin = new Set(builtinModules);

/** Each dependency is pinned, explained in docs/dependencies.md, and declared where it is used. */
export const dependencies: Rule = {
  name: 'dependencies',
  scope:
    'package.json, docs/dependencies.md and the packages that code imports; licences are for the reviewer',
  *check(project) {
    const declared = declaredIn(project);
    const explained = explainedIn(project);
    for (const [name, { version, line }] of declared) {
      if (!/^\d/.test(version)) yield at('package.json', line, `Pin ${name} to one exact version.`);
      if (!explained.has(name)) {
        yield at(
          'docs/dependencies.md',
          1,
          `Add a row for ${name}: what for, what else was weighed, licence.`,
        );
      }
    }
    for (const [name, line] of explained) {
      if (!declared.has(name))
        yield at(
          'docs/dependencies.md',
          line,
          `Remove the row of ${name}: package.json has no such dependency.`,
        );
    }
    for (const file of project.code) yield* undeclared(file, declared);
  },
};

function declaredIn(project: Project): Map<string, { kind: Kind; version: string; line: number }> {
  const file = project.file('package.json');
  const lines = file?.text.split('\n') ?? [];
  const parsed = JSON.parse(file?.text ?? '{}') as Partial<Record<Kind, Record<string, string>>>;
  const declared = new Map<string, { kind: Kind; version: string; line: number }>();
  for (const kind of kinds) {
    for (const [name, version] of Object.entries(parsed[kind] ?? {})) {
      declared.set(name, { kind, version, line: lines.findIndex((line) => line.includes(`"${name}":`)) + 1 });
    }
  }
  return declared;
}

function explainedIn(project: Project): Map<string, number> {
  const rows = (project.file('docs/dependencies.md')?.text ?? '').split('\n').entries();
  return new Map(
    [...rows].flatMap(([index, row]) =>
      [...(/^\|([^|]*)\|/.exec(row)?.[1] ?? '').matchAll(/`([^`]+)`/g)].map(
        (name) => [name[1] ?? '', index + 1] as const,
      ),
    ),
  );
}

function* undeclared(file: SourceFile, declared: Map<string, { kind: Kind }>): Iterable<Finding> {
  for (const { specifier, line } of file.imports) {
    if (/^[.#/]|^node:|^virtual:/.test(specifier)) continue;
    if (builtin.has(specifier)) {
      yield at(file.path, line, `Write 'node:${specifier}'.`);
      continue;
    }
    const name = specifier
      .split('/')
      .slice(0, specifier.startsWith('@') ? 2 : 1)
      .join('/');
    const kind = declared.get(name)?.kind;
    const built = file.isTest || file.isPage || !file.path.startsWith('src/');
    if (kind === undefined) yield at(file.path, line, `Declare ${name} in package.json, or do without it.`);
    else if (kind === 'devDependencies' && !built) {
      yield at(file.path, line, `Move ${name} to "dependencies": a running node imports it.`);
    }
  }
}

function at(file: string, line: number, instead: string): Finding {
  return { file, line, rule: 'dependencies', instead };
}
