import type { Rule } from '../project.ts';

/** Migrations are numbered and named, without gaps, and leave the transaction to the runner. */
export const migrations: Rule = {
  name: 'migrations',
  scope: 'src/**/migrations/; that the previous release still runs after one is for the reviewer',
  *check(project) {
    const last = new Map<string, number>();
    for (const file of project.files) {
      const match = /^(src\/.+\/migrations)\/([^/]+)$/.exec(file.path);
      if (match === null) continue;
      const [, folder = '', name = ''] = match;
      const number = /^(\d{4})-[a-z0-9]+(-[a-z0-9]+)*\.sql$/.exec(name)?.[1];
      const expected = (last.get(folder) ?? 0) + 1;
      last.set(folder, expected);
      if (number === undefined || Number(number) !== expected) {
        const instead = `Name it ${String(expected).padStart(4, '0')}-what-it-does.sql: numbers count up from 0001 without gaps.`;
        yield { file: file.path, line: 1, rule: 'migrations', instead };
      }
      for (const [index, line] of file.text.split('\n').entries()) {
        if (!/^\s*(begin|commit|rollback)\s*;/i.test(line)) continue;
        const instead = 'Leave the transaction to the runner: each migration is one.';
        yield { file: file.path, line: index + 1, rule: 'migrations', instead };
      }
    }
  },
};
