import type { Tx } from '#infrastructure/sql/index.ts';
import { fault } from '../errors.ts';
import type { Identity } from '../identity.ts';
import { insertOrganisations, organisationExists, updateUnitNames } from './sql.ts';

/** A unit as accounts need it: the copy of what the registry of organisation codes holds. */
export interface Unit {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly parent: string | null;
}

/**
 * What the registry knows of a code, asked in the caller's transaction: the unit; `ended` when its code was abolished;
 * undefined when it never had it.
 */
export type FindUnit = (tx: Tx, code: string) => Promise<Unit | 'ended' | undefined>;

/**
 * Makes sure that an account can belong to this unit. The registry is asked; a unit that it has is copied here, which
 * is where accounts refer to.
 * @throws Fault identity.no-organisation
 */
export async function requireUnit(identity: Identity, tx: Tx, code: string): Promise<void> {
  const known = await identity.units.find?.(tx, code);
  if (known !== undefined && known !== 'ended') return insertOrganisations(tx, [known], false);
  if (known === 'ended' || !(await organisationExists(tx, code)))
    throw fault('no-organisation', { code }, { pointer: '/organisation' });
}

/** Called by the registry, in the transaction of a change: units that accounts belong to follow its names. */
export async function renameUnits(tx: Tx, units: readonly Unit[]): Promise<void> {
  await updateUnitNames(tx, units);
}
