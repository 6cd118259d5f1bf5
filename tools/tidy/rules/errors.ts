import type { Project, Rule, SourceFile } from '../project.ts';

/** Each module has one closed list of errors, and each code in it can really occur. */
export const errors: Rule = {
  name: 'errors',
  scope: 'calls of defineFaults in src/; a code counts as used when product code names it as a literal',
  *check(project) {
    for (const file of project.product) {
      if (project.moduleOf(file.path) === 'infrastructure/faults' || file.name === 'errors.ts') continue;
      const { tokens } = file.scan;
      for (const [index, token] of tokens.entries()) {
        if (token.text !== 'defineFaults' || tokens[index + 1]?.text !== '(') continue;
        const instead =
          "Define faults in the module's errors.ts, so that the list is closed and in one place.";
        yield { file: file.path, line: token.line, rule: 'errors', instead };
      }
    }
    const literals = literalsOutsideErrors(project);
    for (const { code } of project.faults) {
      const short = code.slice(code.indexOf('.') + 1);
      if (literals.has(short) || literals.has(code)) continue;
      const instead = `No code raises ${code}: raise it where it applies, or take it out of the list.`;
      yield {
        file: listOf(project, code),
        line: lineOf(project.file(listOf(project, code)), short),
        rule: 'errors',
        instead,
      };
    }
    for (const { code, zh, en } of project.faults) {
      if (zh.trim() !== '' && en.trim() !== '') continue;
      const instead = `Write the message of ${code} in both languages.`;
      yield { file: listOf(project, code), line: 1, rule: 'errors', instead };
    }
  },
};

function literalsOutsideErrors(project: Project): Set<string> {
  const literals = new Set<string>();
  for (const file of project.code) {
    if (file.name === 'errors.ts' || file.isTest || !/^(src|web)\//.test(file.path)) continue;
    for (const token of file.scan.tokens) {
      if (token.kind === 'string' || token.kind === 'template') literals.add(token.text);
      // A code may be the value of a table: `{ expired: 'session-expired' }` or its key `'no-purpose': …`.
    }
  }
  return literals;
}

/** The errors.ts that most likely holds a code: that of the module whose last name is the code's first part. */
function listOf(project: Project, code: string): string {
  const name = code.slice(0, code.indexOf('.'));
  const module = Object.keys(project.architecture.modules).find((each) => each.split('/').at(-1) === name);
  return module === undefined ? 'docs/errors.md' : `src/${module}/errors.ts`;
}

function lineOf(file: SourceFile | undefined, code: string): number {
  const at = file?.scan.tokens.find((token) => token.text === code);
  return at?.line ?? 1;
}
