import type { Rule } from '../project.ts';

const callers = new Set('test it describe suite t context'.split(' '));

/** No test runs alone or sleeps without a reason that the report can show. */
export const testHabits: Rule = {
  name: 'test-habits',
  scope: 'test files: .only, only:, .skip, .todo, skip without a reason',
  *check(project) {
    for (const file of project.code) {
      if (!file.isTest) continue;
      const { tokens } = file.scan;
      for (const [index, token] of tokens.entries()) {
        if (token.kind !== 'word') continue;
        const before = tokens[index - 1]?.text;
        const caller = before === '.' ? (tokens[index - 2]?.text ?? '') : '';
        const next = tokens[index + 1]?.text;
        const value = tokens[index + 2];
        let instead: string | undefined;
        if (
          token.text === 'only' &&
          ((callers.has(caller) && next === '(') || (next === ':' && value?.text === 'true'))
        ) {
          instead = 'Take `only` out: the other tests must run too.';
        } else if ((token.text === 'skip' || token.text === 'todo') && callers.has(caller) && next === '(') {
          const reasoned =
            caller !== 'test' && caller !== 'it' && (value?.kind === 'string' || value?.kind === 'template');
          if (!reasoned || value?.text === '')
            instead = "Say why: `{ skip: 'reason' }` or `t.skip('reason')`.";
        } else if (token.text === 'skip' && next === ':' && value?.text === 'true') {
          instead = "Say why: `{ skip: 'reason' }`.";
        }
        if (instead !== undefined) yield { file: file.path, line: token.line, rule: 'test-habits', instead };
      }
    }
  },
};
