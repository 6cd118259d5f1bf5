import { posix } from 'node:path';
import type { Rule } from '../project.ts';

/** A document names only what exists. */
export const links: Rule = {
  name: 'links',
  scope: 'relative links of Markdown files, and the paths in the tables of docs/controls.md',
  *check(project) {
    for (const file of project.files) {
      if (!file.path.endsWith('.md')) continue;
      for (const [index, line] of file.text.split('\n').entries()) {
        const targets = [...line.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)|src="([^"]+)"/g)].map(
          (match) => match[1] ?? match[2] ?? '',
        );
        const paths = targets
          .filter((target) => !/^[a-z]+:/.test(target))
          .map((target) => posix.join(posix.dirname(file.path), target));
        if (file.path === 'docs/controls.md') {
          paths.push(
            ...[...line.matchAll(/`((?:src|test|web|tools)\/[^`\s]+)`/g)].map((match) => match[1] ?? ''),
          );
        }
        for (const path of paths) {
          if (project.has(path.replace(/\/$/, ''))) continue;
          yield {
            file: file.path,
            line: index + 1,
            rule: 'links',
            instead: `Point to what exists: there is no ${path}.`,
          };
        }
      }
    }
  },
};
