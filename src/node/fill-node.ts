import { randomBytes } from 'node:crypto';
import { now } from '#infrastructure/clock/index.ts';
import { openDatabase } from '#infrastructure/sql/index.ts';
import type { Database } from '#infrastructure/sql/index.ts';
import { policySeal, publishPolicies, publishBudgets } from '#security/access/index.ts';
import { systemContext } from '#security/context/index.ts';
import type { Context } from '#security/context/index.ts';
import { openAuthority, recordKeys } from '#security/certificates/index.ts';
import { refuseDemoIdentities } from '#security/identity/index.ts';
import type { Signer } from '#security/ledger/index.ts';
import { publishRelease, readPacks } from '#platform/catalogue/index.ts';
import type { Snapshot } from '#platform/catalogue/index.ts';
import { recordTables, refuseFictionalRecords } from '#platform/records/index.ts';
import { fillDemo, writeDemoPack } from './fill-demo.ts';
import { nodePackFolders, prepareLedger } from './open-services.ts';
import { withOwner } from './prepare-node.ts';
import type { NodeBase } from './prepare-node.ts';

/** What the steps of filling a node have in common. */
export interface Filling {
  readonly base: NodeBase;
  readonly app: Database;
  readonly catalogue: Snapshot;
  readonly context: Context;
  readonly print: (line: string) => void;
  /** Size of the demonstration that somebody asked for by a command; what is there may be of another. */
  readonly asked: number | undefined;
}

/**
 * Puts in what a node needs before it serves: tables of the declared resources, policies, budgets, and in profile demo
 * the demonstration. Safe to repeat.
 * @throws Fault identity.demo-identities-present, records.fictional-present when production meets the demonstration,
 * demo.already-loaded when another size is asked for than is there
 */
export async function fillNode(base: NodeBase, print: (line: string) => void, asked?: number): Promise<void> {
  const { config, urls } = base;
  if (config.profile === 'demo') writeDemoPack(config);
  const context = systemContext(config.agency, randomBytes(16).toString('hex'), now());
  const catalogue = await declare(base, context, print);
  const app = openDatabase({
    url: urls.app,
    maxConnections: 4,
    applicationName: 'minqiao-fill',
    statementTimeoutMs: 0,
  });
  try {
    const signers = prepareLedger(base, app);
    await recordSigningKeys(base, app, context, signers);
    const filling: Filling = { base, app, catalogue, context, print, asked };
    await publish(filling, signers);
    if (config.profile === 'demo') await fillDemo(filling);
    else await refuseDemonstration(filling);
  } finally {
    await app.close();
  }
}

/** The packs with what was declared here become the release in force, unless they are that already. */
async function declare(
  base: NodeBase,
  { actor, at }: Context,
  print: (line: string) => void,
): Promise<Snapshot> {
  const packs = readPacks(nodePackFolders(base.config));
  const releasing = { packs, changes: [], by: actor.id, at, proposal: null };
  const { snapshot, tables } = await withOwner(base.urls, (owner) => publishRelease(owner, releasing));
  if (tables.length > 0) print(`resources published: ${tables.join(', ')}`);
  return snapshot;
}

/** Makes the node's keys if it has none yet, and records which it has: before anything is signed with them. */
async function recordSigningKeys(
  { config, secrets }: NodeBase,
  app: Database,
  context: Context,
  signers: readonly Signer[],
): Promise<void> {
  const { certificateDer } = await openAuthority(secrets, config.agency, context.at);
  await recordKeys(app, context, [
    ...signers.map(({ key }) => ({ purpose: 'ledger' as const, publicKey: key })),
    { purpose: 'certificate-authority', publicKey: certificateDer },
  ]);
}

async function publish({ app, catalogue, context }: Filling, signers: readonly Signer[]): Promise<void> {
  await publishPolicies({ app, seal: policySeal(signers) }, context, catalogue.policies);
  await publishBudgets(app, context, catalogue.extra('budgets.yaml') ?? []);
}

async function refuseDemonstration({ base, app, catalogue }: Filling): Promise<void> {
  await refuseDemoIdentities(app, base.secrets);
  const door = openDatabase({ url: base.urls.door, maxConnections: 1, applicationName: 'minqiao-fill' });
  try {
    await refuseFictionalRecords(door, recordTables(catalogue));
  } finally {
    await door.close();
  }
}
