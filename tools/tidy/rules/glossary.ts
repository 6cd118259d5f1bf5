import type { Rule } from '../project.ts';

/** Code uses the nouns of GLOSSARY.md. */
export const glossary: Rule = {
  name: 'glossary',
  scope: 'names of modules and of the resources in packs/core; other nouns are for the reviewer',
  *check(project) {
    const text = project.file('GLOSSARY.md')?.text.toLowerCase() ?? '';
    const known = new Set(
      [...text.matchAll(/^\| *([^|]+?) *\|/gm)].flatMap((row) => (row[1] ?? '').split(/\s*[,/]\s*/)),
    );
    for (const { noun, file } of nouns(project)) {
      const name = noun.replaceAll('-', ' ');
      if (known.has(name) || known.has(name.replace(/s$/, '')) || known.has(name.replace(/ies$/, 'y')))
        continue;
      const instead = `Add a row for "${name}" to GLOSSARY.md (English, Chinese, meaning), or use a noun that it has.`;
      yield { file, line: 1, rule: 'glossary', instead };
    }
  },
};

function* nouns(project: Parameters<Rule['check']>[0]): Iterable<{ noun: string; file: string }> {
  for (const name of Object.keys(project.architecture.modules)) {
    yield { noun: name.split('/').at(-1) ?? name, file: 'architecture.ts' };
  }
  for (const { path } of project.files) {
    const resource = /^packs\/core\/resources\/([^/]+)\.yaml$/.exec(path)?.[1];
    if (resource !== undefined) yield { noun: resource, file: path };
  }
}
