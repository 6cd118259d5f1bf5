import type { Rule, SourceFile } from '../project.ts';

const kebab = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/;
const pascal = /^[A-Z][A-Za-z0-9]*(\.test)?\.tsx$/;
/** The documents that every reader looks for by these names. */
const documents = /^[A-Z]+(\.[a-z]{2})?(\.md)?$/;

/** Files are kebab-case; a React file carries the name of its component. */
export const names: Rule = {
  name: 'names',
  scope:
    'the last part of every path in src/, web/, tools/, bench/, test/, packs/ and docs/; a React file is a .tsx that exports a component',
  *check(project) {
    for (const file of project.files) {
      if (!/^(src|web|tools|bench|test|packs|docs)\//.test(file.path)) continue;
      if (kebab.test(file.name) || documents.test(file.name) || pascal.test(file.name)) {
        if (!file.name.endsWith('.tsx') || pascal.test(file.name) || !exportsComponent(file)) continue;
      }
      const instead = file.name.endsWith('.tsx')
        ? 'Name a React file in PascalCase, as the component that it exports.'
        : 'Name the file in kebab-case.';
      yield { file: file.path, line: 1, rule: 'names', instead };
    }
  },
};

function exportsComponent({ scan: { tokens } }: SourceFile): boolean {
  return tokens.some(
    ({ text }, index) =>
      text === 'export' &&
      ['function', 'const', 'class'].includes(tokens[index + 1]?.text ?? '') &&
      /^[A-Z][a-z]/.test(tokens[index + 2]?.text ?? ''),
  );
}
