import type { Database, Tx } from '#infrastructure/sql/index.ts';
import { Fault } from '#infrastructure/faults/index.ts';
import type { Context } from '#security/context/index.ts';
import { TooManyWaiting, compileCurrent, releaseIn } from '#platform/catalogue/index.ts';
import type { Snapshot } from '#platform/catalogue/index.ts';
import type { PackFile, FileMemory } from '#standards/declarations/index.ts';
import { examineChanges } from './examine-changes.ts';
import type { Examined } from './examine-changes.ts';
import { finding } from './finding.ts';
import type { Finding } from './finding.ts';
import { insertTaken } from './packs/sql.ts';
import { examineProposedTaking } from './packs/taking.ts';
import {
  NotConverted,
  RowsRefused,
  closeMigrations,
  convertRows,
  lastSteps,
  openMigrations,
  undoMigrations,
} from './migrating/run-migrations.ts';
import type { OpenMigration, RowTools } from './migrating/run-migrations.ts';
import { numberOf } from './proposal.ts';
import type { Proposal } from './proposal.ts';
import { record } from './registry.ts';
import {
  findFirstApproved,
  insertStep,
  isAnyApproved,
  limitLockWait,
  lockFirstApproved,
  lockProposal,
  markPublished,
  markReturned,
  selectAllotted,
} from './sql.ts';

/** What publishing needs: the owner's role, which alone may change tables, and the packs that this process has. */
export interface Publishing extends RowTools {
  readonly owner: Database;
  readonly packs: readonly PackFile[];
  readonly memory: FileMemory;
  /** Ends a long conversion of rows at the end of a batch; it is taken up again. */
  readonly signal?: AbortSignal;
}

export interface Published {
  readonly number: string;
  /** The release that it became, or null when it was given back. */
  readonly release: number | null;
}

/**
 * Publishes the proposal that was approved first, if there is one: tables, files, release, the proposal's state and the ledger
 * entry in one transaction. What can't be published goes back to its author with every reason, and nothing else changes.
 * Any number of processes may try at once: the proposal is locked, so one of them publishes it.
 */
export async function publishApproved(
  publishing: Publishing,
  context: Context,
): Promise<Published | undefined> {
  if (!(await isAnyApproved(publishing.owner))) return undefined;
  try {
    await convertFirst(publishing, context);
    return await publishing.owner.transaction((tx) => publishFirst(tx, publishing, context));
  } catch (error) {
    if (error instanceof TooManyWaiting || error instanceof NotConverted)
      return publishApproved(publishing, context); // much was written meanwhile, or published before it: once more
    if (!(error instanceof Refused)) throw error;
    return giveBack(publishing, context, error);
  }
}

/**
 * Brings the rows over that the next publication narrows, while the old declarations serve. Nothing is in force before the
 * publication itself, which sees to what was written meanwhile.
 */
async function convertFirst(publishing: Publishing, context: Context): Promise<void> {
  const { owner, packs, memory } = publishing;
  const next = await owner.transaction(async (tx) => {
    const proposal = await findFirstApproved(tx);
    if (!proposal || Object.keys(proposal.plans).length === 0) return undefined;
    const before = await compileCurrent(tx, packs, memory);
    return { proposal, examined: await examined(tx, proposal, { before, at: context.at, memory }) };
  });
  if (!next || next.examined.findings.some(({ severity }) => severity === 'error')) return; // the publication says why
  const migrations = openMigrations(next.examined.migrations, publishing, context.at);
  const findings = await convertRows(publishing, context, next.proposal, migrations);
  if (findings.length > 0) throw new Refused(next.proposal, findings, migrations);
}

/** The declarations can't become a release; carries every reason out of the transaction, which is rolled back. */
class Refused extends Error {
  readonly proposal: Proposal;
  readonly findings: readonly Finding[];
  /** Begun in vain. */
  readonly migrations: readonly OpenMigration[];
  constructor(proposal: Proposal, findings: readonly Finding[], migrations: readonly OpenMigration[] = []) {
    super(`${numberOf(proposal)} can't be published`);
    this.proposal = proposal;
    this.findings = findings;
    this.migrations = migrations;
  }
}

const lockWaitMs = 3_000; // a change of a table waits for its readers, and everyone after waits for the change: not long

async function publishFirst(
  tx: Tx,
  publishing: Publishing,
  context: Context,
): Promise<Published | undefined> {
  const { packs, memory } = publishing;
  const before = await compileCurrent(tx, packs, memory); // from here on this process alone publishes
  await limitLockWait(tx, lockWaitMs);
  const proposal = await lockFirstApproved(tx);
  if (!proposal) return undefined; // another process was faster
  const { number, approver } = proposal;
  const { at } = context;
  const {
    findings,
    files,
    taking,
    migrations: planned,
  } = await examined(tx, proposal, { before, at, memory });
  const migrations = openMigrations(planned, publishing, at);
  if (findings.some(({ severity }) => severity === 'error'))
    throw new Refused(proposal, findings, migrations);
  const by = approver ?? context.actor.id;
  const releasing = { packs, memory, changes: files, by, at, proposal: numberOf(proposal) };
  const steps = await lastSteps(tx, proposal, migrations);
  const released = await releaseIn(tx, { ...releasing, migrations: steps }).catch((error: unknown) => {
    throw refusalOf(error, proposal, migrations) ?? error;
  });
  const { release } = released.snapshot;
  await closeMigrations(tx, context, proposal, migrations, release);
  await markPublished(tx, number, release, at);
  if (taking) await keepTaken(tx, taking, { before, proposal, release, at });
  await noteStep(tx, context, proposal, 'publish');
  await record(tx, context, 'publish', proposal, {
    release,
    tables: released.tables.join(' ').slice(0, 400),
  });
  return { number: numberOf(proposal), release };
}

type Beside = { readonly before: Snapshot; readonly at: Date; readonly memory: FileMemory };
type Taking = NonNullable<Awaited<ReturnType<typeof examineProposedTaking>>>;

/** What the proposal comes to beside the declarations as they are under the lock. */
async function examined(
  tx: Tx,
  proposal: Proposal,
  { before, at, memory }: Beside,
): Promise<Pick<Examined, 'findings' | 'files' | 'migrations'> & { readonly taking?: Taking }> {
  const taking = await examineProposedTaking(tx, proposal, { before, at, memory });
  if (taking) return { ...taking, taking };
  const { number, branch, changes, plans } = proposal;
  const allotted = await selectAllotted(tx, number);
  return examineChanges({ before, changes, plans, branch, allotted, at, memory });
}

/** The bundle is part of the history from here on, with what the approver was shown. */
async function keepTaken(
  tx: Tx,
  { bundle, comparison }: Taking,
  { before, proposal, release, at }: Pick<Beside, 'before' | 'at'> & { proposal: Proposal; release: number },
): Promise<void> {
  const { name: pack, version } = bundle.header;
  const was = before.pack.headers.find(({ name }) => name === pack)?.version ?? null;
  const digest = proposal.bundle ?? '';
  await insertTaken(tx, {
    release,
    digest,
    pack,
    version,
    before: was,
    proposal: proposal.number,
    at,
    comparison,
  });
}

function refusalOf(
  error: unknown,
  proposal: Proposal,
  migrations: readonly OpenMigration[],
): Refused | undefined {
  if (error instanceof RowsRefused) return new Refused(proposal, error.findings, migrations);
  if (error instanceof Fault && error.code.startsWith('catalogue.'))
    return new Refused(proposal, findingsOf(error), migrations);
  if (isSchemaError(error))
    return new Refused(proposal, [finding('database-refuses', null, { reason: error.message })], migrations);
  return undefined;
}

/** The database would not have the tables (a name that is taken, too many columns): another try meets the same. */
function isSchemaError(error: unknown): error is Error {
  const code = (error as { code?: unknown } | null)?.code;
  return error instanceof Error && typeof code === 'string' && /^(?:42|54)/.test(code);
}

function findingsOf(fault: Fault): readonly Finding[] {
  const whole = { severity: 'error', change: null, path: '', fix: null } as const;
  const { details, code } = fault;
  if (details.length === 0) return [{ ...whole, code, zh: fault.text('zh'), en: fault.text('en') }];
  return details.map(({ pointer, zh, en, code: own }) => ({ ...whole, code: own, path: pointer, zh, en }));
}

/** Unless it was changed meanwhile. */
async function giveBack(
  { owner }: Publishing,
  context: Context,
  { proposal: { number, version }, findings, migrations }: Refused,
): Promise<Published | undefined> {
  return owner.transaction(async (tx) => {
    const proposal = await lockProposal(tx, number);
    if (proposal?.state !== 'approved' || proposal.version !== version) return undefined;
    await limitLockWait(tx, lockWaitMs);
    await undoMigrations(tx, context, proposal, migrations);
    await markReturned(tx, number, findings, context.at);
    await noteStep(tx, context, proposal, 'refuse');
    await record(tx, context, 'refuse', proposal, { reasons: findings.length });
    return { number: numberOf(proposal), release: null };
  });
}

async function noteStep(tx: Tx, { actor, at }: Context, { number }: Proposal, act: string): Promise<void> {
  await insertStep(tx, number, { act, at, by: actor.id, byName: actor.name, text: null });
}
