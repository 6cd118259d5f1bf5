/**
 * `npm test`: types, lint, format, tidy, then every test file, in groups: unit, database, processes, pages.
 * `npm test -- ledger` runs only the checks and test files whose name contains `ledger`.
 * A failing stage doesn't stop the next. The last line is `N passed, N failed`, and the exit code says the same.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checks, runCheck } from './test/checks.ts';
import { findChromium } from './test/chromium.ts';
import { groups, testFiles, type Group } from './test/files.ts';
import { inSlots } from './test/in-slots.ts';
import { runFiles } from './test/run-files.ts';
import { add, inWords, nothing, seconds, type Tally } from './test/tally.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The process of the shared PostgreSQL of tests (test/support/database.ts), while it runs. */
const databasePid = join(root, '.cache', 'test-postgres', 'cluster', 'postmaster.pid');

/** Names what the files of this run share (test/support/node.ts). */
const run = `${Date.now()}`;
/** Longest a whole run may take, thrice what it needs on a quiet machine; CI stops it later, and we want our own report first. */
const maxRunMs = 40 * 60_000;
/** Longest a file of a group may take: kill rounds and browsers are slow on a shared machine. */
const maxFileMs: Record<Group, number> = {
  unit: 300_000,
  database: 300_000,
  processes: 900_000,
  pages: 600_000,
};
/** Checks and files at once: test machines have 2 cores, and while one waits for its server or its browser, another works. */
const atOnce = 2;
/** Fewest test files a whole run must see: a run that found nothing passed nothing. */
const fewestTestFiles = 20;

interface Stage {
  readonly name: string;
  readonly tally: Tally;
  readonly ms: number;
}

async function main(only: string | undefined): Promise<number> {
  process.env['TEST_RUN'] = run;
  const abort = AbortSignal.timeout(maxRunMs);
  // Somebody else's tests may be using it: whoever started it stops it.
  const databaseIsOurs = !databaseRuns();
  const stages: Stage[] = [];
  const times = new Map<string, number>();
  const stage = async (name: string, work: () => Promise<Tally>): Promise<void> => {
    console.log(`\n▸ ${name}`);
    const started = performance.now();
    const tally = await work().catch((error: unknown) => broken(name, error));
    stages.push({ name, tally, ms: performance.now() - started });
    console.log(`  ${name}: ${inWords(tally)} in ${seconds(performance.now() - started)}`);
  };

  const chosenChecks = checks.filter(({ name }) => only === undefined || name.includes(only));
  await inSlots(chosenChecks, atOnce, (check) => stage(check.name, () => runCheck(check, root)));
  const files = testFiles(root, only);
  if (only === undefined) await stage('floor', async () => enoughFiles(files));
  if (files.get('processes')?.length || files.get('pages')?.length) await stage('build', buildPages);
  for (const group of groups) {
    const chosen = files.get(group) ?? [];
    if (chosen.length > 0) await stage(group, () => runGroup(group, chosen, abort, times));
  }
  if (databaseIsOurs && databaseRuns())
    await stopDatabase().catch((error: unknown) => stages.push(unfinished(error)));
  rmSync(join(root, '.cache', 'test-nodes', `filled-${run}`), { recursive: true, force: true });
  return report(stages, times, only);
}

async function runGroup(
  group: Group,
  files: string[],
  signal: AbortSignal,
  times: Map<string, number>,
): Promise<Tally> {
  if (group === 'pages') {
    const chromium = findChromium();
    if (chromium === undefined) {
      console.log('  No Chromium found (CHROMIUM_PATH, /usr/bin/chromium, chromium-browser, google-chrome).');
      console.log(`  Skipped, one counted for each file: ${files.join(', ')}`);
      return { ...nothing, skipped: files.length };
    }
    process.env['CHROMIUM_PATH'] = chromium;
  }
  const options = { root, files, signal, concurrency: atOnce, timeoutMs: maxFileMs[group] };
  const { tally, times: own } = await runFiles({ ...options, say: (line) => console.log(line) });
  for (const [file, ms] of own) times.set(file, ms);
  return tally;
}

async function buildPages(): Promise<Tally> {
  const { buildWeb } = await import('./build-web.ts');
  await buildWeb({ say: (line) => console.log(`  ${line}`) });
  return { ...nothing, passed: 1 };
}

function databaseRuns(): boolean {
  if (!existsSync(databasePid)) return false;
  const pid = readFileSync(databasePid, 'utf8').split('\n')[0] ?? '';
  return existsSync(`/proc/${pid}`);
}

async function stopDatabase(): Promise<void> {
  const { stopTestServer } = await import('../test/support/database.ts');
  await stopTestServer();
}

function unfinished(error: unknown): Stage {
  return { name: 'clean-up', tally: broken('clean-up', error), ms: 0 };
}

function enoughFiles(files: Map<Group, string[]>): Tally {
  const count = [...files.values()].flat().length;
  if (count >= fewestTestFiles) return { ...nothing, passed: 1 };
  const detail = `Saw ${count} test files, expected at least ${fewestTestFiles}. Why so few?`;
  return { ...nothing, failures: [{ at: 'tools/test.ts', name: 'the run sees the test files', detail }] };
}

function broken(name: string, error: unknown): Tally {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { ...nothing, failures: [{ at: name, name: `stage ${name} runs`, detail }] };
}

function report(stages: readonly Stage[], times: Map<string, number>, only: string | undefined): number {
  const total = stages.map(({ tally }) => tally).reduce(add, nothing);
  for (const { at, name, detail } of total.failures) {
    console.log(`\n✗ ${name}\n  at ${at}\n${detail.replaceAll(/^/gm, '    ')}`);
  }
  console.log('\nstage         time   result');
  for (const { name, ms, tally } of stages) {
    console.log(`${name.padEnd(10)} ${seconds(ms).padStart(8)}   ${inWords(tally)}`);
  }
  const slowest = [...times].toSorted(([, a], [, b]) => b - a).slice(0, 5);
  if (slowest.length > 0)
    console.log(`slowest: ${slowest.map(([file, ms]) => `${file} ${seconds(ms)}`).join(', ')}`);
  if (stages.length === 0) console.log(`Nothing is named like "${only}".`);
  console.log(`\n${inWords(total)}`);
  if (stages.length === 0) return 2;
  return total.failures.length === 0 ? 0 : 1;
}

// The launcher's channel closes when it dies: then nobody reads what we find.
process.once('disconnect', () => process.exit(1));
process.exit(await main(process.argv[2]));
