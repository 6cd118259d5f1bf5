import type { Rule, SourceFile } from '../project.ts';

/** A module is used only through its index.ts. */
export const oneDoor: Rule = {
  name: 'one-door',
  scope:
    'every import of a module from outside it; web/ may also take pages and their schema.ts (rule pages)',
  *check(project) {
    for (const file of project.code) {
      for (const { specifier, line } of file.imports) {
        const target = project.resolve(file, specifier);
        if (target === undefined) continue;
        const module = project.moduleOf(target);
        if (module === undefined || module === project.moduleOf(file.path)) continue;
        if (target === `src/${module}/index.ts` || besideTheDoor(file, target)) continue;
        const instead = `Import '#${module}/index.ts' and export there what is missing.`;
        yield { file: file.path, line, rule: 'one-door', instead };
      }
    }
  },
};

/** The web entry composes pages; page tests may render one. */
function besideTheDoor(file: SourceFile, target: string): boolean {
  if (file.path.startsWith('web/')) return /\/pages\/|\/schema\.ts$/.test(target);
  return file.path.startsWith('test/pages/') && /\/pages\//.test(target);
}
