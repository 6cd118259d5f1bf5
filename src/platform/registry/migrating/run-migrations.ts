import { createHash } from 'node:crypto';
import { now } from '#infrastructure/clock/index.ts';
import type { Database, Tx } from '#infrastructure/sql/index.ts';
import { isUniqueViolation } from '#infrastructure/sql/index.ts';
import {
  beginMigration,
  convertAll,
  countWaiting,
  fenceWriters,
  finishMigration,
  insertMigrated,
  undoMigration,
} from '#platform/catalogue/index.ts';
import type { MigratedBatch, Migrating, RefusedRow, TableMigrations } from '#platform/catalogue/index.ts';
import type { Context } from '#security/context/index.ts';
import { openMigration } from '#standards/migrating/index.ts';
import type { Migration, Sealing } from '#standards/migrating/index.ts';
import { compareTables } from '#standards/plans/index.ts';
import type { IdentifierCheck } from '#standards/plans/index.ts';
import { finding } from '../finding.ts';
import type { Finding } from '../finding.ts';
import { numberOf } from '../proposal.ts';
import type { Proposal } from '../proposal.ts';
import { record } from '../registry.ts';
import { limitLockWait } from '../sql.ts';
import type { ExaminedPlan } from './examine-plans.ts';
import { addToMigration, beginMigrationRow, selectMigrations, setMigrationState } from './sql.ts';

/** Seals and opens fields with the node's key, as the door does: `place` is `resource.field`. */
export interface Sealer {
  seal(place: string, record: string, plaintext: string): Buffer;
  unseal(place: string, record: string, sealed: Buffer): string;
  tag(place: string, value: string): Buffer;
}

/** What bringing rows over takes beside the plans. */
export interface RowTools {
  readonly sealer?: Sealer;
  readonly identifierCheck?: IdentifierCheck;
}

/** The rows of one class of information on their way to a new declaration. */
export interface OpenMigration {
  readonly resource: string;
  readonly migrating: Migrating;
  /** The same for the same declarations and plan. */
  readonly fingerprint: string;
}

/** The migrations of a proposal whose plans were found sound. */
export function openMigrations(
  plans: readonly ExaminedPlan[],
  { sealer, identifierCheck }: RowTools,
  at: Date,
): OpenMigration[] {
  return plans.flatMap(({ resource, before, after, plan }) => {
    if (plan === null) return [];
    const fields = [...plan.fields].map(([name, step]) => [name, { ...step, codes: [...step.codes] }]);
    const fingerprint = createHash('sha256')
      .update(JSON.stringify([before, after, fields]))
      .digest('base64url');
    const migration = openMigration(before, after, plan);
    const tools = { sealing: sealingOf(resource, sealer), ...(identifierCheck && { identifierCheck }) };
    return [{ resource, fingerprint, migrating: { migration, at, ...tools } }];
  });
}

function sealingOf(resource: string, sealer: Sealer | undefined): Sealing {
  const needed = (): Sealer => {
    if (!sealer) throw new Error('a sealed field is migrated without the key');
    return sealer;
  };
  const place = (field: string) => `${resource}.${field}`;
  return {
    seal: (field, id, text) => needed().seal(place(field), id, text).toString('hex'),
    unseal: (field, id, sealed) => needed().unseal(place(field), id, Buffer.from(sealed, 'hex')),
    tag: (field, text) => needed().tag(place(field), text).toString('hex'),
  };
}

const lockWaitMs = 3_000; // making room takes the table for a moment, and everyone after waits for it

/**
 * Converts the rows of every migration while the old declarations serve, in batches, each with its ledger entry; taken up again
 * wherever it was stopped.
 * @returns what speaks against publishing: rows that do not fit
 */
export async function convertRows(
  { owner, signal }: { readonly owner: Database; readonly signal?: AbortSignal },
  context: Context,
  proposal: Proposal,
  migrations: readonly OpenMigration[],
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { resource, migrating, fingerprint } of migrations) {
    const of = { proposal: proposal.number, resource, at: context.at };
    await owner.transaction(async (tx) => {
      await limitLockWait(tx, lockWaitMs);
      const { isSame } = await beginMigrationRow(tx, { ...of, fingerprint, total: 0 });
      await beginMigration(tx, migrating, !isSame);
      const waiting = await countWaiting(tx, migrating.migration);
      await note(tx, context, proposal, { resource, phase: isSame ? 'resume' : 'begin', rows: waiting });
      if (!isSame) await beginMigrationRow(tx, { ...of, fingerprint, total: waiting });
    });
    const kept = async (tx: Tx, { isPast, rows, refused, lost }: MigratedBatch) => {
      const at = now();
      const batch = { done: isPast ? 0 : rows, past: isPast ? rows : 0, refused, lost };
      await addToMigration(tx, { ...of, at }, batch);
      const detail = { resource, phase: 'convert', rows, refused: refused.length, isPast };
      await note(tx, { ...context, at }, proposal, detail);
    };
    if ((await convertAll(owner, migrating, kept, signal)) === 'stopped') throw new Error('the node stops');
    const row = (await selectMigrations(owner, proposal.number)).find((one) => one.resource === resource);
    if (row && row.refused > 0) findings.push(rowsRefused(resource, row.refused, row.report[0]));
  }
  return findings;
}

function rowsRefused(name: string, count: number, first: RefusedRow | undefined): Finding {
  const failures = first?.failures ?? [];
  return finding(
    'rows-refused',
    null,
    {
      name,
      count: String(count),
      record: first?.record ?? '',
      reason: failures.map(({ zh }) => zh).join('；'),
      reasonEn: failures.map(({ en }) => en).join('; '),
    },
    `plans.${name}`,
  );
}

/** Who approved, by which plan, how many rows: in the ledger with the rows themselves. */
async function note(
  tx: Tx,
  context: Context,
  proposal: Proposal,
  detail: Readonly<Record<string, string | number | boolean>>,
): Promise<void> {
  await record(tx, context, 'migrate', proposal, { approver: proposal.approver ?? '', ...detail });
}

/** Some rows were not converted yet, or by another plan: the batches come first. */
export class NotConverted extends Error {}

/** Rows that turned out not to fit in the last step. */
export class RowsRefused extends Error {
  readonly findings: readonly Finding[];
  constructor(findings: readonly Finding[]) {
    super('rows do not fit the new declaration');
    this.findings = findings;
  }
}

/** The last step of each migration, within the publication: what `publishTables` calls in place of widening a table. */
export async function lastSteps(
  tx: Tx,
  proposal: Proposal,
  migrations: readonly OpenMigration[],
): Promise<TableMigrations> {
  const rows = new Map((await selectMigrations(tx, proposal.number)).map((row) => [row.resource, row]));
  return new Map(
    migrations.map(({ resource, migrating, fingerprint }) => [
      resource,
      async (own, { before }) => {
        const row = rows.get(resource);
        const isSame = compareTables(before.table, migrating.migration.before.table).class === 'identical';
        if (row?.fingerprint !== fingerprint || !isSame)
          throw new NotConverted(`${resource} is not converted`);
        const cut = { run: proposal.number, lost: row.lost };
        const { refused } = await finishMigration(own, migrating, cut).catch((error: unknown) => {
          if (isUniqueViolation(error))
            throw new RowsRefused([finding('keys-repeated', null, { name: resource }, `plans.${resource}`)]);
          throw error;
        });
        const [first] = refused;
        if (first) throw new RowsRefused([rowsRefused(resource, refused.length, first)]);
      },
    ]),
  );
}

/** Within the publication, once its release has a number. */
export async function closeMigrations(
  tx: Tx,
  context: Context,
  proposal: Proposal,
  migrations: readonly OpenMigration[],
  release: number,
): Promise<void> {
  const rows = await selectMigrations(tx, proposal.number);
  for (const { resource, migrating } of migrations) {
    await fenceWriters(tx, migrating.migration, release);
    await insertMigrated(tx, resource, { release, at: context.at, fields: touchedBy(migrating.migration) });
    await setMigrationState(tx, proposal.number, resource, 'done', context.at);
    const { done = 0, past = 0 } = rows.find((row) => row.resource === resource) ?? {};
    await note(tx, context, proposal, { resource, phase: 'end', release, rows: done, past });
  }
}

/** Every field whose values a migration makes others, by old and new name. */
function touchedBy({ fillings, kept, dropped }: Migration): string[] {
  const filled = fillings.flatMap(({ field, source }) => (source === null ? [field] : [field, source]));
  return [...new Set([...filled, ...kept, ...dropped])];
}

/** Takes away what was begun: the tables are as they were. The report stays, for whoever puts the rows right. */
export async function undoMigrations(
  tx: Tx,
  context: Context,
  proposal: Proposal,
  migrations: readonly OpenMigration[],
): Promise<void> {
  const begun = new Set((await selectMigrations(tx, proposal.number)).map(({ resource }) => resource));
  for (const { resource, migrating } of migrations) {
    if (!begun.has(resource)) continue;
    await undoMigration(tx, migrating.migration);
    await setMigrationState(tx, proposal.number, resource, 'refused', context.at);
    await note(tx, context, proposal, { resource, phase: 'undo', plan: numberOf(proposal) });
  }
}
