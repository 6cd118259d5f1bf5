import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from '#infrastructure/config/index.ts';
import { fault } from './errors.ts';

const lastLines = 5; // of what a build said that failed: the place and the reason

/**
 * Builds the web pages when their sources changed, or when there are none yet, as after a fresh clone. In a process of
 * its own, because the bundler would stay in the supervisor's memory; without a change it takes half a second.
 * @throws Fault node.pages-not-built
 */
export async function buildPages(print: (line: string) => void, signal: AbortSignal): Promise<void> {
  const script = join(projectRoot, 'tools', 'build-web.ts');
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'pipe'], signal });
  const ended = once(child, 'close').catch((error: unknown) => [String(error)]);
  const complaints: string[] = [];
  createInterface({ input: child.stdout }).on('line', print);
  createInterface({ input: child.stderr }).on('line', (line) => complaints.push(line));
  const [code] = await ended;
  if (code !== 0 && !signal.aborted)
    throw fault('pages-not-built', { reason: complaints.slice(0, lastLines).join(' ') || `exit ${code}` });
}
