import type { FileFormat, TableFile } from '#infrastructure/table-files/index.ts';
import type { Context } from '#security/context/index.ts';
import { appendEntries, entryFor } from '#security/ledger/index.ts';
import { exportFile } from '#platform/records/index.ts';
import type { Answer, Door, Purpose } from '#platform/records/index.ts';
import { fault } from '../errors.ts';
import { decides } from '../grants.ts';
import type { Granting } from '../grants.ts';
import type { Service } from './service.ts';
import { findService } from './sql.ts';

export interface Run {
  readonly name: string;
  /** Its parameters: a value for each field of the search key. */
  readonly by: Readonly<Record<string, string>>;
  readonly purpose: Purpose | null;
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
  run: Run,
): Promise<Answer> {
  const { resource, fields } = await requireRunnable(granting, context, run, 'read');
  const { by, purpose } = run;
  return granting.door.read(context, { resource, by, fields, purpose });
}

/**
 * The same as a file: an export to the door, with its purpose, the policy that permits exports, the budgets and an entry of
 * that act.
 * @throws as `runService`
 */
export async function exportService(
  granting: Granting & { readonly door: Door },
  context: Context,
  run: Run & { readonly format: FileFormat },
): Promise<{ readonly answer: Answer; readonly file: TableFile }> {
  const { resource, fields } = await requireRunnable(granting, context, run, 'export');
  const { by, purpose, format } = run;
  const answer = await granting.door.exportFound(context, { resource, by, fields, purpose });
  return { answer, file: await exportFile(granting.door.tables, resource, answer, format, context) };
}

/** The service, if it may be run so; a refusal has its entry in the ledger. */
async function requireRunnable(
  granting: Granting,
  context: Context,
  { name, by, purpose }: Run,
  act: 'read' | 'export',
): Promise<Service> {
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
      act,
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
  return row;
}

/** Whether it is published to a role of this officer. */
export function isFor({ actor }: Context, { role }: Service): boolean {
  return actor.kind === 'officer' && actor.roles.includes(role);
}

function requireParameters({ search }: Service, by: Run['by']): void {
  const given = Object.keys(by);
  if (given.length === search.length && search.every((field) => given.includes(field))) return;
  throw fault('service-parameters', { fields: search.join(', ') }, { pointer: '/by' });
}
