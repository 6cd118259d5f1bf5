import type { Rule } from '../project.ts';

const marker = /\b(TODO|FIXME|XXX|HACK)\b(\(#\d+\))?/;
const suppression =
  /(oxlint-disable|eslint-disable|@ts-expect-error|@ts-ignore|@ts-nocheck)(-next-line|-line)?/;

/** What is left to do has a number; what is switched off has a reason. */
export const comments: Rule = {
  name: 'comments',
  scope: 'comments of .ts, .tsx and .mjs',
  *check(project) {
    for (const file of project.code) {
      for (const comment of file.scan.comments) {
        const left = marker.exec(comment.text);
        if (left !== null && (left[1] !== 'TODO' || left[2] === undefined)) {
          const instead = 'Write `TODO(#issue)`, or do it now.';
          yield { file: file.path, line: comment.line, rule: 'comments', instead };
        }
        const off = suppression.exec(comment.text);
        if (off !== null && !/ (--|:|because) \S/.test(comment.text.slice(off.index + off[0].length))) {
          const instead = `Give the reason: \`${off[0]} rule -- why\`.`;
          yield { file: file.path, line: comment.line, rule: 'comments', instead };
        }
      }
    }
  },
};
