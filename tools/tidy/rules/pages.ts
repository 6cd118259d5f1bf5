import { posix } from 'node:path';
import type { Project, Rule, SourceFile } from '../project.ts';

/** Pages run in a stranger's browser: they share with the server only what is safe and pure. */
export const pages: Rule = {
  name: 'pages',
  scope:
    'web/ and src/**/pages/ and pages-citizen/, except tests, *.config.ts (run at build time) and web/build-info.ts (tells the server what the build left)',
  *check(project) {
    for (const file of project.code) {
      if (
        file.isTest ||
        /\.config\.ts$|^web\/build-info\.ts$/.test(file.path) ||
        !(file.isPage || file.path.startsWith('web/'))
      )
        continue;
      for (const { specifier, line } of file.imports) {
        const target = project.resolve(file, specifier);
        const node = specifier.startsWith('node:');
        if (!node && (target === undefined || mayImport(project, file, target))) continue;
        const what = node ? specifier : (target ?? specifier);
        const instead = `A page may not import ${what}: use standards/, verifier/, web/, packs/ or its own feature's schema.ts, and ask the server for the rest.`;
        yield { file: file.path, line, rule: 'pages', instead };
      }
    }
  },
};

function mayImport(project: Project, file: SourceFile, target: string): boolean {
  if (/^(web|packs)\//.test(target)) return true;
  const module = project.moduleOf(target);
  if (module !== undefined && /^(standards\/|verifier$)/.test(module)) return true;
  if (file.path.startsWith('web/')) return /^src\/.*(\/pages(-citizen)?\/|\/schema\.ts$)/.test(target);
  const [pages = ''] = /^src\/.*?\/pages(-citizen)?\//.exec(file.path) ?? [];
  const feature = pages.replace(/\/pages(-citizen)?\/$/, '');
  return (
    target.startsWith(pages) ||
    (posix.dirname(target) + '/schema.ts' === `${feature}/schema.ts` && target.endsWith('/schema.ts'))
  );
}
