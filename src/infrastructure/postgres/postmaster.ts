import { readFileSync, readdirSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly state: 'ready' | 'starting' | 'stopping';
}

/** What postmaster.pid says: line 1 pid, line 4 port, line 8 state (PostgreSQL's own file). */
export function findPostmaster(data: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(pidFile(data), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!Number.isInteger(pid) || pid <= 1) return undefined;
  const state = lines[7]?.trim() ?? '';
  return { pid, port, state: state === 'ready' || state === 'stopping' ? state : 'starting' };
}

/**
 * Whether that process is a server on this very folder: a server works in its data folder, by whatever name or link
 * it was reached. A reused process number is a stranger, a zombie is nobody.
 */
export function isOurs(pid: number, data: string): boolean {
  try {
    if (readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.[0] === 'Z') return false;
    return worksIn(pid, realpathSync(data));
  } catch {
    return false;
  }
}

/** Root in a container may not see where another user's process works; its command line it may always read. */
function worksIn(pid: number, folder: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder;
  } catch {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(folder);
  }
}

/**
 * Server processes whose postmaster was killed: they end by themselves within moments, and until then a new server
 * would write beside them.
 */
export function listServerProcesses(data: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^[0-9]+$/.test(name))
    .map(Number)
    .filter((pid) => isOurs(pid, data) && isServer(pid));
}

/** A shell that somebody opened in the data folder is no server. */
function isServer(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres';
  } catch {
    return false;
  }
}

/**
 * The pid file was left by a killed server and its number now belongs to a stranger, which PostgreSQL would take for
 * a running server. It takes its own parent's number for stale, so that goes there; the rest of the file stays,
 * because by it PostgreSQL sees for itself whether a process of the killed server still holds the shared memory.
 */
export function disownPidFile(data: string): void {
  const [, ...rest] = readFileSync(pidFile(data), 'utf8').split('\n');
  writeFileSync(pidFile(data), [String(process.pid), ...rest].join('\n'));
}

function pidFile(data: string): string {
  return join(data, 'postmaster.pid');
}
