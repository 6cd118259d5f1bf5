import type { Rule } from '../project.ts';

/** A check that saw nothing found nothing: it fails when it saw too little. */
export const floor: Rule = {
  name: 'floor',
  scope: 'how many code files there are, and that each module has code besides its door',
  *check(project) {
    const seen = project.code.length;
    if (seen < project.floor) {
      const instead = `Tidy saw ${seen} code files and expects at least ${project.floor}: find out why it sees so few, or lower the floor in tools/tidy.ts on purpose.`;
      yield { file: 'tools/tidy.ts', line: 1, rule: 'floor', instead };
    }
    for (const name of Object.keys(project.architecture.modules)) {
      const some = project.product.some(
        (file) => project.moduleOf(file.path) === name && file.name !== 'index.ts',
      );
      if (some) continue;
      const instead = `Tidy saw no code in ${name}: write it, or remove its line from architecture.ts.`;
      yield { file: 'architecture.ts', line: 1, rule: 'floor', instead };
    }
  },
};
