import type { Rule } from '../project.ts';
import { documents } from '../documents.ts';

/** Generated parts of documents are as the code says. */
export const generated: Rule = {
  name: 'generated',
  scope: 'the module table of ARCHITECTURE.md and docs/errors.md',
  *check(project) {
    for (const { path, text } of documents(project)) {
      const present = project.file(path)?.text;
      if (present === text) continue;
      const lines = (present ?? '').split('\n');
      const line = text.split('\n').findIndex((each, index) => each !== lines[index]) + 1;
      const instead = 'Run `npm run docs` and commit what it wrote.';
      yield { file: path, line: Math.max(1, line), rule: 'generated', instead };
    }
  },
};
