/** Which test files there are, and in which group each runs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFiles } from '../tidy/project.ts';

export type Group = 'unit' | 'database' | 'processes' | 'pages';
export const groups: readonly Group[] = ['unit', 'database', 'processes', 'pages'];

/** A test that asks for the shared PostgreSQL says so by this import. */
const usesDatabase = /support\/database\.ts|support\/[a-z-]*(node|world|actor)[a-z-]*\.ts/;

/** Every `x.test.ts` below `root`, by group; `only` keeps those whose path contains it. */
export function testFiles(root: string, only?: string): Map<Group, string[]> {
  const found = new Map<Group, string[]>(groups.map((group) => [group, []]));
  for (const { path } of readFiles(root)) {
    if (!path.endsWith('.test.ts') || (only !== undefined && !path.includes(only))) continue;
    found.get(groupOf(path, () => readFileSync(join(root, path), 'utf8')))?.push(path);
  }
  return found;
}

/** The group of a test file, by its folder, or by what it imports. */
export function groupOf(path: string, text: () => string): Group {
  if (path.startsWith('test/processes/')) return 'processes';
  if (path.startsWith('test/pages/')) return 'pages';
  return usesDatabase.test(text()) ? 'database' : 'unit';
}
