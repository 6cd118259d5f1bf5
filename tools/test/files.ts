/** Which test files there are, and in which group each runs. */
import { posix } from 'node:path';
import { readFiles, type SourceFile } from '../tidy/project.ts';

export type Group = 'unit' | 'database' | 'processes' | 'pages';
export const groups: readonly Group[] = ['unit', 'database', 'processes', 'pages'];

/** The helper that starts the shared PostgreSQL. */
const database = 'test/support/database.ts';

/** Every `x.test.ts` below `root`, by group; `only` keeps those whose path contains it. */
export function testFiles(root: string, only?: string): Map<Group, string[]> {
  const found = new Map<Group, string[]>(groups.map((group) => [group, []]));
  const files = new Map(readFiles(root).map((file) => [file.path, file]));
  for (const path of files.keys()) {
    if (!path.endsWith('.test.ts') || (only !== undefined && !path.includes(only))) continue;
    found.get(groupOf(path, files))?.push(path);
  }
  return found;
}

/** The group of a test file: by its folder, or by whether it or a helper it imports asks for the database. */
export function groupOf(path: string, files: ReadonlyMap<string, SourceFile>): Group {
  if (path.startsWith('test/processes/')) return 'processes';
  if (path.startsWith('test/pages/')) return 'pages';
  return reachesDatabase(path, files, new Set()) ? 'database' : 'unit';
}

function reachesDatabase(path: string, files: ReadonlyMap<string, SourceFile>, seen: Set<string>): boolean {
  if (path === database) return true;
  if (seen.has(path)) return false;
  seen.add(path);
  const imports = files.get(path)?.imports.filter(({ specifier }) => specifier.startsWith('.')) ?? [];
  return imports
    .map(({ specifier }) => posix.join(posix.dirname(path), specifier))
    .some((target) => reachesDatabase(target, files, seen));
}
