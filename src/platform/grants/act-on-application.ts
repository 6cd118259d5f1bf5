import { afterWorkingDays } from '#infrastructure/clock/index.ts';
import type { Context } from '#security/context/index.ts';
import type { Application, State, Terms } from './application.ts';
import { changeApplication } from './change-application.ts';
import type { Act } from './change-application.ts';
import { requireWithin, resourceOf, suitableTerms } from './check-terms.ts';
import { mayOn, requireApplicant, requireDecider, requireOwn } from './grants.ts';
import type { ApplicationAct, Granting } from './grants.ts';
import { fault } from './errors.ts';

/** What every act names: which application, as of which version, and what is said to it. */
export interface OnApplication {
  readonly number: number;
  readonly version: number;
  readonly text?: string | undefined;
}

export type Use<Asked extends OnApplication = OnApplication> = (
  granting: Granting,
  context: Context,
  on: Asked,
) => Promise<Application>;

function acting(
  act: ApplicationAct,
  from: readonly State[],
  { number, version, text }: OnApplication,
): Pick<Act, 'act' | 'from' | 'number' | 'version' | 'text'> {
  return { act, from, number, version, text: text ?? null };
}

/** @throws Fault grants.resource-closed */
function requireNotClosed({ closesAt, resource }: Application): void {
  if (closesAt !== null) throw fault('resource-closed', { resource });
}

/** The applicant hands it to the owner branch; the clock for an answer begins. @throws Fault grants.* */
export const applyForGrant: Use = (granting, context, on) =>
  changeApplication(granting, context, {
    ...acting('apply', ['draft'], on),
    allow(row) {
      requireOwn(context)(row);
      requireApplicant(granting, context);
      requireNotClosed(row);
      suitableTerms(granting, context, row.resource, row.asked);
    },
    make: () => ({
      state: 'applied',
      dueAt: afterWorkingDays(context.at, granting.settings.answerWorkingDays),
    }),
  });

/** The applicant takes it back. @throws Fault grants.* */
export const withdrawApplication: Use = (granting, context, on) =>
  changeApplication(granting, context, {
    ...acting('withdraw', ['draft', 'applied'], on),
    allow: requireOwn(context),
    make: () => ({ state: 'withdrawn' }),
  });

/**
 * The head of the owner branch grants it, as asked or narrower; it is in force from then on.
 * @throws Fault grants.wider-than-asked, grants.own-application and others of grants.*
 */
export const grantApplication: Use<OnApplication & { readonly terms?: Terms | undefined }> = (
  granting,
  context,
  on,
) =>
  changeApplication(granting, context, {
    ...acting('grant', ['applied'], on),
    allow: requireDecider(granting, context),
    make(row) {
      const { asked, resource } = row;
      requireNotClosed(row);
      const granted = suitableTerms(granting, context, resource, on.terms ?? asked);
      requireWithin(resourceOf(granting, resource), asked, granted);
      const { id: decider, name: deciderName } = context.actor;
      return { state: 'granted', granted, grantedAt: context.at, decider, deciderName };
    },
    ...(on.terms === undefined ? {} : { detail: { narrowed: true } }),
  });

/** The head of the owner branch refuses it, saying why. @throws Fault grants.* */
export const refuseApplication: Use = (granting, context, on) =>
  changeApplication(granting, context, {
    ...acting('refuse', ['applied'], on),
    allow: requireDecider(granting, context),
    make: () => ({ state: 'refused', decider: context.actor.id, deciderName: context.actor.name }),
  });

/** The head of the owner branch suspends it, saying why: within seconds nobody is served by it. @throws Fault grants.* */
export const suspendGrant: Use = (granting, context, on) =>
  changeApplication(granting, context, {
    ...acting('suspend', ['granted'], on),
    allow: requireDecider(granting, context),
    make: () => ({ state: 'suspended' }),
  });

/** @throws Fault grants.* */
export const resumeGrant: Use = (granting, context, on) =>
  changeApplication(granting, context, {
    ...acting('resume', ['suspended'], on),
    allow: requireDecider(granting, context),
    make: () => ({ state: 'granted' }),
  });

/** Either side ends it for good, saying why. @throws Fault grants.* */
export const endGrant: Use = (granting, context, on) =>
  changeApplication(granting, context, {
    ...acting('end', ['granted', 'suspended'], on),
    allow(row) {
      if (!mayOn(granting, context, row).includes('end')) throw fault('not-permitted');
    },
    make: () => ({ state: 'ended' }),
  });
