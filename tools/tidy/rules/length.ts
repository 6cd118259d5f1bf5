import { functionsOf } from '../read.ts';
import type { Rule } from '../project.ts';

/** A function fits on a screen. */
export const maxFunctionLines = 70;
/** A file is read in one sitting. */
export const maxFileLines = 400;
/** A test file may hold more cases; each case is a function with the limit of any other. */
export const maxTestFileLines = 600;
/** Above this a file is a data set: it belongs to a pack or is generated, and is not committed by accident. */
export const maxFileBytes = 3 * 1024 * 1024;

/** Callbacks that only group cases; the limit holds for the cases inside. */
const groups = new Set(['describe', 'suite']);

export const length: Rule = {
  name: 'length',
  scope:
    'functions and files of .ts, .tsx and .mjs; data is free by its extension, up to 3 MiB. Callbacks of describe and suite are groups, not functions',
  *check(project) {
    for (const file of project.files) {
      if (file.bytes > maxFileBytes) {
        const instead = `Derive a smaller file or fetch it at build time: ${file.bytes} bytes, at most ${maxFileBytes}.`;
        yield { file: file.path, line: 1, rule: 'length', instead };
      }
    }
    for (const file of project.code) {
      const limit = file.isTest ? maxTestFileLines : maxFileLines;
      if (file.lines > limit) {
        const instead = `Split the file by what changes together: ${file.lines} lines, at most ${limit}.`;
        yield { file: file.path, line: limit + 1, rule: 'length', instead };
      }
      for (const extent of functionsOf(file.scan)) {
        if (extent.lines <= maxFunctionLines || groups.has(extent.argumentOf ?? '')) continue;
        const instead = `Let ${extent.name} call named steps: ${extent.lines} lines, at most ${maxFunctionLines}.`;
        yield { file: file.path, line: extent.line, rule: 'length', instead };
      }
    }
  },
};
