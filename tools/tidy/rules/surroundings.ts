import type { Rule } from '../project.ts';
import { callsOf } from './shapes.ts';

/** Configuration is one validated object; nothing else reads the environment. */
export const environment: Rule = {
  name: 'environment',
  scope: 'src/ except infrastructure/config and tests; tools/, bench/ and test/ are programs of their own',
  *check(project) {
    for (const file of project.product) {
      if (project.moduleOf(file.path) === 'infrastructure/config') continue;
      const { tokens } = file.scan;
      for (const [index, token] of tokens.entries()) {
        const reads =
          token.text === 'process' && tokens[index + 1]?.text === '.' && tokens[index + 2]?.text === 'env';
        const takes =
          token.text === 'env' &&
          tokens[index - 1]?.text === '{' &&
          file.imports.some(({ specifier }) => specifier === 'node:process');
        if (!reads && !takes) continue;
        const instead =
          'Declare the setting in infrastructure/config and take it from the configuration object.';
        yield { file: file.path, line: token.line, rule: 'environment', instead };
      }
    }
  },
};

/** One clock, so that rules take the time as an argument and tests can set it. */
export const clock: Rule = {
  name: 'clock',
  scope:
    'src/ except infrastructure/clock, standards (rule pure-standards), pages and tests; performance.now() measures durations and is free',
  *check(project) {
    for (const file of project.product) {
      const module = project.moduleOf(file.path);
      if (module === 'infrastructure/clock' || file.isPage || file.path.startsWith('src/standards/'))
        continue;
      for (const call of callsOf(file.scan)) {
        if (!call.readsClock) continue;
        const instead = `Instead of ${call.name}, take the time as an argument, or call now() of infrastructure/clock.`;
        yield { file: file.path, line: call.line, rule: 'clock', instead };
      }
    }
  },
};
