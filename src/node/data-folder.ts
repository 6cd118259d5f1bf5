import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import type { Server } from 'node:net';
import { join } from 'node:path';
import { fault } from './errors.ts';

const pidFileName = 'node.pid';

/**
 * One supervisor a data folder. The lock is a name in the kernel (an abstract socket), which is free the instant its
 * holder dies, however it dies; node.pid only says who holds it, so a stale or foreign number in it means nothing.
 * @returns the function that gives the folder back
 * @throws Fault node.running, node.folder-unusable
 */
export async function takeFolder(dataFolder: string): Promise<() => void> {
  makeFolder(dataFolder);
  const server = await listen(lockName(dataFolder));
  const file = join(dataFolder, pidFileName);
  if (!server) throw fault('running', { pid: holder(file) });
  writeFileSync(file, `${process.pid}\n`);
  return () => {
    rmSync(file, { force: true });
    server.close();
  };
}

/** Whether a supervisor holds the folder now. @throws Fault node.folder-unusable */
export function isFolderTaken(dataFolder: string): Promise<boolean> {
  makeFolder(dataFolder);
  return new Promise((resolve) => {
    const socket = connect(lockName(dataFolder));
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

function makeFolder(dataFolder: string): void {
  try {
    mkdirSync(dataFolder, { recursive: true });
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? (cause as Error).message;
    throw fault('folder-unusable', { folder: dataFolder, reason }, { cause });
  }
}

function lockName(dataFolder: string): string {
  const digest = createHash('sha256').update(realpathSync(dataFolder)).digest('hex');
  return `\0minqiao-node-${digest.slice(0, 32)}`;
}

function listen(name: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    server.listen(name, () => {
      server.unref();
      resolve(server);
    });
  });
}

function holder(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '?';
  }
}
