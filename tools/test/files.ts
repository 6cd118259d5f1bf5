/** Which test files there are, and in which group each runs. */
import { posix } from 'node:path';
import { readFiles, type SourceFile } from '../tidy/project.ts';

export type Group = 'unit' | 'database' | 'processes' | 'pages';
export const groups: readonly Group[] = ['unit', 'database', 'processes', 'pages'];

/** The helper that starts the shared PostgreSQL. */
const database = 'test/support/database.ts';

/** The files of their groups that take longest, longest first (a run names its slowest): begun last, they would run alone. */
export const slowest: readonly string[] = [
  'src/platform/records/matrix.test.ts',
  'src/security/ledger/sequencer.test.ts',
  'src/verifier/database/verify-ledger.test.ts',
  'test/processes/kill.test.ts',
  'test/processes/start-stop.test.ts',
  'test/processes/command-line.test.ts',
];

/** Every `x.test.ts` below `root`, by group, the slowest first; `only` keeps those whose path contains it. */
export function testFiles(root: string, only?: string): Map<Group, string[]> {
  const found = new Map<Group, string[]>(groups.map((group) => [group, []]));
  const files = new Map(readFiles(root).map((file) => [file.path, file]));
  for (const path of slowestFirst([...files.keys()])) {
    if (!path.endsWith('.test.ts') || (only !== undefined && !path.includes(only))) continue;
    found.get(groupOf(path, files))?.push(path);
  }
  return found;
}

function slowestFirst(paths: readonly string[]): string[] {
  const rank = (path: string): number => (slowest.includes(path) ? slowest.indexOf(path) : slowest.length);
  return paths.toSorted((a, b) => rank(a) - rank(b));
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
