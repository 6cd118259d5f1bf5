import type { FindUnit } from '#security/identity/index.ts';
import { findOrganisation } from './sql.ts';

/** What accounts ask the registry: whether a code is one to which somebody can belong. */
export const findUnit: FindUnit = async (tx, code) => {
  const found = await findOrganisation(tx, code);
  return found?.abolishedOn === null ? found : found && 'ended';
};
