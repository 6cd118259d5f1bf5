/** Starts a whole node of the product as its users do, in a folder of its own, and stops it again. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, waitFor } from './ports.ts';

export interface NodeOptions {
  /** The data folder; a new one below the system's temporary folder when absent. */
  readonly dataFolder?: string;
  /** Size of the demonstration population at the first start. */
  readonly people?: number;
  readonly processes?: number;
}

export interface RunningNode {
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly dataFolder: string;
  /** From spawning the process to the first good answer of /readyz. */
  readonly startMs: number;
  /** Stops it as Ctrl-C does, and waits until it is gone. */
  stop(): Promise<void>;
}

/** Longest a first start may take: set-up and the demonstration data of a million people. */
const maxStartMs = 600_000;
/** Longest a node may take to stop before it is killed. */
const maxStopMs = 20_000;
/** Last characters of output that explain a node that didn't start. */
const maxOutput = 4000;

/** Starts a node in profile demo on free ports. Fails with the node's last output when it doesn't get ready. */
export async function startNode(options: NodeOptions = {}): Promise<RunningNode> {
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'minqiao-bench-'));
  const [port, certificatePort, databasePort] = await Promise.all([freePort(), freePort(), freePort()]);
  const env = {
    ...process.env,
    MINQIAO_PROFILE: 'demo',
    MINQIAO_DATA_FOLDER: dataFolder,
    MINQIAO_PORT: String(port),
    MINQIAO_CERTIFICATE_PORT: String(certificatePort),
    MINQIAO_DATABASE_PORT: String(databasePort),
    ...(options.people === undefined ? {} : { MINQIAO_PEOPLE: String(options.people) }),
    ...(options.processes === undefined ? {} : { MINQIAO_PROCESSES: String(options.processes) }),
  };
  const started = performance.now();
  const root = join(import.meta.dirname, '..', '..');
  const child = spawn(process.execPath, ['src/node/main.ts', 'start'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = lastOutput(child);
  const url = `http://127.0.0.1:${port}`;
  try {
    await waitFor(`${url}/readyz`, maxStartMs, () =>
      child.exitCode === null ? undefined : `The node ended:\n${output()}`,
    );
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
  const startMs = performance.now() - started;
  return { url, host: '127.0.0.1', port, dataFolder, startMs, stop: () => stop(child) };
}

/** Removes a bench's data folder. Only folders that `startNode` made by itself should be handed in. */
export function removeFolder(dataFolder: string): void {
  rmSync(dataFolder, { recursive: true, force: true });
}

function lastOutput(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => (text = (text + chunk.toString()).slice(-maxOutput)));
  }
  return () => text;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGINT');
  const timer = setTimeout(() => child.kill('SIGKILL'), maxStopMs);
  await gone;
  clearTimeout(timer);
}
