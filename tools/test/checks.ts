/** The checks that run before the tests; each counts as one test. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { nothing, type Tally } from './tally.ts';

export interface Check {
  readonly name: string;
  /** Arguments for Node: these tools are JavaScript or TypeScript files of ours or of our packages. */
  readonly args: readonly string[];
}

/** The longest first: the others are done beside it. */
export const checks: readonly Check[] = [
  { name: 'format', args: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'] },
  { name: 'types', args: ['tools/types.ts'] },
  { name: 'lint', args: ['tools/lint.ts'] },
  { name: 'tidy', args: ['tools/tidy.ts'] },
];

/** Longest a check may take; the slowest needs some 20 s on 2 cores. */
const maxCheckMs = 300_000;
/** Most lines of a failed check that the report shows. */
const maxLines = 120;

/** Runs a check as a child; what it printed is the detail of its failure. */
export async function runCheck(check: Check, root: string): Promise<Tally> {
  const { code, output } = await runNode(check.args, root);
  if (code === 0) return { ...nothing, passed: 1 };
  const lines = output.trimEnd().split('\n');
  const more = lines.length > maxLines ? `\n… and ${lines.length - maxLines} lines more` : '';
  const detail = lines.slice(0, maxLines).join('\n') + more;
  return { ...nothing, failures: [{ at: check.name, name: `npm run ${check.name}`, detail }] };
}

/** Runs a Node program of the project and gathers what it prints. */
export function runNode(args: readonly string[], root: string): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const [program = '', ...rest] = args;
    const child = spawn(process.execPath, [join(root, program), ...rest], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: maxCheckMs,
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', (error) => resolve({ code: 1, output: String(error) }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
