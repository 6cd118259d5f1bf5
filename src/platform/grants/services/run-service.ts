import type { Context } from '#security/context/index.ts';
import { appendEntries, entryFor } from '#security/ledger/index.ts';
import type { Answer, Door, Purpose } from '#platform/records/index.ts';
import { fault } from '../errors.ts';
import { decides } from '../grants.ts';
import type { Granting } from '../grants.ts';
import type { Service } from './service.ts';
import { findService, selectServices } from './sql.ts';

export interface Run {
  readonly name: string;
  /** Its parameters: a value for each field of the search key. */
  readonly by: Readonly<Record<string, string>>;
  readonly purpose: Purpose | null;
}

/** The services that concern this officer: published to a role of theirs, or their branch's own. */
export async function listServices(granting: Granting, context: Context): Promise<readonly Service[]> {
  const all = await selectServices(granting.app);
  return all.filter((row) => isFor(context, row) || decides(granting, context, row));
}

/** @throws Fault grants.service-not-found */
export async function getService(granting: Granting, context: Context, name: string): Promise<Service> {
  const row = await findService(granting.app, name);
  if (!row || !(isFor(context, row) || decides(granting, context, row)))
    throw fault('service-not-found', { name });
  return row;
}

/**
 * Runs a service through the door under the purpose in force. What the door refuses it refuses; a service that is suspended,
 * ended or meant for other purposes is refused before, with an entry of its own.
 * @throws Fault grants.service-not-found, grants.service-suspended, grants.service-ended, grants.service-purpose, records.*
 */
export async function runService(
  granting: Granting & { readonly door: Door },
  context: Context,
  { name, by, purpose }: Run,
): Promise<Answer> {
  const row = await findService(granting.app, name);
  if (!row || !isFor(context, row)) throw fault('service-not-found', { name });
  const refusal =
    row.state === 'suspended'
      ? fault('service-suspended', { name })
      : row.state === 'ended'
        ? fault('service-ended', { name })
        : purpose !== null && !row.purposeKinds.includes(purpose.kind)
          ? fault('service-purpose', { name })
          : null;
  if (refusal) {
    const { resource, fields, version } = row;
    const detail = { service: name, version };
    const entry = {
      act: 'read',
      outcome: 'refused',
      reason: refusal.code,
      resource,
      fields,
      detail,
    } as const;
    await granting.app.transaction((tx) => appendEntries(tx, [entryFor(context, entry)]));
    throw refusal;
  }
  requireParameters(row, by);
  return granting.door.read(context, { resource: row.resource, by, fields: row.fields, purpose });
}

function isFor({ actor }: Context, { role }: Service): boolean {
  return actor.kind === 'officer' && actor.roles.includes(role);
}

function requireParameters({ search }: Service, by: Run['by']): void {
  const given = Object.keys(by);
  if (given.length === search.length && search.every((field) => given.includes(field))) return;
  throw fault('service-parameters', { fields: search.join(', ') }, { pointer: '/by' });
}
