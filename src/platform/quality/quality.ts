import type { Database, Tx } from '#infrastructure/sql/index.ts';
import type { Purposes } from '#security/access/index.ts';
import type { Context } from '#security/context/index.ts';
import type { RoleBook } from '#security/identity/index.ts';
import { appendEntries, entryFor, recordRefusal } from '#security/ledger/index.ts';
import type { Attempt } from '#security/ledger/index.ts';
import type { QualitySettings, Resource } from '#standards/declarations/index.ts';
import type { Catalogue, ValueCheck } from '#platform/catalogue/index.ts';
import type { Door, Inspector, Sealer } from '#platform/records/index.ts';
import { fault } from './errors.ts';
import type { PartReader } from './rules/part-reader.ts';

/** What the use cases of this module work with. */
export interface Quality {
  /** Role minqiao_app: runs, findings, corrections, notices. */
  readonly app: Database;
  /** Role minqiao_reader: the ledger, to know who received a value. */
  readonly reader: Database;
  readonly catalogue: Catalogue;
  readonly check: ValueCheck;
  /** A part of an identifier, by the rules of standards/identifiers. */
  readonly partOf: PartReader;
  readonly inspector: Inspector;
  readonly door: Door;
  /** For what people write about a record. */
  readonly sealer: Sealer;
  readonly roles: Pick<RoleBook, 'permissionsOf'>;
  readonly purposes: Pick<Purposes, 'kinds'>;
  readonly agency: string;
}

/** What a person may do: file corrections; look after the own branch's quality; after that of every branch. */
export type Permission = 'file-corrections' | 'quality' | 'quality-all';

export function holds(
  { roles }: Pick<Quality, 'roles'>,
  { actor }: Context,
  permission: Permission,
): boolean {
  return actor.kind === 'officer' && roles.permissionsOf(actor.roles).includes(permission);
}

/** Whose findings a reader sees: null = of every branch. @throws Fault quality.not-permitted */
export function branchOf(quality: Pick<Quality, 'roles'>, context: Context): string | null {
  if (holds(quality, context, 'quality-all')) return null;
  if (holds(quality, context, 'quality')) return context.actor.branch;
  throw fault('not-permitted');
}

/** The same for a list: who is refused it is recorded. @throws Fault quality.not-permitted */
export function branchForList(
  quality: Pick<Quality, 'roles'>,
  context: Context,
  view: 'findings' | 'runs' | 'corrections' | 'overview',
): Promise<string | null> {
  const act = view === 'corrections' ? 'correction' : 'finding';
  return attempted(context, { act, detail: { step: 'list', view } }, async () => branchOf(quality, context));
}

/** Somebody who looks after what this branch owns. @throws Fault quality.not-permitted */
export function requireOwner(quality: Pick<Quality, 'roles'>, context: Context, owner: string): void {
  if (!holds(quality, context, 'quality') || context.actor.branch !== owner) throw fault('not-permitted');
}

/** As the release in force says. @throws Fault quality.settings-missing */
export function settingsOf({ catalogue }: Pick<Quality, 'catalogue'>): QualitySettings {
  const { qualitySettings } = catalogue.pack;
  if (!qualitySettings) throw fault('settings-missing');
  return qualitySettings;
}

/** @throws Fault quality.unknown-resource */
export function resourceOf({ catalogue }: Pick<Quality, 'catalogue'>, name: string): Resource {
  const found = catalogue.pack.resources.get(name);
  if (!found) throw fault('unknown-resource', { resource: name.slice(0, 40) });
  return found;
}

/** Enters an act into the ledger, in the transaction of the act. Never what a value is or was. */
export async function record(tx: Tx, context: Context, entry: Attempt): Promise<void> {
  await appendEntries(tx, [entryFor(context, { ...entry, outcome: 'permitted' })]);
}

/** Records a refusal of `work` by this module, before anybody learns of it; the door records its own. */
export function attempted<T>(context: Context, attempt: Attempt, work: () => Promise<T>): Promise<T> {
  return recordRefusal(context, attempt, work, (code) => code.startsWith('quality.'));
}

const digits = 6;

/** `QF-000012`: how people, and the ledger, call a finding (QF) or a correction (QC). */
export function numbered(prefix: 'QF' | 'QC', number: number): string {
  return `${prefix}-${String(number).padStart(digits, '0')}`;
}

/** The row that a number in the form of schema.ts means. */
export function rowNumber(number: string): number {
  return Number(number.slice(number.indexOf('-') + 1));
}
