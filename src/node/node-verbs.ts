import { once } from 'node:events';
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { nowMs } from '#infrastructure/clock/index.ts';
import { loadConfig } from '#infrastructure/config/index.ts';
import type { Config } from '#infrastructure/config/index.ts';
import { openSecrets } from '#infrastructure/secrets/index.ts';
import { openDatabase } from '#infrastructure/sql/index.ts';
import type { Database } from '#infrastructure/sql/index.ts';
import { exportLedger, latestCheckpoint, openSigners } from '#security/ledger/index.ts';
import { unreadableFile } from '#operations/commands/index.ts';
import type { NodeVerbs } from '#operations/commands/index.ts';
import { unloadDemo } from '#operations/demo/index.ts';
import { verifyExport } from '#verifier/index.ts';
import type { LedgerResult } from '#verifier/index.ts';
import { verifyLedger } from '#verifier/database/index.ts';
import { isFolderTaken } from './data-folder.ts';
import { fault } from './errors.ts';
import { fillNode } from './fill-node.ts';
import { foundFrom } from './found-node.ts';
import { ledgerOrigin, openCatalogue } from './open-services.ts';
import { findOrganisations, importOrganisations } from './organisation-verbs.ts';
import { takePack } from './pack-verbs.ts';
import { folders, prepareDatabase, withOwner } from './prepare-node.ts';
import type { NodeBase } from './prepare-node.ts';
import { startNode } from './start-node.ts';

type Flags = Parameters<NodeVerbs['start']>[0];

function askedSize({ people }: Readonly<Record<string, string | number | undefined>>): number | undefined {
  return typeof people === 'number' ? people : undefined;
}

/** What the command line does with a whole node. */
export const nodeVerbs: NodeVerbs = {
  start: startNode,
  migrate: (flags, print) => withBase(flags, print, async () => print('the database fits this program')),
  found: (flags, people, folder, print) =>
    withBase(
      flags,
      () => undefined,
      (base) => foundFrom(base, people, folder, print),
    ),
  demo: (flags, act, print) =>
    withBase(flags, print, (base) =>
      act === 'load' ? fillNode(base, print, askedSize(flags)) : removeDemo(base, print),
    ),
  importOrganisations: (flags, order, print) =>
    withNode(
      flags,
      () => undefined,
      (base) => importOrganisations(base, order, print),
    ),
  searchOrganisations: (flags, order, print) =>
    withNode(
      flags,
      () => undefined,
      (base) => findOrganisations(base, order, print),
    ),
  takePack: (flags, order, print) =>
    withNode(
      flags,
      () => undefined,
      (base) => takePack(base, order, print),
    ),
  async verifyLedger(flags, { json, file, keys }, print) {
    const result =
      file === undefined
        ? await withNode(flags, json ? () => undefined : print, verifyHere)
        : await verifyFile(file, keys ?? keysOf(nodeKeys(flags)));
    printResult(result, json, print);
    return result.ok;
  },
  async showLedger(flags, what, write) {
    if (what === 'key') for (const key of keysOf(nodeKeys(flags))) await write(key);
    else
      await withNode(
        flags,
        () => undefined,
        (base) => show(base, what, write),
      );
  },
};

/** As `withBase`, but never makes a node where there is none. */
async function withNode<T>(
  flags: Flags,
  print: (line: string) => void,
  work: (base: NodeBase) => Promise<T>,
): Promise<T> {
  requireNode(loadConfig({ flags }));
  return withBase(flags, print, work);
}

function requireNode({ dataFolder }: Pick<Config, 'dataFolder'>): void {
  if (!existsSync(join(dataFolder, folders.secrets))) throw fault('no-node', { folder: dataFolder });
}

/** What the keys of a node are read from; no database is needed. */
function nodeKeys(flags: Flags): Pick<NodeBase, 'config' | 'secrets'> {
  const config = loadConfig({ flags });
  requireNode(config);
  return { config, secrets: openSecrets(join(config.dataFolder, folders.secrets)) };
}

/** Runs `work` on the node's database; a server that was not running is stopped again. */
async function withBase<T>(
  flags: Flags,
  print: (line: string) => void,
  work: (base: NodeBase) => Promise<T>,
): Promise<T> {
  const base = await prepareDatabase(loadConfig({ flags }), print);
  try {
    return await work(base);
  } finally {
    const ours = base.postgres !== null && !base.postgres.adopted;
    // A node that was started meanwhile has adopted the server; it then is the node's to stop.
    if (ours && !(await isFolderTaken(base.config.dataFolder))) await base.postgres.stop();
  }
}

function keysOf(base: Pick<NodeBase, 'config' | 'secrets'>): string[] {
  return openSigners(base.secrets, ledgerOrigin(base.config)).map((signer) => signer.key);
}

function verifyHere(base: NodeBase): Promise<LedgerResult> {
  return verifyLedger({ url: base.urls.reader, keys: keysOf(base), atMs: nowMs() });
}

async function verifyFile(file: string, keys: readonly string[]): Promise<LedgerResult> {
  const input = createReadStream(file, 'utf8');
  try {
    await once(input, 'open');
    return await verifyExport(createInterface({ input, crlfDelay: Infinity }), { keys });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw unreadableFile(file, error as NodeJS.ErrnoException);
  } finally {
    input.destroy();
  }
}

function printResult(result: LedgerResult, json: boolean, print: (line: string) => void): void {
  if (json) {
    print(JSON.stringify(result));
    return;
  }
  print(
    `entries ${result.entries}, checkpoints ${result.checkpoints}: ${result.ok ? 'sound' : `${result.findings.length} findings`}`,
  );
  for (const finding of result.findings) print(`  ${finding.code}  ${finding.en} · ${finding.zh}`);
}

async function removeDemo(base: NodeBase, print: (line: string) => void): Promise<void> {
  const catalogue = openCatalogue(base.config);
  const plans = new Map([...catalogue.resources].map(([name, resource]) => [name, resource.table]));
  const { others } = await withOwner(base.urls, (owner) => unloadDemo(owner, plans));
  print(`the demonstration's records are removed; ${others} others stay`);
}

async function show(
  base: NodeBase,
  what: 'checkpoint' | 'export',
  write: (line: string) => Promise<void>,
): Promise<void> {
  await withReader(base, async (reader) => {
    if (what === 'checkpoint') await write((await latestCheckpoint(reader)).note.trimEnd());
    else for await (const line of exportLedger(reader)) await write(line.trimEnd());
  });
}

async function withReader(base: NodeBase, work: (reader: Database) => Promise<void>): Promise<void> {
  const reader = openDatabase({
    url: base.urls.reader,
    maxConnections: 1,
    applicationName: 'minqiao-verb',
    statementTimeoutMs: 0,
  });
  try {
    await work(reader);
  } finally {
    await reader.close();
  }
}
