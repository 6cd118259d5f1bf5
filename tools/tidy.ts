/**
 * Holds the code to architecture.ts and design/conventions.md, and says what to do instead.
 * `npm run tidy` prints `file:line rule — what to do instead`; `-- --json` prints the findings as JSON;
 * `-- --rules` says what each rule looks at. Exit 1 on findings. There is no list of exceptions: a rule that is wrong is changed.
 */
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import * as architecture from '../architecture.ts';
import type * as Faults from '#infrastructure/faults/index.ts';
import { Project, readFiles, type FaultLine, type Finding } from './tidy/project.ts';
import { rules } from './tidy/rules/index.ts';

/** Fewest code files that a look at this repository must have seen. Raise it as the project grows. */
const fewestCodeFiles = 400;

/** Reads the project at `root` with its error lists. An errors.ts that doesn't load is a finding, not a crash. */
export async function loadProject(root: string): Promise<{ project: Project; failures: Finding[] }> {
  const files = readFiles(root);
  const failures: Finding[] = [];
  const lists = files.filter(({ path }) => /^src\/.+\/errors\.ts$/.test(path));
  for (const { path } of lists) {
    try {
      await import(pathToFileURL(join(root, path)).href);
    } catch (error) {
      failures.push({
        file: path,
        line: 1,
        rule: 'errors',
        instead: `Make it load: ${(error as Error).message.split('\n')[0]}`,
      });
    }
  }
  const project = new Project(files, architecture, await faultsOf(root, files), fewestCodeFiles);
  return { project, failures };
}

async function faultsOf(root: string, files: readonly { path: string }[]): Promise<FaultLine[]> {
  const path = 'src/infrastructure/faults/index.ts';
  if (!files.some((file) => file.path === path)) return [];
  const { listFaults } = (await import(pathToFileURL(join(root, path)).href)) as typeof Faults;
  return listFaults().map(([code, definition]) => ({ code, ...definition }));
}

/** Every finding of every rule, in the order of the rules. */
export function findings(project: Project): Finding[] {
  return rules.flatMap((rule) => [...rule.check(project)]);
}

async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--rules')) {
    for (const rule of rules) console.log(`${rule.name.padEnd(16)} ${rule.scope}`);
    return 0;
  }
  const started = performance.now();
  const { project, failures } = await loadProject(process.cwd());
  const found = [...failures, ...findings(project)];
  if (args.includes('--json')) console.log(JSON.stringify(found, null, 2));
  else {
    for (const { file, line, rule, instead } of found) console.log(`${file}:${line} ${rule} — ${instead}`);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(
      `tidy: ${project.code.length} code files, ${rules.length} rules, ${found.length} findings, ${seconds} s`,
    );
  }
  return found.length === 0 ? 0 : 1;
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
