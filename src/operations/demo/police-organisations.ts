import type { World } from './population/world.ts';

/** A police organisation as the identity module needs it. */
export interface PoliceOrganisation {
  readonly code: string;
  readonly name: string;
  readonly parent: string | null;
}

/** The tree of police organisations, parents first. */
export function policeOrganisations(world: World): readonly PoliceOrganisation[] {
  return world.police.units.map(({ code, name, parent }) => ({ code, name, parent: parent?.code ?? null }));
}
