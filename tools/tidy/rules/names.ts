import type { Rule } from '../project.ts';

const kebab = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/;
const pascal = /^[A-Z][A-Za-z0-9]*(\.test)?\.tsx$/;
/** The documents that every reader looks for by these names. */
const documents = /^[A-Z]+(\.[a-z]{2})?(\.md)?$/;

/** Files are kebab-case, React files PascalCase. */
export const names: Rule = {
  name: 'names',
  scope: 'the last part of every path in src/, web/, tools/, bench/, test/, packs/ and docs/',
  *check(project) {
    for (const file of project.files) {
      if (!/^(src|web|tools|bench|test|packs|docs)\//.test(file.path)) continue;
      const good = file.name.endsWith('.tsx')
        ? pascal.test(file.name)
        : kebab.test(file.name) || documents.test(file.name);
      if (good) continue;
      const instead = file.name.endsWith('.tsx')
        ? 'Name a React file in PascalCase, as its component.'
        : 'Name the file in kebab-case.';
      yield { file: file.path, line: 1, rule: 'names', instead };
    }
  },
};
