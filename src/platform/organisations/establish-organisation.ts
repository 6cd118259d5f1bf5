import type { Context } from '#security/context/index.ts';
import { dayInChina } from '#standards/declarations/index.ts';
import { insertOrganisations, lockRegistry } from './change-sql.ts';
import { eventWriter, requireParent, requireValues, writeWording } from './change-parts.ts';
import type { Ground } from './change-parts.ts';
import { fault } from './errors.ts';
import type { State } from './model.ts';
import { recorded } from './organisations.ts';
import type { Organisations } from './organisations.ts';
import { findOrganisation } from './sql.ts';

export type NewOrganisationInput = State & Ground;

/**
 * Gives a code to a new organisation.
 * @throws Fault organisations.not-permitted, invalid-value, code-used, parent-not-in-use, too-deep, date-out-of-order
 */
export async function establishOrganisation(
  organisations: Organisations,
  context: Context,
  input: NewOrganisationInput,
): Promise<{ readonly code: string }> {
  const { effectiveOn, basis, ...state } = input;
  return recorded(organisations, context, { record: state.code, change: 'establish' }, async (tx) => {
    requireValues(organisations, context, state);
    if (effectiveOn > dayInChina(context.at))
      throw fault('date-out-of-order', { since: '—' }, { pointer: '/effectiveOn' });
    await lockRegistry(tx);
    if (await findOrganisation(tx, state.code))
      throw fault('code-used', { code: state.code }, { pointer: '/code' });
    await requireParent(tx, state.code, state.parent);
    await insertOrganisations(tx, [{ ...state, establishedOn: effectiveOn }]);
    await writeWording(organisations, tx, state);
    await eventWriter(tx, context, { effectiveOn, basis })('established', state.code);
    return { answer: { code: state.code } };
  });
}
