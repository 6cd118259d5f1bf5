/** Runs test files in processes of their own and tallies what they report. */
import { relative } from 'node:path';
import { run } from 'node:test';
import { inspect } from 'node:util';
import { inSlots } from './in-slots.ts';
import { add, nothing, seconds, type Tally } from './tally.ts';

export interface FilesRun {
  readonly root: string;
  readonly files: readonly string[];
  /** Files at once: test machines have 2 cores. */
  readonly concurrency: number;
  /** Longest a file may take; then its process is ended and the file has failed. */
  readonly timeoutMs: number;
  /** Ends the whole run early. */
  readonly signal: AbortSignal;
  say(line: string): void;
}

/** Most lines of a failed file's own output that the report shows. */
const maxOutputLines = 60;

/** What node:test says of a case or a group. */
interface Reported {
  readonly name: string;
  readonly file?: string;
  readonly line?: number;
  readonly skip?: string | boolean;
  readonly todo?: string | boolean;
  readonly details: { readonly type?: string; readonly error?: Error & { failureType?: string } };
}

/** Runs the files and says one line as each ends. Returns the tally and how long each file took. */
export async function runFiles(options: FilesRun): Promise<{ tally: Tally; times: Map<string, number> }> {
  const times = new Map<string, number>();
  let tally = nothing;
  await inSlots(options.files, options.concurrency, async (file) => {
    const started = performance.now();
    const own = await runFile(file, options);
    times.set(file, performance.now() - started);
    tally = add(tally, own);
    options.say(fileLine(file, own, times.get(file) ?? 0, `${times.size}/${options.files.length}`));
  });
  return { tally, times };
}

/** One file, in one process, within its time. (`run()` has a `timeout` of its own, which a busy loop outlives.) */
async function runFile(file: string, { root, timeoutMs, signal }: FilesRun): Promise<Tally> {
  const overdue = AbortSignal.timeout(timeoutMs);
  const output: string[] = [];
  let tally = nothing;
  const stream = run({ files: [`${root}/${file}`], signal: AbortSignal.any([signal, overdue]) });
  const count = (more: Tally): void => void (more !== nothing && (tally = add(tally, more)));
  stream.on('test:pass', (event) => count(passed(event)));
  stream.on('test:fail', (event) => count(failed(event, root)));
  for (const channel of ['test:stdout', 'test:stderr'] as const) {
    stream.on(channel, ({ message }) => keep(output, message));
  }
  // Reading the stream to its end is what drives the run.
  for await (const event of stream) void event;
  if (tally === nothing) tally = empty(file);
  if (signal.aborted || overdue.aborted) tally = add(tally, ended(file, signal.aborted, timeoutMs));
  return withOutput(tally, output);
}

/** node:test reports a file without cases as one that passed, under the name of its path. */
function passed(event: Reported): Tally {
  if (event.details.type === 'suite' || event.name === event.file) return nothing;
  const skipped = (event.skip ?? false) !== false || (event.todo ?? false) !== false;
  return skipped ? { ...nothing, skipped: 1 } : { ...nothing, passed: 1 };
}

/** A group that failed only because a case inside failed is not counted again. */
function failed(event: Reported, root: string): Tally {
  const { error } = event.details;
  if (error?.failureType === 'subtestsFailed') return nothing;
  const cause = error?.cause instanceof Error ? error.cause : error;
  const at = `${event.file === undefined ? '?' : relative(root, event.file)}:${event.line ?? 1}`;
  const detail = cause?.stack ?? inspect(error?.cause ?? 'no reason given');
  return { ...nothing, failures: [{ at, name: event.name, detail }] };
}

function empty(file: string): Tally {
  const detail = 'The file holds no case: write one, or remove the file.';
  return { ...nothing, failures: [{ at: file, name: 'the file holds tests', detail }] };
}

function ended(file: string, wholeRun: boolean, timeoutMs: number): Tally {
  const detail = wholeRun
    ? 'The whole run took too long.'
    : `The file took longer than ${seconds(timeoutMs)}.`;
  return { ...nothing, failures: [{ at: file, name: 'the file ends in time', detail }] };
}

function keep(output: string[], message: string): void {
  output.push(...message.trimEnd().split('\n'));
  if (output.length > maxOutputLines) output.splice(0, output.length - maxOutputLines);
}

function withOutput(tally: Tally, output: readonly string[]): Tally {
  const last = tally.failures.at(-1);
  if (last === undefined || output.length === 0) return tally;
  const detail = `${last.detail}\n--- what the file printed, its last lines ---\n${output.join('\n')}`;
  return { ...tally, failures: [...tally.failures.slice(0, -1), { ...last, detail }] };
}

function fileLine(path: string, { passed, skipped, failures }: Tally, ms: number, progress: string): string {
  const mark = failures.length > 0 ? '✗' : '✓';
  const failing = failures.length > 0 ? `, ${failures.length} FAILED` : '';
  const skipping = skipped > 0 ? `, ${skipped} skipped` : '';
  return `  ${mark} [${progress}] ${path} (${passed} passed${failing}${skipping}, ${seconds(ms)})`;
}
